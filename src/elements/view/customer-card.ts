/** Who the customer is and what the balances are, to be read from a metre away. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Customer } from '../../protocol/results.js';
import type { WordingKey } from '../../words/english.js';
import type { Localization } from '../../words/localization.js';

/** What the card needs of its element. */
export interface CardParts {
  /** How many stamps fill a card; 0 where nobody said. */
  cardSize: number;
  words: Localization;
}

/** A card longer than this is a number, not dots. */
const maxDots = 12;

/** "9 / 10" is read in the direction of its language. */
function figure(text: string, unit: string, dir: 'ltr' | 'rtl'): TemplateResult {
  return html`<div><b><bdi dir=${dir}>${text}</bdi></b><span class="muted">${unit}</span></div>`;
}

function dots(stamps: number, cardSize: number): TemplateResult | typeof nothing {
  if (!cardSize || cardSize > maxDots) return nothing;
  return html`<div class="dots" aria-hidden="true">${Array.from({ length: cardSize }, (_, index) => html`<i class=${index < stamps ? 'on' : ''}></i>`)}</div>`;
}

/** The balances, and the stamp card where its size is known. */
export function balances(points: number, stamps: number, { cardSize, words }: CardParts): TemplateResult {
  const held = cardSize ? `${words.count(stamps)} / ${words.count(cardSize)}` : words.count(stamps);
  return html`<div class="figures">${figure(words.count(points), words.say('pointsUnit', { n: points }), words.dir())}${figure(held, words.say('stampsUnit', { n: stamps }), words.dir())}</div>
    ${dots(stamps, cardSize)}`;
}

/** The customer who was found. */
export function customerCard(customer: Customer, parts: CardParts): TemplateResult {
  const { customerCode, maskedEmail, stampCount, pointBalance, isNew, manualCode, verification } = customer;
  const how: WordingKey = isNew ? 'newCustomer' : verification === 'qr' ? 'scanned' : manualCode ? 'typed' : 'byEmail';
  return html`<div part="result" class="result" role="group" aria-labelledby="who">
    <div class="who">
      <div class="avatar" aria-hidden="true">${maskedEmail.slice(0, 1)}</div>
      <div><b id="who"><bdi dir="ltr">${maskedEmail}</bdi></b><div class="muted"><bdi dir="ltr">${customerCode}</bdi> · ${parts.words.say(how)}</div></div>
    </div>
    ${balances(pointBalance, stampCount, parts)}
  </div>`;
}
