/**
 * One sale, shared by the tags inside it: what is common comes down to them, what happened comes up from them, and the
 * customer of one sale never meets the next. It is longer than most by the properties that it hands on, each with its docstring.
 */
import { ContextProvider } from '@lit/context';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  figures,
  saleContext,
  type Figure,
  type Place,
  type PlaceRequest,
  type Sale,
  type SaleMember,
  type SaleUpdate,
  type SaleStep,
} from '../controllers/sale-context.js';
import type { Journal } from '../journal/journal.js';
import type { Balances, OpenRecord } from '../protocol/journal-record.js';
import { canonicalAmount, currencyDigits } from '../protocol/money.js';
import type { Checkout, Customer, Earning, Redemption } from '../protocol/results.js';
import type { BeforeBooking } from './booking/before-booking.js';
import { discountOfAll, excessOf } from './booking/sale-worth.js';
import { amountFault, completeCustomer, orderIdFault } from './booking/values.js';
import { fire } from './events.js';
import { LoyaliteBase, openBase } from './loyalite-base.js';
import { onHeldKey } from './element-parts.js';
import { takerOf, takersOf } from './scanning/scan-taker.js';
import { BoxWatch } from './view/box-watch.js';
import { DrawnValue } from './view/drawn-value.js';
import { icons } from './view/icons.js';
import { holdsScreen, placeOf } from './view/places.js';
import { theme } from './view/theme.js';

const layout = css`
  .sale { display: grid; gap: var(--_gap); grid-template-columns: minmax(0, 1fr); }
  .sale > slot { display: contents; }
  .steps { gap: 0; padding: var(--_gap) calc(var(--_gap) + 4px); background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius); }
  .steps > .status:not(.full) { margin: 0; }
  .steps > :not(slot, .status:not(.full)) { margin-block: calc(var(--_gap) / 2); }
  .steps > .card { padding: 0; border: 0; }
  .compact { padding: calc(var(--_gap) - 8px) var(--_gap); }
  @container (min-width: 1100px) {
    .sale:not(.steps) { display: flex; flex-wrap: wrap; }
    ::slotted(*) { flex: 1 1 320px; }
    ::slotted(:state(away)) { display: none; }
    .sale:not(.steps) > :not(slot), ::slotted([slot='heading']) { flex-basis: 100%; }
  }
  .sale:focus { outline: none; }
  .unfinished::part(form), .unfinished::part(submit) { display: none; }
  .unfinished::part(card) { padding: 0; border: 0; }
`;

/**
 * Shares one sale among the tags inside it and reports when it is complete.
 *
 * @example
 * ```html
 * <loyalite-checkout endpoint="/loyalite" order-id="2026-11-28-0042" amount="85.50" currency="TRY" point-value="0.10">
 *   <loyalite-lookup></loyalite-lookup>
 *   <loyalite-redeem></loyalite-redeem>
 *   <loyalite-earn></loyalite-earn>
 * </loyalite-checkout>
 * ```
 *
 * @tag loyalite-checkout
 * @slot - The tags of the sale, in the order of the steps.
 * @slot heading - A heading above them.
 * @csspart recovery - What was left unanswered by earlier pages and orders.
 * @csspart postponed - Offers again what was put off.
 * @csspart excess - That more was redeemed than the sale is worth now.
 * @csspart next - Starts the next sale.
 * @cssState settling - The button for the next sale or the focus moved less than half a second ago; a press that comes too soon is ignored.
 * @fires {LoyaliteCompleteEvent} loyalite-complete - The earn of the sale is done.
 * @fires {LoyaliteSettledEvent} loyalite-settled - An earn or a redemption of another sale, or of another window, is certain by now.
 * @fires {LoyaliteExceededEvent} loyalite-exceeded - The order is worth less now than what was redeemed for it.
 * @fires {LoyaliteRemovedEvent} loyalite-removed - The cashier took the customer off the sale; the order stays.
 * @fires {LoyaliteNextEvent} loyalite-next - The cashier went on to the next customer: give the next `order-id`.
 */
export class LoyaliteCheckoutElement extends LoyaliteBase {
  static override styles = [theme, layout];

  readonly #internals = (this as Partial<HTMLElement>).attachInternals?.();
  readonly #base = openBase(this, {
    onsettling: (isSettling) =>
      ((this.#internals ?? {}) as Partial<ElementInternals>).states?.[isSettling ? 'add' : 'delete']('settling'),
    refuse: (error) => fire(this, 'loyalite-error', error),
    onpart: () => {
      if (this.#saleNumber) this.#journal?.endSale();
      void this.#recoverLast();
    },
    wording: () => this.wording,
  });
  readonly #words = this.#base.words;

  /** Id of the order; another one starts the next sale. */
  @property({ attribute: 'order-id' }) orderId = '';
  /** Order's full total as a decimal string, before any discount: `"85.50"`. Earns points. */
  @property() amount = '';
  /** Count of stamps to give, instead of `amount`. */
  @property() stamps = '';
  /** Currency of `amount`, ISO 4217. */
  @property() currency = '';
  /** What a point is worth as a decimal string: `"0.10"`. */
  @property({ attribute: 'point-value' }) pointValue = '';
  /** How many stamps fill a card, to draw it; a backend that takes in the service's events knows it by itself. */
  @property({ type: Number, attribute: 'card-size' }) cardSize = 0;
  /** Columns of the slips in the events' details. */
  @property({ type: Number, attribute: 'receipt-width' }) receiptWidth = 42;
  /** Whether the digits of a PIN are drawn as dots. */
  @property({ type: Boolean, attribute: 'masked-pin' }) maskedPin = false;
  /** `open`: every tag is in sight with all it has, for tills that lay them out themselves; by default a step comes when it is needed. */
  @property() layout: 'steps' | 'open' = 'steps';
  /** For a narrow column beside the basket: no headings and hints, less room. */
  @property({ type: Boolean }) compact = false;
  /** How an outcome is told beside the screen, of `sound vibration`; empty for neither. */
  @property() feedback = 'vibration';
  /** When a field for codes or counts has a keypad of its own: `auto` where a finger taps it, `on` for any pointer, `off` never. */
  @property() keypad: 'auto' | 'on' | 'off' = 'auto';

  /** Asked before a booking of this sale leaves: `false`, or a sentence for the cashier, refuses it. */
  @property({ attribute: false }) beforeBooking: BeforeBooking | null = null;

  /** The customer of this sale: found by the look-up inside, or given. */
  @property({ attribute: false }) customer: Customer | null = null;

  #isToBeDrawn = false;
  readonly #isComplete = new DrawnValue(this, false);
  readonly #isWide = new DrawnValue(this, false);
  readonly #unanswered = new DrawnValue<readonly OpenRecord[]>(this, []);
  #saleNumber = 0;
  #redemptions: Redemption[] = [];
  /** Whether somebody works by keys in this sale: the focus is led for them alone. */
  #isByKeys = false;
  /** Which tags stand in the sale and which step each is for, as they told of themselves. */
  readonly #steps = new Map<SaleMember, readonly [SaleStep, Onfigures]>();
  /** Those tags in the order of the page, until one of them tells again where it stands: after each change and each move. */
  #sorted: SaleMember[] | null = null;
  /** What stands in the tags of the sale and may still come to an ending. */
  readonly #open = new Map<HTMLElement, NonNullable<SaleUpdate['open']>>();
  readonly #postponed = new Set<string>();
  /** Where in the banner each stands, while there is one: whatever goes before it, its tag stays the same. */
  #places: string[] = [];
  #excess: string | null = null;
  #toldExcess: string | null = null;
  /** The step that the cashier or the page opened. */
  #chosen: SaleMember | null = null;
  readonly #box = new BoxWatch(() => (this.#isWide.value = this.getBoundingClientRect().width >= minWidthOfAll));
  readonly #sale = this.#saleView();
  readonly #provider = new ContextProvider(this, { context: saleContext, initialValue: this.#sale });

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('loyalite-statechange', this.#onChildChange);
    this.addEventListener('input', this.#onKeys);
    this.addEventListener('click', this.#onKeys);
    this.#box.start([this]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#box.stop();
  }

  /** Another order is another sale at once: an update later would leave a moment in which it has the last one's customer. */
  override requestUpdate(...change: Parameters<LoyaliteBase['requestUpdate']>): void {
    super.requestUpdate(...change);
    const [name, before] = change;
    // Whoever names no property wants a drawing, whatever else changes in the same moment.
    if (name === undefined && this.hasUpdated) this.#isToBeDrawn = true;
    if (name === 'orderId' && this.hasUpdated && before !== this.orderId) this.reset();
  }

  /** Starts the next sale: no customer, no results. What is not known yet goes into the banner. */
  reset(): void {
    this.#saleNumber += 1;
    this.#redemptions = [];
    this.#excess = null;
    this.#chosen = null;
    this.#journal?.endSale();
    this.customer = null;
    this.#isComplete.value = false;
    this.#publish();
    for (const element of this.#members()) if (element.state !== 'unconfirmed') element.reset();
  }

  /** Whether one of its tags takes a scanned text: ask before `scan(text)` where products are scanned as well. */
  accepts(text: string): boolean {
    return takerOf(this.#members(), text) !== undefined;
  }

  /** Hands a scanned text to the tag that takes it, else to the look-up, which may ask the service about it. */
  scan(text: string): void {
    (takerOf(this.#members(), text) ?? takersOf(this.#members('find'))[0])?.scan(text);
  }

  /** Of nothing but figures those tags alone are told that show them; the checkout itself shows none. */
  protected override shouldUpdate(changed: Map<PropertyKey, unknown>): boolean {
    const names = [...changed.keys()];
    const isFigures = this.hasUpdated && !this.#isToBeDrawn && names.every(isFigure);
    this.#isToBeDrawn = false;
    if (isFigures) for (const [, onfigures] of this.#steps.values()) onfigures(names);
    else this.#publish();
    this.#base.warnOnce('amount', amountFault(this.amount, this.currency));
    const hasChanged = (changed.has('amount') || changed.has('currency')) && this.#compare();
    return !isFigures || hasChanged;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    this.#base.warnOnce('order-id', orderIdFault(this.orderId));
    if (changed.has('endpoint') || changed.has('orderId')) void this.#recoverLast();
  }

  protected override updated(): void {
    this.#tellExcess();
  }

  protected override render(): TemplateResult {
    return html`<div class=${`sale${this.#isStepped && !this.#isWide.value ? ' steps' : ''}${this.compact ? ' compact' : ''}`} tabindex="-1" lang=${this.#words.fallbackLang()} role="group" aria-label=${this.#words.say('sale')}>
      <slot name="heading"></slot>
      ${this.#base.isMemoryOnly ? html`<div class="muted">${this.#words.say('memoryOnly')}</div>` : nothing} ${this.#recovery()}${this.#excessNote()}
      <slot></slot>
      ${this.#isComplete.value ? html`<button id="next" part="next" class="main" @keydown=${onHeldKey} @click=${this.#onNext}>${this.#words.say('nextCustomer')}</button>` : nothing}
    </div>`;
  }

  /** What earlier pages and orders left unanswered: each offers itself for a check, or is put off and can be had again. */
  #recovery(): TemplateResult | typeof nothing {
    const shown = this.#unanswered.value.filter(({ name }) => !this.#postponed.has(name));
    const later = this.#unanswered.value.length - shown.length;
    const fresh = shown.map(({ name }) => name).filter((name) => !this.#places.includes(name));
    this.#places = shown.length ? [...this.#places, ...fresh] : [];
    // What is settled by now keeps its result in sight, and is nothing to check any more.
    const open = shown.filter(({ name }) => this.#isUnanswered(name)).length;
    if (!shown.length)
      return later
        ? html`<button part="postponed" class="quiet" @click=${this.#onPostponed}>${this.#countOf(later)}</button>`
        : nothing;
    return html`<div part="recovery" class="card">
      ${open ? html`<b>${this.#countOf(open)}</b>` : nothing}
      ${this.#places.map((place) => {
        const record = shown.find(({ name }) => name === place);
        return record ? unfinished(record) : nothing;
      })}
    </div>`;
  }

  /** Whether the notes still have it as not known. */
  #isUnanswered(name: string): boolean {
    return this.#journal?.unanswered().some((record) => record.name === name) ?? false;
  }

  #countOf(n: number): string {
    return this.#words.say('unfinished', { n, count: this.#words.count(n) });
  }

  #excessNote(): TemplateResult {
    const value = this.#excess && this.#words.money(this.#excess, this.currency);
    const [what = '', means = ''] = value ? this.#words.say('exceeded', { value }).split('|') : [];
    return html`<div part="excess" class=${value ? 'status warn full' : 'status'}>${value ? html`<svg viewBox="0 0 20 20" aria-hidden="true">${icons.warn}</svg>` : nothing}<div role="alert">${value ? html`<b>${what}</b> ${means}` : nothing}</div></div>`;
  }

  /** The sale as the tags inside see it: always as it stands now, also within one task of the page. */
  #saleView(): Sale {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters of another object read it
    const checkout = this;
    const sale: Omit<Sale, Shared> = {
      get cardSize() {
        return checkout.cardSize || (checkout.customer?.cardSize ?? 0);
      },
      get saleNumber() {
        return checkout.#saleNumber;
      },
      get journal() {
        return checkout.#journal;
      },
      get isStepped() {
        return checkout.#isStepped;
      },
      get hasLookup() {
        return checkout.#members('find').length > 0;
      },
      get canRemove() {
        return checkout.#canRemove;
      },
      get isComplete() {
        return checkout.#isComplete.value;
      },
      get isWide() {
        return checkout.#isWide.value;
      },
      placeOf: (element, request) => this.#placeOf(element, request),
      openStep: (element) => this.#openStep(element),
      removeCustomer: () => {
        if (this.#canRemove) void this.#startAnew('loyalite-removed');
      },
      rest: () => this.#rest(),
      moveOn: () => this.#moveOn(),
      get redemptions() {
        return checkout.#redemptions;
      },
      isRecovery: (element) => this.#isRecovery(element),
      keeps: (name) => this.#isUnanswered(name),
      balancesOf: (customerCode) => this.#balancesOf(customerCode),
      isShown: (name) => [...this.#open.values()].some((open) => open.name === name),
      putOff: (name) => this.#putOff(name),
      isRedeemOpen: () => [...this.#open].some(([{ isConnected }, { kind }]) => isConnected && kind !== 'earn'),
      join: (element, step, onfigures) => this.#join(element, step, onfigures),
      report: (report) => this.#onReport(report),
    };
    for (const name of LoyaliteCheckoutElement.elementProperties.keys() as Iterable<Shared>)
      if (!(name in sale)) Object.defineProperty(sale, name, { get: () => this[name] });
    return sale as Sale;
  }

  /** Whether a tag is one of ours, which shows a note. A page's tags have none, and are told by that without a walk to their root. */
  #isRecovery(element: HTMLElement): boolean {
    return element.hasAttribute('data-note') && element.getRootNode() === this.renderRoot;
  }

  #publish(): void {
    this.#provider.setValue(this.#sale, true);
  }

  get #isStepped(): boolean {
    return this.layout !== 'open';
  }

  get #canRemove(): boolean {
    const isFree = !this.#redemptions.length && !this.#isComplete.value && !this.#open.size;
    return this.customer !== null && isFree;
  }

  /** What the cashier works at: the redemption opened, or the one that holds the screen by its state. */
  get #active(): SaleMember | null {
    const redemptions = this.#members('redeem');
    const isChosen = (member: SaleMember): boolean => member === this.#chosen;
    return redemptions.find(isChosen) ?? redemptions.find(({ state }) => holdsScreen(state)) ?? null;
  }

  #placeOf(element: SaleMember, request: PlaceRequest): Place {
    const step = this.#steps.get(element)?.[0];
    if (!this.#isStepped || !step) return 'whole';
    const active = this.#active;
    const chosen = element === active || element === this.#chosen ? 'this' : active ? 'other' : 'none';
    return placeOf({
      step,
      state: element.state,
      chosen,
      isComplete: this.#isComplete.value,
      isWide: this.#isWide.value,
      ...request,
    });
  }

  #openStep(element: SaleMember | null): void {
    this.#chosen = element;
    this.#publish();
  }

  get #journal(): Journal | null {
    return this.endpoint ? this.#base.journalFor(this.endpoint) : null;
  }

  #onReport({ element, state, open, isCurrent, found, redeemed, earned }: SaleUpdate): (() => void) | undefined {
    const isRecovery = this.#isRecovery(element);
    if (isRecovery) this.requestUpdate();
    else this.#track(element, open);
    // What is over or not known holds up nothing: the other steps are there again.
    if (element === this.#chosen && (state === 'done' || state === 'unconfirmed')) this.#chosen = null;
    this.#follow(earned ?? redeemed);
    // Booked by another window: that one goes on with it, and here the next customer may come.
    if (!isCurrent && earned?.isCurrent && !isRecovery) this.#isComplete.value = true;
    if (!isCurrent) {
      this.#publish();
      return undefined;
    }
    if (found) {
      this.customer = found;
      this.#chosen = null;
    }
    if (redeemed) this.#redemptions = [...this.#redemptions, redeemed];
    if (earned) void this.#offerNext();
    if (redeemed && this.#compare()) this.requestUpdate();
    this.#publish();
    if (!earned || earned.customerCode !== this.customer?.customerCode) return undefined;
    this.#isComplete.value = true;
    const detail: Checkout = { customer: this.customer, redemptions: [...this.#redemptions], earned };
    return () => fire(this, 'loyalite-complete', detail);
  }

  /** For whoever works by keys the focus goes on; where it is elsewhere, or a scanner and a finger are at work, it stays. */
  async #offerNext(): Promise<void> {
    await this.updateComplete;
    if (this.#isByKeys && this.#isComplete.value && this.contains(this.ownerDocument.activeElement)) this.#moveOn();
  }

  #moveOn(): void {
    if (!this.#isComplete.value) return this.#members('earn')[0]?.focus();
    this.#base.presses.focusMoved();
    this.renderRoot.querySelector<HTMLElement>('#next')?.focus();
  }

  /** What stands in a tag of the sale is offered there, and not once more in the banner. */
  #track(element: HTMLElement, open: SaleUpdate['open']): void {
    const before = this.#open.get(element)?.name;
    if (open) this.#open.set(element, open);
    else this.#open.delete(element);
    if (before !== open?.name) void this.#recoverLast();
  }

  #balancesOf(customerCode: string): Balances | undefined {
    if (customerCode !== this.customer?.customerCode) return undefined;
    const { pointBalance: points, stampCount: stamps } = this.customer as Partial<Customer>;
    const kinds = (this.#journal?.unanswered() ?? [])
      .filter(({ operation }) => operation.kind !== 'coupon' && operation.customerCode === customerCode)
      .map(({ operation }) => operation.kind);
    if (points === undefined || stamps === undefined || kinds.includes('redeem')) return undefined;
    return { points, stamps, ...(kinds.includes('earn') && { mayHaveGrown: true }) };
  }

  /** The customer's balances are those that the last booking told; what is told once more was so before. */
  #follow(booking: Earning | Redemption | undefined): void {
    if (!booking || booking.repeated || booking.cardType === 'coupon') return;
    if (booking.customerCode !== this.customer?.customerCode) return;
    const { stamps, points } = booking;
    if (stamps === undefined || points === undefined) return;
    this.customer = { ...completeCustomer(this.customer), stampCount: stamps, pointBalance: points };
  }

  /** Whether the order is worth less now than what was redeemed for it, and by how much: answers whether that is news. */
  #compare(): boolean {
    const amount = canonicalAmount(this.amount, currencyDigits(this.currency));
    const excess = amount === null ? null : excessOf(amount, this.#redemptions);
    const isNews = excess !== this.#excess;
    this.#excess = excess;
    return isNews;
  }

  /** A redemption cannot be undone: where the order shrinks below what was redeemed, the page is told what the cashier sees. */
  #tellExcess(): void {
    const [excess, before] = [this.#excess, this.#toldExcess];
    this.#toldExcess = excess;
    if (excess === null || excess === before) return;
    const amount = canonicalAmount(this.amount, currencyDigits(this.currency)) ?? '';
    const discount = discountOfAll(this.#redemptions);
    fire(this, 'loyalite-exceeded', { orderId: this.orderId, discount, amount, excess });
  }

  #join(element: SaleMember, step: SaleStep, onfigures: Onfigures = () => element.requestUpdate()): void {
    for (const member of this.#steps.keys()) if (!member.isConnected) this.#steps.delete(member);
    const isNew = !this.#steps.has(element);
    this.#steps.set(element, [step, onfigures]);
    this.#sorted = null;
    // Those who came before it waited for nobody.
    if (isNew && step === 'find' && this.#steps.size > 1) queueMicrotask(() => this.#publish());
  }

  /** The tags of the sale, or of one step of it, in the order of the page. */
  #members(step?: SaleStep): SaleMember[] {
    this.#sorted ??= [...this.#steps.keys()].sort((one, other) =>
      one.compareDocumentPosition(other) & one.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    return this.#sorted.filter(
      (member) => isAround(this, member) && (step === undefined || this.#steps.get(member)?.[0] === step),
    );
  }

  /** The tags of the sale come first: what is theirs they offer themselves. */
  async #recoverLast(): Promise<void> {
    await Promise.all(this.#members().map((element) => element.updateComplete));
    this.#recover();
  }

  #recover(): void {
    const all = this.#journal?.unanswered() ?? [];
    const shown = new Set([...this.#open].filter(([{ isConnected }]) => isConnected).map(([, { name }]) => name));
    // Any scan finds its own coupon: one place to show it to is enough.
    const coupon = all.find(({ operation }) => operation.kind === 'coupon');
    const unanswered = all.filter(
      (record) => !shown.has(record.name) && (record.operation.kind !== 'coupon' || record === coupon),
    );
    if (unanswered.length || this.#unanswered.value.length) this.#unanswered.value = unanswered;
  }

  /** What a tag has ended meanwhile is not unfinished any more. */
  readonly #onChildChange = ({ target }: Event): void => {
    if (target !== this && this.#unanswered.value.length) this.#recover();
  };

  /** Put off here is put off everywhere, until somebody asks for it. */
  #putOff(name: string): void {
    this.#postponed.add(name);
    this.#recover();
    this.requestUpdate();
    const isHere = this.ownerDocument.activeElement === this;
    void this.updateComplete.then(() => {
      if (isHere) this.renderRoot.querySelector<HTMLElement>('[part=postponed], .unfinished')?.focus();
    });
  }

  readonly #onPostponed = (): void => {
    this.#postponed.clear();
    this.requestUpdate();
  };

  /** Something was typed into a field of ours, or a button of ours pressed by a key. */
  readonly #onKeys = (event: Event): void => {
    const isOurs = event.target === this || this.#members().some((member) => event.composedPath().includes(member));
    // What the keypad of a field writes comes from a finger.
    const isTyped = event.type === 'input' && (event.composedPath()[0] as Partial<HTMLElement>).inputMode !== 'none';
    const isKey = isTyped || (event.type !== 'input' && event.isTrusted && (event as MouseEvent).detail === 0);
    if (isOurs && isKey) this.#isByKeys = true;
  };

  readonly #onNext = (): void => void this.#startAnew('loyalite-next');

  /** A till whose next key comes from the product scanner keeps the focus out of the look-up. */
  async #startAnew(event: 'loyalite-next' | 'loyalite-removed'): Promise<void> {
    const [isByKeys, hadFocus] = [this.#isByKeys, this.contains(this.ownerDocument.activeElement)];
    this.#isByKeys = false;
    this.reset();
    fire(this, event, null);
    await this.updateComplete;
    if (isByKeys) return this.#members('find')[0]?.focus();
    if (hadFocus) this.#rest();
  }

  #rest(): void {
    this.renderRoot.querySelector<HTMLElement>('.sale')?.focus({ preventScroll: true });
  }
}

/** From this width on, in px, the steps stand side by side: as wide as three of them are. */
const minWidthOfAll = 1100;

/** What a sale has by the checkout's property of the same name. */
type Shared = Exclude<keyof Sale & keyof LoyaliteCheckoutElement, 'cardSize'>;

type Onfigures = (changed: readonly Figure[]) => void;

const isFigure = (name: PropertyKey): name is Figure => (figures as readonly PropertyKey[]).includes(name);

/** Whether an element stands in what a page put into a checkout, be it in a component of the page's own. */
function isAround(checkout: Element, element: Element): boolean {
  if (checkout !== element && checkout.contains(element)) return true;
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return host !== undefined && host !== checkout && isAround(checkout, host);
}

/** One operation of an earlier page or order, in a tag of its own. */
function unfinished({ name, operation }: OpenRecord): TemplateResult {
  const none = html`<span slot="heading" hidden></span>`;
  if (operation.kind === 'coupon')
    return html`<loyalite-redeem class="unfinished" data-note=${name} coupon="">${none}</loyalite-redeem>`;
  const { kind, customerCode, cardType, amount, externalId } = operation;
  const [points, stamps] = [cardType === 'point' ? amount : null, cardType === 'stamp' ? amount : null];
  return kind === 'earn'
    ? html`<loyalite-earn class="unfinished" data-note=${name} .customerCode=${customerCode} .externalId=${externalId} .amount=${points ?? ''} .stamps=${stamps ?? ''}>${none}</loyalite-earn>`
    : html`<loyalite-redeem class="unfinished" data-note=${name} .customerCode=${customerCode} .externalId=${externalId} .points=${points} .stamps=${stamps}>${none}</loyalite-redeem>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalite-checkout': LoyaliteCheckoutElement;
  }
}
