/**
 * What scanning needs of the element that it serves, and what it tells it. Shapes only: the scanner itself is loaded later.
 */
import type { ScanClaim, OtherScan, ScanRefusal } from '../scan/wedge.js';

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
  claim(text: string): ScanClaim;
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
  /** Left out where no code is wanted at all, and a PIN field is to be kept clean; `null` until they are loaded: then all is the page's. */
  codes?: () => ScanCodes | null;
}
