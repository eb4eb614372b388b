/**
 * What lookup, earn and redeem have in common for a page: attributes, states and methods. What they do by them is in their parts,
 * which no script of the page reaches.
 */
import { LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Phase } from '../flow/conversation.js';
import type { LoyaliteError } from '../protocol/errors.js';
import type { ElementHooks } from './element-host.js';
import { ElementParts } from './element-parts.js';
import { LoyaliteBase } from './loyalite-base.js';

export type { Submission } from './element-host.js';

/** A press on what is no control leaves the focus where the page has it. */
function keepPageFocus(event: Event): void {
  const path = event.composedPath();
  const own = path.slice(0, path.indexOf(event.currentTarget as EventTarget));
  const control = 'button, input, select, textarea, a[href], summary, video, [tabindex], [contenteditable], .code';
  if (!own.some((target) => target instanceof Element && target.matches(control))) event.preventDefault();
}

/** Makes the parts of a tag: once, when it is made, so that nobody else gets hold of them. */
export let openParts: <Result>(tag: LoyaliteElement<Result>, hooks: ElementHooks<Result>) => ElementParts<Result>;

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
 * @csspart again - Begins one more booking of a sale that has one, in the step that asks for it.
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
 * @cssState settling - A button or the focus moved less than half a second ago; a tap or an Enter that comes too soon is ignored.
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
 * @cssprop --loyalite-small - Size of remarks and labels.
 * @cssprop --loyalite-status - Size of what happened, to be read from a metre away.
 * @cssprop --loyalite-large - Size of the customer, the balances and what was gained.
 */
export abstract class LoyaliteElement<Result> extends LoyaliteBase {
  static formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** Whether nothing can be submitted. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Whether the form that it stands in waits for its result. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** How an outcome is told beside the screen, of `sound vibration`; by default the checkout's, else `vibration`; empty for neither. */
  @property() feedback: string | null = null;

  /** Whether the digits of a PIN are drawn as dots. In a checkout, the checkout's. */
  @property({ type: Boolean, attribute: 'masked-pin' }) maskedPin = false;

  #own!: ElementParts<Result>;

  static {
    openParts = (tag, hooks) => (tag.#own = new ElementParts(tag, hooks, () => tag.performUpdate()));
  }

  /** Where the conversation stands. */
  get state(): Phase {
    return this.#own.state;
  }

  /** What the last operation brought, while the state is `done`; else `null`. */
  get result(): Result | null {
    return this.#own.result;
  }

  /** Why the last operation ended without a result, while the state is `failed` or `unconfirmed`; else `null`. */
  get error(): LoyaliteError | null {
    return this.#own.error;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#own.connected();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('mousedown', keepPageFocus);
    return root;
  }

  protected override firstUpdated(): void {
    const { activeElement, body } = this.ownerDocument;
    if (this.autofocus && (!activeElement || activeElement === body)) this.focus();
  }

  protected override willUpdate(): void {
    this.#own.updating();
  }

  protected override updated(): void {
    this.#own.updated();
  }

  /**
   * Starts what the attributes say; in `unconfirmed`, asks about the operation that stands there. Does nothing where just that
   * was booked already, until the customer, the order or the page's figures change or `reset()` is called. Returns nothing:
   * the outcome is an event.
   */
  submit(): void {
    this.#own.submit();
  }

  /** Leaves a PIN, a consent, a look-up or a wait; ignored where it is not certain that nothing was booked. */
  cancel(): void {
    this.#own.conversation.cancel();
  }

  /** Back to `idle`, ready for the next operation; ignored while a posting is under way. */
  reset(): void {
    this.#own.begin();
  }

  /** The form that the element stands in was reset; what is not known yet stays. */
  formResetCallback(): void {
    if (this.state !== 'unconfirmed') this.reset();
  }

  /** A fieldset around was disabled or freed. */
  formDisabledCallback(): void {
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return this.#own.render();
  }
}
