/**
 * Waits for a hand scanner while an element awaits a code. What reads one is loaded then, not before; where it cannot be loaded,
 * typing still works.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Claim, OtherScan, ScanRefusal } from '../scan/wedge.js';
import type { HandScannerController } from './hand-scanner-controller.js';

/** How a text was scanned, beside the text itself. */
export interface ScanMeta {
  /** How long the hand scanner took to type it; 0 for the camera. */
  durationMs: number;
  /** The layout of the till that the text had to be repaired from. */
  repairedFrom?: string | undefined;
  /** Whether this till did not know yet how its scanner is set. */
  isNew?: boolean;
  /** Whether it was scanned into the element's own field. */
  inOwnField?: boolean;
}

/** Which texts are codes for an element. */
export interface ScanCodes {
  /** Whether only codes of ours begin like this. */
  begins(text: string): boolean;
  /** Whether a text that has come so far can be nothing but one of ours. */
  isCertain(text: string): boolean;
  /** Whose a whole text is. */
  claim(text: string): Claim;
  /** Whether the service may be asked about a text of unknown shape. */
  mayAsk(text: string): boolean;
  readonly endsBySilence: boolean;
  noteEnd(by: 'key' | 'silence'): void;
}

/** What scanning needs of its host. */
export interface ScanHost {
  /** Whether a code could be scanned now. */
  isAwaiting(): boolean;
  onscan(text: string, meta: ScanMeta): void;
  /** A scan came that could not be read for sure, or that went where no scan may go; with the texts that it can be read as. */
  onrefused(reason: ScanRefusal, texts: readonly string[]): void;
  /** A text was scanned that the page has already; `ask` holds what it may be. */
  onother?(scan: OtherScan, ask: readonly string[]): void;
  /** What the hand scanner is set to type before and after each text. */
  prefixAndSuffix(): { prefix: string; suffix: string };
  /** Left out where no code is wanted at all, and a PIN field is to be kept clean. */
  codes?: ScanCodes;
}

/** The hand scanner of one host, once it is needed. */
export class ScanController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ScanHost;
  #scanner: HandScannerController | null = null;
  #isLoading = false;
  #isWanted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ScanHost) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#want(this.#host.isConnected && this.#options.isAwaiting());
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
    const module = await import('./hand-scanner-controller.js').catch(() => null);
    this.#isLoading = false;
    if (!module) return;
    this.#scanner = new module.HandScannerController(this.#host, this.#options);
    this.#scanner.want(this.#isWanted);
  }
}
