/**
 * The names of what can go wrong between a till and the service. What each one does is in `faults.ts`; the magic values
 * number them from 81 in this order.
 */

/** Every fault, in the order of its number. */
export const FAULTS = [
  'drop-before',
  'drop-after',
  'error-before',
  'error-after',
  'html',
  'redirect',
  'truncated',
  'stalled',
  'drip',
  'rate-limited',
  'clock-skew',
  'malformed',
  'other-shape',
  'silent',
  'html-after',
] as const;

/** The name of one fault. */
export type Fault = (typeof FAULTS)[number];

/** A fault with its number and a sentence on what happens, and whether the service did its work before. */
export interface FaultDescription {
  readonly fault: Fault;
  readonly number: number;
  readonly effect: string;
}

const EFFECTS: Readonly<Record<Fault, string>> = {
  'drop-before': 'the connection is cut before the service sees the call',
  'drop-after': 'the service does its work, then the connection is cut',
  'error-before': 'a 5xx answers instead of the service',
  'error-after': 'the service does its work, then a 5xx hides the answer',
  html: 'a captive portal answers 200 with a page of HTML',
  redirect: 'a redirect to a login page answers instead of the service',
  truncated: 'the service does its work, the body of the answer is cut',
  stalled: 'the service does its work, the headers come, the body never ends',
  drip: 'the service does its work, the body comes in twelve slow pieces',
  'rate-limited': '429 too many requests, with Retry-After',
  'clock-skew': 'the answer is right, its clock is hours wrong',
  malformed: 'the service does its work, the answer is half a JSON text',
  'other-shape': 'the service does its work, the answer is JSON of another shape',
  silent: 'the service does its work, no answer ever comes',
  'html-after': 'the service does its work, then a page of HTML with 200 replaces the answer',
};

/** The faults as data, for documents and panels. */
export const faultList: readonly FaultDescription[] = FAULTS.map((fault, index) => ({
  fault,
  number: 81 + index,
  effect: EFFECTS[fault],
}));
