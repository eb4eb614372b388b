/**
 * Waits for a hand scanner while an element awaits a code. What reads one is loaded then, not before; where it cannot be loaded,
 * typing still works.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HandScanner, ScanParts } from './hand-scanner.js';

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
