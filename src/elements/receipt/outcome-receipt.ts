/** The receipt of a booking's outcome: put together with each outcome, and printed in the words that the screen shows by then. */
import type { nothing, ReactiveControllerHost, TemplateResult } from 'lit';
import type { ConversationController } from '../../controllers/conversation-controller.js';
import { isPosting } from '../../protocol/operation.js';
import type { IssuedCoupon } from '../../protocol/reply.js';
import type { Localization } from '../../words/localization.js';
import { Receipts, type CouponSale } from './receipts.js';
import type { BalanceHint } from '../booking/balance-hint.js';
import { provenBy } from '../booking/booking.js';
import type { BookingView } from '../booking/booking-view.js';

/** What the page is told of an outcome: the result or the error, each with its receipt. */
export interface ToldOutcome {
  receipt?: string[];
  coupon?: Partial<IssuedCoupon>;
}

/** What it is handed. */
export interface OutcomeReceiptParts {
  words: Localization;
  booking: BookingView;
  conversation: ConversationController;
  hint: BalanceHint;
  /** What the page is told, and whether that is a result. */
  told(): { told: ToldOutcome | null; isDone: boolean };
  /** The sentence that stands on the screen. */
  heading(): string;
}

const noSale: CouponSale = { orderId: '', customerCode: '' };

/** The receipt of one tag. */
export class OutcomeReceipt {
  readonly #parts: OutcomeReceiptParts;
  readonly #receipts: Receipts;
  /** When the outcome came; of what an earlier page left unanswered, when it was sent. Milliseconds since 1970. */
  #moment = 0;
  /** The sale of the coupon under way, as it was when that was submitted. */
  #couponSale = noSale;

  constructor(host: ReactiveControllerHost & Element, parts: OutcomeReceiptParts) {
    this.#parts = parts;
    this.#receipts = new Receipts(host, parts.words);
  }

  /** Another coupon is under way. */
  begin(couponSale: CouponSale): void {
    this.#couponSale = couponSale;
  }

  /** What is shown was sent at that time, in a sale that is not known any more. */
  restored(at: number): void {
    this.#moment = at;
    this.#couponSale = noSale;
  }

  /** An outcome came now. */
  stamp(): void {
    this.#moment = Date.now();
  }

  /** Puts the lines of the outcome that stands there into what the page is told. */
  add(): void {
    const { booking, conversation, heading } = this.#parts;
    const { told, isDone } = this.#parts.told();
    const { state, customerContext } = conversation;
    const { operation } = state;
    if (!told || !operation || !isPosting(operation)) return;
    told.receipt = this.#receipts.lines(operation, {
      heading: heading().replaceAll('|', ' '),
      sum: booking.amountText(operation, isDone ? told.coupon?.name : undefined),
      verification: provenBy(state, customerContext),
      customerContext,
      coupon: told.coupon,
      width: booking.receiptWidth,
      moment: this.#moment,
      couponSale: this.#couponSale,
    });
  }

  /** Those of a language may have come after the outcome. */
  print(): void {
    const { words, hint } = this.#parts;
    this.add();
    const { receipt = [], coupon } = this.#parts.told().told ?? {};
    const impossible = words.say('printImpossible');
    if (!this.#receipts.print(receipt, coupon?.qrToken)) hint.show(impossible);
    else if (hint.text === impossible) hint.show('');
  }

  /** A coupon's code, to be scanned from the screen. */
  drawing(text: string, name: string): TemplateResult | typeof nothing {
    return this.#receipts.drawing(text, name);
  }
}
