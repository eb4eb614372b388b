/**
 * `POST {basePath}/events`: the service's own word. A signature takes the place of session and origin. What is of use is
 * stored before it is answered; everything that no repeat could mend is answered with 200 and dropped. The sender waits ten
 * seconds, so it is told to come again before they are over, whatever the store does.
 */
import { readEvent, untiedCoupons } from './event.js';
import { withReport, type Report } from './page.js';
import { inTime, ProxyRefusal, refusalOf, type ProxyAnswer } from './proxy-parts.js';
import type { Records } from './records.js';
import type { Signatures } from './signature.js';

/** The most that an event may weigh. */
const MOST_BYTES = 64 * 1024;
/** Less than the ten seconds after which the sender takes its delivery for failed. */
const PATIENCE = 8000;

const received: ProxyAnswer = { status: 200, body: '{"received":true}' };

/** Takes in events. */
export class Receiver {
  readonly #signatures: Signatures;
  readonly #records: Records;
  readonly #organization: string;
  readonly #now: () => number;

  constructor(signatures: Signatures, records: Records, organization: string, now: () => number) {
    this.#signatures = signatures;
    this.#records = records;
    this.#organization = organization;
    this.#now = now;
  }

  /** Answers one delivery; throws a `ProxyRefusal` for what is not the service's, and where a repeat is asked for. */
  async receive(request: Request): Promise<ProxyAnswer> {
    try {
      return await inTime(PATIENCE, this.#take(request), () => refusalOf('try_again'));
    } catch (error) {
      throw error instanceof ProxyRefusal ? error : refusalOf('try_again');
    }
  }

  async #take(request: Request): Promise<ProxyAnswer> {
    const bytes = await readBytes(request);
    const signature = request.headers.get('x-loyalite-signature-256') ?? '';
    if (!(await this.#signatures.verify(signature, bytes))) throw refusalOf('invalid_signature');
    const event = readEvent(parse(bytes), { organization: this.#organization, now: this.#now() });
    if (!event) return received;
    const { pages, report, cardSize } = event;
    const changes = pages.map((page) =>
      this.#records.change(page, (before) => withReport(before, onPage(page, report))),
    );
    const heard = this.#records.heard(`${report.kind} ${report.card}`, cardSize);
    if (heard) changes.push(heard);
    // Nearly always it is a single one, for which `Promise.all` costs more than it does.
    await (changes.length === 1 ? changes[0] : Promise.all(changes));
    return received;
  }
}

/** Where no answer has tied a token to a coupon, a report of that coupon proves nothing. */
function onPage(page: string, report: Report): Report {
  return page === untiedCoupons && report.source === 'api' ? { ...report, source: 'unknown' } : report;
}

/** The raw bytes: a signature is of them, and of nothing that was parsed and written anew. */
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const told = Number(request.headers.get('content-length') ?? 0);
  if (told > MOST_BYTES) throw refusalOf('too_large');
  if (request.bodyUsed) throw refusalOf('body_already_read');
  // Where a length is told, the server in front lets no more through; servers of Node hand over such a body at half the cost.
  if (told === 0) return collect(request);
  // A stream that somebody else has read from cannot be read again.
  const body = await request.arrayBuffer().catch(() => Promise.reject(refusalOf('body_already_read')));
  const bytes = new Uint8Array(body);
  // A body parser in front has read the stream: without its raw bytes no signature can ever fit.
  if (bytes.length === 0) throw refusalOf('body_already_read');
  if (bytes.length > MOST_BYTES) throw refusalOf('too_large');
  return bytes;
}

async function collect({ body }: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (!body) return new Uint8Array();
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > MOST_BYTES) {
      void reader.cancel().catch(() => undefined);
      throw refusalOf('too_large');
    }
    parts.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

const decoder = new TextDecoder();

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
