/**
 * Arms the hand scanner for an element while a code is awaited and the element can be meant. The code for it is loaded then, not
 * before; where it cannot be loaded, typing still works. What a scanner has proven about itself is remembered for the till.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type * as wedgeModule from '../scan/wedge.js';
import type { HandScan, ScanRefusal } from '../scan/wedge.js';
import { isReachable } from './reachable.js';

type Wedge = typeof wedgeModule;
type Layout = NonNullable<HandScan['scanner']>;

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

const remembered = 'loyalite:scanner';

/** The digits of a PIN are typed by a person: nothing may be scanned into that dialog. */
function isPinDialog(path: readonly EventTarget[]): boolean {
  return path.some((target) => target instanceof Element && target.part.contains('pin-dialog'));
}

function recall({ layoutNames }: Wedge): Layout | undefined {
  try {
    return layoutNames.find((name) => name === localStorage.getItem(remembered));
  } catch {
    return undefined;
  }
}

function keep(layout: Layout | undefined): void {
  try {
    if (layout) localStorage.setItem(remembered, layout);
    else localStorage.removeItem(remembered);
  } catch {
    // Without storage it is known as long as the element lives.
  }
}

/** Arms the hand scanner for one host. */
export class ScanController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: ScanParts;
  #wedge: Wedge | null = null;
  #isLoading = false;
  #isWanted = false;
  #armed: { disarm(): void } | null = null;
  /** What it is armed as; another prefix, scanner or turn arms anew. */
  #armedAs = '';
  /** The layout that the scanner has proven to be set to; it settles what could be read in two ways. */
  #scanner: Layout | undefined;

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

  /** What was believed of the scanner did not prove true: the next scan is read with open eyes. */
  forgetScanner(): void {
    this.#scanner = undefined;
    keep(undefined);
    this.#sync();
  }

  #want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    // On the window, before the scanner's own listener on the document: it is armed or not by the time the key comes there.
    if (isWanted) addEventListener('keydown', this.#onKeydown, true);
    else removeEventListener('keydown', this.#onKeydown, true);
    if (isWanted && !this.#wedge) void this.#load();
    else this.#sync();
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#wedge = await import('../scan/wedge.js').catch(() => null);
    this.#isLoading = false;
    this.#scanner ??= this.#wedge ? recall(this.#wedge) : undefined;
    this.#sync();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => this.#sync(event.composedPath());

  /** Armed while it is wanted and the element can be meant, and as the attributes say now. */
  #sync(path: readonly EventTarget[] = []): void {
    const isMeant = this.#isWanted && this.#parts.isAwaiting() && isReachable(this.#host, path);
    const wedge = isMeant ? this.#wedge : null;
    const { prefix, suffix } = this.#parts.affixes();
    const as = wedge ? JSON.stringify([prefix, suffix, this.#scanner, this.#parts.turn()]) : '';
    if (as === this.#armedAs) return;
    this.#armedAs = as;
    this.#armed?.disarm();
    this.#armed = wedge && this.#arm(wedge, prefix, suffix);
  }

  #arm({ armHandScanner, awaiting }: Wedge, prefix: string, suffix: string): { disarm(): void } {
    return armHandScanner({
      accepts: awaiting(),
      scope: this.#host,
      isForbidden: isPinDialog,
      onscan: (scan) => this.#onScan(scan),
      onrefused: (reason, texts) => this.#parts.onrefused(reason, texts),
      ...(prefix && { prefix }),
      ...(suffix && { suffix }),
      ...(this.#scanner && { scanner: this.#scanner }),
    });
  }

  #onScan({ text, durationMs, repairedFrom, scanner }: HandScan): void {
    const isNew = this.#scanner === undefined;
    if (scanner && scanner !== this.#scanner) {
      this.#scanner = scanner;
      keep(scanner);
      this.#sync();
    }
    this.#parts.onscan(text, { durationMs, repairedFrom, isNew });
  }
}
