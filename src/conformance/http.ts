/** Requests and answers as plain data: what a check says and sees, without any server or client of its own. */

/** A request, with header names in small letters and the path as it stands on the wire, query included. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer, with header names in small letters; status 0 where the connection ended without one. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the checks need from the machine they run on. */
export interface Ports {
  /** Sends a request to the proxy's host as it is: no redirect followed, no path tidied up. */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Waits, because the proxy asked for it. */
  readonly wait: (seconds: number) => Promise<void>;
  /** Reads what the proxy wrote to its log, where it was given. */
  readonly readLog?: (() => Promise<string>) | undefined;
}

/** Parses a JSON object, or gives an empty one. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
