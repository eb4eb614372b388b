/**
 * One external id, one booking: a note of each id is kept for all sessions together, from before its request leaves until
 * long after it was booked. The same content again shares the call under way or gets the remembered answer; other content
 * is refused before the service is asked. Only what a till reads as a success counts as booked. A lost outcome keeps the id
 * claimed for its content, and is asked again. The PIN stays in memory, and only while its call lasts.
 */
import { ownAnswer, readPosting, ProxyRefusal, type ProxyAnswer } from './answer.js';
import type { AtomicStore } from './atomic-store.js';
import type { Identity } from './identity.js';
import { timer } from './time-limit.js';

const DAY = 24 * 60 * 60 * 1000;
/** How long an id counts as used, as long as the store keeps it. */
const NOTE_TTL = 366 * DAY;
/** How long the answer is remembered: as long as a till keeps an operation in its journal and may repeat it. */
const ANSWER_TTL = DAY;
/** Milliseconds between two looks at what another process is doing. */
const POLL = 100;
/** Time beyond the longest call after which another process counts as dead. */
const LEASE_MARGIN = 5000;

/** What is kept of one id. */
interface Note {
  readonly content: string;
  /** Lease expiry (ms): a process is handling it until then. */
  readonly until?: number;
  /** An earlier try left, and no usable answer came. */
  readonly lost?: boolean;
  /** When it was booked. */
  readonly bookedAt?: number;
}

interface Claim {
  /** The note as it stands in the store. */
  readonly text: string;
  readonly lost: boolean;
}

interface InFlight {
  readonly identity: Identity;
  readonly answer: Promise<ProxyAnswer>;
}

/** Notes of the operations of one merchant. */
export class IdempotencyCache {
  readonly #store: AtomicStore;
  readonly #now: () => number;
  readonly #maxDuration: number;
  readonly #inFlight = new Map<string, InFlight>();

  /** `maxDuration` is how long one call may take, in milliseconds. */
  constructor(store: AtomicStore, now: () => number, maxDuration: number) {
    this.#store = store;
    this.#now = now;
    this.#maxDuration = maxDuration;
  }

  /** Makes the call, unless its answer is known or on its way. */
  async run(identity: Identity, call: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    for (;;) {
      const other = this.#inFlight.get(identity.key);
      if (!other) return this.#start(identity, call);
      if (other.identity.content !== identity.content) throw new ProxyRefusal('id_reused');
      const isShared = other.identity.pin === identity.pin;
      if (isShared && other.identity.till === identity.till) return other.answer;
      // The same operation with another PIN is another turn: it waits for the one before. What was refused to another
      // session (its scan, its limits) says nothing of this one.
      const answer = await other.answer.catch(() => undefined);
      if (isShared && answer) return answer;
    }
  }

  #start(identity: Identity, call: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const answer = this.#run(identity, call).finally(() => this.#inFlight.delete(identity.key));
    this.#inFlight.set(identity.key, { identity, answer });
    return answer;
  }

  async #run(identity: Identity, call: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const claim = await this.#claim(identity);
    if ('status' in claim) return claim;
    const answer = await call().catch(async (error: unknown) => {
      // Nothing left: the id is as free, or as much in doubt, as before.
      await this.#settle(identity, claim, false);
      throw error;
    });
    const reading = readPosting(identity.kind, answer);
    if (reading === 'done') await this.#book(identity, claim, answer);
    else await this.#settle(identity, claim, reading === 'lost');
    // The service cannot tell a coupon's repeat by itself: after a lost answer its 409 may be of our own making.
    const isDoubtful = identity.kind === 'coupon' && claim.lost && answer.status === 409;
    return isDoubtful ? ownAnswer('outcome_unknown') : answer;
  }

  /** Reserves the id for this process, or finds its answer; waits while another process is handling it. */
  async #claim(identity: Identity): Promise<Claim | ProxyAnswer> {
    const retries = this.#store.retries();
    for (let waited = 0; waited < this.#maxDuration;) {
      const before = await this.#store.get(identity.key);
      const note = before === undefined ? undefined : (JSON.parse(before) as Note);
      if (note && note.content !== identity.content) throw reused(note, false);
      if (note?.bookedAt !== undefined) return this.#remembered(identity, note);
      if (this.#isLeased(note)) {
        await timer(POLL).promise;
        waited += POLL;
        continue;
      }
      // A process that never came back with its answer has lost it.
      const lost = note !== undefined;
      const text = JSON.stringify({ content: identity.content, until: this.#now() + this.#lease, lost });
      if (await this.#store.swap(identity.key, before, text, noteTtl(identity))) return { text, lost };
      await retries.next();
    }
    return ownAnswer('upstream_timeout');
  }

  get #lease(): number {
    return this.#maxDuration + LEASE_MARGIN;
  }

  /** A lease that ends later than any that is given was written by a clock that was set back since, and holds nobody up. */
  #isLeased(note: Note | undefined): boolean {
    const left = (note?.until ?? 0) - this.#now();
    return left > 0 && left <= this.#lease;
  }

  /** The remembered answer; where it is too old, the same content is no repeat any more but a number that came round. */
  async #remembered({ answerKey }: Identity, note: Note): Promise<ProxyAnswer> {
    const text = await this.#store.get(answerKey);
    if (text === undefined) throw reused(note, true);
    return { ...(JSON.parse(text) as ProxyAnswer), ...(note.bookedAt !== undefined && { bookedAt: note.bookedAt }) };
  }

  /** The answer before the note, so that a process that dies in between leaves the operation to be asked again. */
  async #book(identity: Identity, claim: Claim, answer: ProxyAnswer): Promise<void> {
    const { key, answerKey, content } = identity;
    const note: Note = { content, bookedAt: this.#now() };
    await this.#store
      .change(answerKey, ANSWER_TTL, () => ({ after: JSON.stringify(answer), result: undefined }))
      .then(() => this.#store.swap(key, claim.text, JSON.stringify(note), noteTtl(identity)))
      .catch(() => this.#settle(identity, claim, true));
  }

  /** Ends a claim that booked nothing; the answer reaches the till even where the store fails. */
  async #settle(identity: Identity, claim: Claim, isLost: boolean): Promise<void> {
    const note: Note = { content: identity.content, lost: true };
    const after = isLost || claim.lost ? JSON.stringify(note) : undefined;
    await this.#store.swap(identity.key, claim.text, after, noteTtl(identity)).catch(() => false);
  }
}

/** A coupon's key is one try of a till and is never asked for after a day. */
function noteTtl({ kind }: Identity): number {
  return kind === 'coupon' ? DAY : NOTE_TTL;
}

/** Says when the id was booked, where it was, and whether with the same content. */
function reused({ bookedAt }: Note, isSame: boolean): ProxyRefusal {
  const at = bookedAt === undefined ? undefined : { booked_at: new Date(bookedAt).toISOString() };
  return new ProxyRefusal('id_reused', { fields: { ...at, ...(isSame && { same_content: true }) } });
}
