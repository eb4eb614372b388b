/**
 * Arms the hand scanner for an element while a code is wanted and the element can be meant. What a scanner has proven about
 * itself is remembered for the till.
 */
import { armHandScanner, awaiting, isLikely, layoutNames, type HandScan, type ScanRefusal } from '../scan/wedge.js';
import { isReachable } from './reachable.js';

/** For the camera too, which is never opened before a hand scanner is waited for: one file holds it for both. */
export { isReachable };

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

type Layout = NonNullable<HandScan['scanner']>;

const remembered = 'loyalite:scanner';

/** The digits of a PIN are typed by a person: nothing may be scanned into that dialog. */
function isPinDialog(path: readonly EventTarget[]): boolean {
  return path.some((target) => target instanceof Element && target.part.contains('pin-dialog'));
}

function recall(): Layout | undefined {
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

/** The hand scanner of one element. */
export class HandScanner {
  readonly #host: HTMLElement;
  readonly #parts: ScanParts;
  #isWanted = false;
  #armed: { disarm(): void } | null = null;
  /** What it is armed as; another prefix, scanner or turn arms anew. */
  #armedAs = '';
  /** The layout that the scanner has proven to be set to; it settles what could be read in two ways. */
  #scanner = recall();

  constructor(host: HTMLElement, parts: ScanParts) {
    this.#host = host;
    this.#parts = parts;
  }

  /** Arms it while it is wanted. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    // On the window, before the scanner's own listener on the document: it is armed or not by the time the key comes there.
    if (isWanted) addEventListener('keydown', this.#onKeydown, true);
    else removeEventListener('keydown', this.#onKeydown, true);
    this.#sync();
  }

  /** What was believed of the scanner did not prove true: the next scan is read with open eyes. */
  forget(): void {
    this.#scanner = undefined;
    keep(undefined);
    this.#sync();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => this.#sync(event.composedPath());

  /** Armed while it is wanted and the element can be meant, and as the attributes say now. */
  #sync(path: readonly EventTarget[] = []): void {
    const isMeant = this.#isWanted && this.#parts.isAwaiting() && isReachable(this.#host, path);
    const { prefix, suffix } = this.#parts.affixes();
    const as = isMeant ? JSON.stringify([prefix, suffix, this.#scanner, this.#parts.turn()]) : '';
    if (as === this.#armedAs) return;
    this.#armedAs = as;
    this.#armed?.disarm();
    this.#armed = isMeant ? this.#arm(prefix, suffix) : null;
  }

  #arm(prefix: string, suffix: string): { disarm(): void } {
    return armHandScanner({
      accepts: awaiting(),
      rivals: isLikely,
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
