/**
 * Finds a customer by code, e-mail address or QR, and enrols a new one with the consents that the customer gives.
 * It is longer than most by its properties and the consent, a step of the same conversation.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Conversation } from '../flow/conversation.js';
import { openDialogs, openModal } from '../controllers/open-dialogs.js';
import { isKey } from '../protocol/errors.js';
import type { Enrol, Inquiry } from '../protocol/operation.js';
import { toCustomer } from '../protocol/outcome.js';
import type { CustomerAnswer } from '../protocol/reply.js';
import type { Consent, Customer } from '../protocol/results.js';
import type { Decoder } from '../scan/worker/decoder.js';
import { focusedIn } from './view/focus.js';
import { customerCard, worthOf } from './view/customer-card.js';
import { DrawnValue } from './view/drawn-value.js';
import { fire } from './events.js';
import { completeCustomer } from './booking/values.js';
import { InputError, refuseKey } from './input-error.js';
import type { Submission } from './element-host.js';
import type { ElementParts } from './element-parts.js';
import { LoyaliteElement, openParts } from './loyalite-element.js';
import { plainScan } from '../scan/wedge/plain-scan.js';
import type { CodeRules } from './scanning/code-rules.js';
import type { QuietLookUp } from './scanning/quiet-look-up.js';
import { ScanField } from './scanning/scan-field.js';
import { TextField } from './fields/text-field.js';
import { addressKind, isAddress, typedAddress, typedCode } from './fields/typed-text.js';
import type { StatusView } from './view/status.js';
import type { WordingKey } from '../words/english.js';

type Tick = 'terms' | 'privacy' | 'marketing';
const noTicks: Record<Tick, boolean> = { terms: false, privacy: false, marketing: false };

/** Only a web address becomes a link. */
const isWebAddress = (url: string): boolean => url !== '' && /^https?:$/.test(new URL(url, document.baseURI).protocol);

/**
 * Finds or enrols a customer and announces who it is. In a form its value is the customer code.
 *
 * @example
 * ```html
 * <loyalite-lookup endpoint="/loyalite" terms-url="/terms" privacy-url="/privacy"></loyalite-lookup>
 * ```
 *
 * @tag loyalite-lookup
 * @slot - Text of the button.
 * @slot heading - The heading.
 * @slot note - A remark below the field.
 * @csspart scan - Opens the camera.
 * @csspart camera - The live picture.
 * @csspart keypad - The keypad that a finger on the field brings.
 * @csspart keypad-key - A digit of it, or the key that deletes.
 * @csspart keypad-ok - Looks up what was typed.
 * @csspart keypad-close - Puts it away.
 * @csspart keypad-letters - Brings the keyboard of the system.
 * @csspart remove - Takes the customer off the sale.
 * @csspart hand-over - Turns the consent to the customer.
 * @csspart handed - The consent that fills the screen.
 * @csspart back - Turns it back.
 * @csspart consent-terms - The tick for the terms.
 * @csspart consent-privacy - The tick for the privacy notice.
 * @csspart consent-marketing - The tick for offers.
 * @fires {LoyaliteFoundEvent} loyalite-found - A customer was found or enrolled.
 * @fires {LoyaliteErrorEvent} loyalite-error - The look-up ended without a customer.
 * @fires {LoyaliteCancelEvent} loyalite-cancel - The cashier left the look-up or the consent.
 * @fires {LoyaliteStateChangeEvent} loyalite-statechange - `state` changed.
 * @fires {LoyaliteUnclaimedEvent} loyalite-unclaimed - A hand scanner typed a text that is no code of ours: a product's, most likely.
 */
export class LoyaliteLookupElement extends LoyaliteElement<Customer> {
  readonly #own: ElementParts<Customer> = openParts<Customer>(this, {
    request: () => this.#request(),
    finish: (state) => this.#finish(state),
    announce: (customer) => fire(this, 'loyalite-found', customer),
    report: (found) => ({ found }),
    identity: () => [this.#own.sale?.saleNumber ?? 0, this.#otherCustomer ?? 'same'].join('|'),
    message: (state) => this.#message(state),
    content: () => this.#content(),
    caption: () => this.#words.say('lookup'),
    // The customer is found: whatever had the focus, the next key is for something else.
    isRestless: () => true,
    onpart: ({ CodeRules, QuietLookUp }) => {
      const rules = new CodeRules('customer', { pattern: () => this.scanPattern, prefix: () => this.scanPrefix });
      this.#rules = rules;
      this.#quiet = new QuietLookUp(rules.memory, () => (this.#own.isDisabled ? null : this.#own.connection));
    },
    onstart: () => this.#own.internals.setFormValue?.(null),
    onclear: () => this.#own.internals.setFormValue?.(null),
  });
  readonly #words = this.#own.words;

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
  /** What the whole text of a customer's code looks like, as a regular expression; what does not match is left to the page. */
  @property({ attribute: 'scan-pattern' }) scanPattern = '';
  /** `off`: the hand scanner's keys are not listened to; the camera and `scan(text)` go on. */
  @property({ attribute: 'scan-keys' }) scanKeys: 'on' | 'off' = 'on';
  /** When the field has a keypad of its own: `auto` where a finger taps it, `on` for any pointer, `off` never. In a checkout, the checkout's. */
  @property() keypad: 'auto' | 'on' | 'off' | null = null;

  /** The page's own decoder for camera pictures. */
  @property({ attribute: false }) decoder: Decoder | null = null;

  readonly #ticks = new DrawnValue(this, noTicks);
  readonly #isReminded = new DrawnValue(this, false);
  /** Whether the consent fills the screen, turned to the customer. */
  #isHanded = false;
  #sheet: HTMLDialogElement | null = null;
  #consent: Consent | undefined;
  #wasConsent = false;
  /** Whether `value` is just being set to what stands in the field. */
  #isTyping = false;
  /** Both come with the conversation. */
  #rules: CodeRules | null = null;
  #quiet: QuietLookUp | null = null;
  /** The address that was asked about: the same one again is meant. */
  #doubted = '';
  readonly #field = new TextField(this, {
    text: () => this.#consentAddress ?? this.value,
    ontext: (text) => {
      this.#isTyping = true;
      this.value = text;
      this.#isTyping = false;
      this.#scan.forget();
    },
    refusal: () => this.error,
    keypad: () => (this.#takes('code') ? (this.keypad ?? this.#own.sale?.keypad) : 'off'),
    words: this.#words,
  });
  readonly #scan = new ScanField(this, {
    isAwaiting: () => !this.#own.isDisabled && this.#takes('qr'),
    canOpen: () => !this.#own.isDisabled && this.#takes('qr') && this.state !== 'consent' && this.state !== 'pending',
    isTaken: () => this.state === 'pending' || this.state === 'done',
    isUnknown: () => this.error?.code === 'invalid_qr',
    scan: (text, others) => this.#lookUp(text, others),
    mayTry: true,
    // A scan that went wrong does not take away what the customer has ticked.
    refuse: (error) => {
      if (this.state !== 'consent') this.#own.conversation.refuse(error);
    },
    onhit: () => this.#own.signal('hit'),
    subject: () => this.#own.caption,
    words: this.#words,
    decoder: () => this.decoder,
    prefixAndSuffix: () => ({ prefix: this.scanPrefix, suffix: this.scanSuffix }),
    listensToKeys: () => this.scanKeys !== 'off',
    rules: () => this.#rules,
    ask: async (texts) => this.#quiet?.ask(texts) ?? null,
  });

  /** What is typed stands in the field already, and nothing else shows it: no key costs an update. */
  override requestUpdate(...change: Parameters<LoyaliteElement<Customer>['requestUpdate']>): void {
    if (this.hasUpdated && this.#isTyping && change[0] === 'value' && !isKey(this.value)) return;
    super.requestUpdate(...change);
  }

  override submit(): void {
    if (this.state !== 'consent') return super.submit();
    if (this.#ticks.value.terms && this.#ticks.value.privacy) return super.submit();
    this.#isReminded.value = true;
    const missing = this.#ticks.value.terms ? 'privacy' : 'terms';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${missing}`)?.focus());
  }

  /** Looks a scanned QR up at once; its text is passed on as it came, but for what scanners put around it, and never shown. */
  scan(text: string): void {
    this.#scan.forget();
    this.#lookUp(plainScan(text));
  }

  /** Whether a scanned text is a customer's by its shape: ask before `scan(text)` where products are scanned as well. */
  accepts(text: string): boolean {
    return !this.#own.isDisabled && this.#takes('qr') && (this.#rules?.accepts(plainScan(text)) ?? false);
  }

  override reset(): void {
    super.reset();
    this.#scan.close();
    this.#field.drop();
    this.value = this.getAttribute('value') ?? '';
    this.#own.internals.setFormValue?.(null);
  }

  /** Puts the focus into the field, which it opens where the sale has its customer already. */
  override focus(options?: FocusOptions): void {
    this.#own.openStep();
    this.renderRoot.querySelector<HTMLElement>('#field')?.focus(options);
  }

  #request(): Submission {
    const { operation } = this.#own.conversation.state;
    if (this.state === 'consent' && operation?.kind === 'enrol') return this.#enrolment(operation);
    // What the field shows is what is sent, whoever put it there and whether or not anybody was told.
    this.#field.read();
    const text = this.value;
    if (!text.trim()) throw new InputError('noInput', 'There is no text to look up.');
    if (isAddress(text)) return this.#address(typedAddress(text));
    const code = typedCode(text);
    return code === null ? this.#find(text, 'qr') : this.#find(code, 'code');
  }

  /** An address that may be mistyped is asked about once, before a second member comes of it. */
  #address(email: string): Submission {
    const kind = addressKind(email);
    if (kind === 'wrong') throw new InputError('emailWrong', 'That is no e-mail address.');
    if (kind === 'doubtful' && email !== this.#doubted) {
      this.#doubted = email;
      throw new InputError('emailDoubtful', 'The e-mail address may be mistyped.', { values: () => ({ email }) });
    }
    // What the customer agrees to stands there as it is sent.
    this.value = email;
    return this.#allow('email', { kind: 'enrol', email });
  }

  /** Who agrees to something reads the address that is enrolled, whatever the page sets meanwhile. */
  get #consentAddress(): string | null {
    const { operation } = this.#own.conversation.state;
    return this.state === 'consent' && operation?.kind === 'enrol' ? operation.email : null;
  }

  /** Whom the page has given to the sale in the place of who was found here; nobody is the empty text. */
  get #otherCustomer(): string | null {
    const [{ sale }, { result }] = [this.#own, this];
    const code = sale?.customer ? completeCustomer(sale.customer).customerCode : '';
    return sale && result && code !== result.customerCode ? code : null;
  }

  #finish({ operation, answer }: Conversation): Customer {
    this.#field.drop();
    this.value = '';
    const isEnrolled = operation?.kind === 'enrol' && operation.ticks !== undefined;
    const customer = toCustomer(operation as Inquiry, answer as CustomerAnswer, isEnrolled ? this.#consent : undefined);
    this.#own.internals.setFormValue?.(customer.customerCode);
    if (operation?.kind === 'find' && operation.by === 'qr')
      this.#rules?.memory.learn('customer', operation.text, customer.customerCode);
    return customer;
  }

  #message({ phase, operation, error }: Conversation): string | StatusView | null {
    if (phase === 'pending') return this.#words.say('looking');
    if (phase === 'consent' && this.#isReminded.value) return { tone: 'bad', text: this.#words.say('consentMissing') };
    if (phase === 'consent') return this.#words.say('consentNeeded');
    if (phase === 'done' && this.result) return this.#foundMessage(this.result);
    if (phase === 'failed' && error?.code === 'invalid_qr')
      return operation?.kind === 'find' && operation.others ? this.#words.say('scanAmbiguous') : this.#expired();
    if (phase === 'failed' && error?.code === 'invalid_input' && error.status !== undefined)
      return this.#words.say('noInput');
    return null;
  }

  /** Who it is and what there is, told once: later balances stand on the card. */
  #foundMessage({ isNew, maskedEmail, pointBalance, stampCount }: Customer): string {
    const words = this.#words;
    const value = words.list([words.units(pointBalance, 'point'), words.units(stampCount, 'stamp')]);
    return words.say(isNew ? 'enrolled' : 'found', { email: maskedEmail, value });
  }

  protected override willUpdate(): void {
    super.willUpdate();
    this.#leadFocus();
    if (this.state === 'consent') return;
    this.#ticks.value = noTicks;
    this.#isReminded.value = false;
    this.#isHanded = false;
  }

  protected override updated(): void {
    super.updated();
    const sheet = this.renderRoot.querySelector<HTMLDialogElement>('.handed');
    if (this.#sheet && this.#sheet !== sheet) openDialogs.delete(this.#sheet);
    this.#sheet = sheet;
    if (!sheet || sheet.open) return;
    this.#own.base.presses.focusMoved();
    openModal(sheet);
    sheet.focus();
  }

  #content(): TemplateResult {
    const isConsent = this.state === 'consent';
    return html`${this.#own.heading()}
      <form part="form" novalidate @submit=${this.#onSubmit}>
        <label class="field" for="field">${this.#words.say(this.#label())}</label>
        <div class="row">
          <input id="field" part="input" class="grow" type="text" dir="ltr" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
            ?disabled=${this.#own.isDisabled} ?readonly=${isConsent} ?autofocus=${this.autofocus} aria-invalid=${this.#own.isFieldWrong} aria-describedby="alert" aria-required=${this.required} />
          ${isConsent ? nothing : this.#own.button(this.#words.say('find'), { kind: '' })}
        </div>
        ${isConsent ? this.#consentStep() : nothing}
        ${isConsent || !this.#takes('qr') ? nothing : this.#scan.render()}
        <slot name="note">${isConsent || !this.#takes('qr') ? nothing : html`<div class="muted">${this.#words.say('scanHint')}</div>`}</slot>
      </form>
      ${this.#found()}`;
  }

  /** The consent step comes and goes: the focus goes to its first box, and back to the field, unless it is elsewhere. */
  #leadFocus(): void {
    const isConsent = this.state === 'consent';
    if (isConsent === this.#wasConsent) return;
    this.#wasConsent = isConsent;
    if (!focusedIn(this) && (!isConsent || this.ownerDocument.activeElement !== this.ownerDocument.body)) return;
    void this.updateComplete.then(() => {
      if (this.state === 'done') return;
      this.#own.base.presses.focusMoved();
      this.renderRoot.querySelector<HTMLElement>(isConsent ? '#terms' : '#field')?.focus();
    });
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
      ? this.#words.say('scanSlow', { n: seconds, count: this.#words.count(seconds) })
      : this.#words.say(this.#own.sale ? 'scanWasCoupon' : 'invalid_qr');
  }

  /** In its place or, where the cashier turns the tablet, filling the screen until it is answered: nothing else can be reached. */
  #consentStep(): TemplateResult {
    if (!this.#isHanded)
      return this.#consentFields(
        html`<button type="button" class="quiet" part="hand-over" @click=${() => this.#turn(true)}>${this.#words.say('handOver')}</button>`,
      );
    return html`<dialog part="handed" class="handed" tabindex="-1" aria-labelledby="handed" @close=${() => this.#turn(false)}>
      <div class="title" id="handed">${this.#words.say('handedTitle')}</div>
      <div><bdi dir="ltr">${this.#consentAddress ?? this.value}</bdi></div>
      <div class="bad" role="alert">${this.#isReminded.value ? this.#words.say('consentMissing').split('|').join(' ') : nothing}</div>
      ${this.#consentFields()}
      <button type="button" class="quiet" part="back" @click=${() => this.#turn(false)}>${this.#words.say('back')}</button>
    </dialog>`;
  }

  /** Turned back, the focus is where it was turned from: the boxes and *Enrol* stand before it, and not behind. */
  #turn(isHanded: boolean): void {
    this.#isHanded = isHanded;
    this.requestUpdate();
    if (isHanded) return;
    void this.updateComplete.then(() => {
      if (this.state !== 'consent' || this.#isHanded) return;
      this.#own.base.presses.focusMoved();
      this.renderRoot.querySelector<HTMLElement>('[part=hand-over]')?.focus({ preventScroll: true });
    });
  }

  /** First what there is to read, then the boxes: from box to box it is one Tab. */
  #consentFields(handOver: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="links">${this.#link('termsLink', this.termsUrl)}${this.#link('privacyLink', this.privacyUrl)}</div>
      ${this.#tickBox('terms', 'termsLabel')}${this.#tickBox('privacy', 'privacyLabel')}${this.#tickBox('marketing', 'marketingLabel')}
      ${this.#own.button(this.#words.say('enrol'), { isSlotted: false })}${handOver}
      <button type="button" class="quiet" part="cancel" @click=${this.#onCancel}>${this.#words.say('cancel')}</button>`;
  }

  #link(key: WordingKey, url: string): TemplateResult | typeof nothing {
    if (!isWebAddress(url)) return nothing;
    return html`<a href=${url} target="_blank" rel="noopener noreferrer">${this.#words.say(key)}<span class="hidden"> (${this.#words.say('opensWindow')})</span></a>`;
  }

  #tickBox(name: Tick, key: WordingKey): TemplateResult {
    const isRequired = name !== 'marketing';
    const isMissing = this.#isReminded.value && isRequired && !this.#ticks.value[name];
    return html`<div class="check">
      <input id=${name} part="consent-${name}" type="checkbox" .checked=${this.#ticks.value[name]} aria-required=${isRequired} aria-invalid=${isMissing} @change=${(event: Event) => this.#onTick(name, event)} />
      <label for=${name}>${this.#words.say(key)}</label>
    </div>`;
  }

  /** In a sale its customer, whoever found or gave them: that is whom everything is booked for. Alone, who was found here. */
  get #shown(): Customer | null {
    const { sale, isStep } = this.#own;
    if (!sale) return this.result;
    return sale.customer && (this.result || isStep) ? completeCustomer(sale.customer) : null;
  }

  #found(): TemplateResult | typeof nothing {
    const { sale } = this.#own;
    const words = this.#words;
    const customer = this.#shown;
    if (!customer) return nothing;
    return customerCard(customer, {
      cardSize: this.cardSize || sale?.cardSize || (customer.cardSize ?? 0),
      words,
      worth: sale && worthOf(customer.pointBalance, sale, words),
      isFound: customer.customerCode === this.result?.customerCode,
      ...(sale?.canRemove && { onremove: this.#onRemove }),
    });
  }

  readonly #onRemove = (): void => this.#own.sale?.removeCustomer();

  #lookUp(text: string, others: readonly string[] = []): void {
    if (!this.#own.isDisabled) this.#own.start(() => this.#find(text, 'qr', others));
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
    const { marketing } = this.#ticks.value;
    this.#consent = {
      terms: true,
      privacy: true,
      marketing,
      termsUrl: this.termsUrl,
      privacyUrl: this.privacyUrl,
      locale: this.#words.lang(),
      at: new Date().toISOString(),
    };
    return {
      operation: { kind: 'enrol', email, ticks: { terms: true, privacy: true, ...(marketing && { marketing }) } },
    };
  }

  #onTick(name: Tick, event: Event): void {
    this.#ticks.value = { ...this.#ticks.value, [name]: (event.target as HTMLInputElement).checked };
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
