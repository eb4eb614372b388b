/**
 * What lookup and redeem have in common where a code is awaited: the hand scanner, the button that opens the camera, and what
 * the cashier is told of a scan.
 */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ScanController } from '../../controllers/scan-controller.js';
import type { ScanMeta } from '../../controllers/scan-host.js';
import { createRepeats } from '../../scan/camera/repeats.js';
import type { OtherScan, ScanRefusal } from '../../scan/wedge.js';
import type { Decoder } from '../../scan/worker/decoder.js';
import { fire } from '../events.js';
import type { CodeRules } from './code-rules.js';
import { FieldEntry } from './field-entry.js';
import { InputError } from '../input-error.js';
import type { CameraWordingKey } from '../../words/camera-english.js';
import type { ScanPanel } from './scan-panel.js';
import type { WordingKey } from '../../words/english.js';
import type { Localization } from '../../words/localization.js';
import { focusedIn } from '../view/focus.js';

/** What a field for scans needs of its element. */
export interface ScanFieldHost {
  /** Whether a code could be scanned by hand now; what comes while an answer is awaited is kept from the page all the same. */
  isAwaiting(): boolean;
  /** Whether the camera may be open now; where it is and may not, it closes. */
  canOpen(): boolean;
  /** Whether the last scan is under way or done: the same one again is a trigger that was held too long. */
  isTaken(): boolean;
  /** Whether the service did not know what was scanned last. */
  isUnknown(): boolean;
  /** Looks up or redeems what was scanned; `others` are further readings that may be the true one. */
  scan(text: string, others: readonly string[]): void;
  /** Whether nothing is booked, so that each reading of a doubtful scan may be tried. */
  mayTry: boolean;
  refuse(error: InputError): void;
  /** A scan was taken. */
  onhit(): void;
  /** What is scanned, for the name of the button: two tags of a sale have one each. */
  subject(): string;
  words: Localization;
  decoder(): Decoder | null;
  prefixAndSuffix(): { prefix: string; suffix: string };
  /** Whether keys are listened to. */
  listensToKeys(): boolean;
  /** Which texts are codes for the element, once that is loaded. */
  rules(): CodeRules | null;
  /** Which of these texts the service knows, where the element can ask it without a word. */
  ask?(texts: readonly string[]): Promise<string | null>;
}

/** A rotating code lives half a minute: a hand scanner that needs longer than this uses most of it up. */
const slowMs = 10_000;
/** More readings than this are not worth the customer's time. */
const mostTries = 4;

const refusals: Partial<Record<ScanRefusal, WordingKey>> = {
  'caps lock': 'scanCapsLock',
  'ambiguous layout': 'scanAmbiguous',
  'alt mode': 'scanAltMode',
};

/** The languages that the layouts are named after. */
const layoutTags: Record<string, string> = { us: 'en-US', uk: 'en-GB', turkish: 'tr', german: 'de', french: 'fr' };

/** "Turkish Q" of `turkish-q`, in the language of the page. */
function layoutTitle(name: string, lang: string): string {
  const [language = '', variant = ''] = name.split('-');
  const tag = layoutTags[language];
  return tag
    ? `${new Intl.DisplayNames(lang, { type: 'language' }).of(tag) ?? ''} ${variant.toUpperCase()}`.trim()
    : '?';
}

/** Scanning for one element. */
export class ScanField implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ScanFieldHost;
  readonly #scanner: ScanController;
  readonly #entry: FieldEntry;
  #isRepeat = createRepeats();
  #panel: ScanPanel | null = null;
  #isLoading = false;
  #meta: ScanMeta = { durationMs: 0 };
  #doubted: ScanMeta | null = null;
  #isNumLockOff = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ScanFieldHost) {
    this.#host = host;
    this.#options = options;
    this.#scanner = new ScanController(host, {
      isAwaiting: () => options.isAwaiting() && options.listensToKeys(),
      prefixAndSuffix: () => options.prefixAndSuffix(),
      codes: () => options.rules(),
      onscan: (text, meta) => this.#onScan(text, meta),
      onrefused: (reason, texts) => this.#onRefused(reason, texts),
      onother: (scan, ask) => void this.#onOther(scan, ask),
    });
    this.#entry = new FieldEntry(host);
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#options.canOpen()) this.close();
    this.#doubt();
  }

  /** How long the last scan took to be typed, where that was too long for a code that rotates; else 0. */
  get slowSeconds(): number {
    return this.#meta.durationMs > slowMs ? Math.round(this.#meta.durationMs / 1000) : 0;
  }

  /** Forgets how the last text came in: the next one was typed, or comes from the page. */
  forget(): void {
    this.#meta = { durationMs: 0 };
  }

  /** Whether a scanner put this text into the element's own field, without keys that could be read. */
  wasEntered(text: string): boolean {
    return this.#entry.isScanned(text);
  }

  /** Lets the camera go. */
  close(): void {
    this.#panel?.close();
  }

  /** The button, the camera below it, and how to set a hand scanner right. The live region stands from the beginning. */
  render(): TemplateResult {
    const { words, canOpen } = this.#options;
    const panel = this.#panel?.isOpen ? this.#panel : null;
    const title = panel ? this.#sayCamera('cameraTitle') : nothing;
    const text = panel?.text ?? this.#advice();
    return html`${panel ? nothing : html`<button type="button" part="scan" class="quiet" aria-label="${words.say('scan')}: ${this.#options.subject()}" aria-disabled=${!canOpen()} @click=${this.#onOpen}>${words.say('scan')}</button>`}
      <div class=${panel ? 'camera' : text ? 'muted' : 'status'} part=${panel ? 'camera' : nothing} role=${panel ? 'group' : nothing} aria-label=${title}>
        <div role="status">${text}</div>${panel?.render() ?? nothing}
      </div>`;
  }

  /** Told once for each till and scanner: from then on its setting is known. */
  #advice(): string {
    if (this.#isNumLockOff) return this.#options.words.say('scanNumLock');
    const { repairedFrom = '', isNew } = this.#meta;
    const { words } = this.#options;
    return repairedFrom && isNew ? words.say('scanRepaired', { name: layoutTitle(repairedFrom, words.lang()) }) : '';
  }

  readonly #onOpen = async (): Promise<void> => {
    if (!this.#options.canOpen() || this.#isLoading) return;
    this.#isLoading = true;
    // Whoever opens the camera means it, whatever was scanned a moment ago.
    this.#isRepeat = createRepeats();
    try {
      this.#panel ??= await this.#load();
      if (this.#options.canOpen() && this.#host.isConnected) await this.#panel.open();
    } catch {
      this.#options.refuse(
        new InputError('scanMissing', 'The scanner could not be loaded.', { code: 'camera_unavailable' }),
      );
    } finally {
      this.#isLoading = false;
    }
  };

  async #load(): Promise<ScanPanel> {
    const [{ ScanPanel }, { cameraEnglish }] = await Promise.all([
      import('./scan-panel.js'),
      import('../../words/camera-english.js'),
    ]);
    const { words, decoder } = this.#options;
    this.#sayCamera = (key) => words.say(key, undefined, cameraEnglish[key]);
    return new ScanPanel(this.#host, {
      say: this.#sayCamera,
      decoder,
      onscan: (text) => this.#onScan(text, { durationMs: 0 }),
      onfault: (fault) =>
        fire(
          this.#host,
          'loyalite-error',
          new InputError('scanMissing', `No camera: ${fault}.`, { code: 'camera_unavailable' }),
        ),
      onclose: () => void this.#onClose(),
    });
  }

  #sayCamera: (key: CameraWordingKey) => string = () => '';

  /** The focus goes back to the button, unless it has gone elsewhere. */
  async #onClose(): Promise<void> {
    const root = this.#host.shadowRoot;
    const hadFocus = focusedIn(this.#host)?.closest('.camera') != null;
    await this.#host.updateComplete;
    if (hadFocus) root?.querySelector<HTMLElement>('[part=scan]')?.focus();
  }

  #onScan(text: string, meta: ScanMeta, others: readonly string[] = []): void {
    if (this.#isRepeat(text) && this.#options.isTaken()) return;
    this.#meta = meta;
    this.#isNumLockOff = false;
    this.#options.onhit();
    this.#options.scan(text, others);
    this.#host.requestUpdate();
  }

  /** What the service does not know and had to be repaired may have been repaired wrongly: another scanner may be in use. */
  #doubt(): void {
    if (!this.#meta.repairedFrom || this.#doubted === this.#meta || !this.#options.isUnknown()) return;
    this.#doubted = this.#meta;
    this.#scanner.forgetScanner();
  }

  /** The page has this text. Where the service knows it, it is a customer's after all; else the page is told of it. */
  async #onOther({ text, inField, inTag = false }: OtherScan, asked: readonly string[]): Promise<void> {
    const known = asked.length > 0 ? await this.#options.ask?.(asked) : null;
    if (!this.#host.isConnected) return;
    if (known) return this.#onScan(known, { durationMs: 0 });
    fire(this.#host, 'loyalite-unclaimed', { text, inField, inTag });
  }

  #onRefused(reason: ScanRefusal, texts: readonly string[]): void {
    if (reason === 'forbidden') return;
    // A product may have been meant: what the tag shows stays, and the hint stands below.
    this.#isNumLockOff = reason === 'num lock';
    if (this.#isNumLockOff) return this.#host.requestUpdate();
    const [text, ...others] = texts;
    if (this.#options.mayTry && reason === 'ambiguous layout' && text !== undefined && texts.length <= mostTries) {
      return this.#onScan(text, { durationMs: 0 }, others);
    }
    this.forget();
    this.#options.refuse(
      new InputError(refusals[reason] ?? 'scanTorn', `The hand scanner's text was not taken: ${reason}.`),
    );
  }
}
