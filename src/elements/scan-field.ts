/**
 * What lookup and redeem have in common where a code is awaited: the hand scanner, the button that opens the camera, and what
 * the cashier is told of a scan.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ScanController, type ScanNews } from '../controllers/scan-controller.js';
import type { ScanRefusal } from '../scan/wedge.js';
import type { Decoder } from '../scan/worker/decoder.js';
import { fire } from './events.js';
import { InputError } from './input-error.js';
import type { ScanPanel, ScanWordingKey } from './scan-panel.js';
import type { Sentence, Values, WordingKey } from './wording.js';

/** What a field for scans needs of its element. */
export interface ScanFieldParts {
  isAwaiting(): boolean;
  /** Looks up or redeems what was scanned. */
  scan(text: string): void;
  refuse(error: InputError): void;
  say(key: WordingKey, values?: Values): string;
  /** A sentence of the page's own, or the one given. */
  sayOr(key: string, words: Sentence): string;
  decoder(): Decoder | null;
  affixes(): { prefix: string; suffix: string };
}

/** A rotating code lives half a minute: a hand scanner that needs longer than this uses most of it up. */
const slowMs = 10_000;

const refusals: Partial<Record<ScanRefusal, WordingKey>> = { 'caps lock': 'scanCapsLock', 'ambiguous layout': 'scanAmbiguous' };

/** Scanning for one element. */
export class ScanField {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: ScanFieldParts;
  #panel: ScanPanel | null = null;
  #isLoading = false;
  #news: ScanNews = { durationMs: 0 };
  /** The layout that was repaired: the cashier is told once how to set the scanner right. */
  #repaired = '';

  constructor(host: ReactiveControllerHost & HTMLElement, parts: ScanFieldParts) {
    this.#host = host;
    this.#parts = parts;
    new ScanController(host, {
      isAwaiting: () => parts.isAwaiting(),
      affixes: () => parts.affixes(),
      onscan: (text, news) => this.#onScan(text, news),
      onrefused: (reason) => this.#onRefused(reason),
    });
  }

  /** How long the last scan took to be typed, where that was too long for a code that rotates; else 0. */
  get slowSeconds(): number {
    return this.#news.durationMs > slowMs ? Math.round(this.#news.durationMs / 1000) : 0;
  }

  /** Forgets how the last text came in: the next one was typed. */
  forget(): void {
    this.#news = { durationMs: 0 };
  }

  /** The button, the camera below it, and how to set a hand scanner right. */
  render(): TemplateResult {
    const { say, isAwaiting } = this.#parts;
    const isOpen = this.#panel?.isOpen ?? false;
    return html`${isOpen ? nothing : html`<button type="button" part="scan" class="quiet" aria-disabled=${!isAwaiting()} @click=${this.#onOpen}>${say('scan')}</button>`}${
      this.#panel?.render() ?? nothing
    }<div class="muted" role="status">${this.#repaired}</div>`;
  }

  readonly #onOpen = async (): Promise<void> => {
    if (!this.#parts.isAwaiting() || this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#panel ??= await this.#load();
      await this.#panel.open();
    } catch {
      this.#parts.refuse(new InputError('scanMissing', 'The scanner could not be loaded.', { code: 'camera_unavailable' }));
    } finally {
      this.#isLoading = false;
    }
  };

  async #load(): Promise<ScanPanel> {
    const { ScanPanel, scanEnglish } = await import('./scan-panel.js');
    const { sayOr, decoder } = this.#parts;
    return new ScanPanel(this.#host, {
      say: (key: ScanWordingKey) => sayOr(key, scanEnglish[key]),
      decoder,
      onscan: (text) => this.#onScan(text, { durationMs: 0 }),
      onfault: (fault) => fire(this.#host, 'loyalite-error', new InputError('scanMissing', `No camera: ${fault}.`, { code: 'camera_unavailable' })),
      onclose: () => this.#host.shadowRoot?.querySelector<HTMLElement>('[part=scan]')?.focus(),
    });
  }

  #onScan(text: string, news: ScanNews): void {
    this.#news = news;
    if (news.repairedFrom) this.#repaired ||= this.#parts.say('scanRepaired', { name: news.repairedFrom });
    this.#parts.scan(text);
    this.#host.requestUpdate();
  }

  #onRefused(reason: ScanRefusal): void {
    if (reason === 'forbidden') return;
    this.#parts.refuse(new InputError(refusals[reason] ?? 'scanTorn', `The hand scanner's text was not taken: ${reason}.`));
  }
}
