/**
 * The text field of a look-up or a redemption. What stands in it counts, however it came there: page keyboards set its value
 * and tell nobody. What is typed into it is nobody else's: its keys stop at the element. What is typed next replaces what
 * stands there, and nothing is written into it while an input method composes. A finger gets a keypad of ours.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Localization } from '../../words/localization.js';
import { focusedIn } from '../view/focus.js';
import { loadConversation } from '../load-conversation.js';
import type { Keypad } from './keypad.js';

/** What a field needs of its element. */
export interface TextFieldParts {
  /** What is to stand in it. */
  text(): string;
  /** Something else stands in it now. */
  ontext(text: string): void;
  /** The refusal that stands, or null: after another one its text is selected. */
  refusal(): object | null;
  /** When a keypad of ours comes; missing is `auto`. */
  keypad(): 'auto' | 'on' | 'off' | undefined;
  words: Localization;
}

/** Keys that write, edit or submit; shortcuts and function keys are the page's. */
function isTyping({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  // Some layouts type with Ctrl and Alt together.
  if (metaKey || (ctrlKey && !altKey)) return false;
  return (
    Array.from(key).length === 1 || /^(?:Enter|Backspace|Delete|Home|End|Arrow.*|Process|Dead|Unidentified)$/.test(key)
  );
}

/** Keeps the field `#field` of its host's root and the element's text the same. */
export class TextField implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: TextFieldParts;
  #field: HTMLInputElement | null = null;
  /** What we have last put into it, or read from it. */
  #shown = '';
  #isListening = false;
  #isComposing = false;
  /** Whether the press that brought the focus is not over yet. */
  #isFresh = false;
  #refusal: object | null = null;
  #keypad: Keypad | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: TextFieldParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.#host.shadowRoot;
    if (this.#isListening || !root) return;
    this.#isListening = true;
    const on = (types: string[], act: (event: Event) => void): void => {
      for (const type of types)
        root.addEventListener(type, (event) => {
          if ((event.target as Element).id === 'field') act(event);
        });
    };
    on(['keydown', 'keypress', 'keyup'], (event) => {
      if (isTyping(event as KeyboardEvent)) event.stopPropagation();
    });
    on(['input', 'change'], () => this.read());
    on(['compositionstart'], () => (this.#isComposing = true));
    on(['compositionend'], () => {
      this.#isComposing = false;
      this.read();
    });
    on(['focusin'], () => this.#onFocus());
    on(['click'], () => this.#onClick());
    on(['pointerdown'], (event) => this.#onPress(event as PointerEvent));
    on(['keydown', 'input', 'focusout'], () => (this.#isFresh = false));
  }

  hostUpdate(): void {
    this.read();
  }

  hostUpdated(): void {
    this.#field = (this.#host.shadowRoot?.getElementById('field') ?? null) as HTMLInputElement | null;
    if (!this.#field) return;
    if (!this.#isComposing) {
      this.#shown = this.#parts.text();
      if (this.#field.value !== this.#shown) this.#field.value = this.#shown;
    }
    const refusal = this.#parts.refusal();
    if (refusal && refusal !== this.#refusal && this.#hasFocus) this.#field.select();
    this.#refusal = refusal;
  }

  /** Takes over what stands in the field, unless the element's own text is news to it. */
  read(): void {
    const field = this.#field;
    if (!field?.isConnected || field.value === this.#shown || this.#parts.text() !== this.#shown) return;
    this.#shown = field.value;
    this.#parts.ontext(field.value);
  }

  /** What stands in the field is over, also where nobody told of it: the element's own text takes its place. */
  drop(): void {
    if (!this.#field?.isConnected) return;
    this.#shown = this.#field.value;
    if (this.#shown !== this.#parts.text()) this.#host.requestUpdate();
  }

  get #hasFocus(): boolean {
    return this.#field !== null && focusedIn(this.#host) === this.#field;
  }

  #onFocus(): void {
    this.#isFresh = true;
    this.#field?.select();
  }

  /** The press that brought the focus also set the caret; who drew over a part of the text has chosen it. */
  #onClick(): void {
    const field = this.#field;
    const select = (): void => {
      if (this.#isFresh && field?.selectionStart === field?.selectionEnd) field?.select();
    };
    select();
    // WebKit sets the caret when the click is over; a busy till may have taken a key by then.
    setTimeout(() => {
      select();
      this.#isFresh = false;
    });
  }

  /** The keyboard of the system comes with the focus, and that right after the press: by then it has to be known that it is not wanted. */
  #onPress({ pointerType, timeStamp }: PointerEvent): void {
    const [field, wish] = [this.#field, this.#parts.keypad()];
    const isWanted = wish === 'on' || (wish !== 'off' && pointerType === 'touch');
    // Letters are mended with letters.
    if (!field || !isWanted || this.#keypad?.wantsLetters || /[\p{L}@]/u.test(field.value)) return;
    const before = (field.dataset['inputmode'] ??= field.inputMode);
    field.inputMode = 'none';
    void loadConversation().then(
      ({ Keypad }) => (this.#keypad ??= new Keypad(this.#host, this.#parts.words)).press(field, timeStamp),
      () => (field.inputMode = before),
    );
  }
}
