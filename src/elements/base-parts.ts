/**
 * What the tags share and no script of a page reaches: words, presses, notes and warnings of one tag. A tag holds them in a
 * private field; the package gives no way to them, and Lit's list of controllers has their life cycle alone.
 */
import type { ReactiveControllerHost } from 'lit';
import type { Journal } from '../journal/journal.js';
import type { LoyaliteError } from '../protocol/errors.js';
import type { Wording } from '../words/english.js';
import { Localization } from '../words/localization.js';
import { DeliberatePresses } from './fields/deliberate.js';
import { conversationPart, type ConversationPart } from './load-conversation.js';

/** What a tag is asked for by its parts. */
export interface BaseHooks {
  /** Presses may be refused for a moment, because something moved; or not any more. */
  onsettling(isSettling: boolean): void;
  /** Ends what a secret key was given for. */
  refuse(error: LoyaliteError): void;
  /** What a question needs is there, once. */
  onpart(part: ConversationPart): void;
  /** The page's own sentences. */
  wording: () => Partial<Wording>;
}

/** The parts of one tag. */
export class BaseParts {
  /** The words of its language. */
  readonly words: Localization;
  /** Which presses a person meant. */
  readonly presses: DeliberatePresses;
  readonly hooks: BaseHooks;
  /** Whether the browser keeps no notes. */
  isMemoryOnly = false;
  hadKey = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #warned = new Set<string>();
  #journal: { backend: string; journal: Journal } | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, hooks: BaseHooks) {
    this.#host = host;
    this.hooks = hooks;
    this.words = new Localization(host, hooks.wording);
    this.presses = new DeliberatePresses(host, hooks);
  }

  /** What stands unanswered at a backend; `null` until it can be read. */
  journalFor(backend: string): Journal | null {
    const part = conversationPart();
    if (!part) return null;
    if (this.#journal?.backend !== backend) {
      const onmemory = (): void => {
        this.isMemoryOnly = true;
        this.#host.requestUpdate();
      };
      this.#journal = { backend, journal: part.openJournal(backend, onmemory) };
    }
    return this.#journal.journal;
  }

  /** Tells the page's developer, once for this element, what would only show at the counter. */
  warnOnce(topic: string, message: string | null): void {
    if (message === null || this.#warned.has(topic)) return;
    this.#warned.add(topic);
    // eslint-disable-next-line no-console -- nothing else reaches a developer before a cashier meets it
    console.warn(`<${this.#host.localName}>: ${message}`);
  }

  /** Whether a secret key was taken out that nobody was told of yet. */
  takeKeyFault(): boolean {
    const { hadKey } = this;
    this.hadKey = false;
    return hadKey;
  }
}
