/** What the service has reported of lost answers, and what else a cashier can be told beside the steps of a sale. */
import type { Fetch } from 'loyalite-elements';
import {
  after,
  askForMore,
  creditScanned,
  filled,
  give,
  reached,
  openWay,
  scanCustomer,
  submit,
  submitTo,
  type Act,
  type Tag,
} from './acts.js';
import { answering, balance, booking, customer, losing, losingFirst, ok, pinRequired, refusal } from './answers.js';
import { anna } from './customers.js';
import { earn, lookup, redeem, sale, steps, type Scene } from './makings.js';

const at = '2026-11-28T14:10:00Z';
/** Loses each booking's answer; the proxy knows this of it, and the customer cannot be looked up. */
const reporting =
  (outcome: object): Fetch =>
  (url, init) =>
    (url.includes('/outcome?') ? answering({ status: 200, body: outcome }) : losing)(url, init);

/** One digit by the keypad. */
const tapOne: Act = (element) => element.shadowRoot?.querySelector<HTMLElement>('[part=pin-key]')?.click();

/** Points are redeemed, and then goods are taken off the bill. */
const redeemThenShrink: Act = async (checkout) => {
  await scanCustomer(checkout);
  const tag = checkout.querySelector('loyalite-redeem') as Tag;
  tag.submit();
  await reached(tag, 'done');
  checkout.setAttribute('amount', '4.00');
};

/** The purchase is credited, and the next customer's code comes before the sale was ended. */
const scanTooEarly: Act = async (checkout) => {
  await scanCustomer(checkout);
  const tag = checkout.querySelector('loyalite-earn') as Tag;
  tag.submit();
  await reached(tag, 'done');
  (checkout.querySelector('loyalite-lookup') as Tag & { scan(text: string): void }).scan('pos1.next');
};

/** More points are typed than the sale is worth. */
const redeemTooMany: Act = async (checkout) => {
  await scanCustomer(checkout);
  await openWay(checkout);
  const tag = checkout.querySelector('loyalite-redeem') as Tag;
  await filled('4000')(tag);
  tag.submit();
};

const redeemInSale: Act = async (checkout) => {
  await scanCustomer(checkout);
  (checkout.querySelector('loyalite-redeem') as Tag).submit();
};

export const reported: readonly Scene[] = [
  {
    id: 'earn-reported',
    title: 'The service has reported it',
    element: earn({ amount: '270.50' }),
    fetch: reporting({ outcome: 'booked', by: 'event', at, coupon: { id: 'c7', name: 'Free coffee' } }),
    act: after(give(anna), submit),
    state: 'done',
  },
  {
    id: 'earn-card-began',
    title: 'The card began again',
    element: [
      'loyalite-checkout',
      { endpoint: '/nowhere/began', 'order-id': 'A-1001', stamps: '8', 'card-size': '10' },
    ],
    inside: [
      ['loyalite-lookup', {}],
      ['loyalite-earn', {}],
    ],
    fetch: booking(balance({ stamps: 2 }), customer()),
    act: creditScanned,
    state: 'done',
    of: 'loyalite-earn',
  },
  {
    id: 'redeem-reported',
    title: 'The service has reported the redemption',
    element: redeem({ points: '50' }),
    fetch: reporting({ outcome: 'booked', by: 'event', at }),
    act: after(give(anna), submit),
    state: 'done',
  },
  {
    id: 'earn-evidence',
    title: 'Something like it was reported',
    element: earn({ amount: '270.50' }),
    fetch: reporting({ outcome: 'evidence', reports: [{ at }, { at, source: 'manual' }] }),
    act: after(give(anna), submit),
    state: 'unconfirmed',
  },
  {
    id: 'redeem-evidence',
    title: 'A redemption like it was reported',
    element: redeem({ points: '50' }),
    fetch: reporting({ outcome: 'evidence', reports: [{ at }, { at, source: 'manual' }] }),
    act: after(give(anna), submit),
    state: 'unconfirmed',
  },
  {
    id: 'redeem-asked-again',
    title: 'Whether more is to be redeemed',
    element: redeem({ points: '50', endpoint: '/nowhere/redeem-more', 'order-id': 'A-1' }),
    fetch: answering(balance({ points: 70 })),
    act: after(give(anna), submitTo('done'), askForMore),
    state: 'done',
  },
  {
    id: 'redeem-mismatch',
    title: 'A balance that does not follow',
    element: sale('mismatch'),
    inside: steps,
    fetch: booking(ok({ stamps: 4, points: 5 }), customer()),
    act: redeemInSale,
    state: 'unconfirmed',
    of: 'loyalite-redeem',
  },
  {
    id: 'redeem-exceeds',
    title: 'More than the sale is worth',
    element: sale('exceeds'),
    inside: steps,
    fetch: answering(customer({ point_balance: 5000 })),
    act: redeemTooMany,
    of: 'loyalite-redeem',
    state: 'failed',
  },
  {
    id: 'sale-exceeded',
    title: 'The sale is worth less than what was redeemed',
    element: sale('exceeded'),
    inside: steps,
    fetch: booking(balance({ points: 0 }), customer()),
    act: redeemThenShrink,
    state: 'done',
    of: 'loyalite-redeem',
  },
  {
    id: 'sale-over',
    title: 'The last sale was not ended',
    element: sale('over'),
    inside: steps,
    fetch: booking(balance(), customer()),
    act: scanTooEarly,
    state: 'failed',
    of: 'loyalite-lookup',
  },
  {
    id: 'lookup-signed-out',
    title: 'The till is signed out',
    element: lookup(),
    fetch: answering(refusal(401, 'session_expired')),
    act: after(filled('482193'), submit),
    state: 'failed',
  },
  {
    id: 'earn-signed-out',
    title: 'Lost, and signed out since',
    element: earn({ amount: '270.50' }),
    fetch: losingFirst(1, answering(refusal(401, 'session_expired'))),
    act: after(give(anna), submit),
    state: 'unconfirmed',
  },
  {
    id: 'earn-proxy',
    title: "The shop's own server has a problem",
    element: earn({ amount: '270.50' }),
    fetch: answering(refusal(503, 'proxy_unavailable', { sent: false })),
    act: after(give(anna), submit),
    state: 'failed',
  },
  {
    id: 'lookup-refused',
    title: 'Refused for an unknown reason',
    element: lookup(),
    fetch: answering(refusal(422, 'something_new')),
    act: after(filled('482193'), submit),
    state: 'failed',
  },
  {
    id: 'lookup-doubtful',
    title: 'An address that may be mistyped',
    element: lookup(),
    act: after(filled('ayşe@example.com'), submit),
    state: 'failed',
  },
  {
    id: 'lookup-no-address',
    title: 'No address came through',
    element: lookup(),
    fetch: answering(refusal(422, 'email_required')),
    act: after(filled('ayse@example.com'), submit),
    state: 'failed',
  },
  {
    id: 'earn-pin-counted',
    title: 'A digit by the keypad',
    element: earn({ amount: '270.50' }),
    fetch: answering(pinRequired),
    act: after(give(anna), submitTo('pin'), tapOne),
    state: 'pin',
    isAlone: true,
  },
];
