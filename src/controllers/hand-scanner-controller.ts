/**
 * Listens to the hand scanner for one element while it wants a code and can be meant. What a scanner has proven about itself is
 * remembered for the till.
 */
import { awaiting, layoutNames, wedgeOf } from '../scan/wedge.js';
import type { ScanClaim, HandScan, OtherScan, ScanListener, ScannerSettings, ScanRefusal } from '../scan/wedge.js';
import { isReachable } from './reachable.js';
import type { ScanHost } from './scan-host.js';

/** For the camera too, which is never opened before a hand scanner is waited for: one file holds it for both. */
export { isReachable };

type Layout = NonNullable<HandScan['scanner']>;

const remembered = 'loyalite:scanner';
const isToken = awaiting();

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
export class HandScannerController implements ScanListener {
  readonly scope: HTMLElement;
  readonly #host: ScanHost;
  #isWanted = false;
  /** Of the document that it listens in. */
  #wedge: ReturnType<typeof wedgeOf> | null = null;
  /** The layout that the scanner has proven to be set to; it settles what could be read in two ways. */
  #layout = recall();
  readonly isForbidden?: (path: readonly EventTarget[]) => boolean;
  readonly onother?: (scan: OtherScan, ask: readonly string[]) => void;

  constructor(scope: HTMLElement, host: ScanHost) {
    this.scope = scope;
    this.#host = host;
    if (!host.codes) this.isForbidden = isPinDialog;
    else this.onother = (scan, ask) => this.#isWanted && host.onother?.(scan, ask);
  }

  /** Listens while it is wanted. */
  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#wedge?.remove(this);
    // An element that was moved into another document is told of it when it stands there already.
    this.#wedge = isWanted ? wedgeOf(this.scope.ownerDocument) : null;
    this.#wedge?.add(this);
  }

  /** What was believed of the scanner did not prove true: its layout is forgotten, and the next scan finds it anew. */
  forget(): void {
    this.#layout = undefined;
    keep(undefined);
  }

  settings(): ScannerSettings {
    const endsBySilence = this.#host.codes?.()?.endsBySilence ?? false;
    return { ...this.#host.prefixAndSuffix(), layout: this.#layout, endsBySilence };
  }

  isListening(path: readonly EventTarget[]): boolean {
    return this.#isWanted && this.#host.isAwaiting() && isReachable(this.scope, path);
  }

  begins(text: string): boolean {
    return this.#host.codes?.()?.begins(text) ?? false;
  }

  isCertain(text: string): boolean {
    return this.#host.codes?.()?.isCertain(text) ?? false;
  }

  claim(text: string): ScanClaim {
    return this.#host.codes?.()?.claim(text) ?? 'none';
  }

  mayAsk(text: string): boolean {
    return isToken(text) && (this.#host.codes?.()?.mayAsk(text) ?? false);
  }

  takesInField(text: string): boolean {
    return this.#host.codes !== undefined && isToken(text);
  }

  onend(by: 'key' | 'silence'): void {
    this.#host.codes?.()?.noteEnd(by);
  }

  onrefused(reason: ScanRefusal, texts: readonly string[]): void {
    if (this.#isWanted) this.#host.onrefused(reason, texts);
  }

  onscan({ text, durationMs, repairedFrom, scanner, inOwnField }: HandScan): void {
    if (!this.#isWanted) return;
    const isNew = this.#layout === undefined;
    if (scanner && scanner !== this.#layout) {
      this.#layout = scanner;
      keep(scanner);
    }
    this.#host.onscan(text, { durationMs, repairedFrom, isNew, inOwnField });
  }
}
