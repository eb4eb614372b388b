/**
 * The coupon that a full card was turned into, kept for the sale that it was issued in: its token is worth something, so it stands
 * in this page and this tab alone, one at a time, and goes with the next sale. The notes keep its name without it.
 */
import type { Posting } from '../protocol/operation.js';
import type { Answer, BalanceAnswer } from '../protocol/reply.js';
import { asText } from './entry.js';
import { SafeStorage, type JournalStorage } from './storage.js';

interface Kept {
  id: string;
  orderId?: string;
  token: string;
}

function parse(text: string | null): Kept | null {
  try {
    const { id, orderId, token } = (JSON.parse(text ?? 'null') ?? {}) as Partial<Record<keyof Kept, unknown>>;
    if (typeof id !== 'string' || typeof token !== 'string') return null;
    return { id, token, ...(typeof orderId === 'string' && { orderId }) };
  } catch {
    return null;
  }
}

/** The last coupon that was issued for one backend. */
export class IssuedCoupons {
  readonly #key: string;
  readonly #storage: SafeStorage;

  constructor(key: string, session: JournalStorage | null, memory?: JournalStorage) {
    this.#key = key;
    this.#storage = new SafeStorage(session, () => {}, memory);
  }

  /** An answer as it may be written down. */
  static withoutToken(answer: Answer): Answer {
    if (!('coupon' in answer) || !answer.coupon) return answer;
    const { id, name } = answer.coupon;
    return { ...answer, coupon: { id, name, qrToken: '' } };
  }

  /** Keeps the token of a coupon in an answer. */
  keep({ orderId }: Posting, id: string, answer: Answer): void {
    const token = (answer as Partial<BalanceAnswer>).coupon?.qrToken;
    if (!token) return;
    const kept: Kept = { id, token, ...(orderId !== undefined && { orderId: asText(orderId) }) };
    this.#storage.set(this.#key, JSON.stringify(kept));
  }

  /** The answer with the token, as long as that is kept. */
  withToken(id: string, answer: Answer): Answer {
    const { coupon } = answer as Partial<BalanceAnswer>;
    const kept = coupon && this.#read();
    return kept?.id === id ? ({ ...answer, coupon: { ...coupon, qrToken: kept.token } } as Answer) : answer;
  }

  /** An operation begins: a coupon of another sale goes. */
  keepFor({ orderId }: Posting, id: string): void {
    const kept = this.#read();
    const isSameSale =
      kept?.orderId === undefined
        ? kept?.id === id
        : kept.orderId === (orderId === undefined ? undefined : asText(orderId));
    if (kept && !isSameSale) this.clear();
  }

  clear(): void {
    if (this.#storage.get(this.#key) !== null) this.#storage.remove(this.#key);
  }

  #read(): Kept | null {
    return parse(this.#storage.get(this.#key));
  }
}
