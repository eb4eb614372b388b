/**
 * Finds a customer by code, e-mail address or QR, and enrols a new one with the consents that the customer gives.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SaleUpdate } from '../controllers/sale-context.js';
import type { Conversation } from '../flow/transition.js';
import type { Enrol, Inquiry } from '../protocol/operation.js';
import { toCustomer } from '../protocol/outcome.js';
import type { CustomerAnswer } from '../protocol/reply.js';
import type { Consent, Customer } from '../protocol/results.js';
import type { Decoder } from '../scan/worker/decoder.js';
import { customerCard } from './view/customer-card.js';
import { fire } from './events.js';
import { InputError, refuseKey } from './input-error.js';
import { LoyaliteElement, type Submission } from './loyalite-element.js';
import { ScanField } from './scanning/scan-field.js';
import type { StatusView } from './view/status.js';
import type { WordingKey } from '../words/english.js';

type Tick = 'terms' | 'privacy' | 'marketing';
const noTicks: Record<Tick, boolean> = { terms: false, privacy: false, marketing: false };

/** Only a web address becomes a link. */
const isWebAddress = (url: string): boolean => url !== '' && /^https?:$/.test(new URL(url, document.baseURI).protocol);

/**
 * Finds or enrols a customer and announces who it is. In a form its value is the customer code.
 *
 * @tag loyalite-lookup
 * @slot - Text of the button.
 * @slot heading - The heading.
 * @slot note - A remark below the field.
 * @csspart scan - Opens the camera.
 * @csspart camera - The live picture.
 * @csspart consent-terms - The tick for the terms.
 * @csspart consent-privacy - The tick for the privacy notice.
 * @csspart consent-marketing - The tick for offers.
 * @fires {LoyaliteFoundEvent} loyalite-found - A customer was found or enrolled.
 * @fires {LoyaliteErrorEvent} loyalite-error - The look-up ended without a customer.
 * @fires {LoyaliteCancelEvent} loyalite-cancel - The cashier left the look-up or the consent.
 * @fires {LoyaliteStateChangeEvent} loyalite-statechange - `state` changed.
 */
export class LoyaliteLookupElement extends LoyaliteElement<Customer> {
  static formAssociated = true;

  /** Ways to find a customer, of `qr code email`. */
  @property() methods = 'qr code email';
  /** Text of the field; the attribute gives the initial one. */
  @property() value = '';
  /** Address of the terms that a new customer accepts. */
  @property({ attribute: 'terms-url' }) termsUrl = '';
  /** Address of the privacy notice that a new customer reads. */
  @property({ attribute: 'privacy-url' }) privacyUrl = '';
  /** How many stamps fill a card, to draw it; the service does not tell. */
  @property({ type: Number, attribute: 'card-size' }) cardSize = 0;

  /** What the hand scanner is set to type before each text. */
  @property({ attribute: 'scan-prefix' }) scanPrefix = '';
  /** What the hand scanner is set to type after each text, before Enter or Tab. */
  @property({ attribute: 'scan-suffix' }) scanSuffix = '';

  /** The page's own decoder for camera pictures. */
  @property({ attribute: false }) decoder: Decoder | null = null;

  protected override readonly booking = null;

  @state() private ticks = noTicks;
  @state() private isReminded = false;
  #consent: Consent | undefined;
  #wasConsent = false;
  readonly #scan = new ScanField(this, {
    isAwaiting: () => !this.isDisabled && this.#takes('qr'),
    canOpen: () => !this.isDisabled && this.#takes('qr') && this.state !== 'consent' && this.state !== 'pending',
    isTaken: () => this.state === 'pending' || this.state === 'done',
    isUnknown: () => this.error?.code === 'invalid_qr',
    scan: (text, others) => this.#lookUp(text, others),
    mayTry: true,
    // A scan that went wrong does not take away what the customer has ticked.
    refuse: (error) => {
      if (this.state !== 'consent') this.conversation.refuse(error);
    },
    onhit: () => this.signal('hit'),
    words: this.words,
    decoder: () => this.decoder,
    affixes: () => ({ prefix: this.scanPrefix, suffix: this.scanSuffix }),
    // The next customer is scanned here first, whatever else still waits for a code.
    turn: () => String(this.sale?.saleNumber ?? 0),
  });

  override submit(): void {
    if (this.state !== 'consent') return super.submit();
    if (this.ticks.terms && this.ticks.privacy) return super.submit();
    this.isReminded = true;
    const missing = this.ticks.terms ? 'privacy' : 'terms';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${missing}`)?.focus());
  }

  /** Looks a scanned QR up at once; its text is passed on as it came and never shown. */
  scan(text: string): void {
    this.#scan.forget();
    this.#lookUp(text);
  }

  override reset(): void {
    super.reset();
    this.#scan.close();
    this.value = this.getAttribute('value') ?? '';
    this.internals.setFormValue?.(null);
  }

  /** Puts the focus into the field. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#field')?.focus(options);
  }

  /** The form that the element stands in was reset. */
  formResetCallback(): void {
    this.reset();
  }

  /** A fieldset around was disabled or freed. */
  formDisabledCallback(): void {
    this.requestUpdate();
  }

  protected override start(request: () => Submission): void {
    this.internals.setFormValue?.(null);
    super.start(request);
  }

  protected override identity(): string {
    return String(this.sale?.saleNumber ?? 0);
  }

  protected override request(): Submission {
    const { operation } = this.conversation.state;
    if (this.state === 'consent' && operation?.kind === 'enrol') return this.#enrolment(operation);
    const text = this.value;
    const trimmed = text.trim();
    if (!trimmed) throw new InputError('noInput', 'There is no text to look up.');
    if (trimmed.includes('@')) return this.#allow('email', { kind: 'enrol', email: trimmed });
    if (/^\d+$/.test(trimmed)) return this.#find(trimmed, 'code');
    return this.#find(text, 'qr');
  }

  protected override finish({ operation, answer }: Conversation): Customer {
    this.value = '';
    const isEnrolled = operation?.kind === 'enrol' && operation.ticks !== undefined;
    const customer = toCustomer(operation as Inquiry, answer as CustomerAnswer, isEnrolled ? this.#consent : undefined);
    this.internals.setFormValue?.(customer.customerCode);
    return customer;
  }

  protected override announce(customer: Customer): void {
    fire(this, 'loyalite-found', customer);
  }

  protected override report(found: Customer): Partial<SaleUpdate> {
    return { found };
  }

  protected override message({ phase, operation, error }: Conversation): string | StatusView | null {
    if (phase === 'pending') return this.words.say('looking');
    if (phase === 'consent' && this.isReminded) return { tone: 'bad', text: this.words.say('consentMissing') };
    if (phase === 'consent') return this.words.say('consentNeeded');
    if (phase === 'done' && this.result)
      return this.words.say(this.result.isNew ? 'enrolled' : 'found', { email: this.result.maskedEmail });
    if (phase === 'failed' && error?.code === 'invalid_qr')
      return operation?.kind === 'find' && operation.others ? this.words.say('scanAmbiguous') : this.#expired();
    if (phase === 'failed' && error?.code === 'invalid_input' && error.status !== undefined)
      return this.words.say('noInput');
    return null;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    this.#leadFocus();
    if (this.state === 'consent') return;
    this.ticks = noTicks;
    this.isReminded = false;
  }

  protected override content(): TemplateResult {
    const isConsent = this.state === 'consent';
    return html`<slot name="heading"><div class="heading">${this.words.say('lookup')}</div></slot>
      <form part="form" novalidate @submit=${this.#onSubmit}>
        <label class="field" for="field">${this.words.say(this.#label())}</label>
        <div class="row">
          <input id="field" part="input" class="grow" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
            .value=${this.value} ?disabled=${this.isDisabled} ?readonly=${isConsent} @input=${this.#onInput} />
          ${isConsent ? nothing : this.button(this.words.say('find'), { kind: '' })}
        </div>
        ${isConsent ? this.#consentFields() : nothing}
        ${isConsent || !this.#takes('qr') ? nothing : this.#scan.render()}
        <slot name="note">${isConsent || !this.#takes('qr') ? nothing : html`<div class="muted">${this.words.say('scanHint')}</div>`}</slot>
      </form>
      ${this.#found()}`;
  }

  /** The consent step comes and goes: the focus goes to its first box, and back to the field, unless it is elsewhere. */
  #leadFocus(): void {
    const isConsent = this.state === 'consent';
    if (isConsent === this.#wasConsent) return;
    this.#wasConsent = isConsent;
    const { activeElement } = this.renderRoot as ShadowRoot;
    if (!activeElement && (!isConsent || this.ownerDocument.activeElement !== this.ownerDocument.body)) return;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(isConsent ? '#terms' : '#field')?.focus(),
    );
  }

  #label(): WordingKey {
    if (this.state === 'consent') return 'emailLabel';
    if (this.#takes('email')) return this.#takes('code') ? 'codeOrEmailLabel' : 'emailLabel';
    return this.#takes('code') ? 'codeLabel' : 'qrLabel';
  }

  #takes(method: string): boolean {
    return this.methods.split(/\s+/).includes(method);
  }

  #expired(): string {
    const seconds = this.#scan.slowSeconds;
    return seconds
      ? this.words.say('scanSlow', { n: seconds, count: this.words.count(seconds) })
      : this.words.say(this.sale ? 'scanWasCoupon' : 'invalid_qr');
  }

  /** First what there is to read, then the boxes: from box to box it is one Tab. */
  #consentFields(): TemplateResult {
    return html`<div class="links">${this.#link('termsLink', this.termsUrl)}${this.#link('privacyLink', this.privacyUrl)}</div>
      ${this.#tickBox('terms', 'termsLabel')}${this.#tickBox('privacy', 'privacyLabel')}${this.#tickBox('marketing', 'marketingLabel')}
      ${this.button(this.words.say('enrol'), { isSlotted: false })}
      <button type="button" class="quiet" part="cancel" @click=${this.#onCancel}>${this.words.say('cancel')}</button>`;
  }

  #link(key: WordingKey, url: string): TemplateResult | typeof nothing {
    if (!isWebAddress(url)) return nothing;
    return html`<a href=${url} target="_blank" rel="noopener noreferrer">${this.words.say(key)}<span class="hidden"> (${this.words.say('opensWindow')})</span></a>`;
  }

  #tickBox(name: Tick, key: WordingKey): TemplateResult {
    const isRequired = name !== 'marketing';
    const isMissing = this.isReminded && isRequired && !this.ticks[name];
    return html`<div class="check">
      <input id=${name} part="consent-${name}" type="checkbox" .checked=${this.ticks[name]} aria-required=${isRequired} aria-invalid=${isMissing} @change=${(event: Event) => this.#onTick(name, event)} />
      <label for=${name}>${this.words.say(key)}</label>
    </div>`;
  }

  #found(): TemplateResult | typeof nothing {
    const customer = this.result;
    if (!customer) return nothing;
    const shared = this.sale?.customer;
    const current = shared?.customerCode === customer.customerCode ? shared : customer;
    return customerCard(current, { cardSize: this.cardSize || (this.sale?.cardSize ?? 0), words: this.words });
  }

  #lookUp(text: string, others: readonly string[] = []): void {
    if (!this.isDisabled) this.start(() => this.#find(text, 'qr', others));
  }

  #find(text: string, by: 'code' | 'qr', others: readonly string[] = []): Submission {
    refuseKey(text, () => (this.value = ''));
    if (!text) throw new InputError('noInput', 'There is no text to look up.');
    // A lone surrogate cannot stand in an address, and no service ever issued one.
    if (/[\ud800-\udfff]/u.test(text)) throw new InputError('invalid_qr', 'The text is not well-formed.');
    return this.#allow(by, { kind: 'find', by, text, ...(others.length && { others }) });
  }

  #allow(method: string, operation: Inquiry): Submission {
    if (!this.#takes(method)) throw new InputError('wrongMethod', `\`methods\` does not name \`${method}\`.`);
    return { operation };
  }

  /** Exactly the boxes are sent, and what was shown is the merchant's proof. */
  #enrolment({ email }: Enrol): Submission {
    const { marketing } = this.ticks;
    this.#consent = {
      terms: true,
      privacy: true,
      marketing,
      termsUrl: this.termsUrl,
      privacyUrl: this.privacyUrl,
      locale: this.words.lang(),
      at: new Date().toISOString(),
    };
    return {
      operation: { kind: 'enrol', email, ticks: { terms: true, privacy: true, ...(marketing && { marketing }) } },
    };
  }

  readonly #onInput = (event: Event): void => {
    this.value = (event.target as HTMLInputElement).value;
    this.#scan.forget();
  };

  #onTick(name: Tick, event: Event): void {
    this.ticks = { ...this.ticks, [name]: (event.target as HTMLInputElement).checked };
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.submit();
  };

  readonly #onCancel = (): void => this.cancel();
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalite-lookup': LoyaliteLookupElement;
  }
}
