/**
 * What lookup, earn and redeem have in common: the attributes, the conversation, the PIN overlay, the status line and the
 * events. A tag says what it asks (`request`), what came of it (`report`) and how it looks.
 */
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { LoyaliteClient, patienceOf } from '../client/loyalite-client.js';
import { ConversationController } from '../controllers/conversation-controller.js';
import { ScanController } from '../controllers/scan-controller.js';
import { saleContext, type Report, type Sale } from '../controllers/sale-context.js';
import type { Circumstances } from '../flow/runner.js';
import { isCancelable, type Conversation, type Phase } from '../flow/transition.js';
import type { Journal } from '../journal/journal.js';
import { LoyaliteError } from '../protocol/errors.js';
import { isPosting, type Operation, type Posting } from '../protocol/operation.js';
import type { IssuedCoupon } from '../protocol/reply.js';
import type { Verification } from '../protocol/results.js';
import { fire } from './events.js';
import type { Signal } from './feedback.js';
import { keyError } from './input-error.js';
import { LoyaliteBase } from './loyalite-base.js';
import { Paper } from './paper.js';
import { PinOverlay, type PinView } from './pin-overlay.js';
import { statusOf, statusView, type StatusView } from './status.js';
import type { Wording } from './wording.js';

/** One submit, ready to be frozen. */
export interface Submission {
  operation: Operation;
  circumstances?: Circumstances;
}

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
    return this.talk.state.phase;
  }

  /** What the last operation brought, while the state is `done`; else `null`. */
  get result(): Result | null {
    return this.#result;
  }

  /** Why the last operation ended without a result, while the state is `failed` or `unconfirmed`; else `null`. */
  get error(): LoyaliteError | null {
    return this.talk.state.error && this.state !== 'consent' ? this.talk.state.error : null;
  }

  protected readonly internals = this.attachInternals();
  /** The conversation; for the tag's own use. */
  protected readonly talk = new ConversationController(this, {
    connection: () => ({ endpoint: this.backend, fetch: this.fetch ?? this.sale?.fetch, deadline: this.patience, journal: this.journal }),
    onconversation: (state, before) => this.#onConversation(state, before),
  });
  protected readonly paper = new Paper(this, this.words);
  readonly #sale = new ContextConsumer(this, { context: saleContext, subscribe: true, callback: () => this.requestUpdate() });
  readonly #pin = new PinOverlay(this, {
    words: this.words,
    enter: (pin) => this.talk.enter(pin),
    renew: () => this.talk.renew(),
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
  #result: Result | null = null;
  #identity: string | null = null;
  /** Another customer or order stands there: what was left unanswered of it is to be offered once. */
  #isOffering = false;
  #isPinOpen = false;
  /** Whether the submit under way asks about what is not known. */
  #isCheck = false;
  /** What a look-up after a check says of the balance, or that a slip could not be printed. */
  #hint = '';
  /** The sale of the operation under way: a late answer belongs to it, not to the one that stands there now. */
  #round = 0;
  /** For whom and which order it was asked. */
  #askedFor: string | null = null;
  /** When the outcome that stands there came; of what an earlier page left unanswered, when it was sent. */
  #moment = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#mark(this.state, this.state);
  }

  protected override willUpdate(): void {
    this.#follow();
  }

  protected override updated(): void {
    if (!this.#isOffering) return;
    this.#isOffering = false;
    if (this.state === 'idle') this.#recover();
  }

  /**
   * Starts what the attributes say; in `unconfirmed`, asks about the operation that stands there. Returns nothing: the
   * outcome is an event.
   */
  submit(): void {
    if (this.isOff) return;
    this.start(() => this.request());
  }

  /** Leaves a PIN, a consent, a look-up or a wait; ignored where it is not certain that nothing was booked. */
  cancel(): void {
    this.talk.cancel();
  }

  /** Back to `idle`, ready for the next operation; ignored while a posting is under way. */
  reset(): void {
    this.talk.reset();
  }

  /** What a submit asks now; throws a `LoyaliteError` where it cannot be asked. */
  protected abstract request(): Submission;
  /** Turns a finished conversation into the result, and its event. */
  protected abstract finish(state: Conversation, circumstances: Circumstances): Result;
  /** Fires the event of a result. */
  protected abstract announce(result: Result): void;
  /** What the page gives an operation for: another one clears what is over. */
  protected abstract identity(): string;
  /** The sentence of a state that is the tag's own; `null` leaves it to the common ones. */
  protected abstract message(state: Conversation): string | StatusView | null;
  protected abstract content(): TemplateResult;

  /** Whether an operation that stands unanswered is this element's to offer. */
  protected abstract owns(operation: Posting): boolean;

  /** Adds to what a checkout is told. */
  protected abstract report(result: Result): Partial<Report>;

  /** What an operation moves: "50 points". */
  protected abstract sum(operation: Operation): string;
  /** What the PIN is for. */
  protected abstract purpose(operation: Operation): string;
  /** What a submit would move now; empty where that is not the page's to say. */
  protected abstract offer(): string;

  /** Disabled by itself or by the fieldset it stands in. */
  protected get isOff(): boolean {
    // Its own attribute follows the property an update later, and may not count meanwhile.
    return this.disabled || (this.matches(':disabled') && !this.hasAttribute('disabled'));
  }

  /** Columns of a slip; the tags that make some let the page say. */
  protected get slipWidth(): number {
    return this.sale?.receiptWidth ?? 42;
  }

  protected get sale(): Sale | null {
    return this.#sale.value ?? null;
  }

  protected get backend(): string {
    return this.endpoint || (this.sale?.endpoint ?? '');
  }

  protected get patience(): number {
    const own = patienceOf(this.deadline);
    return own === 10_000 ? patienceOf(this.sale?.deadline) : own;
  }

  protected get mustVerify(): boolean | 'pin' {
    return this.verifiedOnly || (this.sale?.verifiedOnly ?? false);
  }

  /** The notes of the endpoint; a checkout's are shared. */
  protected get journal(): Journal {
    return (this.endpoint ? null : this.sale?.journal) ?? this.notesOf(this.backend);
  }

  protected override get ownWording(): Partial<Wording> {
    return { ...(this.sale?.wording as Partial<Wording>), ...this.wording };
  }

  protected override refuse(error: LoyaliteError): void {
    this.talk.refuse(error);
  }

  /** Refuses without a set-up, then asks; whatever is thrown on the way ends the submit. */
  protected start(request: () => Submission): void {
    if (this.state === 'pending' && this.#isPosting) return;
    // Now, not with the next update: that would clear what this submit comes to.
    this.#follow();
    try {
      if (this.takeKeyFault()) throw keyError();
      if (!this.backend && this.state !== 'unconfirmed') throw new LoyaliteError('misconfigured', 'Set `endpoint` to the address of your backend.');
      const { operation, circumstances } = this.#standing ?? request();
      this.#isCheck = this.#standing !== null;
      if (this.state !== 'unconfirmed') this.#belong();
      this.talk.submit(operation, circumstances);
    } catch (error) {
      if (!(error instanceof LoyaliteError)) throw error;
      if (this.state === 'unconfirmed') this.focus();
      else this.talk.refuse(error);
    }
  }

  protected override render(): TemplateResult {
    return html`<div part="card" class="card" dir=${this.words.dir()} lang=${this.words.stopgap()}>${this.content()}${this.statusLine()}<div part="hint" class="muted" role="status">${this.#hint || this.#note()}</div>${this.isMemoryOnly ? html`<div class="muted">${this.words.say('memoryOnly')}</div>` : nothing}</div>${this.#pin.render(this.#pinView())}`;
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

  /** Another customer, order or backend clears what is over and offers what it left unanswered. */
  #follow(): void {
    const identity = `${this.backend}|${this.identity()}`;
    if (identity === this.#identity) return;
    const isOver = ['done', 'failed', 'canceled'].includes(this.state) || (this.state !== 'idle' && !this.#isPosting);
    if (this.#identity !== null && isOver) this.reset();
    this.#identity = identity;
    this.#isOffering = this.backend !== '';
  }

  /** Offers what an earlier page or another window left unanswered. */
  #recover(): void {
    const trace = this.journal.unanswered().find(({ operation }) => this.owns(operation));
    if (!trace) return;
    this.#belong();
    this.#moment = trace.at;
    this.talk.restore(trace);
  }

  /** The operation that a check asks about; a coupon whose token was not kept has to be shown again. */
  get #standing(): Submission | null {
    const { phase, operation } = this.talk.state;
    const isUnseen = operation?.kind === 'coupon' && !operation.token;
    return phase === 'unconfirmed' && operation && !isUnseen ? { operation } : null;
  }

  #belong(): void {
    this.#askedFor = this.#identity;
    this.#round = this.sale?.round ?? 0;
  }

  get #isPosting(): boolean {
    const { operation } = this.talk.state;
    return operation !== undefined && isPosting(operation);
  }

  #status(): StatusView {
    const { state, isSlow, circumstances } = this.talk;
    const view = statusOf(state, { own: this.message(state), isSlow, isCovered: this.#isPinOpen, words: this.words });
    // An ending that comes when another customer or order stands here says whose it is.
    const isLate = this.#isPosting && ['done', 'failed', 'canceled'].includes(state.phase) && this.#askedFor !== this.#identity;
    return isLate && circumstances.maskedEmail ? { ...view, text: `${circumstances.maskedEmail}: ${view.text}` } : view;
  }

  /** What was sent stays what it was, whatever the page says now: the cashier is told. */
  #note(): string {
    const { operation } = this.talk.state;
    if (!operation || !['pending', 'pin', 'unconfirmed', 'done'].includes(this.state)) return '';
    const [sent, now] = [this.sum(operation), this.offer()];
    return now && now !== sent ? this.words.say('amountChanged', { value: sent }) : '';
  }

  #pinView(): PinView | null {
    const { state, circumstances } = this.talk;
    if (!this.#isPinOpen || !state.operation) return null;
    const progress = this.words.say(state.waiting ? 'waiting' : this.talk.isSlow ? 'slow' : 'pinChecking');
    return { email: circumstances.maskedEmail, purpose: this.purpose(state.operation), pin: state.pin, isCancelable: isCancelable(state), isRepeat: state.lost ?? false, progress, note: this.#note() };
  }

  /** An entered PIN outranks what the customer was found by. */
  protected proof({ pinned }: Conversation, { verification }: Circumstances): Verification {
    return pinned ? 'pin' : verification;
  }

  #onConversation(state: Conversation, before: Conversation): void {
    const { phase } = state;
    this.#isPinOpen = phase === 'pin' || (phase === 'pending' && this.#isPinOpen);
    const result = phase === 'done' ? this.finish(state, this.talk.circumstances) : null;
    this.#result = result;
    this.#mark(before.phase, phase);
    if (this.#isCheck && phase === 'unconfirmed') void this.#peek(state);
    else this.#hint = '';
    if (!state.restored) this.#moment = Date.now();
    this.#addReceipt(state);
    const news = result === null ? {} : this.report(result);
    const isCurrent = this.#round === (this.sale?.round ?? 0);
    const settle = isCurrent ? this.sale?.report({ element: this, state: phase, ...news }) : undefined;
    if (before.phase !== phase) fire(this, 'loyalite-statechange', null);
    // A listener may have gone on; the ending still has its own event.
    if (result !== null) {
      this.announce(result);
      settle?.();
    }
    else if (phase === 'canceled') fire(this, 'loyalite-cancel', null);
    else if ((phase === 'failed' || phase === 'unconfirmed') && state.error && !state.restored) fire(this, 'loyalite-error', state.error);
    if (before.phase !== phase && !state.restored) this.#tell(phase);
  }

  /** What a look-up finds is on the screen; what it was scanned from was told before. */
  #tell(phase: Phase): void {
    if (phase === 'failed') this.signal('refused');
    else if (phase === 'unconfirmed') this.signal('unknown');
    else if (phase === 'done' && this.#isPosting) this.signal('done');
  }

  /** Tells ear and hand what the screen says too. */
  protected signal(signal: Signal): void {
    const ways = this.feedback ?? this.sale?.feedback ?? 'vibration';
    if (ways) void import('./feedback.js').then(({ give }) => give(signal, ways)).catch(() => {});
  }

  /** A check that brought no answer still may show the balance: a hint for the cashier, never taken for a proof. */
  async #peek({ operation }: Conversation): Promise<void> {
    this.#isCheck = false;
    if (!operation || !('customerCode' in operation)) return;
    const client = new LoyaliteClient({ endpoint: this.backend, fetch: this.fetch ?? this.sale?.fetch, deadline: this.patience });
    const reply = await client.send({ kind: 'find', by: 'code', text: operation.customerCode });
    if (reply.kind !== 'done' || !('pointBalance' in reply.answer) || this.state !== 'unconfirmed') return;
    const { pointBalance, stampCount } = reply.answer;
    this.#advise(this.words.say('balanceHint', { value: this.words.list([this.words.units(pointBalance, 'point'), this.words.units(stampCount, 'stamp')]) }));
  }

  #advise(hint: string): void {
    this.#hint = hint;
    this.requestUpdate();
  }

  /** Every outcome of an earn or a redemption has its slip. */
  #addReceipt(state: Conversation): void {
    const { operation } = state;
    const told = this.#told;
    if (!told || !operation || !isPosting(operation)) return;
    const { circumstances } = this.talk;
    told.receipt = this.paper.slip(operation, {
      moment: this.#moment,
      heading: this.#status().text.replace('|', ' '),
      sum: this.sum(operation),
      verification: this.proof(state, circumstances),
      circumstances,
      token: told.coupon?.qrToken,
      width: this.slipWidth,
    });
  }

  /** In the words that the screen shows by now: those of a language may have come after the outcome. */
  async #print(): Promise<void> {
    this.#addReceipt(this.talk.state);
    const { receipt = [], coupon } = this.#told ?? {};
    const missing = this.words.say('printMissing');
    try {
      await this.paper.print(receipt, coupon?.qrToken);
      if (this.#hint === missing) this.#advise('');
    } catch {
      this.#advise(missing);
    }
  }

  /** What the page is told of the outcome: the result or the error, each with its slip. */
  get #told(): { receipt?: string[]; coupon?: Partial<IssuedCoupon> } | null {
    return (this.#result as object | null) ?? (this.state === 'consent' ? null : this.error);
  }

  /** The state as `:state(…)`, where the engine knows custom states. */
  #mark(before: Phase, phase: Phase): void {
    const { states } = this.internals as Partial<ElementInternals>;
    states?.delete(before);
    states?.add(phase);
  }

  /** The button that submits: it keeps the focus and says by `aria-disabled` that it waits. */
  protected button(text: string, { kind = 'main', isSlotted = true } = {}): TemplateResult {
    const isOff = this.isOff || this.state === 'pending' || this.state === 'unconfirmed';
    return html`<button part="submit" class=${kind} aria-disabled=${isOff} @click=${this.#onSubmit}>${isSlotted ? html`<slot>${text}</slot>` : text}</button>`;
  }

  /** The line that says where the money moves: of the operation under way, else of the one that a tap would start. */
  protected owner(next: string | undefined): TemplateResult | typeof nothing {
    const isOpen = ['pending', 'pin', 'unconfirmed'].includes(this.state);
    const { restored, error } = this.talk.state;
    // The sentence of what was left unfinished names the customer itself; that of what will stay unknown does not.
    const email = restored && error?.retryable ? '' : isOpen ? this.talk.circumstances.maskedEmail : next;
    return email ? html`<div class="muted">${this.words.say('for', { email })}</div>` : nothing;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.state !== 'unconfirmed' && this.state !== 'pending') this.submit();
  };
}
