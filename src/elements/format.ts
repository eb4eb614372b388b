/** Numbers, money and times for the eye, by the platform's `Intl`. */
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

/** A canonical decimal as money, or as a plain number where no currency is known. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  const digits = currencyDigits(currency);
  const plain = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  try {
    return numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(Number(amount));
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
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
}
