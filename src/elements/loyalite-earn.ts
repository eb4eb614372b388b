/**
 * Credits a purchase to a customer: points by amount, stamps by count.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CustomerContext } from '../protocol/journal-record.js';
import type { Conversation } from '../flow/conversation.js';
import { canonicalAmount, canonicalCount, currencyDigits } from '../protocol/money.js';
import type { CardType, Earn } from '../protocol/operation.js';
import { toEarning } from '../protocol/outcome.js';
import type { BalanceAnswer, IssuedCoupon, ReportedAnswer } from '../protocol/reply.js';
import type { Customer, Earning } from '../protocol/results.js';
import {
  identityOf,
  idsFor,
  isOwnOrder,
  orderOf,
  resolveCustomer,
  requireCustomer,
  provenBy,
  requireVerified,
  type BookingHost,
} from './booking/booking.js';
import type { BeforeBooking } from './booking/before-booking.js';
import { BookingView, slotOf } from './booking/booking-view.js';
import { amountFault, orderIdFault } from './booking/values.js';
import { fire } from './events.js';
import { InputError } from './input-error.js';
import type { Submission } from './element-host.js';
import type { ElementParts } from './element-parts.js';
import { bookingButton, forWhom, newBalances } from './booking/booking-buttons.js';
import { LoyaliteElement, openParts } from './loyalite-element.js';
import { amountValues, type AmountTerms, type Moved } from './booking/operation-text.js';

/**
 * Credits a purchase to a customer and announces the new balance.
 *
 * @example
 * ```html
 * <loyalite-earn endpoint="/loyalite" order-id="2026-11-28-0042" amount="85.50" currency="TRY" customer-code="482193"></loyalite-earn>
 * ```
 *
 * @tag loyalite-earn
 * @slot - Text of the button.
 * @slot heading - The heading.
 * @slot note - A remark below the button.
 * @csspart coupon - The coupon of a full card.
 * @csspart coupon-code - Its code as text.
 * @fires {LoyaliteEarnedEvent} loyalite-earned - The purchase was credited.
 * @fires {LoyaliteSettledEvent} loyalite-settled - What was asked for another order or by another window is certain by now.
 * @fires {LoyaliteErrorEvent} loyalite-error - The operation ended without a result.
 * @fires {LoyaliteCancelEvent} loyalite-cancel - The cashier left the PIN overlay.
 * @fires {LoyaliteStateChangeEvent} loyalite-statechange - `state` changed.
 */
export class LoyaliteEarnElement extends LoyaliteElement<Earning> implements BookingHost {
  readonly #own: ElementParts<Earning> = openParts<Earning>(this, {
    request: () => this.#request(),
    finish: (state, customerContext) => this.#finish(state, customerContext),
    announce: (earning) => fire(this, 'loyalite-earned', earning),
    report: (earned) => ({ earned }),
    identity: () => identityOf(this, this.#own.sale),
    message: (state) => this.#message(state),
    content: () => this.#content(),
    caption: () => this.#words.say('earn', { value: this.#choice(this.#purchase().cardType) }),
    hasCustomer: () => resolveCustomer(this, this.#own.sale) !== null || !this.#own.sale?.hasLookup,
  });
  readonly #words = this.#own.words;

  /** Order's full total as a decimal string, before any discount: `"85.50"`. Earns points. In a checkout, the checkout's. */
  @property() amount = '';
  /** Count of stamps to give, instead of `amount`. */
  @property() stamps = '';
  /** Code of the customer, where no look-up found one. */
  @property({ attribute: 'customer-code' }) customerCode = '';
  /** Whether a person typed `customer-code`. */
  @property({ type: Boolean, attribute: 'manual-code' }) manualCode = false;
  /** Id of the order: the idempotency key. In a checkout, the checkout's. */
  @property({ attribute: 'order-id' }) orderId = '';
  /** Idempotency key, where it is not to be made of the order's id. */
  @property({ attribute: 'external-id' }) externalId = '';
  /** Currency of `amount`, ISO 4217. */
  @property() currency = '';

  /** Columns of the slip in the events' details. */
  @property({ type: Number, attribute: 'receipt-width' }) receiptWidth = 42;

  /** The detail of `loyalite-found`. */
  @property({ attribute: false }) customer: Customer | null = null;
  /** Asked before a booking leaves: `false`, or a sentence for the cashier, refuses it. In a checkout, the checkout's. */
  @property({ attribute: false }) beforeBooking: BeforeBooking | null = null;

  readonly #booking = (this.#own.booking = new BookingView('earn', this.#words, {
    canRecover: (operation) => operation.kind === 'earn' && isOwnOrder(operation, this, this.#own.sale),
    offer: () => this.#moved,
    terms: () => this.#terms,
    sentTerms: () => this.#own.conversation.customerContext.terms,
    receiptWidth: () => (this.receiptWidth === 42 ? (this.#own.sale?.receiptWidth ?? 42) : this.receiptWidth),
    orderId: () => orderOf(this, this.#own.sale),
    beforeBooking: () => this.beforeBooking,
    intent: () => {
      const { cardType, amount } = this.#purchase();
      return { slot: slotOf({ kind: 'earn', cardType }), given: amount ?? '' };
    },
  }));

  /** Puts the focus onto the button. */
  override focus(options?: FocusOptions): void {
    this.#own.openStep();
    this.renderRoot.querySelector<HTMLElement>('[part=submit]')?.focus(options);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    this.#own.base.warnOnce('order-id', orderIdFault(this.orderId));
    this.#own.base.warnOnce('amount', amountFault(this.amount, this.#currency));
  }

  #request(): Submission {
    const { cardType, amount } = this.#purchase();
    const { customerCode, manualCode, customerContext } = requireCustomer(resolveCustomer(this, this.#own.sale));
    if (amount === null)
      throw new InputError(
        cardType === 'point' ? 'wrongAmount' : 'wrongCount',
        'Give `amount` as a decimal like "85.50", or `stamps` as a whole number.',
      );
    requireVerified(customerContext.verification, this.#own.mustVerify);
    if (this.#own.sale?.isRedeemOpen())
      throw new InputError('redeem_open', 'A redemption of this sale is not over.', { code: 'redeem_open' });
    return {
      operation: {
        kind: 'earn',
        customerCode,
        cardType,
        amount,
        ...idsFor(this, this.#own.sale, { kind: 'earn', cardType, number: this.#number(cardType) }),
        manualCode,
      },
      customerContext,
    };
  }

  #finish({ operation, answer, ...rest }: Conversation, customerContext: CustomerContext): Earning {
    const verification = provenBy(rest, customerContext);
    return toEarning(operation as Earn, answer as BalanceAnswer | ReportedAnswer, verification);
  }

  #message({ phase }: Conversation): string | null {
    if (phase !== 'done' || !this.result) return null;
    const { cardType, points, stamps } = this.result;
    const [balance, name] = [cardType === 'point' ? points : stamps, this.#choice(cardType)];
    if (balance === undefined) return this.#words.say('creditedOnly', { name });
    const n = this.#gain(balance);
    if (n === null) return this.#words.say('credited', { name, value: this.#words.units(balance, cardType) });
    return this.#words.say('gained', {
      count: `+${this.#words.count(n)}`,
      name: this.#words.say(`${cardType}sUnit`, { n }),
      value: this.#words.count(balance),
    });
  }

  /** How many the customer got: what there is now beyond what was known right before. `null` where others may have a part in it. */
  #gain(balance: number): number | null {
    const { cardType, amount, repeated, confirmedBy } = this.result ?? {};
    const { balances } = this.#own.conversation.customerContext;
    if (!balances || balances.mayHaveGrown || repeated || confirmedBy === 'event' || this.#own.isCheck) return null;
    const gain = balance - balances[cardType === 'point' ? 'points' : 'stamps'];
    const isOwn = cardType === 'stamp' ? gain === Number(amount) : gain >= 0;
    return isOwn ? gain : null;
  }

  #choice(cardType: CardType): string {
    return this.#words.say(`${cardType}sChoice`);
  }

  #content(): TemplateResult {
    const moved = this.#moved;
    const email = resolveCustomer(this, this.#own.sale)?.customerContext.maskedEmail;
    return html`${this.#own.heading()}
      ${forWhom(this.#own, email)}${bookingButton(this.#own, moved ? this.#words.say('credit', amountValues(moved, this.#terms, this.#words)) : this.#own.caption, { kind: this.result ? 'main over' : 'main' })}<slot name="note"></slot>${this.#outcome()}`;
  }

  /** What is to be credited: the element's own figures first, then the sale's. Two of them are a contradiction. */
  #purchase(): { cardType: CardType; amount: string | null } {
    const own = this.amount || this.stamps ? this : (this.#own.sale ?? this);
    const { amount, stamps } = own;
    if (amount && stamps) return { cardType: 'point', amount: null };
    if (stamps) return { cardType: 'stamp', amount: canonicalCount(stamps) };
    return { cardType: 'point', amount: canonicalAmount(amount, currencyDigits(this.#currency)) };
  }

  /** How many were credited before under this order. */
  #number(cardType: CardType): number {
    return this.#booking.intents.count(slotOf({ kind: 'earn', cardType }));
  }

  get #moved(): Moved | null {
    const { cardType, amount } = this.#purchase();
    return amount === null ? null : { kind: 'earn', cardType, amount };
  }

  get #currency(): string {
    return this.currency || (this.#own.sale?.currency ?? '');
  }

  get #terms(): AmountTerms {
    return { currency: this.#currency, pointValue: '' };
  }

  #outcome(): TemplateResult | typeof nothing {
    const [{ result }, { coupon }] = [this, this.#booking];
    const began = this.#hasBegunAgain
      ? html`<div part="coupon" class="coupon">${this.#words.say('cardBegan')}</div>`
      : nothing;
    return html`${newBalances(this.#own, result)}${coupon ? this.#coupon(coupon) : began}`;
  }

  /** Fewer stamps than before the earn: the card was full, and the answer, perhaps to a repeat, does not name its coupon. */
  get #hasBegunAgain(): boolean {
    const { cardType, stamps = Infinity } = this.result ?? {};
    return cardType === 'stamp' && stamps < (this.#own.conversation.customerContext.balances?.stamps ?? 0);
  }

  /** Large enough to be scanned from the screen; the text below is for where that fails. */
  #coupon({ name, qrToken }: IssuedCoupon): TemplateResult {
    if (!qrToken)
      return html`<div part="coupon" class="coupon"><b>${this.#words.say('couponIssued', { name })}</b> ${this.#words.say('couponOnPhone')}</div>`;
    return html`<div part="coupon" class="coupon"><b>${this.#words.say('couponIssued', { name })}</b>${this.#own.receipt?.drawing(qrToken, name) ?? nothing}<div part="coupon-code" class="code"><bdi dir="ltr">${qrToken}</bdi></div></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalite-earn': LoyaliteEarnElement;
  }
}
