/**
 * Money and counts as canonical decimal strings; nothing here rounds or guesses, and no binary fraction is ever computed
 * with. A text that is not plainly a positive decimal is no amount at all.
 */

const decimal = /^(0|[1-9]\d*)(?:\.(\d+))?$/;
const whole = /^(?:0|[1-9]\d*)$/;

/**
 * Currencies that have not two decimals, by ISO 4217. Not the platform's to say: engines answer with everyday digits (no decimals
 * for HUF, COP, IDR, IQD and a dozen others) or with those of the standard, and change their answer with their version; what a till
 * may write and what a redemption is worth must not.
 */
const minorUnits: Record<number, RegExp> = {
  0: /^(?:BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/i,
  3: /^(?:BHD|IQD|JOD|KWD|LYD|OMR|TND)$/i,
  4: /^(?:CLF|UYW)$/i,
};

/** How many decimals a currency has: 2 for `TRY`, 0 for `JPY`, 3 for `KWD`; 2 where none or an unknown one is given. */
export function currencyDigits(currency: string): number {
  return [0, 3, 4].find((digits) => minorUnits[digits]?.test(currency)) ?? 2;
}

/**
 * The canonical form of an amount, or `null` when it is none: `"85.5"` is `"85.50"`, while `"85,50"`, `"1e3"`, `".5"`,
 * `"085.50"`, zero, negatives, more decimals than `digits` and what JSON numbers cannot carry exactly are refused.
 */
export function canonicalAmount(text: string, digits = 2): string | null {
  const [match, whole, fraction = ''] = decimal.exec(text) ?? [];
  if (!match || !whole || fraction.length > digits) return null;
  const canonical = digits ? `${whole}.${fraction.padEnd(digits, '0')}` : whole;
  const exact = whole.length + digits <= 15;
  return exact && Number(canonical) > 0 ? canonical : null;
}

/** The canonical form of a count of points or stamps (a positive whole number), or `null`. */
export function canonicalCount(text: string): string | null {
  return canonicalAmount(text, 0);
}

function scaled(text: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

const fractionLength = (text: string): number => text.split('.')[1]?.length ?? 0;

/** What a count of points is worth at `pointValue` money each, rounded down to `digits` decimals; `null` without a value. */
export function worth(count: string, pointValue: string, digits: number): string | null {
  if (!decimal.test(pointValue) || !whole.test(count)) return null;
  const places = Math.max(digits, fractionLength(pointValue));
  const value = (BigInt(count) * scaled(pointValue, places)) / 10n ** BigInt(places - digits);
  const text = value.toString().padStart(digits + 1, '0');
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
}

/** Whether a count of points that have a value comes to less than the smallest coin: it would be used for nothing. */
export function isWorthless(count: string, pointValue: string, digits: number): boolean {
  const value = worth(count, pointValue, digits);
  return value !== null && Number(value) === 0 && Number(pointValue) > 0;
}

/** The largest count of points worth no more than `amount`, at `pointValue` money each; `null` without a value. */
export function pointsWorth(amount: string, pointValue: string): string | null {
  if (!decimal.test(amount) || !decimal.test(pointValue)) return null;
  const places = Math.max(fractionLength(amount), fractionLength(pointValue));
  const each = scaled(pointValue, places);
  return each > 0n ? (scaled(amount, places) / each).toString() : null;
}
