/**
 * What earn and redeem draw alike: the button of a booking and the question whether one more is wanted, the line that says for
 * whom, and the balances after it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationController } from '../../controllers/conversation-controller.js';
import type { Place, Sale } from '../../controllers/sale-context.js';
import { isUnsettled } from '../../flow/conversation.js';
import type { Earning, NewBalances } from '../../protocol/results.js';
import type { Localization } from '../../words/localization.js';
import { balances } from '../view/customer-card.js';
import type { BookingView } from './booking-view.js';

/** How a button is drawn. */
export interface ButtonStyle {
  kind?: string;
  /** Whether the page may put its own text there. */
  isSlotted?: boolean;
  /** Id of what describes it. */
  describedBy?: string;
}

/** What of its tag is read and called. */
export interface BookingSite {
  readonly words: Localization;
  readonly booking: BookingView | null;
  readonly conversation: ConversationController;
  readonly sale: Sale | null;
  /** Whether a submit would only repeat what is booked. */
  readonly isSpent: boolean;
  /** Whether it is a step on the surface of a sale. */
  readonly isStep: boolean;
  /** How much of it is drawn. */
  readonly place: Place;
  /** Whether the customer has other balances by now than the result told. */
  readonly isStale: boolean;
  button(text: string, style?: ButtonStyle): TemplateResult;
  /** One more is wanted of what is booked. */
  readonly onAgain: () => void;
}

const againKeys = {
  earn: ['earnAgain', 'earnAgainAsk', 'earnAgainYes'],
  redeem: ['redeemAgain', 'redeemAgainAsk', 'redeemAgainYes'],
} as const;

/** The button of a booking. Where the sale has one already, it asks whether one more is wanted, and another one says so. */
export function bookingButton(site: BookingSite, text: string, style: ButtonStyle = {}): TemplateResult {
  const { booking, words } = site;
  if (!booking || !site.isSpent) return site.button(text, style);
  const [more, ask, yes] = againKeys[booking.kind];
  const { isAsked } = booking.intents;
  // The first button stays where it was and takes the question back: two taps or two times Enter change nothing.
  const first = site.button(words.say(isAsked ? 'againNo' : more), { kind: 'main over', isSlotted: false });
  if (!isAsked) return first;
  return html`${first}<div class="status full note"><div><div role="status">${words.say(ask)}</div><div class="row actions"><button type="button" part="again" class="quiet" @click=${site.onAgain}>${words.say(yes)}</button></div></div></div>`;
}

/** The balances after a booking; of what was only reported they may not be known. */
export function newBalances(site: BookingSite, result: NewBalances | null): TemplateResult | typeof nothing {
  const { points, stamps } = result ?? {};
  const { sale, words } = site;
  if (points === undefined || stamps === undefined || site.isStale) return nothing;
  // Side by side with them the customer stands, who has the same.
  const { customerCode, cardType } = result as Partial<Earning>;
  const isTold = site.isStep && site.place === 'whole' && sale?.isWide && sale.customer?.customerCode === customerCode;
  if (isTold) return nothing;
  return html`<div part="result" class="result">${balances(points, stamps, { cardSize: sale?.cardSize ?? 0, words, areTold: site.isStep && cardType === 'point' })}</div>`;
}

/** The line that says where the money moves: of the operation under way, else of the one that a tap would start. */
export function forWhom(site: BookingSite, next: string | undefined): TemplateResult | typeof nothing {
  const { state, customerContext } = site.conversation;
  // The sentence of what was left unfinished names the customer itself; that of what will stay unknown does not.
  const isNamed = state.restored && state.error?.retryable;
  const email = isNamed ? '' : isUnsettled(state.phase) ? customerContext.maskedEmail : next;
  // On the surface of a sale the customer stands right above.
  const isTold = site.isStep && email === site.sale?.customer?.maskedEmail;
  return email ? html`<div class=${isTold ? 'hidden' : 'muted'}>${site.words.say('for', { email })}</div>` : nothing;
}
