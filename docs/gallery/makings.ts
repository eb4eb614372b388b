/** What scenes are made of: the shape of one, the tags with their attributes, and the customers who stand before the till. */
import type { Fetch } from 'loyalite-elements';
import type { Act } from './acts.js';
import { answering, pinRequired } from './answers.js';

/** One figure of the gallery. */
export interface Scene {
  id: string;
  title: string;
  /** Tag and attributes. */
  element: readonly [tag: string, attributes: Readonly<Record<string, string>>];
  /** Tags inside it. */
  inside?: readonly Scene['element'][];
  fetch?: Fetch;
  /** What happens before it is looked at; by default nothing. */
  act?: Act;
  /** The state that it comes to. */
  state?: string;
  /** Selector of the tag inside that comes to it; by default the element itself. */
  of?: string;
  /** Takes the page for itself, for a dialog, a camera or the keyboard: shown by `?scene=`. */
  isAlone?: boolean;
}

type Attributes = Record<string, string>;

/** Nobody answers there; a name of its own keeps what a scene leaves unfinished from the others. */
export const endpoint = '/nowhere';
/** Patience without end: what is under way stays under way. */
export const patient = { deadline: '3600000' };

export const lookup = (more: Attributes = {}): Scene['element'] => [
  'loyalite-lookup',
  { endpoint, 'card-size': '10', 'terms-url': '/terms.html', 'privacy-url': '/privacy.html', ...more },
];
export const earn = (more: Attributes): Scene['element'] => ['loyalite-earn', { endpoint, currency: 'TRY', ...more }];
export const redeem = (more: Attributes = {}): Scene['element'] => [
  'loyalite-redeem',
  { endpoint, currency: 'TRY', 'point-value': '0.10', ...more },
];

/** A checkout with an endpoint of its own. */
export const sale = (name: string, more: Attributes = {}): Scene['element'] => [
  'loyalite-checkout',
  {
    endpoint: `/nowhere/${name}`,
    'order-id': 'A-1001',
    amount: '270.50',
    currency: 'TRY',
    'point-value': '0.10',
    'card-size': '10',
    ...more,
  },
];
/** The three steps inside it. */
export const steps: Scene['inside'] = [
  ['loyalite-lookup', {}],
  ['loyalite-redeem', {}],
  ['loyalite-earn', {}],
];

/** Asks for a PIN and, once it is typed, goes on like this. */
export function pinThen(next: Fetch): Fetch {
  const first = answering(pinRequired);
  let turn = 0;
  return (...request) => (turn++ ? next(...request) : first(...request));
}

export const coupon = { id: 'c7', name: 'Free coffee', qr_token: 'cq_7f3a9b2e' };
