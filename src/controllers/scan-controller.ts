/**
 * Waits for a hand scanner while an element awaits a code. What reads one is loaded then, not before; where it cannot be loaded,
 * typing still works.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HandScannerController } from './hand-scanner-controller.js';
import { painted } from './painted.js';
import type { ScanHost } from './scan-host.js';

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
    await painted();
    const module = await import('./hand-scanner-controller.js').catch(() => null);
    this.#isLoading = false;
    if (!module) return;
    this.#scanner = new module.HandScannerController(this.#host, this.#options);
    this.#scanner.want(this.#isWanted);
  }
}
