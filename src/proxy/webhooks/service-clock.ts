/**
 * How far the service's clock is from this one, by the `Date` of its answers. That header has whole seconds, so an answer
 * that took its time says nothing.
 */

/** A round trip longer than this tells too little. */
const QUICK = 2000;

/** Learns from answers. */
export class ServiceClock {
  #skew: number | undefined;

  /** Milliseconds to add to a moment of this clock; `undefined` until an answer told. */
  get skew(): number | undefined {
    return this.#skew;
  }

  /** Takes note of an answer's `Date`, in milliseconds, and of when the call was made and answered. */
  observe(sent: number, received: number, date: number | undefined): void {
    if (date === undefined || received - sent > QUICK || received < sent) return;
    // On average the header is half a second late.
    this.#skew = date + 500 - (sent + received) / 2;
  }
}
