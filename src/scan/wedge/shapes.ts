/**
 * What texts look like that the service has taken on this till, and those that it did not know: how they begin, which kinds of
 * characters they have and how long they are; never a text. From the start it is known that a text longer than any linear code of
 * a product is a customer's, unless it is a GS1 string or a web address, and that the vendor's coupons begin with `cq_`. A fixed
 * beginning is believed once the codes of two customers had it: what one code begins with may be the customer. Pure; where this is
 * kept is not known here.
 */
import { awaiting } from './awaited.js';
import { isProduct, longestLinear, mayBeProduct, withoutIdentifier } from './products.js';

/** Whose code a text can be. */
export type CodeKind = 'customer' | 'coupon';

/** What all texts of one kind had in common so far. */
export interface Shape {
  /** How they begin; empty where that is not known, or where a product began so as well. */
  start: string;
  /** The kinds of characters: `a`, `A` and `0` for letters and digits, any other stands for itself. */
  chars: string;
  least: number;
  most: number;
}

/** Texts that the service did not know. */
export interface RefusedShape extends Omit<Shape, 'start'> {
  /** How many there were. */
  count: number;
}

/** All that is kept. */
export interface KnownShapes {
  customer: Shape[];
  coupon: Shape[];
  refused: RefusedShape[];
}

const isToken = awaiting();

/** What is known on the first day. */
export const nothingKnown = (): KnownShapes => ({ customer: [], coupon: [], refused: [] });

/** The vendor's own beginnings. */
const vendorStarts: Readonly<Record<CodeKind, readonly RegExp[]>> = {
  customer: [/^https:\/\/(?:[\w-]+\.)*loyalite\.app\//],
  coupon: [/^cq_/],
};

/** So many unknown texts of one shape are asked about, and no more. */
const mostAsked = 3;
const mostShapes = 24;
/** Fewer characters than this are no code. */
const leastLength = 8;
/** A shape without a beginning is ours alone from this length on, where small letters are mixed with others. */
const leastDistinct = 20;
/** Letters and perhaps a digit or two up to the first mark: `lq1.`; or an address up to its path. */
const beginning = /^(?:https?:\/\/[^/?#]{3,60}\/|[A-Za-z][A-Za-z0-9]{1,6}[^A-Za-z0-9])/;

/** The kinds of characters in a text. */
export function charsOf(text: string): string {
  const kinds = Array.from(text, (char) => {
    if (/[a-z]/.test(char)) return 'a';
    if (/[A-Z]/.test(char)) return 'A';
    return /\d/.test(char) ? '0' : char;
  });
  return [...new Set(kinds)].sort().join('');
}

/** The part of a text that all of its kind may begin with; empty where that could be the customer's own number. */
export function startOf(text: string): string {
  const start = beginning.exec(text)?.[0] ?? '';
  const isShort = start.length * 4 <= text.length || start.startsWith('http');
  return isShort && start.replace(/\D/g, '').length < 3 ? start : '';
}

const isWithin = (inner: string, outer: string): boolean => Array.from(inner).every((char) => outer.includes(char));

const merged = (one: string, other: string): string => [...new Set(one + other)].sort().join('');

function fits(text: string, { start, chars, least, most }: Shape): boolean {
  return (
    text.startsWith(start) &&
    text.length >= least - 8 &&
    text.length <= most + 8 &&
    isWithin(charsOf(text), merged(chars, start ? 'aA0' : ''))
  );
}

/** Whether no product can share this: a beginning of its own, or many characters of mixed kinds. */
const isDistinct = (text: string, { start }: Shape): boolean =>
  start.length >= 3 || (text.length >= leastDistinct && /[a-z]/.test(text) && /[A-Z\d]/.test(text));

/** Whether a text, as far as it has come, begins as only codes of ours do. */
export function beginsLike(kind: CodeKind, text: string, known: KnownShapes): boolean {
  const plain = withoutIdentifier(text);
  if (vendorStarts[kind].some((start) => start.test(plain))) return true;
  return known[kind].some(({ start }) => start.length >= 3 && plain.startsWith(start));
}

/** Whether so many characters, which are no GS1 string and no address, are no product's. */
export const isTooLong = (text: string): boolean => text.length > longestLinear && !mayBeProduct(text);

/** Whether a whole text is of a shape that is ours alone. */
export function isOfKind(kind: CodeKind, text: string, known: KnownShapes): boolean {
  if (text.length < leastLength || isProduct(text)) return false;
  if (isToken(text) && vendorStarts[kind].some((start) => start.test(text))) return true;
  if (kind === 'customer' && isToken(text) && isTooLong(text) && !beginsLike('coupon', text, known)) return true;
  return known[kind].some((shape) => fits(text, shape) && isDistinct(text, shape));
}

/** Whether the service was asked about texts like this one often enough, and took none. */
export function isRefused(text: string, { refused, customer }: KnownShapes): boolean {
  if (customer.some((shape) => fits(text, shape))) return false;
  const chars = charsOf(text);
  return refused.some(
    (shape) =>
      shape.count >= mostAsked && shape.chars === chars && text.length >= shape.least && text.length <= shape.most,
  );
}

/** What is known once the service took a text; `start` only where it is believed. */
export function withTaken(kind: CodeKind, text: string, start: string, known: KnownShapes): KnownShapes {
  const isSame = (shape: Shape): boolean => (start ? shape.start === start : shape.start === '');
  const before = known[kind].find(isSame);
  const shape: Shape = {
    start,
    chars: merged(before?.chars ?? '', charsOf(text)),
    least: Math.min(before?.least ?? text.length, text.length),
    most: Math.max(before?.most ?? text.length, text.length),
  };
  const others = known[kind].filter((one) => !isSame(one));
  return {
    ...known,
    [kind]: [...others, shape].slice(-mostShapes),
    refused: known.refused.filter(
      ({ chars, least, most }) => chars !== charsOf(text) || text.length < least || text.length > most,
    ),
  };
}

/** What is known once the service did not know a text. A beginning that it shares is none of ours alone any more. */
export function withRefused(text: string, known: KnownShapes): KnownShapes {
  const chars = charsOf(text);
  const before = known.refused.find((shape) => shape.chars === chars);
  const shape: RefusedShape = {
    chars,
    least: Math.min(before?.least ?? text.length, text.length),
    most: Math.max(before?.most ?? text.length, text.length),
    count: Math.min((before?.count ?? 0) + 1, mostAsked),
  };
  const unshared = (shapes: Shape[]): Shape[] =>
    shapes.map((one) => (one.start && text.startsWith(one.start) ? { ...one, start: '' } : one));
  return {
    customer: unshared(known.customer),
    coupon: unshared(known.coupon),
    refused: [...known.refused.filter((one) => one !== before), shape].slice(-mostShapes),
  };
}

const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isShape = (value: unknown): value is Shape => {
  const { start = '', chars, least, most, count = 1 } = (value ?? {}) as Record<string, unknown>;
  return isText(start, 80) && isText(chars, 99) && [least, most, count].every(isCount);
};

/** What stands in a storage that anybody may have written to. */
export function parseShapes(text: string | null): KnownShapes {
  const known = nothingKnown();
  try {
    const value = JSON.parse(text ?? 'null') as Record<string, unknown> | null;
    for (const name of ['customer', 'coupon', 'refused'] as const) {
      const list = value?.[name];
      if (Array.isArray(list)) known[name] = list.filter(isShape).slice(-mostShapes) as never;
    }
  } catch {
    // What cannot be read is learned anew.
  }
  return known;
}
