/**
 * The field that has the focus while a burst comes in: takes back what a scanner typed into it before it was known to be one,
 * and types what a person or the page's own barcode had typed. Both go the way of a real edit (`beforeinput`, `input`, the undo
 * history), so that frameworks notice; only where the browser refuses is the value set and `input` sent. Decides nothing.
 */

type TextControl = HTMLInputElement | HTMLTextAreaElement;

const wordless = /^(?:button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

export const isTextControl = (target: EventTarget | undefined): target is TextControl => {
  const { localName, type } = (target ?? {}) as Partial<Element> & { type?: string };
  return localName === 'textarea' || (localName === 'input' && !wordless.test(type ?? ''));
};

/**
 * Whether a key on that target may type text. A closed shadow root hides its field, so any custom element may hold one. Scripts
 * send keys to the document and the window too, which have no name.
 */
export function isField(target: EventTarget | undefined): boolean {
  const { localName = '', isContentEditable = false } = (target ?? {}) as Partial<HTMLElement>;
  return isTextControl(target) || isContentEditable || localName.includes('-');
}

/** Whether what is typed there is a secret of the page's: it is neither told nor asked about, whoever typed it. */
export function isSecretField(target: EventTarget | undefined): boolean {
  // The property of Firefox is empty for purposes that Firefox does not fill in.
  return (
    isTextControl(target) && /password|one-time-code/i.test(`${target.type} ${target.getAttribute('autocomplete')}`)
  );
}

/** The document of an element; the document itself and the window belong to none. */
const documentOf = (target: EventTarget | undefined): Document | null =>
  ((target ?? {}) as Partial<Element>).ownerDocument ?? null;

/** What a field held before the first key of a burst reached it. */
export interface Before {
  readonly target: EventTarget | undefined;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly selected: string;
}

/** Remembers a field, so that what follows can be taken back. */
export function remember(target: EventTarget | undefined): Before {
  if (!isTextControl(target)) {
    const selection = documentOf(target)?.getSelection();
    return { target, value: '', start: null, end: null, selected: selection?.toString() ?? '' };
  }
  const { value, selectionStart: start, selectionEnd: end } = target;
  return { target, value, start, end, selected: start === null || end === null ? '' : value.slice(start, end) };
}

/** Nothing newer edits like a person, with the undo history; every browser keeps this one for its editors, test DOMs have none. */
function edit(target: EventTarget | undefined, command: 'delete' | 'insertText', text?: string): void {
  const page = documentOf(target) as Partial<Document> | null;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer keeps the undo history
  page?.execCommand?.(command, false, text);
}

const hasFocus = (target: TextControl): boolean =>
  (target.getRootNode() as Document | ShadowRoot).activeElement === target;

/** Sets a value behind the back of a framework that watches the property, and tells it as typing would. */
function assign(target: TextControl, value: string, inputType: string, data: string | null = null): void {
  if (target.readOnly || target.disabled) return;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(target), 'value')?.set?.call(target, value);
  target.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
}

/** Takes back the last `count` characters and puts back what they had replaced, selected as it was. */
export function takeBack({ target, value, start, end, selected }: Before, count: number): void {
  if (!isTextControl(target)) {
    for (let left = isField(target) ? count : 0; left > 0; left -= 1) edit(target, 'delete');
    if (isField(target) && selected) edit(target, 'insertText', selected);
    return;
  }
  if (start !== null && end !== null && hasFocus(target)) {
    const typed = target.value.length - value.length + end - start;
    if (typed > 0) {
      target.setSelectionRange(start, start + typed);
      edit(target, selected ? 'insertText' : 'delete', selected);
    }
  }
  // A field that formats, or has no selection to speak of, is put back as it was: nobody else has typed since.
  if (target.value !== value) assign(target, value, 'deleteContentBackward');
  if (start !== null) target.setSelectionRange(start, end);
}

/** How long a system may take to write what a dead key composed, in milliseconds. */
const composingMs = 500;

/**
 * Puts a field back once more whenever a composition writes into it: of a dead key the browser tells no more than that it was
 * pressed, its text comes later, and a prevented key does not stop it.
 */
export function takeBackComposed(before: Before): void {
  const { target, value } = before;
  if (!isTextControl(target)) return;
  const restore = (): void => {
    if (target.value !== value) takeBack(before, 0);
  };
  // What composes reports its end before the field has its text; whatever comes is looked at a moment later.
  const onComposition = (): void => void setTimeout(restore);
  target.addEventListener('compositionend', onComposition);
  // What was composed before the scan was known, or while its keys were held, stands there already.
  onComposition();
  setTimeout(() => target.removeEventListener('compositionend', onComposition), composingMs);
}

/** Types a text where the key would have typed it. */
export function type(target: EventTarget | undefined, text: string): void {
  if (!isField(target)) return;
  if (!isTextControl(target) || hasFocus(target)) {
    edit(target, 'insertText', text);
    return;
  }
  const { selectionStart: start, selectionEnd: end, value } = target;
  const before = new InputEvent('beforeinput', {
    bubbles: true,
    composed: true,
    cancelable: true,
    inputType: 'insertText',
    data: text,
  });
  if (!target.dispatchEvent(before)) return;
  if (start === null || end === null) return assign(target, value + text, 'insertText', text);
  assign(target, value.slice(0, start) + text + value.slice(end), 'insertText', text);
  target.setSelectionRange(start + text.length, start + text.length);
}
