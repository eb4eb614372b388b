/**
 * One intent, one booking: what an element has booked is not sent again until the customer, the order or the page's figures
 * change, the page resets the element, or the cashier says so in a step of its own. It remembers, and sends nothing.
 */

/** What one element has booked for the customer and order that stand in it. */
export class Intents {
  /** What the page had fixed when a slot was booked (points, stamps, coupon), by slot. */
  readonly #booked = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #granted: string | null = null;
  #isAsked = false;

  /** Whether the question stands there. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** Whether a submit would only repeat what is booked. */
  isSpent(slot: string, given: string): boolean {
    return this.#granted !== slot && this.#booked.get(slot) === given;
  }

  /** How many were booked in this slot: the next one's id is made of it. */
  count(slot: string): number {
    return this.#counts.get(slot) ?? 0;
  }

  book(slot: string, given: string): void {
    this.#booked.set(slot, given);
    this.skip(slot);
    this.#granted = null;
    this.#isAsked = false;
  }

  /** The id of that number is taken by something else: the next one is tried. */
  skip(slot: string): void {
    this.#counts.set(slot, this.count(slot) + 1);
  }

  /** Asks whether one more is wanted, or takes the question back: the same tap, so that two in a row change nothing. */
  toggle(): void {
    this.#isAsked = !this.#isAsked;
  }

  /** Takes the question back. */
  take(): void {
    this.#isAsked = false;
  }

  /** The cashier wants one more. */
  grant(slot: string): void {
    this.#granted = slot;
    this.#isAsked = false;
  }

  clear(): void {
    this.#booked.clear();
    this.#counts.clear();
    this.#granted = null;
    this.#isAsked = false;
  }
}
