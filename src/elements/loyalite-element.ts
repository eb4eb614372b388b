/**
 * What lookup, earn and redeem have in common: the attributes, the conversation, the order in which an outcome is told, and the
 * frame around a tag's content. A tag says what it asks (`request`), what came of it (`finish`) and how it looks (`content`).
 */
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { validTimeout } from '../client/loyalite-client.js';
import { ConversationController } from '../controllers/conversation-controller.js';
import { ScanController } from '../controllers/scan-controller.js';
import { saleContext, type SaleUpdate, type Sale } from '../controllers/sale-context.js';
import type { CustomerContext } from '../protocol/journal-record.js';
import { isCancelable, type Conversation, type Phase } from '../flow/transition.js';
import type { ConnectOptions } from '../headless/connect.js';
import type { Journal } from '../journal/journal.js';
import { LoyaliteError } from '../protocol/errors.js';
import { isPosting, type Operation, type Posting } from '../protocol/operation.js';
import type { IssuedCoupon } from '../protocol/reply.js';
import type { Verification } from '../protocol/results.js';
import type { Wording } from '../words/english.js';
import { BalanceHint } from './booking/balance-hint.js';
import type { BookingView } from './booking/booking-view.js';
import { fire } from './events.js';
import type { Signal } from './view/feedback.js';
import { keyError } from './input-error.js';
import { LoyaliteBase } from './loyalite-base.js';
import { PinOverlay, type PinView } from './booking/pin-overlay.js';
import { Receipts, type CouponSale } from './receipt/receipts.js';
import { Recovery } from './booking/recovery.js';
import { statusOf, statusView, type StatusView } from './view/status.js';

/** One submit, ready to be frozen. */
export interface Submission {
  operation: Operation;
  customerContext?: CustomerContext;
  /** Of a coupon, which does not hold it itself. */
  couponSale?: CouponSale;
}

const isOver = (phase: Phase): boolean => phase === 'done' || phase === 'failed' || phase === 'canceled';
const isOpen = (phase: Phase): boolean => phase === 'pending' || phase === 'pin' || phase === 'unconfirmed';

/**
 * The base of the three tags.
 *
 * @csspart card - The whole element.
 * @csspart form - The form around field and button.
 * @csspart input - The field.
 * @csspart submit - The button that submits.
 * @csspart status - The status line with its live regions.
 * @csspart hint - The balance after a check that brought no answer; that the amount was changed after it was sent; that a slip cannot be printed.
 * @csspart result - What the operation brought.
 * @csspart retry - Checks again what is not known.
 * @csspart dismiss - Puts off what is not known.
 * @csspart cancel - Leaves a look-up, a consent or a wait.
 * @csspart print - Prints the slip.
 * @csspart pin-dialog - The PIN overlay.
 * @csspart pin-input - Its field.
 * @csspart pin-key - A key of its keypad.
 * @csspart pin-submit - Confirms the PIN.
 * @csspart pin-cancel - Leaves the overlay.
 * @csspart pin-resend - Asks for a new PIN.
 * @csspart pin-status - The overlay's live regions.
 * @cssState idle - Nothing asked yet.
 * @cssState pending - Under way.
 * @cssState pin - Waits for the PIN.
 * @cssState consent - Waits for the customer's consents.
 * @cssState done - Done.
 * @cssState failed - Refused, or not sent.
 * @cssState unconfirmed - Sent, outcome not known.
 * @cssState canceled - Left by the cashier.
 * @cssprop --loyalite-accent - Colour of actions and focus.
 * @cssprop --loyalite-on-accent - Text on that colour.
 * @cssprop --loyalite-surface - Ground of the element.
 * @cssprop --loyalite-sunken - Ground of keys and progress.
 * @cssprop --loyalite-text - Text.
 * @cssprop --loyalite-muted - Less important text.
 * @cssprop --loyalite-line - Border of the element.
 * @cssprop --loyalite-field - Border of fields and quiet buttons.
 * @cssprop --loyalite-ok - Colour of "done".
 * @cssprop --loyalite-ok-soft - Ground of "done".
 * @cssprop --loyalite-bad - Colour of "refused".
 * @cssprop --loyalite-bad-soft - Ground of "refused".
 * @cssprop --loyalite-warn - Colour of "not known".
 * @cssprop --loyalite-warn-soft - Ground of "not known".
 * @cssprop --loyalite-radius - Radius of the corners.
 * @cssprop --loyalite-gap - Space between the parts.
 */
export abstract class LoyaliteElement<Result> extends LoyaliteBase {
  /** Whether nothing can be submitted. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** How an outcome is told beside the screen, of `sound vibration`; by default the checkout's, else `vibration`; empty for neither. */
  @property() feedback: string | null = null;

  /** Where the conversation stands. */
  get state(): Phase {
    return this.conversation.state.phase;
  }

  /** What the last operation brought, while the state is `done`; else `null`. */
  get result(): Result | null {
    return this.#result;
  }

  /** Why the last operation ended without a result, while the state is `failed` or `unconfirmed`; else `null`. */
  get error(): LoyaliteError | null {
    return this.conversation.state.error && this.state !== 'consent' ? this.conversation.state.error : null;
  }

  /** Test DOMs have none, or half of one. */
  protected readonly internals: Partial<ElementInternals> = (this as Partial<HTMLElement>).attachInternals?.() ?? {};
  /** The conversation; for the tag's own use. */
  protected readonly conversation = new ConversationController(this, {
    connection: () => this.#connection,
    onconversation: (state, before) => this.#onConversation(state, before),
  });
  protected readonly receipts = new Receipts(this, this.words);
  readonly #sale = new ContextConsumer(this, {
    context: saleContext,
    subscribe: true,
    callback: () => this.requestUpdate(),
  });
  readonly #pin = new PinOverlay(this, {
    words: this.words,
    enter: (pin) => this.conversation.enter(pin),
    renew: () => this.conversation.renew(),
    cancel: () => this.cancel(),
  });
  /** While the PIN is asked for, whatever a hand scanner types is kept out of its field. */
  protected readonly guard = new ScanController(this, {
    isAwaiting: () => this.state === 'pin',
    onscan: () => this.#pin.refuseScan(),
    onrefused: () => this.#pin.refuseScan(),
    affixes: () => ({ prefix: '', suffix: '' }),
    turn: () => '',
  });
  readonly #recovery = new Recovery({
    subjectKey: () => `${this.backend}|${this.identity()}`,
    saleNumber: () => this.sale?.saleNumber ?? 0,
    isOver: () => isOver(this.state) || (this.state !== 'idle' && !this.#posting),
    reset: () => this.reset(),
    offer: () => this.#offerUnanswered(),
  });
  readonly #hint = new BalanceHint(this, this.words);
  #result: Result | null = null;
  #isPinOpen = false;
  /** Whether the submit under way asks about what is not known. */
  #isCheck = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#setCustomState(this.state, this.state);
  }

  protected override willUpdate(): void {
    this.#recovery.sync();
  }

  protected override updated(): void {
    this.#recovery.offerOnce();
  }

  /**
   * Starts what the attributes say; in `unconfirmed`, asks about the operation that stands there. Returns nothing: the
   * outcome is an event.
   */
  submit(): void {
    if (this.isDisabled) return;
    this.start(() => this.request());
  }

  /** Leaves a PIN, a consent, a look-up or a wait; ignored where it is not certain that nothing was booked. */
  cancel(): void {
    this.conversation.cancel();
  }

  /** Back to `idle`, ready for the next operation; ignored while a posting is under way. */
  reset(): void {
    this.conversation.reset();
  }

  /** What a submit asks now; throws a `LoyaliteError` where it cannot be asked. */
  protected abstract request(): Submission;
  /** Turns a finished conversation into the result. */
  protected abstract finish(state: Conversation, customerContext: CustomerContext): Result;
  /** Fires the event of a result. */
  protected abstract announce(result: Result): void;
  /** Adds to what a checkout is told. */
  protected abstract report(result: Result): Partial<SaleUpdate>;
  /** The customer and order that the page gives. */
  protected abstract identity(): string;
  /** The sentence of a state that is the tag's own; `null` leaves it to the common ones. */
  protected abstract message(state: Conversation): string | StatusView | null;
  protected abstract content(): TemplateResult;
  /** `null` for a look-up, which books nothing. */
  protected abstract readonly booking: BookingView | null;

  /** Disabled by itself or by the fieldset it stands in. */
  protected get isDisabled(): boolean {
    // Its own attribute follows the property an update later, and may not count meanwhile.
    return this.disabled || (this.matches(':disabled') && !this.hasAttribute('disabled'));
  }

  protected get sale(): Sale | null {
    return this.#sale.value ?? null;
  }

  protected get backend(): string {
    return this.endpoint || (this.sale?.endpoint ?? '');
  }

  protected get mustVerify(): boolean | 'pin' {
    return this.verifiedOnly || (this.sale?.verifiedOnly ?? false);
  }

  protected override get ownWording(): Partial<Wording> {
    return { ...(this.sale?.wording as Partial<Wording>), ...this.wording };
  }

  /** The notes of the endpoint; a checkout's are shared. */
  get #journal(): Journal {
    return (this.endpoint ? null : this.sale?.journal) ?? this.journalFor(this.backend);
  }

  get #connection(): Omit<ConnectOptions, 'onchange'> {
    const own = validTimeout(this.deadline);
    const deadline = own === 10_000 ? validTimeout(this.sale?.deadline) : own;
    return { endpoint: this.backend, fetch: this.fetch ?? this.sale?.fetch, deadline, journal: this.#journal };
  }

  get #posting(): Posting | null {
    const { operation } = this.conversation.state;
    return operation && isPosting(operation) ? operation : null;
  }

  protected override refuse(error: LoyaliteError): void {
    this.conversation.refuse(error);
  }

  /** Refuses without a set-up, then asks; whatever is thrown on the way ends the submit. */
  protected start(request: () => Submission): void {
    if (this.state === 'pending' && this.#posting) return;
    // Now, not with the next update: that would clear what this submit comes to.
    this.#recovery.sync();
    try {
      if (this.takeKeyFault()) throw keyError();
      if (!this.backend && this.state !== 'unconfirmed')
        throw new LoyaliteError('misconfigured', 'Set `endpoint` to the address of your backend.');
      const { operation, customerContext, couponSale } = this.#pendingCheck ?? request();
      this.#isCheck = this.#pendingCheck !== null;
      if (this.state !== 'unconfirmed') this.#recovery.adopt();
      if (couponSale && !isOpen(this.state)) this.receipts.couponSale = couponSale;
      this.conversation.submit(operation, customerContext);
    } catch (error) {
      if (!(error instanceof LoyaliteError)) throw error;
      if (this.state === 'unconfirmed') this.focus();
      else this.conversation.refuse(error);
    }
  }

  /** The operation that a check asks about; a coupon whose token was not kept has to be shown again. */
  get #pendingCheck(): Submission | null {
    const { phase, operation } = this.conversation.state;
    const isUnseen = operation?.kind === 'coupon' && !operation.token;
    return phase === 'unconfirmed' && operation && !isUnseen ? { operation } : null;
  }

  /** Shows what an earlier page or another window left unanswered. */
  #offerUnanswered(): void {
    const { booking, backend } = this;
    if (this.state !== 'idle' || !booking || !backend) return;
    const trace = this.#journal.unanswered().find(({ operation }) => booking.owns(operation));
    if (!trace) return;
    this.#recovery.adopt();
    this.receipts.moment = trace.at;
    this.receipts.couponSale = { orderId: '', customerCode: '' };
    this.conversation.restore(trace);
  }

  /** An outcome is told in this order: the state and what it holds, then the checkout, then `statechange`, then its own event. */
  #onConversation(state: Conversation, before: Conversation): void {
    const { phase } = state;
    this.#isPinOpen = phase === 'pin' || (phase === 'pending' && this.#isPinOpen);
    const result = phase === 'done' ? this.finish(state, this.conversation.customerContext) : null;
    this.#result = result;
    this.#setCustomState(before.phase, phase);
    if (this.#isCheck && phase === 'unconfirmed') this.#showBalance();
    else this.#hint.clear();
    if (!state.restored) this.receipts.moment = Date.now();
    this.#addReceipt();
    const news = result === null ? {} : this.report(result);
    const settle = this.#recovery.isOfThisSale
      ? this.sale?.report({ element: this, state: phase, ...news })
      : undefined;
    if (before.phase !== phase) fire(this, 'loyalite-statechange', null);
    // A listener may have gone on; the ending still has its own event.
    if (result !== null) {
      this.announce(result);
      settle?.();
    } else if (phase === 'canceled') fire(this, 'loyalite-cancel', null);
    else if ((phase === 'failed' || phase === 'unconfirmed') && state.error && !state.restored)
      fire(this, 'loyalite-error', state.error);
    if (before.phase !== phase && !state.restored) this.#signalOutcome(phase);
  }

  #showBalance(): void {
    this.#isCheck = false;
    const posting = this.#posting;
    if (posting && posting.kind !== 'coupon')
      void this.#hint.ask(posting.customerCode, this.#connection, () => this.state === 'unconfirmed');
  }

  /** What a look-up finds is on the screen; what it was scanned from was told before. */
  #signalOutcome(phase: Phase): void {
    if (phase === 'failed') this.signal('refused');
    else if (phase === 'unconfirmed') this.signal('unknown');
    else if (phase === 'done' && this.#posting) this.signal('done');
  }

  /** Tells ear and hand what the screen says too. */
  protected signal(signal: Signal): void {
    const ways = this.feedback ?? this.sale?.feedback ?? 'vibration';
    if (ways) void import('./view/feedback.js').then(({ give }) => give(signal, ways)).catch(() => {});
  }

  /** The state as `:state(…)`, where the engine knows custom states. */
  #setCustomState(before: Phase, phase: Phase): void {
    const { states } = this.internals;
    states?.delete(before);
    states?.add(phase);
  }

  /** An entered PIN outranks what the customer was found by. */
  protected verificationOf({ pinned }: Conversation, { verification }: CustomerContext): Verification {
    return pinned ? 'pin' : verification;
  }

  /** What the page is told of the outcome: the result or the error, each with its receipt. */
  get #receiptTarget(): { receipt?: string[]; coupon?: Partial<IssuedCoupon> } | null {
    return (this.#result as object | null) ?? (this.state === 'consent' ? null : this.error);
  }

  /** Every outcome of an earn or a redemption has its receipt. */
  #addReceipt(): void {
    const [posting, told, booking] = [this.#posting, this.#receiptTarget, this.booking];
    if (!told || !posting || !booking) return;
    const { state, customerContext } = this.conversation;
    told.receipt = this.receipts.lines(posting, {
      heading: this.#status().text.replace('|', ' '),
      sum: booking.amountText(posting, this.#result === null ? undefined : told.coupon?.name),
      verification: this.verificationOf(state, customerContext),
      customerContext,
      coupon: told.coupon,
      width: booking.receiptWidth,
    });
  }

  /** In the words that the screen shows by now: those of a language may have come after the outcome. */
  async #print(): Promise<void> {
    this.#addReceipt();
    const { receipt = [], coupon } = this.#receiptTarget ?? {};
    const printing = await this.receipts.print(receipt, coupon?.qrToken);
    const failures = { missing: this.words.say('printMissing'), impossible: this.words.say('printImpossible') };
    if (printing !== 'printed') this.#hint.show(failures[printing]);
    else if (Object.values(failures).includes(this.#hint.text)) this.#hint.show('');
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div part="card" class="card" dir=${words.dir()} lang=${words.fallbackLang()}>
        ${this.content()}${this.statusLine()}
        <div part="hint" class="muted" role="status">${this.#hint.text || this.booking?.changeNote(this.conversation.state)}</div>
        ${this.isMemoryOnly ? html`<div class="muted">${words.say('memoryOnly')}</div>` : nothing}
      </div>
      ${this.#pin.render(this.#pinView())}`;
  }

  /** The live regions; they stand, empty, from the first render. */
  protected statusLine(): TemplateResult {
    return statusView(this.#status(), this.words, {
      retry: () => this.submit(),
      dismiss: () => this.reset(),
      cancel: () => this.cancel(),
      print: () => void this.#print(),
    });
  }

  #status(): StatusView {
    const { state, isSlow, customerContext } = this.conversation;
    const own = this.booking?.message(state, customerContext.maskedEmail) ?? this.message(state);
    const view = statusOf(state, { own, isSlow, isCovered: this.#isPinOpen, words: this.words });
    // An ending that comes when another customer or order stands here says whose it is.
    const isLate = this.#posting !== null && isOver(state.phase) && this.#recovery.isForeign;
    return isLate && customerContext.maskedEmail
      ? { ...view, text: `${customerContext.maskedEmail}: ${view.text}` }
      : view;
  }

  #pinView(): PinView | null {
    const { state, customerContext, isSlow } = this.conversation;
    const [posting, booking] = [this.#posting, this.booking];
    if (!this.#isPinOpen || !posting || !booking) return null;
    return {
      email: customerContext.maskedEmail,
      purpose: booking.pinPurpose(posting),
      pin: state.pin,
      isCancelable: isCancelable(state),
      isRepeat: state.lost ?? false,
      progress: this.words.say(state.waiting ? 'waiting' : isSlow ? 'slow' : 'pinChecking'),
      note: booking.changeNote(state),
    };
  }

  /** The button that submits: it keeps the focus and says by `aria-disabled` that it waits. */
  protected button(text: string, { kind = 'main', isSlotted = true } = {}): TemplateResult {
    const isOff = this.isDisabled || this.state === 'pending' || this.state === 'unconfirmed';
    return html`<button part="submit" class=${kind} aria-disabled=${isOff} @click=${this.#onSubmit}>${isSlotted ? html`<slot>${text}</slot>` : text}</button>`;
  }

  /** The line that says where the money moves: of the operation under way, else of the one that a tap would start. */
  protected owner(next: string | undefined): TemplateResult | typeof nothing {
    const { restored, error } = this.conversation.state;
    // The sentence of what was left unfinished names the customer itself; that of what will stay unknown does not.
    const email =
      restored && error?.retryable ? '' : isOpen(this.state) ? this.conversation.customerContext.maskedEmail : next;
    return email ? html`<div class="muted">${this.words.say('for', { email })}</div>` : nothing;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.state !== 'unconfirmed' && this.state !== 'pending') this.submit();
  };
}
