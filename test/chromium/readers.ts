/**
 * The ways in which pages of tills read their own scanners, as they are found in the field: each writes down what it made of the
 * keys. Beside them a diary of every key event, as a listener of the page sees it.
 */
// @ts-expect-error -- the library has no types
import onScan from 'onscan.js';

/** What the readers understood, and each event in its order. */
export interface Readings {
  readers: Record<string, string[]>;
  events: string[];
  /** When each event came, in milliseconds after the first one. */
  times: number[];
  /** What the page's own field had in the end, and how often its form was submitted. */
  field: string;
  submits: number;
}

/** A text that begins anew after a pause; Enter ends it. */
function byKeydown(
  pause: number,
  hear: (text: string) => void,
  type: 'keydown' | 'keypress',
  isSkipped: (event: Event) => boolean = () => false,
) {
  let text = '';
  let lastAt = -Infinity;
  return (event: KeyboardEvent): void => {
    if (event.type !== type || isSkipped(event)) return;
    if (event.timeStamp - lastAt > pause) text = '';
    lastAt = event.timeStamp;
    if (event.key === 'Enter') {
      if (text) hear(text);
      text = '';
    } else if (event.key.length === 1) text += event.key;
  };
}

const isEditable = ({ target }: Event): boolean => ['INPUT', 'TEXTAREA'].includes((target as Element).tagName);

/** Puts all readers into the page; what comes back takes them out and tells what they heard. */
export function attachReaders(form: HTMLFormElement, { withOnScan = true } = {}): () => Readings {
  const readers: Record<string, string[]> = {
    onscan: [],
    'keydown, 50 ms': [],
    'keypress, 100 ms': [],
    'body, editable targets skipped': [],
    'number buffer on keyup': [],
  };
  const hear = (name: string) => (text: string) => void readers[name]!.push(text);
  const events: string[] = [];
  const times: number[] = [];
  let submits = 0;
  const off = new AbortController();
  const { signal } = off;
  const field = form.querySelector('input')!;
  const listen = (target: EventTarget, types: string[], onKey: (event: KeyboardEvent) => void): void => {
    for (const type of types) target.addEventListener(type, onKey as EventListener, { signal });
  };
  listen(document, ['keydown'], byKeydown(50, hear('keydown, 50 ms'), 'keydown'));
  listen(document, ['keypress'], byKeydown(100, hear('keypress, 100 ms'), 'keypress'));
  listen(document.body, ['keydown'], byKeydown(100, hear('body, editable targets skipped'), 'keydown', isEditable));
  listen(window, ['keyup'], (event) => {
    if (!isEditable(event)) hear('number buffer on keyup')(event.key);
  });
  let firstAt = NaN;
  for (const target of [document, form])
    for (const isCapturing of [true, false])
      for (const type of ['keydown', 'keypress', 'keyup'])
        target.addEventListener(
          type,
          (event) => {
            const { key, code, isTrusted, defaultPrevented, timeStamp } = event as KeyboardEvent;
            if (Number.isNaN(firstAt)) firstAt = timeStamp;
            times.push(timeStamp - firstAt);
            const place = `${target === document ? 'document' : 'form'}${isCapturing ? ' capture' : ''}`;
            events.push([type, key, code, isTrusted, defaultPrevented, place].join(' '));
          },
          { signal, capture: isCapturing },
        );
  // The last one: it keeps the Enter of a scan from whoever listens after it.
  if (withOnScan)
    (onScan as { attachTo(target: Document, options: object): void }).attachTo(document, { onScan: hear('onscan') });
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      submits += 1;
    },
    { signal },
  );
  return () => {
    off.abort();
    if (withOnScan) (onScan as { detachFrom(target: Document): void }).detachFrom(document);
    return { readers, events, times, field: field.value, submits };
  };
}
