/**
 * What the codes on goods look like, as far as that can be told from the text alone: retail numbers with and without add-on, GS1
 * strings and links, serial numbers of phones, numbers of parcels. Such a text is the till's own business: it is never held,
 * never asked about and never redeemed. Knows nothing of keys, of this till, or of what a code of ours looks like.
 */

/** More characters than this stand in no linear code of any product. */
export const longestLinear = 48;

/** The check digit of all retail numbers and parcels: weights 3 and 1 from the right. */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/** The check digit of a phone's serial number. */
function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** What a reader of the trade puts before the data to name the kind of code: `]E0`, `]C1`, `]Q1`. */
const identifier = /^\][A-Za-z]\d/;

/** A text without the identifier that scanners can be set to send. */
export const withoutIdentifier = (text: string): string => text.replace(identifier, '');

/** Numbers of a book, a magazine or a pack with two or five more digits beside it. */
const withAddOn = /^(\d{8}|\d{12,13})(?:\d{2}|\d{5})$/;

/** A GS1 string that begins with the number of an article, of what is in a box, or of the box itself. */
function isElementString(text: string): boolean {
  const plain = text.replace(/^[\x1d~]/, '');
  if (/^\(\d{2,4}\)/.test(plain)) return true;
  const [, parcel, article] = /^(?:00(\d{18})|0[12](\d{14}))/.exec(plain) ?? [];
  const number = parcel ?? article;
  return number !== undefined && hasCheckDigit(number);
}

const isLink = (text: string): boolean => /^https?:\/\/[^/?#]+(?:\/[^?#]*)?\/(?:00|01|414|8006|8013)\/\d+/i.test(text);

const isNumber = (digits: string): boolean =>
  digits.length <= 14 ||
  (digits.length === 15 && isLuhn(digits)) ||
  (digits.length === 18 && hasCheckDigit(digits)) ||
  /^00\d{18}$/.test(digits) ||
  hasCheckDigit(withAddOn.exec(digits)?.[1] ?? '1');

/** Whether a whole text is the code of a product, a parcel or a phone, and nothing else. */
export function isProduct(text: string): boolean {
  const plain = withoutIdentifier(text);
  if (plain.slice(0, -1).includes('\x1d') || isElementString(plain) || isLink(plain)) return true;
  return /^\d+$/.test(plain) && isNumber(plain);
}

/** Whether a text can be a number of the retail trade: its length is one, and its check digit right. */
export const isRetailNumber = (text: string): boolean => /^(?:\d{8}|\d{12,14})$/.test(text) && hasCheckDigit(text);

/** Whether these characters can be the beginning of a product's long code: GS1, or a web address of whatever maker. */
export function mayBeProduct(text: string): boolean {
  const plain = withoutIdentifier(text);
  return plain.includes('\x1d') || isElementString(plain) || /^https?:\/\//i.test(plain);
}
