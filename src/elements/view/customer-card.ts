/** Who the customer is and what the balances are, to be read from a metre away. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Sale } from '../../controllers/sale-context.js';
import type { Customer } from '../../protocol/results.js';
import type { WordingKey } from '../../words/english.js';
import type { Localization } from '../../words/localization.js';
import { discountOf } from '../booking/operation-text.js';
import { cross } from './icons.js';

/** What the card needs of its element. */
export interface CardParts {
  /** How many stamps fill a card; 0 where nobody said. */
  cardSize: number;
  words: Localization;
  /** What the points are worth, as it is shown; where nobody said, nothing. */
  worth?: string | null;
  /** The points stand in the status line, and not here once more; of stamps it does not say how many fill the card. */
  areTold?: boolean;
  /** Whether the look-up found them; of one whom the page gave it is not known how. */
  isFound?: boolean;
  /** Takes the wrong customer off the sale, as long as that can be done. */
  onremove?: () => void;
}

/** A card longer than this is a number, not dots. */
const maxDots = 12;

/** "9 / 10" is read in the direction of its language. */
function figure(text: string, unit: string | TemplateResult, dir: 'ltr' | 'rtl'): TemplateResult {
  return html`<div><b><bdi dir=${dir}>${text}</bdi></b><span class="muted">${unit}</span></div>`;
}

function dots(stamps: number, cardSize: number): TemplateResult | typeof nothing {
  if (!cardSize || cardSize > maxDots) return nothing;
  return html`<div class="dots" aria-hidden="true">${Array.from({ length: cardSize }, (_, index) => html`<i class=${index < stamps ? 'on' : ''}></i>`)}</div>`;
}

/** What points are worth in the sale's terms, as it is shown; `null` where the page does not say. */
export function worthOf(
  points: number,
  sale: Pick<Sale, 'pointValue' | 'currency'>,
  words: Localization,
): string | null {
  const all = { kind: 'redeem', cardType: 'point', amount: String(Math.floor(points)) } as const;
  const value = points >= 1 ? discountOf(all, sale) : null;
  return value && words.money(value, sale.currency);
}

/** The balances, and the stamp card where its size is known. */
export function balances(
  points: number,
  stamps: number,
  { cardSize, words, worth: value, areTold }: CardParts,
): TemplateResult {
  const held = cardSize ? `${words.count(stamps)} / ${words.count(cardSize)}` : words.count(stamps);
  const unit = words.say('pointsUnit', { n: points });
  return html`<div class=${areTold ? 'figures told' : 'figures'}>${figure(words.count(points), value ? html`${unit} =\u00a0<bdi>${value}</bdi>` : unit, words.dir())}${figure(held, words.say('stampsUnit', { n: stamps }), words.dir())}</div>
    ${dots(stamps, cardSize)}`;
}

/** How the customer was found, as far as somebody said it. */
function wayOf({ isNew, manualCode, verification }: Customer, isFound: boolean | undefined): WordingKey | null {
  if (isNew) return 'newCustomer';
  if (verification === 'qr') return 'scanned';
  if (manualCode) return 'typed';
  return isFound ? 'byEmail' : null;
}

/** The customer of the sale. */
export function customerCard(customer: Customer, parts: CardParts): TemplateResult {
  const { customerCode, maskedEmail, stampCount, pointBalance } = customer;
  const { words, onremove, isFound } = parts;
  const way = wayOf(customer, isFound);
  const code = html`<bdi dir="ltr">${customerCode}</bdi>`;
  // Of a customer that the page gave there may be no more than a code.
  const isBare = ([pointBalance, stampCount] as (number | undefined)[]).includes(undefined);
  return html`<div part="result" class="result" role="group" aria-labelledby="who">
    <div class="who">
      <div class="avatar" aria-hidden="true">${maskedEmail.slice(0, 1)}</div>
      <div><b id="who">${maskedEmail ? html`<bdi dir="ltr">${maskedEmail}</bdi>` : code}</b><div class="muted">${maskedEmail ? code : nothing}${maskedEmail && way ? html` · ` : nothing}${way ? words.say(way) : nothing}</div></div>
      ${onremove ? html`<button type="button" part="remove" class="quiet icon" aria-label=${words.say('removeCustomer')} @click=${onremove}><svg viewBox="0 0 20 20" aria-hidden="true">${cross}</svg></button>` : nothing}
    </div>
    ${isBare ? nothing : balances(pointBalance, stampCount, parts)}
  </div>`;
}
