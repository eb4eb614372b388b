/**
 * One sale, shared by the tags inside it: what is common comes down to them, what happened comes up from them, and the
 * customer of one sale never meets the next.
 */
import { ContextProvider } from '@lit/context';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { saleContext, type SaleUpdate, type Sale } from '../controllers/sale-context.js';
import type { Journal } from '../journal/journal.js';
import type { LoyaliteError } from '../protocol/errors.js';
import type { OpenRecord } from '../protocol/journal-record.js';
import type { Checkout, Customer, Redemption } from '../protocol/results.js';
import { fire } from './events.js';
import { LoyaliteBase } from './loyalite-base.js';
import { LoyaliteElement } from './loyalite-element.js';
import { theme } from './view/theme.js';

type Unanswered = OpenRecord;

const layout = css`
  .sale { display: grid; gap: var(--_gap); grid-template-columns: minmax(0, 1fr); }
  .sale > slot { display: contents; }
  @container (min-width: 1100px) {
    .sale { display: flex; flex-wrap: wrap; align-items: start; }
    ::slotted(*) { flex: 1 1 320px; }
    .sale > :not(slot), ::slotted([slot='heading']) { flex-basis: 100%; }
  }
  .sale:focus { outline: none; }
  .unfinished::part(form), .unfinished::part(submit) { display: none; }
  .unfinished::part(card) { padding: 0; border: 0; }
`;

/**
 * Shares one sale among the tags inside it and reports when it is complete.
 *
 * @tag loyalite-checkout
 * @slot - The tags of the sale, in the order of the steps.
 * @slot heading - A heading above them.
 * @csspart recovery - What was left unanswered by earlier pages and orders.
 * @csspart next - Starts the next sale.
 * @cssState settling - The button for the next sale or the focus moved less than half a second ago; a press that comes too soon is ignored.
 * @fires {LoyaliteCompleteEvent} loyalite-complete - The earn of the sale is done.
 * @fires {LoyaliteNextEvent} loyalite-next - The cashier went on to the next customer: give the next `order-id`.
 */
export class LoyaliteCheckoutElement extends LoyaliteBase {
  static override styles = [theme, layout];

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
  /** How many stamps fill a card, to draw it; the service does not tell. */
  @property({ type: Number, attribute: 'card-size' }) cardSize = 0;
  /** Columns of the slips in the events' details. */
  @property({ type: Number, attribute: 'receipt-width' }) receiptWidth = 42;
  /** Whether the digits of a PIN are drawn as dots. */
  @property({ type: Boolean, attribute: 'masked-pin' }) maskedPin = false;
  /** How an outcome is told beside the screen, of `sound vibration`; empty for neither. */
  @property() feedback = 'vibration';

  /** The customer of this sale: found by the look-up inside, or given. */
  @property({ attribute: false }) customer: Customer | null = null;

  @state() private isComplete = false;
  @state() private unanswered: Unanswered[] = [];
  #saleNumber = 0;
  #redemptions: Redemption[] = [];
  /** Whether somebody works by keys in this sale: the focus is led for them alone. */
  #isByKeys = false;
  readonly #internals = (this as Partial<HTMLElement>).attachInternals?.();
  readonly #open = new Set<HTMLElement>();
  readonly #dismissed = new Set<string>();
  readonly #provider = new ContextProvider(this, { context: saleContext, initialValue: this.#sale() });

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('loyalite-statechange', this.#onChildChange);
    this.addEventListener('input', this.#onKeys);
    this.addEventListener('click', this.#onKeys);
  }

  /** Another order is another sale at once: nothing happens in the time of an update. */
  override requestUpdate(...change: Parameters<LoyaliteBase['requestUpdate']>): void {
    super.requestUpdate(...change);
    const [name, before] = change;
    if (name === 'orderId' && this.hasUpdated && before !== this.orderId) this.reset();
  }

  /** Starts the next sale: no customer, no results. What is not known yet stays where it stands. */
  reset(): void {
    this.#saleNumber += 1;
    this.#redemptions = [];
    this.#open.clear();
    this.customer = null;
    this.isComplete = false;
    this.#publish();
    for (const element of this.#children()) if (element.state !== 'unconfirmed') element.reset();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    this.#publish();
    if (changed.has('endpoint') || changed.has('orderId')) this.#recover();
  }

  protected override render(): TemplateResult {
    return html`<div class="sale" tabindex="-1" lang=${this.words.fallbackLang()} role="group" aria-label=${this.words.say('sale')}>
      <slot name="heading"></slot>
      ${this.isMemoryOnly ? html`<div class="muted">${this.words.say('memoryOnly')}</div>` : nothing} ${this.unanswered.length ? this.#banner() : nothing}
      <slot></slot>
      ${this.isComplete ? html`<button id="next" part="next" class="main" @click=${this.#onNext}>${this.words.say('nextCustomer')}</button>` : nothing}
    </div>`;
  }

  /** What earlier pages and other orders left unanswered: each offers itself for a check. */
  #banner(): TemplateResult {
    const n = this.unanswered.length;
    return html`<div part="recovery" class="card" @loyalite-statechange=${this.#onRecovery}>
      <b>${this.words.say('unfinished', { n, count: this.words.count(n) })}</b>
      ${this.unanswered.map(({ operation }) => {
        const none = html`<span slot="heading" hidden></span>`;
        if (operation.kind === 'coupon')
          return html`<loyalite-redeem class="unfinished" coupon="">${none}</loyalite-redeem>`;
        const { kind, customerCode, cardType, amount, externalId } = operation;
        if (kind === 'earn') {
          return html`<loyalite-earn class="unfinished" .customerCode=${customerCode} .externalId=${externalId} .amount=${cardType === 'point' ? amount : ''} .stamps=${cardType === 'stamp' ? amount : ''}>${none}</loyalite-earn>`;
        }
        return html`<loyalite-redeem class="unfinished" .customerCode=${customerCode} .externalId=${externalId} .points=${cardType === 'point' ? amount : null} .stamps=${cardType === 'stamp' ? amount : null}>${none}</loyalite-redeem>`;
      })}
    </div>`;
  }

  /** The sale as the tags inside see it: always as it stands now, also within one task of the page. */
  #sale(): Sale {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters of another object read it
    const checkout = this;
    return {
      get endpoint() {
        return checkout.endpoint;
      },
      get orderId() {
        return checkout.orderId;
      },
      get amount() {
        return checkout.amount;
      },
      get stamps() {
        return checkout.stamps;
      },
      get currency() {
        return checkout.currency;
      },
      get pointValue() {
        return checkout.pointValue;
      },
      get cardSize() {
        return checkout.cardSize;
      },
      get receiptWidth() {
        return checkout.receiptWidth;
      },
      get verifiedOnly() {
        return checkout.verifiedOnly;
      },
      get deadline() {
        return checkout.deadline;
      },
      get maskedPin() {
        return checkout.maskedPin;
      },
      get feedback() {
        return checkout.feedback;
      },
      get fetch() {
        return checkout.fetch;
      },
      get wording() {
        return checkout.wording;
      },
      get customer() {
        return checkout.customer;
      },
      get saleNumber() {
        return checkout.#saleNumber;
      },
      get journal() {
        return checkout.#journal;
      },
      isRedeemOpen: () => [...this.#open].some(({ isConnected }) => isConnected),
      moveOn: () => this.#moveOn(),
      report: (report) => this.#onReport(report),
    };
  }

  #publish(): void {
    this.#provider.setValue(this.#sale());
  }

  get #journal(): Journal | null {
    return this.endpoint ? this.journalFor(this.endpoint) : null;
  }

  #onReport({ element, state, found, redeemed, earned }: SaleUpdate): (() => void) | undefined {
    if (element.getRootNode() === this.renderRoot) return undefined;
    const isOpen = ['pending', 'pin', 'unconfirmed'].includes(state);
    if (element.localName === 'loyalite-redeem') this.#open[isOpen ? 'add' : 'delete'](element);
    if (found) this.customer = found;
    if (redeemed) this.#redemptions.push(redeemed);
    const booking = earned ?? (redeemed && 'points' in redeemed ? redeemed : undefined);
    if (booking && booking.customerCode === this.customer?.customerCode) {
      this.customer = { ...this.customer, stampCount: booking.stamps, pointBalance: booking.points };
    }
    if (earned) void this.#offerNext();
    this.#publish();
    if (!earned || earned.customerCode !== this.customer?.customerCode) return undefined;
    this.isComplete = true;
    const detail: Checkout = { customer: this.customer, redemptions: [...this.#redemptions], earned };
    return () => fire(this, 'loyalite-complete', detail);
  }

  /** For whoever works by keys the focus goes on; where it is elsewhere, or a scanner and a finger are at work, it stays. */
  async #offerNext(): Promise<void> {
    await this.updateComplete;
    if (this.#isByKeys && this.isComplete && this.contains(this.ownerDocument.activeElement)) this.#moveOn();
  }

  #moveOn(): void {
    if (!this.isComplete) return this.querySelector('loyalite-earn')?.focus();
    this.presses.focusMoved();
    this.renderRoot.querySelector<HTMLElement>('#next')?.focus();
  }

  protected override onsettling(isSettling: boolean): void {
    const { states } = (this.#internals ?? {}) as Partial<ElementInternals>;
    states?.[isSettling ? 'add' : 'delete']('settling');
  }

  protected override refuse(error: LoyaliteError): void {
    fire(this, 'loyalite-error', error);
  }

  #children(): LoyaliteElement<unknown>[] {
    return [...this.querySelectorAll('*')].filter(
      (element): element is LoyaliteElement<unknown> => element instanceof LoyaliteElement,
    );
  }

  #recover(): void {
    const own = this.orderId ? [this.orderId, `redeem_${this.orderId}`] : [];
    const all = this.#journal?.unanswered() ?? [];
    // Any scan finds its own coupon: one place to show it to is enough.
    const coupon = all.find(({ operation }) => operation.kind === 'coupon');
    this.unanswered = all
      .filter((trace) => trace.operation.kind !== 'coupon' || trace === coupon)
      .filter(
        ({ name, operation }) =>
          !this.#dismissed.has(name) && !('externalId' in operation && own.includes(operation.externalId)),
      );
  }

  /** What a tag of the sale has ended meanwhile is not unfinished any more. */
  readonly #onChildChange = ({ target }: Event): void => {
    if (target !== this && this.unanswered.length) this.#recover();
  };

  /** What was checked or put off leaves the banner. */
  readonly #onRecovery = (event: Event): void => {
    const element = event.target as LoyaliteElement<unknown>;
    if (element.state !== 'idle') return;
    const index = [...this.renderRoot.querySelectorAll('.unfinished')].indexOf(element);
    const entry = this.unanswered[index];
    if (entry) this.#dismissed.add(entry.name);
    this.#recover();
  };

  /** Something was typed into a field of ours, or a button of ours pressed by a key. */
  readonly #onKeys = (event: Event): void => {
    const isOurs = event.target === this || event.target instanceof LoyaliteElement;
    const isKey = event.type === 'input' || (event.isTrusted && (event as MouseEvent).detail === 0);
    if (isOurs && isKey) this.#isByKeys = true;
  };

  /** A till whose next key comes from the product scanner keeps the focus out of the look-up. */
  readonly #onNext = async (): Promise<void> => {
    const [isByKeys, hadFocus] = [this.#isByKeys, this.shadowRoot?.activeElement != null];
    this.#isByKeys = false;
    this.reset();
    fire(this, 'loyalite-next', null);
    await this.updateComplete;
    if (isByKeys) return this.querySelector('loyalite-lookup')?.focus();
    if (hadFocus) this.renderRoot.querySelector<HTMLElement>('.sale')?.focus({ preventScroll: true });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalite-checkout': LoyaliteCheckoutElement;
  }
}
