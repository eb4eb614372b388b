/**
 * A keypad of ours for a text field that is worked by a finger: it takes the place of the keyboard that the system would lay over
 * the till. It stands in the top layer beside its field, so that nothing moves when it comes or goes, and the focus stays in the
 * field. What is typed it does not know; the field's element reads it as it reads any other. It is longer than most: when it comes,
 * where it stands and when it goes hang on the same press, field and box.
 */
import { css, html, render, svg, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Localization } from '../../words/localization.js';
import { keypadEnglish, type KeypadWordingKey } from '../../words/keypad-english.js';
import { focusedIn } from '../view/focus.js';
import { erase } from '../view/icons.js';
import { addSheets } from '../view/own-sheets.js';
import { calmMs } from './deliberate.js';

/** Sizes in px: a key is as high as the room allows, between these two. */
const keyHeight = { most: 56, least: 44 };
const width = { most: 336, least: 248 };
/** Between the keys and to the edges of the screen; the field's focus ring stays in sight. */
const gap = 4;
const away = 8;
const rows = 4;

/** A keyboard with letters, and what goes down again. */
const keyboard = svg`<path d="M2.5 6h19v12h-19zM6 10h.1m3.9 0h.1m3.9 0h.1m3.9 0h.1M8 14.5h8"/>`;
const down = svg`<path d="M6 9.5l6 6 6-6"/>`;

const look = css`
  .keypad {
    position: fixed;
    inset: auto;
    margin: 0;
    grid-template-columns: repeat(3, minmax(0, 1fr)) minmax(0, 1.3fr);
    width: var(--_wide);
    gap: 4px;
    padding: 6px;
    direction: ltr;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 8px 30px #0004;
    transition: opacity 0.2s;
    user-select: none;
    -webkit-user-select: none;
  }
  .keypad:popover-open { display: grid; }
  .keypad.leaving { opacity: 0; }
  .keypad button { min-height: 0; min-width: 0; height: var(--_key); padding: 0; overflow: hidden; font-size: min(1.375em, calc(var(--_key) * 0.6)); line-height: 1; color: var(--_text); background: var(--_sunken); }
  .keypad .tall { height: auto; grid-row: span 2; }
  .keypad .go { font-size: min(1.125em, calc(var(--_wide) / 17)); color: var(--_on-accent); background: var(--_accent); }
  .keypad button:active { outline: 3px solid var(--_accent); outline-offset: -3px; }
  .keypad .go:active { outline-color: var(--_on-accent); }
  .keypad svg { width: 1.2em; height: 1.2em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; vertical-align: middle; }
  @media (prefers-reduced-motion: reduce) { .keypad { transition: none; } }
`;

/** Keeps the focus where it is, whatever of the keypad is pressed. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/** The keypad of one element's field. */
export class Keypad implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #words: Localization;
  #pad: HTMLElement | null = null;
  #field: HTMLInputElement | null = null;
  /** What listens while the field of a press has the focus, or is about to get it. */
  #watch = new AbortController();
  /** The next look at where the field is. No event tells of all that moves a field: a padding that grows resizes no content box. */
  #frame = 0;
  /** The field and the screen that it was placed for. */
  #where = '';
  #leaving: ReturnType<typeof setTimeout> | undefined;
  /** What stands in the field after a key: who does not see it is told. */
  #told = '';
  /** Whether letters are wanted, until the field is left. */
  wantsLetters = false;

  constructor(host: ReactiveControllerHost & HTMLElement, words: Localization) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#close();
  }

  /** Its words, its place, and whether it is still wanted: the field may be gone, or for something else by now. */
  hostUpdated(): void {
    if (!this.isOpen) return;
    if (!this.#openField || this.#field?.inputMode !== 'none' || !this.#holdsFocus) return this.#close();
    this.#draw();
  }

  /** Whether it is on the screen and takes keys. */
  get isOpen(): boolean {
    return this.#leaving === undefined && (this.#pad?.matches(':popover-open') ?? false);
  }

  /** A press on the field that is to bring it: now, or with the focus that follows the press. `at` is when, by the page's clock. */
  press(field: HTMLInputElement, at: number): void {
    const isWatched = this.#field === field && !this.#watch.signal.aborted;
    this.#field = field;
    if (!isWatched) this.#listen(field);
    if (!this.#canOpen) return this.#close();
    if (this.#hasFocus) return this.#open();
    // What was loaded too late leaves the field as it was.
    if ((field.ownerDocument.defaultView?.performance.now() ?? at) - at > 1_000) this.#close();
  }

  #listen(field: HTMLInputElement): void {
    this.#watch.abort();
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    const root = this.#host.shadowRoot;
    field.addEventListener('focus', () => this.#open(), { signal });
    field.addEventListener('pointercancel', () => !this.isOpen && this.#close(), { signal });
    root?.addEventListener('focusout', (event) => this.#onLeave(event as FocusEvent), { signal });
    root?.addEventListener('keydown', (event) => this.#onKeydown(event as KeyboardEvent), { signal, capture: true });
  }

  get #hasFocus(): boolean {
    return this.#field !== null && focusedIn(this.#host) === this.#field;
  }

  /** Screen readers may take the focus to a key. */
  get #holdsFocus(): boolean {
    return this.#hasFocus || (this.#pad?.contains(focusedIn(this.#host)) ?? false);
  }

  /** The field, while it takes text. */
  get #openField(): HTMLInputElement | null {
    const field = this.#field;
    return field?.isConnected && !field.disabled && !field.readOnly ? field : null;
  }

  /** Whether the field takes text and the browser has a top layer for what is no dialog. */
  get #canOpen(): boolean {
    return this.#openField !== null && 'showPopover' in this.#host;
  }

  #open(): void {
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    this.#told = '';
    this.#draw();
  }

  #draw(): void {
    const pad = this.#box();
    pad.setAttribute('aria-label', this.#say('keypad'));
    pad.classList.remove('leaving');
    pad.removeAttribute('aria-hidden');
    const lang = this.#words.fallbackLang();
    if (typeof lang === 'string') pad.lang = lang;
    else pad.removeAttribute('lang');
    render(this.#keys(), pad);
    if (!pad.matches(':popover-open')) pad.showPopover();
    this.#place();
    this.#follow();
  }

  /** Keeps it beside its field, from frame to frame while it is on the screen. */
  #follow(): void {
    const view = this.#pad?.ownerDocument.defaultView;
    view?.cancelAnimationFrame(this.#frame);
    this.#frame =
      view?.requestAnimationFrame(() => {
        if (!this.#pad?.matches(':popover-open')) return;
        this.#place();
        this.#follow();
      }) ?? 0;
  }

  /** The box in the top layer; a host that was moved into another document gets one of that. */
  #box(): HTMLElement {
    const { ownerDocument: page, shadowRoot: root } = this.#host;
    if (this.#pad?.ownerDocument === page && this.#pad.isConnected) return this.#pad;
    const pad = page.createElement('div');
    pad.popover = 'manual';
    pad.className = 'keypad';
    pad.setAttribute('part', 'keypad');
    pad.setAttribute('role', 'group');
    pad.translate = false;
    for (const type of ['pointerdown', 'mousedown']) pad.addEventListener(type, keepFocus);
    root?.append(pad);
    addSheets(root, [look]);
    this.#where = '';
    return (this.#pad = pad);
  }

  #keys(): TemplateResult {
    const say = this.#say.bind(this);
    const digit = (key: string): TemplateResult =>
      html`<button type="button" tabindex="-1" part="keypad-key" @click=${() => this.#type(key)}>${key}</button>`;
    const icon = (drawing: unknown): TemplateResult =>
      html`<svg viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
    return html`${['1', '2', '3'].map(digit)}<button type="button" tabindex="-1" part="keypad-key" class="tall" aria-label=${this.#words.say('pinDelete')} @click=${this.#onDelete}>${icon(erase)}</button>
      ${['4', '5', '6', '7', '8', '9'].map(digit)}<button type="button" tabindex="-1" part="keypad-ok" class="tall go" @click=${this.#onOk}>${say('keypadOk')}</button>
      <button type="button" tabindex="-1" part="keypad-close" aria-label=${say('keypadClose')} @click=${this.#onClose}>${icon(down)}</button>${digit('0')}<button type="button" tabindex="-1" part="keypad-letters" aria-label=${say('keypadLetters')} @click=${this.#onLetters}>${icon(keyboard)}</button>
      <div class="hidden" role="status">${this.#told}</div>`;
  }

  #say(key: KeypadWordingKey): string {
    return this.#words.say(key, undefined, keypadEnglish[key]);
  }

  /** Below the field, or above, or at its side: where all of it is on the screen, and over the field only where nothing else is left. */
  #place(): void {
    const [pad, field, view] = [this.#pad, this.#field, this.#field?.ownerDocument.defaultView];
    if (!pad?.matches(':popover-open') || !field || !view) return;
    const [box, all] = [field.getBoundingClientRect(), field.ownerDocument.documentElement];
    const [across, high] = [all.clientWidth, view.innerHeight];
    const where = [box.left, box.top, box.width, box.height, across, high, this.#words.dir()].join();
    if (where === this.#where) return;
    this.#where = where;
    const wide = Math.min(Math.max(box.width, width.least), width.most, across - 2 * gap);
    const frame = 12 + 2 + (rows - 1) * gap;
    const heightOf = (room: number): number =>
      Math.floor(Math.min(keyHeight.most, Math.max(keyHeight.least, (room - frame) / rows)));
    const [below, above] = [high - box.bottom - away - gap, box.top - away - gap];
    const room = below >= frame + rows * keyHeight.most || below >= above ? below : above;
    const key = heightOf(room);
    const tall = frame + rows * key;
    const sides = [box.left - away - wide, box.right + away];
    const side = tall > room ? sides.find((at) => at >= gap && at + wide <= across - gap) : undefined;
    const left = side ?? (this.#words.dir() === 'rtl' ? box.right - wide : box.left);
    const top = side !== undefined ? box.top : room === below ? box.bottom + away : box.top - away - tall;
    const within = (at: number, size: number, end: number): number => Math.max(gap, Math.min(at, end - size - gap));
    for (const [name, value] of Object.entries({
      '--_key': key,
      '--_wide': wide,
      left: within(left, wide, across),
      top: within(top, tall, high),
    }))
      pad.style.setProperty(name, `${value}px`);
  }

  /** Writes where the caret is, as a key would. */
  #type(text: string): void {
    const field = this.#openField;
    if (!field || !this.isOpen) return;
    const { length } = field.value;
    field.setRangeText(text, field.selectionStart ?? length, field.selectionEnd ?? length, 'end');
    this.#tell(field, 'insertText', text);
  }

  readonly #onDelete = (): void => {
    const field = this.#openField;
    if (!field || !this.isOpen) return;
    const { value, selectionEnd } = field;
    const end = selectionEnd ?? value.length;
    const start = field.selectionStart ?? end;
    const last = Array.from(value.slice(0, start)).at(-1) ?? '';
    field.setRangeText('', start === end ? start - last.length : start, end, 'end');
    this.#tell(field, 'deleteContentBackward', null);
  };

  #tell(field: HTMLInputElement, inputType: string, data: string | null): void {
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
    this.#told = field.value;
    this.#draw();
  }

  /** What is looked up is sent as by Enter. What is used is not: its sum stands on a button of its own. */
  readonly #onOk = (): void => {
    const [field, isOpen] = [this.#openField, this.isOpen];
    if (!field || !isOpen) return;
    this.#leave();
    if (field.getAttribute('enterkeyhint') === 'search')
      this.#host.shadowRoot?.querySelector<HTMLElement>('[part=submit]')?.click();
  };

  readonly #onClose = (): void => {
    if (this.isOpen) this.#leave();
  };

  /** The keyboard of the system comes with a focus. */
  readonly #onLetters = (): void => {
    const field = this.#openField;
    if (!field || !this.isOpen) return;
    const { selectionStart, selectionEnd } = field;
    this.#leave();
    field.blur();
    this.#restore();
    field.focus();
    field.setSelectionRange(selectionStart, selectionEnd);
    this.wantsLetters = true;
    field.addEventListener('blur', () => (this.wantsLetters = false), { once: true });
  };

  /** It fades and takes the taps on its place for half a second: a second tap would press what has been under it. */
  #leave(): void {
    const pad = this.#pad;
    pad?.classList.add('leaving');
    pad?.setAttribute('aria-hidden', 'true');
    this.#leaving = setTimeout(() => this.#hide(), calmMs);
  }

  #hide(): void {
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    if (this.#pad?.isConnected && this.#pad.matches(':popover-open')) this.#pad.hidePopover();
  }

  /** Takes it away, and leaves the field as it was before. */
  #close(): void {
    this.#watch.abort();
    this.#restore();
    if (this.#leaving === undefined) this.#hide();
  }

  #restore(): void {
    const field = this.#field;
    const before = field?.dataset['inputmode'];
    if (!field || before === undefined) return;
    if (field.inputMode === 'none') field.inputMode = before;
    delete field.dataset['inputmode'];
  }

  #onLeave({ target, relatedTarget }: FocusEvent): void {
    const isInside = relatedTarget === this.#field || this.#pad?.contains(relatedTarget as Node | null);
    if (!isInside && (target === this.#field || this.#pad?.contains(target as Node))) this.#close();
  }

  /** Somebody has a keyboard, or a scanner that is one. Escape closes the keypad alone, not also what the page has around it. */
  #onKeydown(event: KeyboardEvent): void {
    if (!event.isTrusted || !this.isOpen) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
    if (event.target === this.#field) this.#close();
  }
}
