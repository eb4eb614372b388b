/**
 * One posting, one upstream call: a repeat shares the call that is under way or gets the answer that is remembered.
 * Only what a till reads as a success is remembered; a lost answer never is, because the next try may find out. Knows
 * operations by a name, a hash and the PIN of the moment; the PIN stays in memory and only while its call lasts.
 */
import type { Posting } from '../protocol/operation.js';
import { readPosting, Refusal, refusal, type Answer } from './answer.js';
import type { Shelf } from './store.js';
import { timer } from './upstream.js';

/** As long as a till keeps an operation in its journal. */
const MEMORY = 24 * 60 * 60 * 1000;
/** How often another process is asked whether it has its answer. */
const POLL = 100;

/** What makes two postings the same one. */
export interface Identity {
  /** Session, route and external id. */
  readonly key: string;
  /** The body without the PIN, hashed. */
  readonly body: string;
  readonly pin: string;
  /**
   * What is posted. The service cannot tell a coupon's repeat by itself: after a lost answer its 409 may be of our own
   * making and is then not passed on as a refusal.
   */
  readonly kind: Posting['kind'];
}

interface Entry {
  readonly body: string;
  /** A process is at it until then. */
  readonly until?: number;
  readonly lost?: boolean;
  readonly answer?: Answer;
}

interface Flight {
  readonly identity: Identity;
  readonly answer: Promise<Answer>;
}

/** Remembers postings of one proxy. */
export class Replays {
  readonly #shelf: Shelf;
  readonly #now: () => number;
  readonly #patience: number;
  readonly #flights = new Map<string, Flight>();

  /** `patience` is how long one call may take, in milliseconds. */
  constructor(shelf: Shelf, now: () => number, patience: number) {
    this.#shelf = shelf;
    this.#now = now;
    this.#patience = patience;
  }

  /** Makes the call, unless its answer is known or on its way. */
  async once(identity: Identity, call: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const flight = this.#flights.get(identity.key);
      if (!flight) return this.#fly(identity, call);
      if (flight.identity.body !== identity.body) throw new Refusal(409, 'id_reused');
      if (flight.identity.pin === identity.pin) return flight.answer;
      // The same operation with another PIN is another turn: it waits for the one before.
      await flight.answer.catch(() => undefined);
    }
  }

  #fly(identity: Identity, call: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#run(identity, call).finally(() => this.#flights.delete(identity.key));
    this.#flights.set(identity.key, { identity, answer });
    return answer;
  }

  async #run(identity: Identity, call: () => Promise<Answer>): Promise<Answer> {
    const claim = await this.#claim(identity);
    if (claim.answer) return claim.answer;
    const lost = claim.lost === true;
    const answer = await call().catch(async (error: unknown) => {
      await this.#settle(identity, claim, lost ? { body: identity.body, lost } : undefined);
      throw error;
    });
    const told = lost && answer.status === 409 ? refusal(502, 'outcome_unknown') : answer;
    await this.#settle(identity, claim, this.#remember(identity, told));
    return told;
  }

  #remember({ body, kind }: Identity, answer: Answer): Entry | undefined {
    const reading = readPosting(kind, answer);
    if (reading === 'done') return { body, answer };
    return kind === 'coupon' && reading === 'lost' ? { body, lost: true } : undefined;
  }

  /** Reserves the operation for this process, or finds its answer; waits while another process is at it. */
  async #claim({ key, body, kind }: Identity): Promise<Entry> {
    for (let waited = 0; waited < this.#patience;) {
      const before = await this.#shelf.get(key);
      const entry = before === undefined ? undefined : (JSON.parse(before) as Entry);
      if (entry && entry.body !== body) throw new Refusal(409, 'id_reused');
      if (entry?.answer) return entry;
      if (entry?.until !== undefined && entry.until > this.#now()) {
        await timer(POLL).promise;
        waited += POLL;
        continue;
      }
      // A process that never came back with its answer has lost it.
      const claim: Entry = {
        body,
        until: this.#now() + this.#patience + 5000,
        lost: kind === 'coupon' && entry !== undefined,
      };
      if (await this.#shelf.swap(key, before, JSON.stringify(claim), MEMORY)) return claim;
    }
    throw new Refusal(504, 'upstream_timeout');
  }

  /** Puts what is to be remembered in the place of the claim; the answer reaches the till even where that fails. */
  async #settle({ key }: Identity, claim: Entry, entry: Entry | undefined): Promise<void> {
    const after = entry && JSON.stringify(entry);
    await this.#shelf.swap(key, JSON.stringify(claim), after, MEMORY).catch(() => false);
  }
}
