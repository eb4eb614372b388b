/**
 * Waits for a hand scanner while an element awaits a code. What reads one is loaded then, not before; where it cannot be loaded,
 * typing still works.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ScanRefusal } from '../scan/wedge.js';
import type { HandScanner } from './hand-scanner.js';

/** How a text was scanned, beside the text itself. */
export interface ScanNews {
  /** How long the hand scanner took to type it; 0 for the camera. */
  durationMs: number;
  /** The layout of the till that the text had to be repaired from. */
  repairedFrom?: string | undefined;
  /** Whether this till did not know yet how its scanner is set. */
  isNew?: boolean;
}

/** What scanning needs of its host. */
export interface ScanParts {
  /** Whether a code could be scanned now. */
  isAwaiting(): boolean;
  onscan(text: string, news: ScanNews): void;
  /** A scan came that could not be read for sure, or that went where no scan may go; with the texts that it can be read as. */
  onrefused(reason: ScanRefusal, texts: readonly string[]): void;
  /** What the hand scanner is set to type before and after each text. */
  affixes(): { prefix: string; suffix: string };
  /** A word that changes when this element is the next to wait: it then comes before those that have waited longer. */
  turn(): string;
}

/** The hand scanner of one host, once it is needed. */
export class ScanController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: ScanParts;
  #scanner: HandScanner | null = null;
  #isLoading = false;
  #isWanted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: ScanParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#want(this.#host.isConnected && this.#parts.isAwaiting());
  }

  hostDisconnected(): void {
    this.#want(false);
  }

  /** What was believed of the scanner did not prove true. */
  forgetScanner(): void {
    this.#scanner?.forget();
  }

  #want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (this.#scanner) this.#scanner.want(isWanted);
    else if (isWanted && !this.#isLoading) void this.#load();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    const module = await import('./hand-scanner.js').catch(() => null);
    this.#isLoading = false;
    if (!module) return;
    this.#scanner = new module.HandScanner(this.#host, this.#parts);
    this.#scanner.want(this.#isWanted);
  }
}
