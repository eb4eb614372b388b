/**
 * Redeems points, stamps or a coupon. What the page does not fix, the cashier chooses and types, within the known balance.
 * It is longer than most, because three kinds of redemption share one field, one button and one suggestion.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { randomId } from '../client/values.js';
import type { CustomerContext } from '../protocol/journal-record.js';
import type { Conversation } from '../flow/conversation.js';
import { canonicalAmount, canonicalCount, currencyDigits, isWorthless, pointsWorth } from '../protocol/money.js';
import type { CardType, Posting, Redeem, RedeemCoupon } from '../protocol/operation.js';
import { toCouponRedemption, toRedemption } from '../protocol/outcome.js';
import type { BalanceAnswer, RedeemedCoupon, ReportedAnswer } from '../protocol/reply.js';
import type { Customer, Redemption } from '../protocol/results.js';
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
import { plainScan } from '../scan/wedge/plain-scan.js';
import type { Decoder } from '../scan/worker/decoder.js';
import type { BeforeBooking } from './booking/before-booking.js';
import { BookingView, slotOf } from './booking/booking-view.js';
import { orderIdFault } from './booking/values.js';
import { leftOf } from './booking/sale-worth.js';
import { fire, type Offer } from './events.js';
import { InputError, refuseKey } from './input-error.js';
import type { Submission } from './element-host.js';
import type { ElementParts } from './element-parts.js';
import { bookingButton, forWhom, newBalances } from './booking/booking-buttons.js';
import { LoyaliteElement, openParts } from './loyalite-element.js';
import { amountText, discountOf, type AmountTerms, type Moved } from './booking/operation-text.js';
import { DrawnValue } from './view/drawn-value.js';
import { back } from './view/icons.js';
import type { CodeRules } from './scanning/code-rules.js';
import { ScanField } from './scanning/scan-field.js';
import { TextField } from './fields/text-field.js';
import { typedCount } from './fields/typed-text.js';

const nothingOffered: Offer = { cardType: null, amount: null, discount: null };

type Mode = 'points' | 'stamps' | 'coupon';
const modes: Mode[] = ['points', 'stamps', 'coupon'];

/**
 * Redeems points, stamps or a coupon and announces what is left. It cannot be undone, and says so before.
 *
 * @example
 * ```html
 * <loyalite-redeem endpoint="/loyalite" order-id="2026-11-28-0042" points="50" point-value="0.10" currency="TRY" customer-code="482193"></loyalite-redeem>
 * ```
 *
 * @tag loyalite-redeem
 * @slot - Text of the button.
 * @slot heading - The heading.
 * @slot note - A remark below the field.
 * @csspart scan - Opens the camera for a coupon.
 * @csspart camera - The live picture.
 * @csspart keypad - The keypad that a finger on the field brings.
 * @csspart keypad-key - A digit of it, or the key that deletes.
 * @csspart keypad-ok - Puts it away: what is used is confirmed on a button of its own.
 * @csspart keypad-close - Puts it away.
 * @csspart keypad-letters - Brings the keyboard of the system.
 * @csspart ways - What can be had on the surface of a sale.
 * @csspart way - One of it, which opens its step.
 * @csspart back - Leaves the step.
 * @fires {LoyaliteRedeemedEvent} loyalite-redeemed - Points, stamps or a coupon were redeemed.
 * @fires {LoyaliteChangeEvent} loyalite-change - What a tap would redeem changed: the value and the discount to come.
 * @fires {LoyaliteSettledEvent} loyalite-settled - What was asked for another order or by another window is certain by now.
 * @fires {LoyaliteErrorEvent} loyalite-error - The operation ended without a result.
 * @fires {LoyaliteCancelEvent} loyalite-cancel - The cashier left the PIN overlay.
 * @fires {LoyaliteStateChangeEvent} loyalite-statechange - `state` changed.
 * @fires {LoyaliteUnclaimedEvent} loyalite-unclaimed - A hand scanner typed a text that is no code of ours: a product's, most likely.
 */
export class LoyaliteRedeemElement extends LoyaliteElement<Redemption> implements BookingHost {
  readonly #own: ElementParts<Redemption> = openParts<Redemption>(this, {
    request: () => this.#request(),
    finish: (state, customerContext) => this.#finish(state, customerContext),
    announce: (redemption) => fire(this, 'loyalite-redeemed', redemption),
    report: (redeemed) => ({ redeemed }),
    identity: () => identityOf(this, this.#own.sale),
    message: (state) => this.#message(state),
    content: () => this.#content(),
    caption: () => this.#words.say('redeem', { value: this.#words.say(`${this.#mode}Choice`) }),
    hasCustomer: () => resolveCustomer(this, this.#own.sale) !== null || !this.#own.sale?.hasLookup,
    drawnFigures: () => [this.#suggestion('points'), this.#pointValue, this.#currency].join(),
    needsNobody: () => this.#fixed === 'coupon' || this.#fixed === null,
    onpart: ({ CodeRules }) =>
      (this.#rules = new CodeRules('coupon', { pattern: () => this.scanPattern, prefix: () => this.scanPrefix })),
    onclear: () => {
      this.#scan.close();
      if (this.state === 'idle') this.#forget();
    },
  });
  readonly #words = this.#own.words;

  /** Points to redeem, a whole number; empty lets the cashier type it. */
  @property() points: string | null = null;
  /** Stamps to redeem, a whole number; empty lets the cashier type it. */
  @property() stamps: string | null = null;
  /** Token of the coupon to redeem; empty lets the cashier type or scan it. */
  @property() coupon: string | null = null;
  /** Code of the customer, where no look-up found one. */
  @property({ attribute: 'customer-code' }) customerCode = '';
  /** Whether a person typed `customer-code` or `coupon`. */
  @property({ type: Boolean, attribute: 'manual-code' }) manualCode = false;
  /** Id of the order: `redeem_` and it are the idempotency key. In a checkout, the checkout's. */
  @property({ attribute: 'order-id' }) orderId = '';
  /** Idempotency key, where it is not to be made of the order's id. */
  @property({ attribute: 'external-id' }) externalId = '';
  /** What a point is worth as a decimal string: `"0.10"`. In a checkout, the checkout's. */
  @property({ attribute: 'point-value' }) pointValue = '';
  /** Currency of `point-value`, ISO 4217. */
  @property() currency = '';

  /** Columns of the slip in the events' details. */
  @property({ type: Number, attribute: 'receipt-width' }) receiptWidth = 42;

  /** The detail of `loyalite-found`. */
  @property({ attribute: false }) customer: Customer | null = null;
  /** Asked before a booking leaves: `false`, or a sentence for the cashier, refuses it. In a checkout, the checkout's. */
  @property({ attribute: false }) beforeBooking: BeforeBooking | null = null;

  /** What the hand scanner is set to type before each text. */
  @property({ attribute: 'scan-prefix' }) scanPrefix = '';
  /** What the hand scanner is set to type after each text, before Enter or Tab. */
  @property({ attribute: 'scan-suffix' }) scanSuffix = '';
  /** What the whole text of a coupon looks like, as a regular expression; what does not match is left to the page. */
  @property({ attribute: 'scan-pattern' }) scanPattern = '';
  /** `off`: the hand scanner's keys are not listened to; the camera and `scan(text)` go on. */
  @property({ attribute: 'scan-keys' }) scanKeys: 'on' | 'off' = 'on';
  /** When the field has a keypad of its own: `auto` where a finger taps it, `on` for any pointer, `off` never. In a checkout, the checkout's. */
  @property() keypad: 'auto' | 'on' | 'off' | null = null;

  /** The page's own decoder for camera pictures. */
  @property({ attribute: false }) decoder: Decoder | null = null;

  /** What the cashier typed; `null` leaves the suggestion standing. */
  readonly #typed = new DrawnValue<string | null>(this, null);
  readonly #choice = new DrawnValue<Mode>(this, 'points');
  /** For whom and for which order it was typed: of another one's nothing is left. */
  #typedFor: readonly string[] = [];
  /** What the page was told last of what a tap would redeem. */
  #told = nothingOffered;
  /** Comes with the conversation. */
  #rules: CodeRules | null = null;
  readonly #field = new TextField(this, {
    text: () => this.#text(this.#mode),
    ontext: (text) => this.#take(text),
    refusal: () => this.error,
    keypad: () => this.keypad ?? this.#own.sale?.keypad,
    words: this.#words,
  });
  readonly #scan = new ScanField(this, {
    isAwaiting: () => this.#takesCoupon && this.state !== 'pin',
    canOpen: () => this.#takesCoupon && this.state !== 'pin' && this.state !== 'pending',
    isTaken: () => this.state === 'pending' || this.state === 'done' || this.state === 'unconfirmed',
    isUnknown: () => this.error?.code === 'coupon_not_found',
    scan: (text) => this.#redeemScanned(text),
    mayTry: false,
    refuse: (error) => this.#own.conversation.refuse(error),
    onhit: () => this.#own.signal('hit'),
    subject: () => this.#words.say('couponChoice'),
    words: this.#words,
    decoder: () => this.decoder,
    prefixAndSuffix: () => ({ prefix: this.scanPrefix, suffix: this.scanSuffix }),
    listensToKeys: () => this.scanKeys !== 'off',
    rules: () => this.#rules,
  });

  readonly #booking = (this.#own.booking = new BookingView('redeem', this.#words, {
    canRecover: (operation) => this.#owns(operation),
    offer: () => this.#offer,
    terms: () => this.#terms,
    sentTerms: () => this.#own.conversation.customerContext.terms,
    receiptWidth: () => (this.receiptWidth === 42 ? (this.#own.sale?.receiptWidth ?? 42) : this.receiptWidth),
    orderId: () => orderOf(this, this.#own.sale),
    beforeBooking: () => this.beforeBooking,
    intent: () => {
      const mode = this.#mode;
      const slot =
        mode === 'coupon' ? slotOf({ kind: 'coupon' }) : slotOf({ kind: 'redeem', cardType: cardTypeOf(mode) });
      return { slot, given: this[mode] ?? '' };
    },
  }));

  /** Text of the field: what the cashier typed, or what is suggested. Setting it is typing, for keyboards of the page. */
  get value(): string {
    this.#read();
    return this.#text(this.#mode);
  }

  set value(text: string) {
    this.#take(text);
  }

  /** Redeems a scanned coupon at once; its token is passed on as it came, but for what scanners put around it, and never shown. */
  scan(text: string): void {
    this.#scan.forget();
    this.#redeemScanned(plainScan(text));
  }

  /** Whether a coupon is wanted and a scanned text is one by its shape: ask before `scan(text)` where products are scanned too. */
  accepts(text: string): boolean {
    return this.#takesCoupon && (this.#rules?.accepts(plainScan(text)) ?? false);
  }

  /** Puts the focus into the field, or onto the button where there is none; in a checkout it opens its step. */
  override focus(options?: FocusOptions): void {
    this.#own.openStep();
    this.renderRoot.querySelector<HTMLElement>('#field, [part=submit]')?.focus(options);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const [code = ''] = this.#forgetOthers();
    this.#own.base.warnOnce('order-id', orderIdFault(this.orderId));
    if (code && !this.#own.sale?.isRecovery(this) && this.#mode === 'points' && !this.#pointValue)
      this.#own.base.warnOnce(
        'point-value',
        'points are on offer without point-value, so nothing says what to take off the bill.',
      );
  }

  protected override updated(): void {
    super.updated();
    this.#tellOffer();
  }

  /** Tells the page what a tap would redeem, whenever that is something else than before. */
  #tellOffer(): void {
    if (this.#own.sale?.isRecovery(this)) return;
    const offer = this.#offered();
    const before = this.#told;
    this.#told = offer;
    if (Object.entries(offer).some(([name, value]) => before[name as keyof Offer] !== value))
      fire(this, 'loyalite-change', offer);
  }

  #offered(): Offer {
    const mode = this.#mode;
    const { isSpent, sale } = this.#own;
    // The bill is paid by then; the way to a redemption is gone, but in a sale that is laid out whole.
    if (isSpent || (sale?.isComplete && sale.isStepped)) return nothingOffered;
    if (mode === 'coupon') return this.#text(mode) ? { ...nothingOffered, cardType: 'coupon' } : nothingOffered;
    const moved = this.#moved(mode, typedCount(this.#text(mode)));
    return moved
      ? { cardType: moved.cardType, amount: moved.amount, discount: discountOf(moved, this.#terms) }
      : nothingOffered;
  }

  #request(): Submission {
    if ([this.points, this.stamps, this.coupon].filter((value) => value !== null && value !== '').length > 1) {
      throw new InputError('wrongAmount', 'Give one of `points`, `stamps` and `coupon`.');
    }
    // What the field shows is what is sent, whoever put it there and whether or not anybody was told.
    this.#read();
    const mode = this.#mode;
    if (mode !== 'coupon') return this.#balanceRequest(mode);
    if (this.coupon) return this.#couponRequest(this.coupon, this.manualCode ? 'typed' : 'given');
    const text = this.#typed.value ?? '';
    return this.#couponRequest(text, this.#scan.wasEntered(text) ? 'scanned' : 'typed');
  }

  /** What stands in the field now, unless it is another customer's or order's. */
  #read(): void {
    this.#forgetOthers();
    this.#field.read();
  }

  #take(text: string): void {
    this.#typed.value = text;
    this.#typedFor = this.#subject();
  }

  #forget(): void {
    this.#field.drop();
    this.#typed.value = null;
  }

  /** Whose redemption this would be: customer, order and key, each empty where the page gives none yet. */
  #subject(): readonly string[] {
    const { sale } = this.#own;
    return [resolveCustomer(this, sale)?.customerCode ?? '', orderOf(this, sale), this.externalId];
  }

  /** At once, and not with the next update: a page may change the customer and submit in one task. */
  #forgetOthers(): readonly string[] {
    const now = this.#subject();
    if (this.#typedFor.some((before, index) => before && before !== now[index])) this.#forget();
    return (this.#typedFor = now);
  }

  #finish(state: Conversation, customerContext: CustomerContext): Redemption {
    this.#forget();
    const verification = provenBy(state, customerContext);
    const operation = state.operation as Redeem | RedeemCoupon;
    if (operation.kind === 'coupon') {
      // Of one that an earlier page left unanswered the text is not known.
      if (operation.token) this.#rules?.memory.learn('coupon', operation.token, operation.token);
      return toCouponRedemption(operation, state.answer as RedeemedCoupon | ReportedAnswer, verification);
    }
    const answer = state.answer as BalanceAnswer | ReportedAnswer;
    return toRedemption(operation, answer, verification, discountOf(operation, this.#booking.terms));
  }

  #message({ phase, operation, error }: Conversation): string | null {
    const redeem = operation?.kind === 'redeem' ? operation : null;
    if (phase === 'done' && this.result)
      return this.#doneMessage(this.result, redeem ? amountText(redeem, this.#booking.terms, this.#words) : '');
    if (phase === 'failed' && error?.code === 'coupon_not_found' && this.#own.sale)
      return this.#words.say('scanWasCustomer');
    const customer = resolveCustomer(this, this.#own.sale)?.customer;
    if (phase !== 'failed' || error?.code !== 'insufficient_balance' || !redeem || !customer) return null;
    return this.#words.say('insufficientKnown', {
      value: this.#words.units(this.#balance(customer, redeem.cardType), redeem.cardType),
    });
  }

  #doneMessage(result: Redemption, name: string): string {
    if (result.cardType === 'coupon') return this.#words.say('couponRedeemed', { name: result.coupon.name });
    const { cardType, points, stamps } = result;
    const balance = cardType === 'point' ? points : stamps;
    if (balance === undefined) return this.#words.say('redeemedOnly', { name });
    return this.#words.say('redeemed', { name, value: this.#words.units(balance, cardType) });
  }

  #content(): TemplateResult {
    const mode = this.#mode;
    const email = resolveCustomer(this, this.#own.sale)?.customerContext.maskedEmail;
    const { place } = this.#own;
    // Nothing of the step is in sight then, and it is drawn at once when it is opened.
    if (place === 'tiles' || place === 'line') return html`${this.#ways()}${this.#outcome()}`;
    return html`${this.#own.heading()}${this.#ways()}
      ${this.#fixed === null && place === 'whole' && !this.#own.isStep ? this.#chooser(mode) : nothing}
      <form part="form" novalidate @submit=${this.#onSubmit}>
        ${mode === 'coupon' ? nothing : forWhom(this.#own, email)}${this.#entry(mode)}
        ${mode === 'coupon' && !this.coupon && !this.#own.isSpent ? this.#scan.render() : nothing}
        <div class="muted" id="final">${this.#words.say('final')} ${mode === 'coupon' ? nothing : this.#hint(mode)}</div>
        <slot name="note"></slot>
      </form>
      ${this.#outcome()}`;
  }

  /** On the surface of a sale: what can be had, each one tap from its step, and in that step the way back. */
  #ways(): TemplateResult | typeof nothing {
    const { place } = this.#own;
    const words = this.#words;
    if (!this.#own.isStep) return nothing;
    if (place === 'tiles')
      return html`<div part="ways" class="ways">${modes.filter((mode) => this.#canHave(mode)).map((mode) => this.#tile(mode))}</div>`;
    const canLeave = this.state !== 'pending' && this.state !== 'pin' && this.state !== 'unconfirmed';
    return place === 'whole' && canLeave
      ? html`<button type="button" part="back" class="quiet icon" aria-label=${words.say('back')} @click=${this.#onBack}><svg viewBox="0 0 20 20" aria-hidden="true">${back}</svg></button>`
      : nothing;
  }

  /** Whether a way leads anywhere: somebody has points or stamps, or may have a coupon. */
  #canHave(mode: Mode): boolean {
    if (this.#fixed !== null && mode !== this.#fixed) return false;
    if (mode === 'coupon') return true;
    const customer = resolveCustomer(this, this.#own.sale)?.customer;
    return this.#own.hasCustomer && (!customer || this.#balance(customer, cardTypeOf(mode)) >= 1);
  }

  /** What it is and what it takes, in one glance. */
  #tile(mode: Mode): TemplateResult {
    const moved = mode === 'coupon' ? null : this.#moved(mode, this[mode] || this.#suggestion(mode));
    const discount = moved && discountOf(moved, this.#terms);
    const units = moved ? this.#words.units(Number(moved.amount), moved.cardType) : this.#words.say(`${mode}Choice`);
    const value = discount && this.#words.say('off', { value: this.#words.money(discount, this.#currency) });
    return html`<button type="button" part="way" class="quiet" @click=${(event: Event) => this.#onWay(mode, event)}><b>${value ?? units}</b>${value ? html` <span class="muted">${units}</span>` : nothing}</button>`;
  }

  readonly #onWay = (mode: Mode, event: Event): void => {
    if (this.#own.isDisabled) return;
    // What was used stays in sight until something else is.
    if (mode !== this.#mode || this.state === 'done') this.#choose(mode);
    this.#own.openStep();
    // A finger needs no focus in the field, which would open the keyboard of the screen.
    if ((event as MouseEvent).detail === 0) this.focus();
  };

  readonly #onBack = (): void => {
    this.#scan.close();
    this.#forget();
    if (this.state !== 'idle' && this.state !== 'done') this.#own.clear();
    this.#own.sale?.openStep(null);
  };

  #chooser(mode: Mode): TemplateResult {
    return html`<fieldset>
      <legend>${this.#words.say('what')}</legend>
      ${modes.map(
        (name) =>
          html`<label class="choice"><input type="radio" name="what" .checked=${name === mode} ?disabled=${this.state === 'pending'} @change=${() => this.#onChoice(name)} /><span>${this.#words.say(`${name}Choice`)}</span></label>`,
      )}
    </fieldset>`;
  }

  #entry(mode: Mode): TemplateResult {
    const text = this.#buttonText(mode);
    if (this[mode] || this.#own.isSpent)
      return bookingButton(this.#own, text, { kind: this.result ? 'main over' : 'main', describedBy: 'final' });
    return html`<label class="field" for="field">${this.#words.say(`${mode}Label`)}</label>
      <div class="row">
        <input id="field" part="input" class="grow" type="text" dir="ltr" inputmode=${mode === 'coupon' ? 'text' : 'numeric'} autocomplete="off" autocapitalize="off" spellcheck="false"
          enterkeyhint="done" ?disabled=${this.#own.isDisabled} ?autofocus=${this.autofocus} aria-invalid=${this.#own.isFieldWrong} aria-describedby="final alert" aria-required=${this.required} />
        ${this.#own.button(text, { kind: '', describedBy: 'final' })}
      </div>`;
  }

  #buttonText(mode: Mode): string {
    if (mode === 'coupon') return this.#words.say('redeemCoupon');
    const moved = this.#moved(mode, typedCount(this.#text(mode)));
    return moved
      ? this.#words.say('redeemValue', { value: amountText(moved, this.#terms, this.#words) })
      : this.#words.say('redeemNothing');
  }

  #hint(mode: 'points' | 'stamps'): string {
    const customer = resolveCustomer(this, this.#own.sale)?.customer;
    return customer && (this.#own.sale || !this.result)
      ? this.#words.say('available', {
          value: this.#words.units(this.#balance(customer, cardTypeOf(mode)), cardTypeOf(mode)),
        })
      : '';
  }

  #outcome(): TemplateResult | typeof nothing {
    const { result } = this;
    // A coupon's name stands in the status line.
    return !result || result.cardType === 'coupon' ? nothing : newBalances(this.#own, result);
  }

  /** Which of the three the page fixed; `null` lets the cashier choose. */
  get #fixed(): Mode | null {
    return modes.find((mode) => this[mode] !== null) ?? null;
  }

  get #mode(): Mode {
    if (this.state === 'unconfirmed' && this.#own.conversation.state.operation?.kind === 'coupon') return 'coupon';
    return modes.find((mode) => this[mode]) ?? this.#fixed ?? this.#choice.value;
  }

  get #currency(): string {
    return this.currency || (this.#own.sale?.currency ?? '');
  }

  /** What stands in the field: the page's, the cashier's, or the most that makes sense. */
  #text(mode: Mode): string {
    return this[mode] || (this.#typed.value ?? (mode === 'coupon' ? '' : this.#suggestion(mode)));
  }

  /** All that is there, but no more than the basket is worth. */
  #suggestion(mode: 'points' | 'stamps'): string {
    const customer = resolveCustomer(this, this.#own.sale)?.customer;
    if (!customer) return '';
    const all = this.#balance(customer, cardTypeOf(mode));
    const limit = mode === 'points' ? this.#limit : null;
    const most = String(Math.floor(limit === null ? all : Math.min(all, limit)));
    return Number(most) >= 1 && !this.#isForNothing(cardTypeOf(mode), most) ? most : '';
  }

  /** How many points what is left of the order is worth; `null` where the page does not say. */
  get #limit(): number | null {
    const { sale } = this.#own;
    const digits = currencyDigits(this.#currency);
    const left = leftOf(canonicalAmount(sale?.amount ?? '', digits), sale?.redemptions ?? []);
    const most = left === null ? null : pointsWorth(left, this.#pointValue);
    return most === null ? null : Number(most);
  }

  #balance(customer: Customer, cardType: CardType): number {
    return cardType === 'point' ? customer.pointBalance : customer.stampCount;
  }

  get #pointValue(): string {
    return this.pointValue || (this.#own.sale?.pointValue ?? '');
  }

  get #terms(): AmountTerms {
    return { currency: this.#currency, pointValue: this.#pointValue };
  }

  /** What the page fixed; what the cashier types is the next operation's, and no change of this one. */
  get #offer(): Moved | null {
    const mode = this.points ? 'points' : 'stamps';
    return this.#moved(mode, this[mode] ?? '');
  }

  #moved(mode: 'points' | 'stamps', text: string): Moved | null {
    const amount = canonicalCount(text);
    return amount === null ? null : { kind: 'redeem', cardType: cardTypeOf(mode), amount };
  }

  #owns(operation: Posting): boolean {
    if (operation.kind === 'coupon')
      return this.#own.sale
        ? this.#mode === 'coupon' && (operation.orderId ?? '') === orderOf(this, this.#own.sale)
        : this.#mode === 'coupon' || this.#fixed === null;
    return operation.kind === 'redeem' && isOwnOrder(operation, this, this.#own.sale);
  }

  #balanceRequest(mode: 'points' | 'stamps'): Submission {
    const { customerCode, manualCode, customerContext, customer } = requireCustomer(
      resolveCustomer(this, this.#own.sale),
    );
    const cardType = cardTypeOf(mode);
    const amount = canonicalCount(this[mode] || typedCount(this.#text(mode)));
    const most = customer ? this.#balance(customer, cardType) : Infinity;
    if (!this[mode] && most < 1) throw new InputError('nothingThere', 'The known balance is empty.');
    if (amount === null) throw new InputError('wrongCount', 'Give a positive whole number.');
    if (!this[mode] && Number(amount) > most)
      throw new InputError('tooMany', 'More than the known balance.', {
        values: () => ({ value: this.#words.units(most, cardType) }),
      });
    if (this.#isForNothing(cardType, amount))
      throw new InputError('nothingThere', 'So many points are worth less than the smallest coin.');
    this.#refuseExcess(cardType, amount);
    requireVerified(customerContext.verification, this.#own.mustVerify);
    return {
      operation: {
        kind: 'redeem',
        customerCode,
        cardType,
        amount,
        ...idsFor(this, this.#own.sale, { kind: 'redeem', cardType, number: this.#number(cardType) }),
        manualCode,
      },
      customerContext,
    };
  }

  #isForNothing(cardType: CardType, count: string): boolean {
    return cardType === 'point' && isWorthless(count, this.#pointValue, currencyDigits(this.#currency));
  }

  /** What is beyond the basket's worth would be lost for the customer: a redemption cannot be undone. */
  #refuseExcess(cardType: CardType, amount: string): void {
    const limit = cardType === 'point' ? this.#limit : null;
    if (limit === null || Number(amount) <= limit) return;
    throw new InputError('exceeds_order', 'More points than what is left of the order is worth.', {
      code: 'exceeds_order',
      values: () => ({ value: this.#words.units(limit, cardType) }),
    });
  }

  /** How many were redeemed before under this order. */
  #number(cardType: CardType): number {
    return this.#booking.intents.count(slotOf({ kind: 'redeem', cardType }));
  }

  /** `given` comes from the page, which does not say how it came by it. */
  #couponRequest(token: string, how: 'typed' | 'scanned' | 'given'): Submission {
    refuseKey(token, () => (this.#typed.value = null));
    if (!token.trim()) throw new InputError('noInput', 'There is no coupon token.');
    const owner = resolveCustomer(this, this.#own.sale);
    const customerContext = {
      maskedEmail: owner?.customerContext.maskedEmail ?? '',
      verification: how === 'scanned' ? 'qr' : 'none',
    } as const;
    requireVerified(customerContext.verification, this.#own.mustVerify);
    const orderId = orderOf(this, this.#own.sale);
    return {
      operation: {
        kind: 'coupon',
        token: how === 'typed' ? token.trim() : plainScan(token),
        manualCode: how === 'typed',
        key: randomId(),
        ...(orderId && { orderId }),
      },
      customerContext,
      couponSale: { orderId: this.orderId || (this.#own.sale?.orderId ?? ''), customerCode: owner?.customerCode ?? '' },
    };
  }

  readonly #onSubmit = (event: Event): void => event.preventDefault();

  /** Whether a coupon is awaited that the page did not give. */
  get #takesCoupon(): boolean {
    return !this.#own.isDisabled && this.#mode === 'coupon' && !this.coupon;
  }

  #redeemScanned(text: string): void {
    const { phase, operation } = this.#own.conversation.state;
    // A scanner that reads the same code twice means it once.
    const isAgain = phase === 'done' && operation?.kind === 'coupon' && operation.token === text;
    if (!this.#own.isDisabled && !isAgain) this.#own.start(() => this.#couponRequest(text, 'scanned'));
  }

  #choose(mode: Mode): void {
    this.#choice.value = mode;
    this.#forget();
    this.#booking.intents.take();
  }

  #onChoice(mode: Mode): void {
    this.#choose(mode);
    if (['done', 'failed', 'canceled'].includes(this.state)) this.#own.clear();
  }
}

function cardTypeOf(mode: 'points' | 'stamps'): CardType {
  return mode === 'points' ? 'point' : 'stamp';
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalite-redeem': LoyaliteRedeemElement;
  }
}
