/**
 * The dialog that asks for the customer's PIN: one real field with drawn slots, and a keypad for touch. The digits live in the
 * field alone; they are taken out when they are sent, when it closes, when the page goes, and after a minute's silence, which
 * is announced before. It comes up only where it is drawn: a modal dialog in a closed tab panel would lock the whole page.
 * It is longer than most: the less code the digits pass through, the fewer places there are from which they could leak.
 */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { isPin, maxPinLength } from '../../protocol/pin.js';
import type { PinRequest } from '../../protocol/reply.js';
import { BoxWatch } from '../view/box-watch.js';
import { erase } from '../view/icons.js';
import type { WordingKey } from '../../words/english.js';
import { openDialogs, openModal } from '../../controllers/open-dialogs.js';
import type { Localization } from '../../words/localization.js';
import { foldDigits } from '../fields/typed-text.js';
import { PinClock } from './pin-clock.js';

/** What the overlay asks of its element. */
export interface PinOverlayParts {
  words: Localization;
  enter(pin: string): void;
  renew(): void;
  cancel(): void;
  /** The dialog came up. */
  onopen(): void;
}

/** What is shown. */
export interface PinView {
  /** Masked e-mail of the customer, or empty. */
  email: string;
  /** What the PIN is for: "to redeem 50 points". */
  purpose: string;
  /** What is asked for; missing while the service is asked. */
  pin: PinRequest | undefined;
  /** Whether *Cancel* does anything: only where it is certain that nothing was booked. */
  isCancelable: boolean;
  /** Whether an earlier question may have been lost on the way, and with it an older PIN be on the phone. */
  isRepeat: boolean;
  /** What is under way, while the service is asked. */
  progress: string;
  /** What the cashier should know beside it: that the page changed the amount, or nothing. */
  note: string;
  /** That note, whether or not it is due: room is kept for it. */
  noteToCome: string;
  /** Whether the digits are drawn as dots. */
  isMasked: boolean;
}

const slots = [...Array(maxPinLength).keys()];
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** Native events that would tell a page's listeners what is typed. */
const telltale = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'change',
  'paste',
  'cut',
  'copy',
  'compositionstart',
  'compositionupdate',
  'compositionend',
];

const isDead = (pin: PinRequest | undefined): boolean => pin?.reason === 'expired' || pin?.reason === 'exceeded';

/** Renders the dialog into its host's own root and opens it while it is wanted. */
export class PinOverlay implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: PinOverlayParts;
  #view: PinView | null = null;
  /** Once opened the dialog stays, closed, so that its live region stands before its next message. */
  #wasOpen = false;
  #isGuarded = false;
  #filled = 0;
  /** What was wrong with what came into the field. */
  #complaint: WordingKey | null = null;
  /** The request that is shown, how many there were before it, and whether the focus still has to follow it. */
  #shown: PinRequest | undefined;
  #rounds = 0;
  #isNews = false;
  /** How many digits there are, after a key of the keypad: who does not see the slots is told. */
  #told = '';
  #isComposing = false;
  readonly #clock = new PinClock({
    onwarn: () => this.#complain('pinClearing'),
    onclear: () => {
      this.#clear();
      this.#complain('pinCleared');
    },
  });
  /** The document that it listens to: an element that is moved is told of it when it stands elsewhere already. */
  #page: Document | undefined;
  /** Tells when the element is drawn, or not any more. */
  readonly #box = new BoxWatch(() => this.#follow());

  constructor(host: ReactiveControllerHost & HTMLElement, parts: PinOverlayParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#page = this.#host.ownerDocument;
    this.#page.defaultView?.addEventListener('pagehide', this.#clear);
    if (this.#view) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#page?.defaultView?.removeEventListener('pagehide', this.#clear);
    this.#box.stop();
    this.#page?.removeEventListener('toggle', this.#follow, true);
    this.#clear();
    const dialog = this.#dialog;
    if (dialog) closeModal(dialog);
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    this.#guard(dialog);
    if (!this.#view) this.#box.stop();
    else if (!this.#box.isOn) this.#box.start([this.#host]);
    // What is skipped in closed details changes no size.
    this.#page?.[this.#view ? 'addEventListener' : 'removeEventListener']('toggle', this.#follow, true);
    this.#follow();
  }

  /** Open while a PIN is wanted and the element is drawn. */
  readonly #follow = (): void => {
    const dialog = this.#dialog;
    const isWanted = this.#view !== null && this.#host.isConnected && this.#isDrawn;
    if (!dialog || (!isWanted && !dialog.open)) return;
    if (!isWanted) {
      this.#clear();
      return closeModal(dialog);
    }
    if (!dialog.open) {
      openModal(dialog);
      this.#parts.onopen();
      this.#isNews = true;
    }
    if (this.#isNews) this.#find(isDead(this.#shown) ? 'resend' : 'input')?.focus();
    this.#isNews = false;
  };

  /** Whether the element has a place on the screen; `visibility` is the dialog's own. */
  get #isDrawn(): boolean {
    return (this.#host as Partial<Element>).checkVisibility?.() ?? true;
  }

  /** The dialog as `view` says; `null` closes it. */
  render(view: PinView | null): TemplateResult | typeof nothing {
    this.#view = view;
    if (!view) this.#rounds = 0;
    if (view?.pin && view.pin !== this.#shown) {
      this.#rounds += 1;
      this.#isNews = true;
      this.#complaint = null;
    }
    this.#shown = view?.pin;
    this.#wasOpen ||= view !== null;
    return this.#wasOpen ? this.#dialogTemplate() : nothing;
  }

  /** A scanner's text was kept out of the field. */
  refuseScan(): void {
    this.#complain('pinScan');
  }

  #complain(complaint: WordingKey | null): void {
    this.#complaint = complaint;
    this.#host.requestUpdate();
  }

  #dialogTemplate(): TemplateResult {
    const { words } = this.#parts;
    const say = words.say.bind(words);
    const view = this.#view;
    const isOff = !view?.pin || isDead(view.pin);
    const message = this.#message();
    return html`<dialog id="dialog" part="pin-dialog" translate="no" dir=${words.dir()} lang=${words.fallbackLang()} aria-labelledby="pin-title" aria-describedby="pin-for" @cancel=${this.#onEscape} @close=${this.#onClose}>
      <form novalidate @submit=${this.#onSubmit}>
        <div class="pin-head">
          <div class="title" id="pin-title">${say('pinTitle')}</div>
          <div class="muted" id="pin-for">${view ? say('pinFor', { email: view.email, value: view.purpose }) : ''}</div>
        </div>
        <label class="field"><span>${say('pinLabel')}</span>${this.#field(message.tone === 'bad')}</label>
        <div part="pin-status" class="pin-status ${message.tone}"><div role="status">${message.tone ? '' : message.text}</div><div role="alert" id="pin-alert">${message.tone ? message.text : ''}</div>${this.#room()}</div>
        <div class="hidden told" role="status">${this.#told}</div>
        <div class="keys" role="group" aria-label=${say('pinKeys')}>
          ${keys.map((key) => this.#key(key))}
          <button type="button" part="pin-key" aria-label=${say('pinDelete')} @pointerdown=${keepFocus} @click=${this.#onDelete}><svg viewBox="0 0 24 24" aria-hidden="true">${erase}</svg></button>
          ${this.#key('0')}
          <button part="pin-submit" class="go" aria-disabled=${isOff}>${say('pinConfirm')}</button>
        </div>
        <div class="row between pin-rest">
          <button type="button" id="resend" part="pin-resend" class="quiet" aria-disabled=${!view?.pin} @click=${this.#onRenew}>${say('pinNew')}</button>
          <button type="button" part="pin-cancel" class="quiet" aria-disabled=${!view?.isCancelable} @click=${this.#parts.cancel}>${say('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** No password manager, no one-time code of the cashier's own phone: the PIN stands on the customer's. */
  #field(isInvalid: boolean): TemplateResult {
    return html`<div class="slots">
      ${slots.map((slot) => html`<i class=${slot < this.#filled ? 'on' : ''}></i>`)}
      <input id="input" part="pin-input" type=${this.#view?.isMasked ? 'password' : 'text'} aria-invalid=${isInvalid} aria-describedby="pin-alert" inputmode="numeric" autocomplete="off" autocapitalize="off" spellcheck="false"
        enterkeyhint="done" data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other"
        ?disabled=${isDead(this.#view?.pin)} ?readonly=${!this.#view?.pin} @input=${this.#onInput}
        @compositionstart=${() => (this.#isComposing = true)} @compositionend=${this.#onComposed} />
    </div>`;
  }

  #key(digit: string): TemplateResult {
    return html`<button type="button" part="pin-key" @pointerdown=${keepFocus} @click=${() => this.#type(digit)}>${digit}</button>`;
  }

  #message(): { text: string; tone: string } {
    const { words } = this.#parts;
    const say = words.say.bind(words);
    const { pin, isRepeat, progress = '', note } = this.#view ?? {};
    if (!pin) return { text: progress, tone: '' };
    if (this.#complaint === 'pinClearing') return { text: say(this.#complaint), tone: 'warn' };
    if (this.#complaint) return { text: say(this.#complaint), tone: 'bad' };
    const left = pin.remainingAttempts;
    if (pin.reason === 'expired') return { text: say('pinExpired'), tone: 'warn' };
    if (pin.reason === 'exceeded') return { text: say('pinExceeded'), tone: 'warn' };
    if (pin.reason === 'required')
      return { text: note || (isRepeat || this.#rounds > 1 ? say('pinNewest') : ''), tone: '' };
    return {
      text: left === undefined ? say('pinInvalid') : say('pinInvalidLeft', { n: left, count: words.count(left) }),
      tone: 'bad',
    };
  }

  /** All that can be told, unseen and unheard, so that nothing moves under a finger when it is. */
  #room(): TemplateResult[] {
    const { words } = this.#parts;
    const say = words.say.bind(words);
    const all = ['pinShape', 'pinScan', 'pinClearing', 'pinCleared', 'pinNewest', 'pinExpired', 'pinExceeded'] as const;
    const left = say('pinInvalidLeft', { n: 2, count: words.count(2) });
    return [...all.map((key) => say(key)), left, this.#view?.noteToCome ?? ''].map(
      (text) => html`<i data-text=${text}></i>`,
    );
  }

  #find(id: string): HTMLElement | null {
    return this.#host.shadowRoot?.getElementById(id) ?? null;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#find('dialog') as HTMLDialogElement | null;
  }

  get #input(): HTMLInputElement | null {
    return this.#find('input') as HTMLInputElement | null;
  }

  #guard(dialog: HTMLDialogElement): void {
    if (this.#isGuarded) return;
    this.#isGuarded = true;
    for (const type of telltale) dialog.addEventListener(type, (event) => event.stopPropagation());
    for (const type of ['keydown', 'focusin', 'pointerdown']) dialog.addEventListener(type, this.#onStir);
  }

  /** The field, while it takes digits. */
  get #openInput(): HTMLInputElement | null {
    const input = this.#input;
    return input && !input.disabled && !input.readOnly ? input : null;
  }

  #type(digit: string): void {
    const input = this.#openInput;
    if (!input || input.value.length >= maxPinLength) return;
    input.value += digit;
    this.#onKeypad();
  }

  #onKeypad(): void {
    this.#onInput();
    const { words } = this.#parts;
    const [count, value] = [this.#filled, maxPinLength].map((n) => words.count(n));
    this.#told = words.say('pinCount', { n: this.#filled, count, value });
  }

  /** Any key and any move shows that somebody is there. */
  readonly #onStir = (): void => {
    if (!this.#filled) return;
    this.#clock.restart();
    if (this.#complaint === 'pinClearing') this.#complain(null);
  };

  readonly #clear = (): void => {
    this.#clock.stop();
    const input = this.#input;
    if (input) input.value = '';
    if (this.#filled) this.#host.requestUpdate();
    this.#told = '';
    this.#filled = 0;
  };

  readonly #onInput = (): void => {
    const input = this.#input;
    // What an input method composes is its own until it is done.
    if (!input || this.#isComposing) return;
    const digits = digitsOf(input);
    if (digits !== input.value) input.value = digits;
    this.#filled = digits.length;
    this.#told = '';
    if (this.#filled) this.#clock.restart();
    else this.#clock.stop();
    this.#complain(null);
  };

  readonly #onComposed = (): void => {
    this.#isComposing = false;
    this.#onInput();
  };

  readonly #onDelete = (): void => {
    const input = this.#openInput;
    if (!input) return;
    input.value = input.value.slice(0, -1);
    this.#onKeypad();
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const pin = this.#input ? digitsOf(this.#input) : '';
    if (!this.#view?.pin || isDead(this.#view.pin)) return;
    this.#complaint = isPin(pin) ? null : 'pinShape';
    if (this.#complaint) return this.#host.requestUpdate();
    this.#clear();
    this.#parts.enter(pin);
  };

  readonly #onRenew = (): void => {
    if (!this.#view?.pin) return;
    this.#clear();
    this.#parts.renew();
  };

  /** Escape is a cancel, and is heeded only where a cancel is. */
  readonly #onEscape = (event: Event): void => {
    event.preventDefault();
    this.#parts.cancel();
  };

  /** Chromium closes on a second Escape whatever a listener says; while the PIN is wanted the dialog comes back. */
  readonly #onClose = (): void => {
    this.#clear();
    if (!this.#view || !this.#host.isConnected || this.#dialog?.open || !this.#isDrawn) return;
    this.#parts.cancel();
    this.#host.requestUpdate();
  };
}

/** Cut here and not by the field, which would cut a pasted "12 34" before the blank is gone. */
function digitsOf({ value }: HTMLInputElement): string {
  return foldDigits(value).replace(/\D/g, '').slice(0, maxPinLength);
}

function closeModal(dialog: HTMLDialogElement): void {
  openDialogs.delete(dialog);
  if ((dialog as Partial<HTMLDialogElement>).close) dialog.close();
  else dialog.removeAttribute('open');
}

/** A tap on the keypad leaves the focus in the field. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
