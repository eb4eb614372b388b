/** The form of a check, and the words that most of them need. */
import type { Exchange, Probe } from './probe.js';

/** One promise that a proxy is held to. */
export interface Check {
  /** Short name, stable over versions. */
  readonly id: string;
  /** The promise as a fact. */
  readonly title: string;
  /** Gives the complaints, none for a proxy that keeps the promise, or says why it could not be checked. */
  readonly run: (probe: Probe) => Promise<readonly string[] | Skipped>;
}

/** A check that could not be made. */
export interface Skipped {
  readonly skipped: string;
}

/** Collects complaints. */
export class Complaints {
  readonly list: string[] = [];

  /** Takes note of a complaint unless something holds. */
  expect(holds: boolean, complaint: string): void {
    if (!holds) this.list.push(complaint);
  }
}

/** Whether the answer says yes. */
export function isAccepted({ answer }: Exchange): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** Whether the proxy kept a request to itself and did not say yes to it either. */
export function isKeptBack(exchange: Exchange): boolean {
  return exchange.seen.length === 0 && !isAccepted(exchange);
}

/** An exchange in a few words, without anything of a customer. */
export function describe({ answer, seen }: Exchange): string {
  const status = answer.status === 0 ? 'no answer' : `status ${answer.status}`;
  return `${status}, ${seen.length === 0 ? 'nothing' : `${seen.length} request${seen.length > 1 ? 's' : ''}`} reached the service`;
}
