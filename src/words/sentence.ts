/** What a sentence is: a text, or what makes one of the figures. */

/** Figures and names for a sentence, already formatted for the page's language. */
export interface Values {
  /** The bare number, for plurals. What an earn is for has one where stamps are counted, and none where it is money. */
  n?: number;
  /** The number as it is shown. */
  count?: string;
  /** An amount of money, points or stamps as it is shown: `"₺85.50"`, `"50 points"`. */
  value?: string;
  /** Masked e-mail address of the customer. */
  email?: string;
  /** A time of day. */
  time?: string;
  /** A name that the merchant gave, of a coupon. */
  name?: string;
}

/** A sentence, or what makes one of the figures. */
export type Sentence = string | ((values: Values) => string);
