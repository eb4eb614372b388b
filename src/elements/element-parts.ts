/**
 * What lookup, earn and redeem do alike and no script of a page reaches: the conversation, the order in which an outcome is told,
 * and the frame around a tag's content. A tag hands in, when it is made, what it asks (`request`), what came of it (`finish`)
 * and how it looks (`content`), and holds the parts in a private field. What only a booking needs is composed of `booking/`.
 * It is longer than most: the order of an outcome's steps has to be read in one place, and each of them reads the others' state.
 */
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { validTimeout } from '../client/values.js';
import { ConversationController } from '../controllers/conversation-controller.js';
import {
  noting,
  saleContext,
  type Figure,
  type Place,
  type Sale,
  type SaleUpdate,
} from '../controllers/sale-context.js';
import { seenBalancesOf } from '../controllers/seen-balances.js';
import { isOver, isUnsettled, type Conversation, type Phase } from '../flow/conversation.js';
import type { ConnectOptions } from '../headless/connect.js';
import type { Journal } from '../journal/journal.js';
import { LoyaliteError } from '../protocol/errors.js';
import { isPosting, type Posting } from '../protocol/operation.js';
import type { IssuedCoupon } from '../protocol/reply.js';
import type { Earning, Settlement } from '../protocol/results.js';
import type { Localization } from '../words/localization.js';
import type { Wording } from '../words/english.js';
import type { BeforeBooking } from './booking/before-booking.js';
import type { BalanceHint } from './booking/balance-hint.js';
import type { ButtonStyle } from './booking/booking-buttons.js';
import type { PinStep } from './booking/pin-step.js';
import type { UnansweredNotes } from './booking/unanswered-notes.js';
import type { ElementHooks, ElementHost, Submission } from './element-host.js';
import { isGenerated } from './booking/booking.js';
import type { BookingView } from './booking/booking-view.js';
import { fire } from './events.js';
import { focusedIn } from './view/focus.js';
import type { Signal } from './view/feedback.js';
import { openBase } from './loyalite-base.js';
import type { BaseParts } from './base-parts.js';
import { InputError, keyError } from './input-error.js';
import { conversationPart, loadConversation, type ConversationPart } from './load-conversation.js';
import type { OutcomeReceipt, ToldOutcome } from './receipt/outcome-receipt.js';
import { Recovery } from './booking/recovery.js';
import { firstStatus, statusView, type StatusView } from './view/status.js';

/**
 * Nothing was sent: a part of the script could not be had, which is told by a code. Where it came from another release, only the
 * page loaded anew helps.
 */
const missingPart = (reason: unknown, otherwise: 'unreachable' | 'veto_failed'): LoyaliteError => {
  const code = reason instanceof Error && reason.name === 'OtherBuildError' ? 'outdated' : otherwise;
  const message = 'A part of the script is missing or of another release.';
  return new InputError(code, message, { code, retryable: code === 'unreachable' });
};

/** What is wrong with what stands in the field, by code or sentence. */
const fieldFaults: ReadonlySet<string> = new Set([
  'customer_not_found',
  'invalid_qr',
  'email_required',
  'insufficient_balance',
  'coupon_not_found',
  'coupon_already_used',
  'noInput',
  'wrongMethod',
  'wrongCount',
  'nothingThere',
  'tooMany',
  'emailWrong',
  'emailDoubtful',
]);

const isDrawn = (element: Partial<Element>): boolean => element.checkVisibility?.() ?? true;

/** A key that is held down submits once: its repeats are nobody's wish. */
export function onHeldKey(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
}

/** The parts of one tag. */
export class ElementParts<Result> {
  readonly #host: ElementHost;
  readonly #hooks: ElementHooks<Result>;
  readonly #update: () => void;
  /** What is common to all four tags. */
  readonly base: BaseParts;
  readonly words: Localization;
  /** Test DOMs have none, or half of one. */
  readonly internals: Partial<ElementInternals>;
  readonly conversation: ConversationController;
  /** `null` for a look-up, which books nothing. */
  booking: BookingView | null = null;
  /** Whether the submit under way asks about what is not known. */
  isCheck = false;
  result: Result | null = null;
  readonly #sale: ContextConsumer<typeof saleContext, ElementHost>;
  /** What was asked of the sale since the last update began: what the tag shows is made of that and no other figure. */
  readonly #asked = new Set<Figure>();
  #figures: string | undefined;
  /** Whether a form around was told last that a result is missing. */
  #wasMissing = false;
  #noted: { sale: Sale; view: Sale } | null = null;
  #ownWords: { shared: unknown; own: unknown; words: Partial<Wording> } | null = null;
  /** What a booking needs from its first question on: comes with the conversation. */
  #pin: PinStep | null = null;
  receipt: OutcomeReceipt | null = null;
  #notes: UnansweredNotes | null = null;
  #hint: BalanceHint | null = null;
  readonly #recovery = new Recovery({
    subjectKey: () => `${this.#backend}|${this.#hooks.identity()}`,
    saleNumber: () => this.sale?.saleNumber ?? 0,
    isOver: () => isOver(this.state) || (this.state !== 'idle' && !this.#posting) || this.#isParked,
    reset: () => this.#beginForAnother(),
    offer: () => this.#notes?.offer(),
  });
  /** Whether the customer has other balances by now than the result told: an older one is not shown. */
  isStale = false;
  /** Whether what stands here was left by an earlier page: where it has no order, nobody knows of which sale it is. */
  #isRestored = false;
  /** How much of it was drawn last. */
  #drawn: Place = 'whole';
  /** What had the focus before an update, and where we put it when that went away. */
  #focused: Element | null = null;
  #rested: Element | null = null;
  /** What came late, of another order or customer than stands here now. */
  #late = '';

  /** `update` draws the element at once. */
  constructor(host: ElementHost, hooks: ElementHooks<Result>, update: () => void) {
    this.#host = host;
    this.#hooks = hooks;
    this.#update = update;
    this.base = openBase(host, {
      onsettling: (isSettling) => this.internals.states?.[isSettling ? 'add' : 'delete']('settling'),
      refuse: (error) => this.conversation.refuse(error),
      onpart: (part) => {
        hooks.onpart?.(part);
        if (this.booking) this.#equip(part, this.booking);
      },
      wording: () => this.#wording(),
    });
    this.words = this.base.words;
    this.internals = (host as Partial<HTMLElement>).attachInternals?.() ?? {};
    this.conversation = new ConversationController(host, {
      connection: () => this.connection,
      connect: (options) => (conversationPart() as ConversationPart).connect(options),
      onconversation: (state, before) => this.#onConversation(state, before),
    });
    this.#sale = new ContextConsumer(host, {
      context: saleContext,
      subscribe: true,
      callback: (sale) =>
        sale?.join(host, this.booking?.kind ?? 'find', (changed) => {
          const isAsked = changed.some((figure) => this.#asked.has(figure));
          if (isAsked && (this.#figures === undefined || this.#figures !== hooks.drawnFigures?.()))
            host.requestUpdate();
        }),
    });
  }

  /** What only a tag that books has. */
  #equip(part: ConversationPart, booking: BookingView): void {
    const [host, { words, conversation }] = [this.#host, this];
    const hint = new part.BalanceHint(host, words);
    this.#hint = hint;
    this.#pin = new part.PinStep(host, {
      words,
      presses: this.base.presses,
      conversation,
      booking,
      isMasked: () => host.maskedPin || (this.sale?.maskedPin ?? false),
      cancel: () => host.cancel(),
    });
    this.receipt = new part.OutcomeReceipt(host, {
      words,
      booking,
      conversation,
      hint,
      told: () => ({ told: this.#told, isDone: this.result !== null }),
      heading: () => this.#status().text,
    });
    this.#notes = new part.UnansweredNotes({
      host,
      booking,
      conversation,
      sale: () => this.sale,
      journal: () => this.#journal,
      backend: () => this.#backend,
      onrestore: ({ at }) => {
        this.#recovery.adopt();
        this.receipt?.restored(at);
      },
    });
  }

  get state(): Phase {
    return this.conversation.state.phase;
  }

  get error(): LoyaliteError | null {
    return this.conversation.state.error && this.state !== 'consent' ? this.conversation.state.error : null;
  }

  connected(): void {
    this.#setCustomState(this.state, this.state);
    this.#host.addEventListener('click', this.#onLabel);
  }

  /** Before each update. */
  updating(): void {
    this.#asked.clear();
    this.#figures = this.#hooks.drawnFigures?.();
    this.#ownWords = null;
    this.#recovery.sync();
    this.#focused = focusedIn(this.#host);
    this.isStale = this.#hasMoved();
  }

  /** After each update. */
  updated(): void {
    this.internals.states?.[this.#drawn === 'away' ? 'add' : 'delete']('away');
    if (conversationPart()) this.#recovery.offerOnce();
    this.#validate();
    // What has the focus is gone, or stands in a dialog that has just closed over a field that is gone.
    const active = focusedIn(this.#host);
    if (this.#focused && !(active && isDrawn(active))) this.#rest();
  }

  submit(): void {
    if (this.isDisabled) return;
    // Another customer or order may stand here by now: then nothing is spent.
    this.#recovery.sync();
    if (this.isSpent) return;
    this.start(() => this.#hooks.request());
  }

  /** Takes off the screen what is over. */
  clear(): void {
    this.#late = '';
    this.conversation.reset();
    this.#hooks.onclear?.();
  }

  /**
   * Puts the focus where it is not lost and where nothing is pressed or typed: onto the outcome, or else the card. The page does
   * not scroll. From there Enter leads on to the next step of a sale, and books nothing.
   */
  #rest(): void {
    const places = ['.result, .status.full', '.card'].flatMap((place) => [
      ...this.#host.renderRoot.querySelectorAll<HTMLElement>(place),
    ]);
    const outcome = places.find(isDrawn);
    // Of a step that is not on the screen nothing is left: the sale has the focus.
    if (!outcome) return this.sale?.rest();
    this.#rested = outcome;
    outcome.tabIndex = -1;
    this.base.presses.focusMoved();
    outcome.focus({ preventScroll: true });
  }

  /** Whether a submit would only repeat what is booked: one more is a step of its own. */
  get isSpent(): boolean {
    const isFree = this.state === 'idle' || isOver(this.state);
    return isFree && !this.#recovery.isForeign && (this.booking?.isSpent ?? false);
  }

  /** Disabled by itself or by the fieldset it stands in. */
  get isDisabled(): boolean {
    // Its own attribute follows the property an update later, and may not count meanwhile.
    return this.#host.disabled || (this.#host.matches(':disabled') && !this.#host.hasAttribute('disabled'));
  }

  get sale(): Sale | null {
    const { value: sale } = this.#sale;
    if (!sale) return null;
    if (this.#noted?.sale !== sale) this.#noted = { sale, view: noting(sale, this.#asked) };
    return this.#noted.view;
  }

  /** The page's own sentences: the tag's before the sale's. Each sentence asks, so that they are put together once. */
  #wording(): Partial<Wording> {
    const [shared, own] = [this.sale?.wording as Partial<Wording> | undefined, this.#host.wording];
    const known = this.#ownWords;
    if (known && known.shared === shared && known.own === own) return known.words;
    const words = { ...shared, ...own };
    this.#ownWords = { shared, own, words };
    return words;
  }

  /** Whether it is a step on the surface of a sale. */
  get isStep(): boolean {
    return (this.sale?.isStepped ?? false) && !this.sale?.isRecovery(this.#host);
  }

  /** How much of it is drawn. */
  get place(): Place {
    const { sale } = this;
    if (!sale || !this.isStep) return 'whole';
    return sale.placeOf(this.#host, {
      hasCustomer: this.hasCustomer,
      needsNobody: this.#hooks.needsNobody?.() ?? false,
    });
  }

  get caption(): string {
    return this.#hooks.caption();
  }

  get hasCustomer(): boolean {
    return this.#hooks.hasCustomer?.() ?? Boolean(this.sale?.customer);
  }

  /** Opens its step at once: what a page puts the focus into has to be there. */
  openStep(): void {
    this.base.presses.focusMoved();
    if (this.place === 'whole') return;
    this.sale?.openStep(this.#host);
    this.#update();
  }

  get #backend(): string {
    return this.#host.endpoint || (this.sale?.endpoint ?? '');
  }

  get mustVerify(): boolean | 'pin' {
    return this.#host.verifiedOnly || (this.sale?.verifiedOnly ?? false);
  }

  /** The notes of the endpoint, once they can be read; a checkout's are shared. */
  get #journal(): Journal | null {
    return (this.#host.endpoint ? null : this.sale?.journal) ?? this.base.journalFor(this.#backend);
  }

  /** How the backend is reached now. */
  get connection(): Omit<ConnectOptions, 'onchange' | 'isShown'> {
    const own = validTimeout(this.#host.deadline);
    const deadline = own === 10_000 ? validTimeout(this.sale?.deadline) : own;
    const ask = this.booking && (this.booking.beforeBooking ?? this.sale?.beforeBooking);
    return {
      endpoint: this.#backend,
      fetch: this.#host.fetch ?? this.sale?.fetch,
      deadline,
      journal: this.#journal ?? undefined,
      ...(ask && { allow: (posting, signal) => this.#askPage(ask as BeforeBooking, posting, signal) }),
    };
  }

  get #posting(): Posting | null {
    const { operation } = this.conversation.state;
    return operation && isPosting(operation) ? operation : null;
  }

  /** Checks the set-up, makes the request and submits it; a `LoyaliteError` thrown on the way ends as `failed`. */
  start(request: () => Submission): void {
    this.#hooks.onstart?.();
    if (this.state === 'pending' && this.#posting) return;
    // Now, not with the next update: that would clear what this submit comes to.
    this.#recovery.sync();
    this.#late = '';
    try {
      // What is found now would be the next customer, in the sale of the last one.
      if (this.booking === null && this.sale?.isComplete)
        throw new InputError('sale_complete', 'The sale is complete: begin the next one first.', {
          code: 'sale_complete',
        });
      if (this.base.takeKeyFault()) throw keyError();
      if (!this.#backend && this.state !== 'unconfirmed')
        throw new LoyaliteError('misconfigured', 'Set `endpoint` to the address of your backend.');
      const submission = this.#pendingCheck ?? request();
      this.isCheck = this.#pendingCheck !== null;
      this.#ask(submission);
    } catch (error) {
      if (!(error instanceof LoyaliteError)) throw error;
      if (this.state === 'unconfirmed') this.#host.focus();
      else this.conversation.refuse(error);
    }
  }

  #ask(submission: Submission): void {
    if (this.state !== 'unconfirmed') this.#recovery.adopt();
    const { operation } = submission;
    const terms = this.booking?.offeredTerms;
    const customerContext = submission.customerContext && { ...submission.customerContext, ...(terms && { terms }) };
    // What is asked about keeps the sale that it was of.
    const couponSale = isUnsettled(this.state) ? undefined : submission.couponSale;
    this.booking?.begin();
    if (conversationPart()) this.#send({ operation, customerContext, couponSale });
    else this.#hold({ operation, customerContext, couponSale });
  }

  #send({ operation, customerContext, couponSale }: Submission): void {
    if (couponSale) this.receipt?.begin(couponSale);
    const alike = this.#notes?.like(operation);
    if (alike) this.#notes?.restore(alike);
    else this.conversation.submit(operation, this.#notes?.withBalances(operation, customerContext) ?? customerContext);
  }

  /**
   * What is tapped before the conversation is loaded is asked as it was tapped, once that is there. Another customer or order may
   * stand here by then, or somebody may have called it back: then it is left, as nothing was sent.
   */
  #hold(submission: Submission): void {
    const held = this.conversation.hold(submission.operation, submission.customerContext);
    const late = setTimeout(() => onmissing(), validTimeout(this.connection.deadline));
    const isHeld = (): boolean => {
      clearTimeout(late);
      return this.conversation.state === held;
    };
    const onmissing = (reason?: unknown): void => {
      if (isHeld()) this.conversation.refuse(missingPart(reason, 'unreachable'));
    };
    loadConversation().then(() => {
      if (!isHeld()) return;
      this.#recovery.sync();
      if (this.#recovery.isForeign) return this.#host.cancel();
      this.#send(submission);
    }, onmissing);
  }

  /** Asks the page; what another customer or order stands for by then is left, as nothing was sent. */
  async #askPage(ask: BeforeBooking, posting: Posting, signal: AbortSignal): Promise<LoyaliteError | null> {
    const code = posting.kind === 'coupon' ? (this.sale?.customer?.customerCode ?? '') : posting.customerCode;
    const discount = this.booking?.discount(posting) ?? null;
    // Few pages ask; where the file cannot be had, nothing is sent.
    const error = await import('./booking/before-booking.js').then(
      ({ askPage, plannedBooking }) =>
        signal.aborted ? null : askPage(ask, plannedBooking(posting, code, discount), signal),
      (reason: unknown) => missingPart(reason, 'veto_failed'),
    );
    // Whoever has left may be at something else by now.
    if (signal.aborted) return null;
    this.#recovery.sync();
    if (error === null && this.#recovery.isForeign) this.#host.cancel();
    return error;
  }

  /** The operation that a check asks about; a coupon whose token was not kept has to be shown again. */
  get #pendingCheck(): Submission | null {
    const { phase, operation } = this.conversation.state;
    const isUnseen = operation?.kind === 'coupon' && !operation.token;
    return phase === 'unconfirmed' && operation && !isUnseen ? { operation } : null;
  }

  /** Another customer or order, or the page's own wish: nothing of before is left. */
  begin(): void {
    this.booking?.renew();
    this.clear();
  }

  /** Another customer stands in the same order: what was used for the one before is still on the bill, and stays told. */
  #beginForAnother(): void {
    const [posting, sale] = [this.#posting, this.sale];
    const isOnBill =
      this.state === 'done' && posting?.kind !== 'earn' && sale !== null && (posting?.orderId ?? '') === sale.orderId;
    const text = isOnBill && posting && this.#recovery.isOfThisSale ? this.#lateText() : '';
    this.begin();
    this.#late = text;
  }

  /** Puts off what is not known, everywhere it is offered. */
  #putOff(): void {
    const [open, sale] = [this.#open, this.sale];
    this.clear();
    if (open && this.state === 'idle') sale?.putOff(open.name);
  }

  /** What stands here and may still come to an ending. */
  get #open(): SaleUpdate['open'] {
    const posting = this.#posting;
    if (!posting || !isUnsettled(this.state)) return null;
    // The token of a coupon is not kept: what was left of it has its name from the note.
    const isUnseen = posting.kind === 'coupon' && !posting.token;
    return { kind: posting.kind, name: isUnseen ? (this.#notes?.name ?? '') : (this.#journal?.name(posting) ?? '') };
  }

  /** Whether what stands here belongs to the sale that goes on: by its order or, where none is given, by all that is. */
  get #isCurrent(): boolean {
    const [posting, booking, sale] = [this.#posting, this.booking, this.sale];
    if (!posting || !booking) return this.#recovery.isOfThisSale;
    const order = posting.orderId ?? '';
    if (order) return order === (sale?.isRecovery(this.#host) ? sale.orderId : booking.orderId);
    return !this.#isRestored && !sale?.isRecovery(this.#host) && !this.#recovery.isForeign;
  }

  /** An outcome is told in this order: the state and what it holds, then the checkout, then `statechange`, then its own event. */
  #onConversation(state: Conversation, before: Conversation): void {
    const { phase } = state;
    const posting = this.#posting;
    // Something was reported that makes nothing certain: the screen and the slip say so, and nobody is told once more.
    if (phase === 'unconfirmed' && state.error === before.error) return this.receipt?.add();
    this.#pin?.follow(phase);
    if (phase === 'idle') this.#isRestored = false;
    else if (state.restored) this.#isRestored = true;
    const isCurrent = this.#isCurrent;
    const result = phase === 'done' ? this.#hooks.finish(state, this.conversation.customerContext) : null;
    this.result = result;
    this.isStale = false;
    this.#mark(isCurrent);
    if (phase === 'done' && posting && before.phase !== 'done' && !this.#recovery.isForeign)
      this.booking?.spend(posting, (result as { coupon?: IssuedCoupon } | null)?.coupon);
    this.#setCustomState(before.phase, phase);
    if (this.isCheck && phase === 'unconfirmed') this.#showBalance();
    else this.#hint?.clear();
    if (!state.restored) this.receipt?.stamp();
    this.receipt?.add();
    this.#validate();
    if (phase === 'done' && before.phase !== 'done') void this.#leaveField();
    const news = result === null ? {} : this.#hooks.report(result);
    const seen = news.found ?? news.redeemed ?? news.earned;
    if (seen && !this.sale) seenBalancesOf(this.#host.ownerDocument).note(this.#backend, seen);
    const isNews = isCurrent && !before.elsewhere;
    const settle = this.sale?.report({
      element: this.#host,
      state: phase,
      open: this.#open,
      isCurrent: isNews,
      ...news,
    });
    if (before.phase !== phase) fire(this.#host, 'loyalite-statechange', null);
    // A listener may have gone on; the ending still has its own event.
    if (result !== null) {
      if (isNews || !this.#posting) this.#hooks.announce(result);
      else fire(this.#host, 'loyalite-settled', this.#settlement(posting, news));
      settle?.();
    } else if (phase === 'canceled') fire(this.#host, 'loyalite-cancel', null);
    else if ((phase === 'failed' || phase === 'unconfirmed') && state.error && !state.restored)
      fire(this.#host, 'loyalite-error', state.error);
    if (before.phase !== phase && !state.restored) this.#signalOutcome(phase);
    if (phase === 'failed' && state !== before && state.error?.code === 'id_reused') this.booking?.skip();
    if (this.conversation.state === state && posting && this.#recovery.isForeign) this.#free(phase);
  }

  /** What the sale's customer has is told by the last booking; what the page gave may lack balances. */
  #hasMoved(): boolean {
    const { customerCode, points, stamps } = (this.result ?? {}) as Partial<Earning>;
    const customer = this.sale?.customer;
    if (points === undefined || customer?.pointBalance === undefined || customer.customerCode !== customerCode)
      return false;
    return customer.pointBalance !== points || customer.stampCount !== stamps;
  }

  /** Result and error say which order they are of, and whether that is the sale's that goes on. */
  #mark(isCurrent: boolean): void {
    const [told, posting] = [this.#told, this.#posting];
    if (!told || !posting) return;
    Object.assign(told, { orderId: posting.orderId ?? '', isCurrent });
    const { repeated = false, confirmedBy = 'answer' } = this.conversation.state;
    if (this.result !== null) Object.assign(told, { repeated, confirmedBy });
  }

  /** Whether what is not known is offered elsewhere by now: the next sale finds its tags free. */
  get #isParked(): boolean {
    const [posting, open, sale] = [this.#posting, this.#open, this.sale];
    if (this.state !== 'unconfirmed' || !posting || !sale || sale.isRecovery(this.#host)) return false;
    const isEarlier = posting.orderId ? !this.#isCurrent : !this.#recovery.isOfThisSale;
    return isEarlier && (this.error?.retryable === false || (open !== null && sale.keeps(open.name)));
  }

  #settlement(posting: Posting | null, { earned, redeemed }: Partial<SaleUpdate>): Settlement {
    const { kind = 'coupon', orderId = '' } = posting ?? {};
    return {
      kind,
      orderId,
      customerCode: posting && posting.kind !== 'coupon' ? posting.customerCode : '',
      maskedEmail: this.conversation.customerContext.maskedEmail,
      ...(earned && { earned }),
      ...(redeemed && { redeemed }),
    };
  }

  /** An ending that comes when another order or customer stands here is told as theirs, and leaves the next one free. */
  #free(phase: Phase): void {
    if (!isOver(phase) && !this.#isParked) return;
    const text = isOver(phase) ? this.#lateText() : '';
    this.booking?.renew();
    this.conversation.reset();
    this.#late = text;
  }

  #lateText(): string {
    const posting = this.#posting;
    const { maskedEmail } = this.conversation.customerContext;
    const code = posting && posting.kind !== 'coupon' ? posting.customerCode : '';
    const order = posting?.orderId ? `${this.words.say('slipOrder')} ${posting.orderId}` : '';
    const whose = [order, maskedEmail || code].filter(Boolean).join(', ');
    return `${whose}${whose && ': '}${this.#status().text}`;
  }

  /** What the next product's scanner types shall not land in our field. */
  async #leaveField(): Promise<void> {
    await this.#host.updateComplete;
    const focused = focusedIn(this.#host);
    if (focused && this.state === 'done' && (focused.id === 'field' || this.#hooks.isRestless?.())) this.#rest();
  }

  /** A form that waits for the result is not sent before it. */
  #validate(): void {
    const { setValidity } = this.internals;
    const isMissing = this.#host.required && this.result === null;
    if (!isMissing && !this.#wasMissing) return;
    this.#wasMissing = isMissing;
    const [text = ''] = this.words.say(this.booking ? 'notDone' : 'noCustomer').split('|');
    const anchor = this.#host.shadowRoot?.querySelector<HTMLElement>('#field, [part=submit]');
    if (isMissing && anchor) setValidity?.call(this.internals, { valueMissing: true }, text, anchor);
    else setValidity?.call(this.internals, isMissing ? { valueMissing: true } : {}, text);
  }

  /** A click on the page's label for the element comes to the element itself. */
  readonly #onLabel = (event: Event): void => {
    if (event.composedPath()[0] === this.#host) this.#host.focus();
  };

  /** The tag's heading, in the place of a page's own. */
  heading(): TemplateResult {
    return html`<slot name="heading"><div class="heading" role="heading" aria-level="2">${this.caption}</div></slot>`;
  }

  /** Whether it is the text of the field that was refused. */
  get isFieldWrong(): boolean {
    const { error } = this;
    return this.state === 'failed' && fieldFaults.has(error instanceof InputError ? error.key : (error?.code ?? ''));
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    onHeldKey(event);
    if (event.key !== 'Enter' || event.target !== this.#rested || !this.base.presses.isMeant(event)) return;
    // Else the same press would go on at the button that gets the focus.
    event.preventDefault();
    this.sale?.moveOn();
  };

  #showBalance(): void {
    this.isCheck = false;
    const posting = this.#posting;
    if (posting && posting.kind !== 'coupon')
      void this.#hint?.ask(posting.customerCode, this.connection, () => this.state === 'unconfirmed');
  }

  /** What a look-up finds is on the screen; what it was scanned from was told before. */
  #signalOutcome(phase: Phase): void {
    if (phase === 'failed') this.signal('refused');
    else if (phase === 'unconfirmed') this.signal('unknown');
    else if (phase === 'done' && this.#posting) this.signal('done');
  }

  /** Plays the tone or vibration of an outcome, as far as they are wanted. */
  signal(signal: Signal): void {
    const ways = this.#host.feedback ?? this.sale?.feedback ?? 'vibration';
    if (ways) void import('./view/feedback.js').then(({ give }) => give(signal, ways)).catch(() => {});
  }

  /** The state as `:state(…)`, where the engine knows custom states. */
  #setCustomState(before: Phase, phase: Phase): void {
    const { states } = this.internals;
    states?.delete(before);
    states?.add(phase);
  }

  /** What the page is told of the outcome: the result or the error. */
  get #told(): ToldOutcome | null {
    return (this.result as object | null) ?? (this.state === 'consent' ? null : this.error);
  }

  render(): TemplateResult {
    const { words, place } = this;
    this.#drawn = place;
    const look = this.isStep
      ? ` step ${place}${this.sale?.isWide ? ' wide' : ''}${this.sale?.compact ? ' compact' : ''}`
      : '';
    return html`<div part="card" class="card${look}" role="group" aria-label=${this.caption} translate="no" dir=${words.dir()} lang=${words.fallbackLang()} @keydown=${this.#onKeydown}>
        ${place === 'away' ? nothing : this.#hooks.content()}${this.#statusLine()}
        <div part="hint" class="muted" role="status">${this.#hint?.text || this.booking?.changeNote(this.conversation.state)}</div>
        ${this.base.isMemoryOnly ? html`<div class="muted">${words.say('memoryOnly')}</div>` : nothing}
      </div>
      ${this.#pin?.render() ?? nothing}`;
  }

  /** The live regions; they stand, empty, from the first render. */
  #statusLine(): TemplateResult {
    const sum = this.#posting && this.booking?.amountText(this.#posting);
    const subject = [this.caption, ...(sum ? [sum] : [])].join(', ');
    return statusView(this.#status(), this.words, subject, {
      retry: () => this.#host.submit(),
      dismiss: () => this.#putOff(),
      cancel: () => this.#host.cancel(),
      print: () => this.receipt?.print(),
    });
  }

  #status(): StatusView {
    const { state, isSlow, customerContext } = this.conversation;
    const part = conversationPart();
    if (!part) return firstStatus(state, this.words);
    let own = this.booking?.message(state, customerContext.maskedEmail) ?? this.#hooks.message(state);
    if (this.isStale && typeof own === 'string') own = own.split('|', 1)[0] ?? '';
    if (this.#late && state.phase === 'idle') return { tone: 'note', text: this.#late };
    return part.statusOf(state, { own, isSlow, isCovered: this.#pin?.isOpen ?? false, words: this.words });
  }

  /** The button that submits: it keeps the focus and says by `aria-disabled` that it waits. */
  button(text: string, { kind = 'main', isSlotted = true, describedBy = '' }: ButtonStyle = {}): TemplateResult {
    const isOff = this.isDisabled || this.state === 'pending' || this.state === 'unconfirmed';
    return html`<button part="submit" class=${kind} aria-disabled=${isOff} aria-describedby=${describedBy || nothing} @pointerdown=${this.#onPress} @click=${this.#onSubmit}>${isSlotted ? html`<slot>${text}</slot>` : text}</button>`;
  }

  /** A finger goes down on the button: by the time it is up, the lock of what is about to be booked has come. */
  readonly #onPress = (): void => {
    const isFree = this.state === 'idle' || isOver(this.state);
    if (!this.booking?.isNamed || !isFree || this.isDisabled || this.isSpent) return;
    try {
      const { operation } = this.#hooks.request();
      // Nobody else can be at an id that is made up here.
      if (!('externalId' in operation) || isGenerated(operation.externalId) || !this.#journal) return;
      conversationPart()?.lockAhead(this.#journal.name(operation));
    } catch {
      // The submit says why it cannot be.
    }
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.isDisabled || this.state === 'unconfirmed' || this.state === 'pending') return;
    this.#recovery.sync();
    if (!this.isSpent) return this.#host.submit();
    // The second click of a double click is no second wish.
    if ((event as UIEvent).detail > 1) return;
    this.booking?.intents.toggle();
    this.#host.requestUpdate();
  };

  readonly onAgain = (): void => {
    this.booking?.grant();
    this.clear();
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#host.focus());
  };
}
