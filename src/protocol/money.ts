/**
 * Money and counts as canonical decimal strings; nothing here rounds or guesses, and no binary fraction is ever computed
 * with. A text that is not plainly a positive decimal is no amount at all.
 */

const decimal = /^(0|[1-9]\d*)(?:\.(\d+))?$/;
const whole = /^(?:0|[1-9]\d*)$/;

/** The platform's first number format loads all its data: what a first paint commonly needs is known without. */
const digitsOf = new Map([
  ['', 2],
  ['TRY', 2],
  ['EUR', 2],
  ['USD', 2],
  ['GBP', 2],
]);

/** How many decimals a currency has: 2 for `TRY`, 0 for `JPY`, 3 for `KWD`; 2 where none or an unknown one is given. */
export function currencyDigits(currency: string): number {
  const digits = digitsOf.get(currency) ?? lookUpDigits(currency);
  digitsOf.set(currency, digits);
  return digits;
}

function lookUpDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
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

/** The largest count of points worth no more than `amount`, at `pointValue` money each; `null` without a value. */
export function pointsWorth(amount: string, pointValue: string): string | null {
  if (!decimal.test(amount) || !decimal.test(pointValue)) return null;
  const places = Math.max(fractionLength(amount), fractionLength(pointValue));
  const each = scaled(pointValue, places);
  return each > 0n ? (scaled(amount, places) / each).toString() : null;
}
