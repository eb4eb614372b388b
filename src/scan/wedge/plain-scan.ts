/** What scanners put around a text, and the text without it. */
import { withoutIdentifier } from './products.js';

/** A scanned text without the name of the symbology before it and control characters behind it: no code has either. */
export const plainScan = (text: string): string => withoutIdentifier(text).replace(/[\0-\x1f\x7f]+$/, '');
