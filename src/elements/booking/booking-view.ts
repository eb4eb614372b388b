/**
 * What earn and redeem show beyond a look-up, which books nothing: what an operation moves, that it is under way or was left
 * unfinished, and that the page says something else by now. Reads a conversation and draws no conclusions about the next one.
 */
import type { Conversation } from '../../flow/conversation.js';
import { isPosting, type Posting } from '../../protocol/operation.js';
import type { IssuedCoupon } from '../../protocol/reply.js';
import type { BeforeBooking } from './before-booking.js';
import {
  amountText,
  discountOf,
  postingSentence,
  postingText,
  type AmountTerms,
  type Moved,
} from './operation-text.js';
import { Intents } from './intents.js';
import type { Localization } from '../../words/localization.js';

/** What a booking has to know of its tag. */
export interface BookingParts {
  /** Whether an operation that stands unanswered is this element's to offer. */
  canRecover(operation: Posting): boolean;
  /** What `submit()` would book now; `null` where the cashier decides it and not the page. */
  offer(): Moved | null;
  /** How amounts are shown. */
  terms(): AmountTerms;
  /** How they were when what stands there was asked for, as far as that is known. */
  sentTerms(): AmountTerms | undefined;
  /** Columns of a receipt. */
  receiptWidth(): number;
  /** Id of the order that stands there now, or empty. */
  orderId(): string;
  /** The page's chance to say no, where the tag has one of its own. */
  beforeBooking(): BeforeBooking | null;
  /** What `submit()` would book now, as far as the page fixed it, and which of the order's bookings that would be. */
  intent(): Intent;
}

/** One of an order's bookings: `slot` names its kind, `given` is what the page fixed of it. */
export interface Intent {
  slot: string;
  given: string;
}

/** Which of an order's bookings a posting is. */
export const slotOf = (posting: Pick<Posting, 'kind'> & { cardType?: string }): string =>
  `${posting.kind}:${posting.cardType ?? ''}`;

/** The booking side of one element. */
export class BookingView {
  readonly kind: 'earn' | 'redeem';
  /** What was booked for the customer and order that stand there. */
  readonly intents = new Intents();
  /** What a card of this sale that became full was turned into: shown until the next sale. */
  coupon: IssuedCoupon | null = null;
  readonly #words: Localization;
  readonly #parts: BookingParts;
  #intent: Intent | null = null;

  constructor(kind: 'earn' | 'redeem', words: Localization, parts: BookingParts) {
    this.kind = kind;
    this.#words = words;
    this.#parts = parts;
  }

  get receiptWidth(): number {
    return this.#parts.receiptWidth();
  }

  get orderId(): string {
    return this.#parts.orderId();
  }

  get beforeBooking(): BeforeBooking | null {
    return this.#parts.beforeBooking();
  }

  /** Whether a submit would only repeat what is booked. */
  get isSpent(): boolean {
    const { slot, given } = this.#parts.intent();
    return this.intents.isSpent(slot, given);
  }

  /** Whether what a submit would book has an id that is known before; the service knows a coupon by its token alone. */
  get isNamed(): boolean {
    return this.#parts.intent().slot !== slotOf({ kind: 'coupon' });
  }

  /** An operation starts: what the page changes from now on is the next one's. */
  begin(): void {
    this.#intent = this.#parts.intent();
  }

  /** The terms of the next operation. */
  get offeredTerms(): AmountTerms {
    return this.#parts.terms();
  }

  /** Those of the operation that stands there: its sum is what the cashier confirmed, also on an earlier page. */
  get terms(): AmountTerms {
    const [sent, now] = [this.#parts.sentTerms(), this.#parts.terms()];
    if (!sent) return now;
    const currency = sent.currency || now.currency;
    // Points of which nobody said what they are worth are worth what is said now.
    return { currency, pointValue: sent.pointValue || (currency === now.currency ? now.pointValue : '') };
  }

  /** Remembers what was booked: the same is not sent again by itself. */
  spend(posting: Posting, coupon?: Partial<IssuedCoupon>): void {
    if (posting.kind === 'earn' && coupon) this.coupon = coupon as IssuedCoupon;
    const { slot, given } = this.#intent ?? this.#parts.intent();
    this.intents.book(slotOf(posting), slot === slotOf(posting) ? given : '');
  }

  /** Of one more booking, the id stands for something else already: the next one takes the next id. */
  skip(): void {
    const slot = this.#intent?.slot ?? '';
    if (this.intents.count(slot)) this.intents.skip(slot);
  }

  /** Another customer or order, or the page's own wish. */
  renew(): void {
    this.intents.clear();
    this.coupon = null;
    this.#intent = null;
  }

  /** The cashier wants one more of what is booked. */
  grant(): void {
    this.intents.grant(this.#parts.intent().slot);
  }

  owns(operation: Posting): boolean {
    return this.#parts.canRecover(operation);
  }

  /** "50 points = ₺5.00", or the coupon. */
  amountText(posting: Posting, couponName?: string): string {
    return postingText(posting, this.terms, this.#words, couponName);
  }

  /** What a redemption takes off the bill, where the page said what a point is worth. */
  discount(posting: Posting): string | null {
    return posting.kind === 'coupon' ? null : discountOf(posting, this.terms);
  }

  /** What the PIN is for. */
  pinPurpose(posting: Posting): string {
    return postingSentence('purpose', posting, this.terms, this.#words);
  }

  /** What is under way, or was left unfinished; `null` for every other state. */
  message({ phase, operation, restored, error }: Conversation, email: string): string | null {
    if (!operation || !isPosting(operation)) return null;
    const which = phase === 'pending' ? 'pending' : restored && error?.retryable ? 'unfinished' : null;
    return which && postingSentence(which, operation, this.terms, this.#words, email);
  }

  /** What was sent stays what it was, whatever the page says now: the cashier is told. */
  changeNote({ phase, operation }: Conversation): string {
    const offer = this.#parts.offer();
    const matters = phase === 'pending' || phase === 'pin' || phase === 'unconfirmed' || phase === 'done';
    if (!offer || !matters || !operation || !isPosting(operation)) return '';
    const sent = this.amountText(operation);
    const terms = { ...this.terms, currency: this.#parts.terms().currency };
    return amountText(offer, terms, this.#words) === sent ? '' : this.#words.say('amountChanged', { value: sent });
  }
}
