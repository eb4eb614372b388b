/**
 * Whose operation stands in an element. Another customer, order or backend clears what is over, and offers once what an earlier
 * page or another window left unanswered of it. Knows nothing of what the operations are.
 */

/** What recovery asks of its element. */
export interface RecoveryHost {
  /** The backend, and the customer and order that the page gives; another one is another matter. */
  subjectKey(): string;
  /** Counts the sales of the checkout around; 0 outside of one. */
  saleNumber(): number;
  /** Whether what stands there may be cleared. */
  isOver(): boolean;
  reset(): void;
  /** Shows what stands unanswered, if anything does. */
  offer(): void;
}

/** Recovery for one element: `sync()` before each update, `offerOnce()` after it, `adopt()` when an operation starts. */
export class Recovery {
  readonly #host: RecoveryHost;
  subjectKey: string | null = null;
  #isDue = false;
  #adopted: { identity: string | null; round: number } = { identity: null, round: 0 };

  constructor(host: RecoveryHost) {
    this.#host = host;
  }

  /** Notices that another customer, order or backend stands there now. */
  sync(): void {
    const identity = this.#host.subjectKey();
    if (identity === this.subjectKey) return;
    if (this.subjectKey !== null && this.#host.isOver()) this.#host.reset();
    this.subjectKey = identity;
    this.#isDue = true;
  }

  /** Offers what was left unanswered, once for each identity. */
  offerOnce(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#host.offer();
  }

  /** The operation that starts now belongs to what stands there now. */
  adopt(): void {
    this.#adopted = { identity: this.subjectKey, round: this.#host.saleNumber() };
  }

  /** Whether the operation that stands there was asked for another customer or order than now. */
  get isForeign(): boolean {
    return this.#adopted.identity !== this.subjectKey;
  }

  /** Whether the operation belongs to the sale that is going on; a late answer of an earlier one does not. */
  get isOfThisSale(): boolean {
    return this.#adopted.round === this.#host.saleNumber();
  }
}
