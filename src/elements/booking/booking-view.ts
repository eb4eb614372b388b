/**
 * What earn and redeem show beyond a look-up, which books nothing: what an operation moves, that it is under way or was left
 * unfinished, and that the page says something else by now. Reads a conversation and draws no conclusions about the next one.
 */
import type { Conversation } from '../../flow/transition.js';
import { isPosting, type Posting } from '../../protocol/operation.js';
import { amountText, postingSentence, postingText, type AmountTerms, type Moved } from './operation-text.js';
import type { Localization } from '../../words/localization.js';

/** What a booking has to know of its tag. */
export interface BookingParts {
  /** Whether an operation that stands unanswered is this element's to offer. */
  canRecover(operation: Posting): boolean;
  /** What a submit would move now; `null` where that is not the page's to say. */
  offer(): Moved | null;
  /** How amounts are shown. */
  terms(): AmountTerms;
  /** Columns of a receipt. */
  receiptWidth(): number;
}

/** The booking side of one element. */
export class BookingView {
  readonly #words: Localization;
  readonly #parts: BookingParts;

  constructor(words: Localization, parts: BookingParts) {
    this.#words = words;
    this.#parts = parts;
  }

  get receiptWidth(): number {
    return this.#parts.receiptWidth();
  }

  owns(operation: Posting): boolean {
    return this.#parts.canRecover(operation);
  }

  /** "50 points = ₺5.00", or the coupon. */
  amountText(posting: Posting, couponName?: string): string {
    return postingText(posting, this.#parts.terms(), this.#words, couponName);
  }

  /** What the PIN is for. */
  pinPurpose(posting: Posting): string {
    return postingSentence('purpose', posting, this.#parts.terms(), this.#words);
  }

  /** What is under way, or was left unfinished; `null` for every other state. */
  message({ phase, operation, restored, error }: Conversation, email: string): string | null {
    if (!operation || !isPosting(operation)) return null;
    const which = phase === 'pending' ? 'pending' : restored && error?.retryable ? 'unfinished' : null;
    return which && postingSentence(which, operation, this.#parts.terms(), this.#words, email);
  }

  /** What was sent stays what it was, whatever the page says now: the cashier is told. */
  changeNote({ phase, operation }: Conversation): string {
    const offer = this.#parts.offer();
    const matters = phase === 'pending' || phase === 'pin' || phase === 'unconfirmed' || phase === 'done';
    if (!offer || !matters || !operation || !isPosting(operation)) return '';
    const sent = this.amountText(operation);
    return amountText(offer, this.#parts.terms(), this.#words) === sent
      ? ''
      : this.#words.say('amountChanged', { value: sent });
  }
}
