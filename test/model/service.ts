/**
 * The service of the model, reduced to what can hurt: whether an id is booked, whether a PIN is asked for, and in which order.
 * It answers as on the wire, so that the real reading of answers is part of the model.
 */
import type { Posting } from '../../src/protocol/operation.js';
import type { WireResponse } from '../../src/protocol/wire.js';

/** What the vendor does not say, and every way of which has to be safe. */
export interface Ways {
  /** What a repeated id is answered: the first body, current balances, a 409. */
  replay: 'same' | 'current' | 'conflict';
  /** Whether a repeat is recognised before or after balance and PIN were looked at. */
  order: 'before' | 'after';
  /** Whether a PIN is asked for. */
  isGated: boolean;
  /** Whether the proxy answers what the browser sends twice from memory. */
  remembers: boolean;
  /** An id that another till has booked for somebody else before. */
  taken?: string;
}

/** The PIN on the customer's phone. */
export const rightPin = '0007';
const tries = 2;
/** What another till booked. */
const foreign = 'redeem 500 9';
/** What the customer has before. */
export const balances = { points: 120, stamps: 0 };

/** One service with its books. */
export class Service {
  /** What was booked, in order: id and content. */
  readonly books: { id: string; content: string }[] = [];
  #triesLeft = 0;
  readonly #ways: Ways;

  constructor(ways: Ways) {
    this.#ways = ways;
    if (ways.taken !== undefined) this.books.push({ id: ways.taken, content: foreign });
  }

  /** Everything that decides the next answer. */
  get fingerprint(): string {
    return JSON.stringify([this.books, this.#triesLeft]);
  }

  get isChallenging(): boolean {
    return this.#triesLeft > 0;
  }

  /** The PIN's time is over. */
  expire(): void {
    this.#triesLeft = 0;
  }

  answer(operation: Posting, pin?: string): WireResponse {
    const isBooked = this.books.some(({ id }) => id === idOf(operation));
    if (isBooked && this.#ways.order === 'before') return this.#repeat(operation);
    // Every redemption takes all that there is.
    if (isBooked && operation.kind === 'redeem') return refuse(422, 'insufficient_balance');
    const question = this.#ways.isGated ? this.#ask(pin) : null;
    if (question) return question;
    if (isBooked) return this.#repeat(operation);
    this.books.push({ id: idOf(operation), content: contentOf(operation) });
    return accept(operation);
  }

  #ask(pin: string | undefined): WireResponse | null {
    if (pin === undefined) {
      this.#triesLeft = tries;
      return refuse(412, 'pin_required', { remaining_attempts: tries });
    }
    if (this.#triesLeft === 0) return refuse(422, 'pin_expired');
    if (pin === rightPin) {
      this.#triesLeft = 0;
      return null;
    }
    this.#triesLeft -= 1;
    if (this.#triesLeft === 0) return refuse(429, 'pin_attempts_exceeded', { remaining_attempts: 0 });
    return refuse(422, 'pin_invalid', { remaining_attempts: this.#triesLeft });
  }

  #repeat(operation: Posting): WireResponse {
    if (operation.kind === 'coupon') return refuse(409, 'coupon_already_used');
    if (this.#ways.replay === 'conflict') return refuse(409, 'already_processed');
    const isForeign = this.books.some(({ id, content }) => id === idOf(operation) && content === foreign);
    return isForeign ? { status: 200, body: { data: { stamps: 0, points: 2000 } } } : accept(operation);
  }
}

/** What must be booked at most once. */
export function idOf(operation: Posting): string {
  return operation.kind === 'coupon' ? `coupon ${operation.token}` : operation.externalId;
}

/** What is moved, and for whom. */
export function contentOf(operation: Posting): string {
  return operation.kind === 'coupon' ? 'coupon' : `${operation.kind} ${operation.amount} ${operation.customerCode}`;
}

function accept(operation: Posting): WireResponse {
  const coupon = { id: 'c1', name: 'Coffee', status: 'redeemed' };
  if (operation.kind === 'coupon') return { status: 200, body: { data: coupon } };
  const moved = Math.round(Number(operation.amount)) * (operation.kind === 'earn' ? 1 : -1);
  return { status: 200, body: { data: { ...balances, points: balances.points + moved } } };
}

function refuse(status: number, error: string, more: object = {}): WireResponse {
  return { status, body: { error, ...more } };
}

/** More calls than the service takes. */
export const tooMany: WireResponse = { status: 429, body: { error: 'too many requests' } };
