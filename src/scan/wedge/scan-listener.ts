/**
 * What an element that wants scans tells the keyboard wedge, and how the one is found whose scan it is. Two copies of this package
 * on one page share one wedge, which stands on the document: the shape of a listener is a contract between their versions.
 */
import type { LayoutName } from './layouts.js';
import type { BurstReading } from './reading.js';

/** A text that was scanned by hand. */
export interface HandScan extends BurstReading {
  /** When its first key came, in milliseconds of the performance clock. */
  startedAt: number;
  /** How long the scanner took to type it. */
  durationMs: number;
  /** Whether it was scanned into the listener's own field. */
  inOwnField: boolean;
}

/** Why a burst that was meant for us was not taken. */
export type ScanRefusal = 'ambiguous layout' | 'caps lock' | 'interrupted' | 'forbidden' | 'num lock' | 'alt mode';

/** A text that was scanned and is no code of ours, or not known to be one. */
export interface OtherScan {
  /** As the page got it. */
  text: string;
  /** Whether a field of the page has it now. */
  inField: boolean;
  /** Whether it went into a field of a tag, whose keys the page does not hear. */
  inTag?: boolean;
}

/** How the scanner of this till is set, as far as it is known. */
export interface ScannerSettings {
  /** What it types before each text of ours. A burst without it belongs to the page. */
  prefix?: string | undefined;
  /** What it types after each text, before Enter or Tab. */
  suffix?: string | undefined;
  layout?: LayoutName | undefined;
  /** Whether it is known to end its scans by silence: then, and then alone, silence is an end. */
  endsBySilence?: boolean | undefined;
}

/** How sure a listener is that a whole text is for it. */
export type ScanClaim = 'own' | 'others too' | 'none';

/** One element that wants scans. */
export interface ScanListener {
  /** The element: with the focus in it, it goes before all others. */
  readonly scope?: Element | undefined;
  settings(): ScannerSettings;
  /** Whether it can be meant by a burst whose first key goes along that path. */
  isListening(path: readonly EventTarget[]): boolean;
  /** Whether a key on that path goes where no scan may go, a PIN field. */
  isForbidden?(path: readonly EventTarget[]): boolean;
  /** Whether only codes of ours begin like this. What is said to be so is held back from the page. */
  begins(text: string): boolean;
  /** Whether a text that has come so far can be nothing but one of ours. */
  isCertain(text: string): boolean;
  /** Whose a whole text is. */
  claim(text: string): ScanClaim;
  /** Whether a text of unknown shape is worth asking the service about. */
  mayAsk(text: string): boolean;
  /** Whether what is scanned into its own field may be meant for it. */
  takesInField(text: string): boolean;
  /** Called once for each scan. */
  onscan(scan: HandScan): void;
  /** Called once for each refused scan, with the texts it can be read as: a look-up, which books nothing, may try each. */
  onrefused(reason: ScanRefusal, texts: readonly string[]): void;
  /** The page has this text already; `ask` holds what it may be, or nothing where it is known to be none of ours. */
  onother?(scan: OtherScan, ask: readonly string[]): void;
  /** How a scan ended. */
  onend?(by: 'key' | 'silence'): void;
}

/** Those that can be meant, the one with the focus first, then as they stand in the page: the same at every load. */
export function meantBy(listeners: Iterable<ScanListener>, path: readonly EventTarget[]): ScanListener[] {
  const isFocused = ({ scope }: ScanListener): boolean => scope !== undefined && path.includes(scope);
  return [...listeners]
    .filter((listener) => listener.isListening(path))
    .sort((one, other) => {
      const byFocus = Number(isFocused(other)) - Number(isFocused(one));
      if (byFocus || !one.scope || !other.scope) return byFocus;
      return one.scope.compareDocumentPosition(other.scope) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
}
