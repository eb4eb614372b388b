/** Numbers, money and times for the eye, by the platform's `Intl`; the commonest money as `Intl` would write it. */
import { currencyDigits } from '../protocol/money.js';

/** Making a format takes a hundred times as long as using it, and a till needs few. */
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** A count with the language's digits and grouping. */
export function formatCount(n: number, locale: string): string {
  return numberFormat(locale).format(n);
}

/**
 * What a first paint needs is known here: the platform's first number format loads all its data, which costs as much as all the
 * rest of the paint. A test holds every one of these against the platform's own.
 */
const signs = new Map([
  ['TRY', '₺'],
  ['EUR', '€'],
  ['USD', '$'],
  ['GBP', '£'],
]);
const marks: Record<string, [group: string, decimal: string]> = { en: [',', '.'], tr: ['.', ','], de: ['.', ','] };

function commonMoney(amount: string, currency: string, locale: string): string | null {
  const [match, whole = '', fraction = ''] = /^(\d{1,12})\.(\d\d)$/.exec(amount) ?? [];
  const sign = signs.get(currency);
  const [group, decimal] =
    marks[/^(?:en(?:-US|-GB)?|tr(?:-TR)?|de(?:-DE)?)$/.test(locale) ? locale.slice(0, 2) : ''] ?? [];
  if (!match || !sign || !group || !decimal) return null;
  const number = whole.replace(/\B(?=(?:\d{3})+$)/g, group) + decimal + fraction;
  return locale.startsWith('de') ? `${number}\u00a0${sign}` : sign + number;
}

/** A canonical decimal as money, or as a plain number where no currency is known. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  const common = commonMoney(amount, currency, locale);
  if (common !== null) return common;
  const digits = currencyDigits(currency);
  const plain = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const money = { ...plain, style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  try {
    return numberFormat(locale, money).format(Number(amount));
  } catch {
    return numberFormat(locale, plain).format(Number(amount));
  }
}

/** A day and a time of day. */
export function formatMoment(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(time);
}

/** A time of day. */
export function formatTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(iso));
}
