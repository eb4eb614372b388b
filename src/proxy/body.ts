/**
 * Reading what comes in: bounded, of the right type, and reduced to the fields that a route lists.
 * Knows nothing of what the fields mean, but that amounts have fractions; their types pass as they came.
 */
import { ProxyRefusal } from './answer.js';
import type { Route } from './routes.js';

/** Maximum size of a request body or query, in bytes. */
const MAX_BYTES = 4096;

/** A value of a field: the service knows no nested ones, and so none pass. */
export type Field = string | number | boolean | null;

/** The listed fields of a request, in the order of the list, so that equal requests read alike. */
export type Fields = Readonly<Record<string, Field>>;

/** Thrown when a stream is longer than the reader allows. */
export class TooLong extends Error {}

/** Reads a body as UTF-8 and stops as soon as it is longer than allowed. */
export async function readText(source: Request | Response, max: number): Promise<string> {
  // A server reads no further than the declared length, so such a body need not be counted while it comes; but a compressed
  // body declares its length before decompression. Some browsers have no `body` on a Request at all.
  const declared = source.headers.has('content-encoding') ? NaN : Number(source.headers.get('content-length') ?? NaN);
  if (declared <= max || !source.body) return checkLength(await source.text(), max);
  const reader = source.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > max) {
      void reader.cancel().catch(() => undefined);
      throw new TooLong();
    }
    text += decoder.decode(next.value, { stream: true });
  }
  return text + decoder.decode();
}

/** A `Request` or `Response` that was constructed by hand can be longer than it declares. */
function checkLength(text: string, max: number): string {
  if (text.length > max || new TextEncoder().encode(text).byteLength > max) throw new TooLong();
  return text;
}

/** The fields of a look-up. Exactly one of them, so that a scan cannot vouch for a code that was typed beside it. */
export function readQuery(url: URL, route: Route): Fields {
  if (url.search.length > MAX_BYTES) throw new ProxyRefusal('too_large');
  const given = [...url.searchParams].filter(([name]) => route.fields.includes(name));
  if (given.length !== 1) throw new ProxyRefusal('invalid_input');
  return Object.fromEntries(given);
}

/** The listed fields of a JSON body. */
export async function readBody(request: Request, route: Route): Promise<Fields> {
  if (!isJson(request.headers)) throw new ProxyRefusal('unsupported_media_type');
  // Declared as too long, it need not be read at all.
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) throw new ProxyRefusal('too_large');
  const text = await readText(request, MAX_BYTES).catch((error: unknown) => {
    throw error instanceof TooLong ? new ProxyRefusal('too_large') : error;
  });
  return pick(parse(text), route.fields);
}

/** Whether headers announce JSON. */
export function isJson(headers: Headers): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

function parse(text: string): object {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  } catch {
    // Falls through to the one answer for everything that is no JSON object.
  }
  throw new ProxyRefusal('invalid_input');
}

function pick(content: object, names: readonly string[]): Fields {
  const own = new Map(Object.entries(content));
  const given = names.filter((name) => own.has(name)).map((name): [string, unknown] => [name, own.get(name)]);
  if (!given.every((entry): entry is [string, Field] => isField(entry[1], entry[0])))
    throw new ProxyRefusal('invalid_input');
  return Object.fromEntries(given);
}

function isField(value: unknown, name: string): value is Field {
  return typeof value === 'number'
    ? isExact(value, name)
    : value === null || ['string', 'boolean'].includes(typeof value);
}

/** A number that is too large to be exact could be another order's, and only what is measured has fractions. */
function isExact(value: number, name: string): boolean {
  const isMeasured = name === 'amount' || name === 'value';
  return isMeasured ? Math.abs(value) <= Number.MAX_SAFE_INTEGER : Number.isSafeInteger(value);
}
