/**
 * Arms the hand scanner for an element while a code is awaited. The code for it is loaded then, not before; where it cannot be
 * loaded, typing still works.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HandScan, ScanRefusal } from '../scan/wedge.js';

/** How a text was scanned, beside the text itself. */
export interface ScanNews {
  /** How long the hand scanner took to type it; 0 for the camera. */
  durationMs: number;
  /** The layout that the hand scanner's text had to be repaired from. */
  repairedFrom?: string | undefined;
}

/** What scanning needs of its host. */
export interface ScanParts {
  /** Whether a code could be scanned now. */
  isAwaiting(): boolean;
  onscan(text: string, news: ScanNews): void;
  /** A scan came that could not be read for sure, or that went where no scan may go. */
  onrefused(reason: ScanRefusal): void;
  /** What the hand scanner is set to type before and after each text. */
  affixes(): { prefix: string; suffix: string };
}

/** Whether a key goes into a field for a PIN: nothing may be scanned into it. */
function isPinField(path: readonly EventTarget[]): boolean {
  return path[0] instanceof Element && path[0].part.contains('pin-input');
}

/** Arms the hand scanner for one host. */
export class ScanController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: ScanParts;
  #armed: { disarm(): void } | null = null;
  #isWanted = false;
  /** The layout that the scanner has once proven to be set to; it settles what could be read in two ways. */
  #scanner: HandScan['scanner'];

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

  #want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) return void this.#arm();
    this.#armed?.disarm();
    this.#armed = null;
  }

  async #arm(): Promise<void> {
    const wedge = await import('../scan/wedge.js').catch(() => null);
    if (!wedge || !this.#isWanted || this.#armed) return;
    const { onrefused, affixes } = this.#parts;
    const { prefix, suffix } = affixes();
    this.#armed = wedge.armHandScanner({
      accepts: wedge.awaiting(),
      scope: this.#host,
      isForbidden: isPinField,
      onscan: (scan) => this.#isVisible && this.#onScan(scan),
      onrefused: (reason) => this.#isVisible && onrefused(reason),
      ...(prefix && { prefix }),
      ...(suffix && { suffix }),
      ...(this.#scanner && { scanner: this.#scanner }),
    });
  }

  #onScan({ text, durationMs, repairedFrom, scanner }: HandScan): void {
    this.#scanner = scanner ?? this.#scanner;
    this.#parts.onscan(text, { durationMs, repairedFrom });
  }

  /** A till may keep an element for another step in the page, out of sight: it takes no scan then. */
  get #isVisible(): boolean {
    return this.#host.getClientRects().length > 0;
  }
}
