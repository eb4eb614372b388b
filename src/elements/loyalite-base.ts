/**
 * What all four tags have in common: the backend, the words, the notes of what stands unanswered, and that a secret key has no
 * way in.
 */
import { LitElement, type ReactiveController } from 'lit';
import { property } from 'lit/decorators.js';
import type { Fetch } from '../client/loyalite-client.js';
import { isKey } from '../protocol/errors.js';
import { BaseParts, type BaseHooks } from './base-parts.js';
import { keyError } from './input-error.js';
import { version } from './version.js';
import { propertyAsText } from './booking/values.js';
import { conversationPart, whenConversation } from './load-conversation.js';
import { addSheets } from './view/own-sheets.js';
import { theme } from './view/theme.js';
import type { Wording } from '../words/english.js';

/** `verified-only` stands for true, `verified-only="pin"` for the merchant's word that a PIN is always asked for. */
const verifiedOnlyConverter = {
  fromAttribute: (value: string | null): boolean | 'pin' => (value === 'pin' ? 'pin' : value !== null),
};

/** Makes what all tags share for one: once, when it is made, so that nobody else gets hold of it. */
export let openBase: (tag: LoyaliteBase, hooks: BaseHooks) => BaseParts;

/** The base of the tags. */
export abstract class LoyaliteBase extends LitElement {
  static override styles = [theme];
  /** Version of the package that the tag came from: `"0.1.0"`. */
  static readonly version: string = version;

  /** Address of the merchant's backend, without the `/webhook/…` part: `"/loyalite"`. In a checkout, the checkout's. */
  @property() endpoint = '';
  /** Refuses to book for a customer who was not verified by QR; `"pin"`: the service asks for a PIN on every action. */
  @property({ attribute: 'verified-only', converter: verifiedOnlyConverter }) verifiedOnly: boolean | 'pin' = false;
  /** Milliseconds per try; a submit with its repeats takes at most two and a half times as long. */
  @property({ type: Number }) deadline = 10_000;
  /** Stands in for the platform's `fetch`. */
  @property({ attribute: false }) fetch: Fetch | undefined;
  /** Sentences that replace the built-in ones. */
  @property({ attribute: false }) wording: Partial<Wording> = {};

  #parts!: BaseParts;
  #isEquipped = false;
  readonly #lives = new Map<ReactiveController, ReactiveController>();

  static {
    openBase = (tag, hooks) => (tag.#parts = new BaseParts(tag, hooks));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const { name, value } of [...this.attributes]) if (isKey(value)) this.#refuseAttribute(name);
    if (this.#isEquipped) return;
    this.#isEquipped = true;
    whenConversation((part) => {
      addSheets(this.shadowRoot, [part.themeLater]);
      this.#parts.hooks.onpart(part);
      if (this.hasUpdated) this.requestUpdate();
    });
  }

  /** A tag may be made in one document and first put into another, where sheets of the first do not hold. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (this.ownerDocument === document) return super.createRenderRoot();
    const root = this.shadowRoot ?? this.attachShadow((this.constructor as typeof LoyaliteBase).shadowRootOptions);
    this.adoptedCallback();
    return root;
  }

  /** In another document (a second display, picture in picture) it has lost its sheets. */
  adoptedCallback(): void {
    const part = conversationPart();
    addSheets(this.shadowRoot, [
      ...(this.constructor as typeof LoyaliteBase).elementStyles,
      ...(part ? [part.themeLater] : []),
    ]);
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    if (isKey(value)) this.#refuseAttribute(name);
    else super.attributeChangedCallback(name, before, value);
  }

  /** A number is brought to text and a secret key is taken out at once, and not an update later: nobody reads them in between. */
  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...change);
    const [name] = change;
    if (name === undefined) return;
    const { type } = (this.constructor as typeof LitElement).elementProperties.get(name) ?? {};
    const given: unknown = Reflect.get(this, name);
    const text = type === undefined || type === String ? propertyAsText(name, given) : given;
    if (text !== given) Reflect.set(this, name, text);
    if (!isKey(text)) return;
    Reflect.set(this, name, '');
    this.#refuseKey();
  }

  /**
   * Lit lists controllers on the element, for everybody: each stands there by its life cycle alone.
   *
   * @internal
   */
  override addController(controller: ReactiveController): void {
    const life: ReactiveController = {
      hostConnected: () => controller.hostConnected?.(),
      hostUpdate: () => controller.hostUpdate?.(),
      hostUpdated: () => controller.hostUpdated?.(),
      hostDisconnected: () => controller.hostDisconnected?.(),
    };
    this.#lives.set(controller, life);
    super.addController(life);
  }

  /** @internal */
  override removeController(controller: ReactiveController): void {
    super.removeController(this.#lives.get(controller) ?? controller);
  }

  #refuseAttribute(name: string): void {
    if (this.getAttribute(name) !== '') this.setAttribute(name, '');
    this.#refuseKey();
  }

  /** The page's listeners are told once the element stands. */
  #refuseKey(): void {
    this.#parts.hadKey = true;
    const field = this.shadowRoot?.querySelector<HTMLInputElement>('#field');
    if (field && isKey(field.value)) field.value = '';
    queueMicrotask(() => {
      if (this.#parts.takeKeyFault()) this.#parts.hooks.refuse(keyError());
    });
  }
}
