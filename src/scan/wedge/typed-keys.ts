/**
 * The keys since the last pause: which passed to the page, which are held back, and how both are undone. Does what it is told;
 * whether a machine is typing, and whose text it is, is decided elsewhere.
 */
import type { Keystroke } from './layouts.js';
import { isField, remember, takeBack, takeBackComposed, type, type Before } from './host-field.js';
import { again, swallow } from './key-events.js';

interface TypedKey {
  readonly stroke: Keystroke;
  readonly event: KeyboardEvent;
  readonly target: EventTarget | undefined;
  /** Held keys were kept from the page; a taken one was in the field and was removed again. */
  state: 'held' | 'passed' | 'taken';
  /** The field as it was when the page got the key. */
  before?: Before;
  /** The key's release, where it came while the key was held. */
  release?: KeyboardEvent;
}

/** A person who types on without a pause fills no memory. */
const mostKeys = 4096;

/** Whether a key writes by composition, which no page can prevent. */
const composes = ({ key }: Keystroke): boolean => key === 'Dead' || key === 'Process';

/** The keys since the last pause. */
export class TypedKeys {
  #keys: TypedKey[] = [];
  #strokes: Keystroke[] = [];
  /** Whether any is held or taken: each key asks, and of a person's keys none is. */
  #isKeeping = false;

  /** The keystrokes, in order. */
  get strokes(): readonly Keystroke[] {
    return this.#strokes;
  }

  /** What has the last key. */
  get target(): EventTarget | undefined {
    return this.#keys.at(-1)?.target;
  }

  /** Whether the keys go to something that text can be typed into. */
  get inField(): boolean {
    return isField(this.target);
  }

  /** Adds a key and keeps it from the page. */
  hold(stroke: Keystroke, event: KeyboardEvent, target: EventTarget | undefined): void {
    swallow(event);
    this.#isKeeping = true;
    this.#add({ stroke, event, target, state: 'held', ...(composes(stroke) && { before: remember(target) }) });
  }

  /** Adds a key and lets it go its native way, after all that were held before it. */
  pass(stroke: Keystroke, event: KeyboardEvent, target: EventTarget | undefined): void {
    this.release();
    this.#add({ stroke, event, target, state: 'passed', before: remember(target) });
  }

  #add(key: TypedKey): void {
    this.#keys.push(key);
    this.#strokes.push(key.stroke);
    if (this.#keys.length > mostKeys) this.#leave(mostKeys / 2);
  }

  /** Keeps the release of a held key with it; says whether there is such a key. */
  lift(event: KeyboardEvent): boolean {
    if (!this.#isKeeping) return false;
    const key = this.#keys.find(
      ({ stroke, state, release }) => stroke.code === event.code && state === 'held' && !release,
    );
    if (key) key.release = event;
    return key !== undefined;
  }

  /** Leaves the first `count` keys to the person who typed them, and takes what passed of the others out of the fields. */
  claim(count: number): void {
    this.#leave(count);
    const passed = this.#keys.filter(({ state }) => state === 'passed');
    // A page may move the focus within a scan: each field is put back as it was before its own first key.
    for (const target of new Set(passed.map((key) => key.target)).values()) {
      const own = passed.filter((key) => key.target === target);
      if (own[0]?.before) takeBack(own[0].before, own.filter(({ stroke }) => !composes(stroke)).length);
    }
    for (const key of passed) key.state = 'taken';
    this.#isKeeping ||= passed.length > 0;
    this.#takeBackComposed();
  }

  /** What a dead key composes comes to the field later, whoever kept the key itself. */
  #takeBackComposed(): void {
    const composed = this.#keys.some(({ stroke }) => composes(stroke));
    const first = this.#keys.find(({ before }) => before)?.before;
    if (composed && first) takeBackComposed(first);
  }

  #leave(count: number): void {
    const rest = this.#keys.splice(count);
    this.release();
    this.#keys = rest;
    this.#strokes = rest.map(({ stroke }) => stroke);
    this.#isKeeping = rest.some(({ state }) => state !== 'passed');
  }

  /** Gives the page what was taken or held, in its order. */
  release(): void {
    if (!this.#isKeeping) return;
    this.#isKeeping = false;
    for (const key of this.#keys) {
      if (key.state === 'passed') continue;
      const { stroke, target, state } = key;
      key.state = 'passed';
      if (state === 'taken' || announce(key)) {
        key.before = remember(target);
        if (Array.from(stroke.key).length === 1) type(target, stroke.key);
      }
      if (key.release) target?.dispatchEvent(again(key.release));
    }
  }

  /** Forgets everything; gives the codes of held keys whose release is still to come. */
  drop(): string[] {
    const down = this.#keys.filter(({ state, release }) => state === 'held' && !release);
    this.#takeBackHeldComposed();
    this.#keys = [];
    this.#strokes = [];
    this.#isKeeping = false;
    return down.map(({ stroke }) => stroke.code);
  }

  /** A dead key that was held after the scan was known still composes. */
  #takeBackHeldComposed(): void {
    if (this.#keys.some(({ stroke, state }) => state === 'held' && composes(stroke))) this.#takeBackComposed();
  }
}

/** Tells the page of a held key as the browser would have done; false where the page will not have its character. */
function announce({ event, target }: TypedKey): boolean {
  return ['keydown', 'keypress'].every((name) => target?.dispatchEvent(again(event, name)));
}
