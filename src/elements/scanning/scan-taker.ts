/** Which tag of a sale takes a scanned text: the same for a page that asks and for one that hands a text in. */

/** A tag that takes scans. */
interface ScanTaker extends Element {
  accepts(text: string): boolean;
  scan(text: string): void;
}

const isTaker = (element: Element): element is ScanTaker => 'accepts' in element && 'scan' in element;

/** Those of these that take scans at all. */
export const takersOf = (elements: readonly Element[]): ScanTaker[] => elements.filter(isTaker);

/** The first of these that takes it; a coupon's shape is never a customer's. */
export const takerOf = (elements: readonly Element[], text: string): ScanTaker | undefined =>
  takersOf(elements).find((element) => element.accepts(text));
