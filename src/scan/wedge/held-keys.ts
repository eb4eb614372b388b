/**
 * The keys of the burst under way: which passed to the page, which are held back, and how both are undone. Does what it is told;
 * whether a machine is typing is decided elsewhere.
 */
import type { Keystroke } from './layouts.js';
import { isField, remember, takeBack, type, type Before } from './host-field.js';
import { again, swallow } from './key-events.js';

interface HeldKey {
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

/** The keys since the last pause. */
export class HeldKeys {
  #keys: HeldKey[] = [];

  /** The keystrokes, in order. */
  get strokes(): Keystroke[] {
    return this.#keys.map(({ stroke }) => stroke);
  }

  /** Whether the keys go to something that text can be typed into. */
  get inField(): boolean {
    return isField(this.#keys.at(-1)?.target);
  }

  /** Adds a key and keeps it from the page. */
  hold(stroke: Keystroke, event: KeyboardEvent, target: EventTarget | undefined): void {
    swallow(event);
    this.#keys.push({ stroke, event, target, state: 'held' });
  }

  /** Adds a key and lets it go its native way, after all that were held before it. */
  pass(stroke: Keystroke, event: KeyboardEvent, target: EventTarget | undefined): void {
    this.release();
    this.#keys.push({ stroke, event, target, state: 'passed', before: remember(target) });
  }

  /** Keeps the release of a held key with it; says whether there is such a key. */
  lift(event: KeyboardEvent): boolean {
    const key = this.#keys.find(
      ({ stroke, state, release }) => stroke.code === event.code && state === 'held' && !release,
    );
    if (key) key.release = event;
    return key !== undefined;
  }

  /** Leaves the first `count` keys to the person who typed them, and takes what passed of the others out of the field. */
  claim(count: number): void {
    const rest = this.#keys.splice(count);
    this.release();
    this.#keys = rest;
    const passed = rest.filter(({ state }) => state === 'passed');
    if (passed[0]?.before) takeBack(passed[0].before, passed.filter(({ stroke }) => stroke.key !== 'Dead').length);
    for (const key of passed) key.state = 'taken';
  }

  /** Gives the page what was taken or held, in its order. */
  release(): void {
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
    this.#keys = [];
    return down.map(({ stroke }) => stroke.code);
  }
}

/** Tells the page of a held key as the browser would have done; false where the page will not have its character. */
function announce({ event, target }: HeldKey): boolean {
  return ['keydown', 'keypress'].every((name) => target?.dispatchEvent(again(event, name)));
}
