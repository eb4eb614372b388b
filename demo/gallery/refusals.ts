/** What else the service and the elements can say, one scene a sentence. */
import { after, askNewPin, askPin, askShortPin, creditTooEarly, filled, give, leaveCoupon, scanCouponFirst, scanCustomerForCoupon, scanned, set, showAnother, submit, submitTo, tick, typed } from './acts.js';
import { answering, balance, busy, customer, losing, losingBookings, losingFirst, ok, pinRequired, refusal, signInPage, silent } from './answers.js';
import { anna } from './customers.js';
import { earn, lookup, patient, redeem, sale, steps, type Scene } from './makings.js';
import { blockNotes, goOffline, leaveLongAgo, submitAndWait, submitSecond } from './troubles.js';

const code = typed('482193');
const address = typed('ayse@example.com');
const consents = refusal(422, 'consent_terms_required');

const lookups: Scene[] = [
  { id: 'lookup-enrolled', title: 'Enrolled', element: lookup(), fetch: answering(consents, customer({ is_new: true, point_balance: 0, stamp_count: 0 })), act: after(address, submitTo('consent'), tick, submit), state: 'done' },
  { id: 'lookup-reminded', title: 'A tick is missing', element: lookup(), fetch: answering(consents), act: after(address, submitTo('consent'), submit), state: 'consent' },
  { id: 'lookup-empty', title: 'Nothing typed', element: lookup(), act: submit, state: 'failed' },
  { id: 'lookup-method', title: 'QR codes only', element: lookup({ methods: 'qr' }), act: after(code, submit), state: 'failed' },
  { id: 'lookup-address', title: 'An address that is none', element: lookup(), fetch: answering(refusal(422, 'email_required')), act: after(typed('@'), submit), state: 'failed' },
  { id: 'lookup-lost', title: 'No answer', element: lookup(), fetch: losing, act: after(code, submit), state: 'failed' },
  { id: 'lookup-garbled', title: 'An answer that nobody can read', element: lookup(), fetch: answering(ok('?')), act: after(code, submit), state: 'failed' },
  { id: 'lookup-sign-in', title: 'A sign-in page', element: lookup(), fetch: signInPage, act: after(code, submit), state: 'failed' },
  { id: 'lookup-busy', title: 'Too many requests', element: lookup(), fetch: answering(busy), act: after(code, submit), state: 'failed' },
  { id: 'lookup-slow', title: 'Still looking up', element: lookup(patient), fetch: silent, act: after(code, submitAndWait), state: 'pending' },
  { id: 'till-offline', title: 'No network', element: lookup(), act: after(code, goOffline, submit), state: 'failed', isAlone: true },
];

const earns: Scene[] = [
  { id: 'earn-changed', title: 'The amount changes while it is credited', element: earn({ amount: '270.50', ...patient }), fetch: silent, act: after(give(anna), submit, set('amount', '300.00')), state: 'pending' },
  { id: 'earn-again', title: 'Credited before', element: earn({ amount: '270.50', endpoint: '/nowhere/again', 'order-id': 'A-1' }), fetch: answering(balance()), act: after(give(anna), submitTo('done'), submit), state: 'failed' },
  { id: 'earn-other', title: 'Another amount for the same order', element: earn({ amount: '270.50', endpoint: '/nowhere/other', 'order-id': 'A-1' }), fetch: answering(balance()), act: after(give(anna), submitTo('done'), set('amount', '99.00'), submit), state: 'failed' },
  { id: 'earn-checked', title: 'Checked, and still not known', element: earn({ amount: '270.50' }), fetch: losingBookings(customer({ point_balance: 390 })), act: after(give(anna), submitTo('unconfirmed'), submitTo('pending')), state: 'unconfirmed' },
  { id: 'earn-conflict', title: 'The service has the order', element: earn({ amount: '270.50' }), fetch: answering(refusal(409, 'taken')), act: after(give(anna), submit), state: 'unconfirmed' },
  { id: 'earn-sign-in', title: 'A sign-in page in place of the answer', element: earn({ amount: '270.50' }), fetch: signInPage, act: after(give(anna), submit), state: 'unconfirmed' },
  { id: 'earn-then-refused', title: 'Lost, then refused', element: earn({ amount: '270.50' }), fetch: losingFirst(1, answering(refusal(402, 'subscription_required'))), act: after(give(anna), submit), state: 'unconfirmed' },
  { id: 'earn-subscription', title: 'The subscription has ended', element: earn({ amount: '270.50' }), fetch: answering(refusal(402, 'subscription_required')), act: after(give(anna), submit), state: 'failed' },
  { id: 'earn-unverified', title: 'Nobody was verified', element: earn({ amount: '270.50', 'verified-only': '' }), act: after(give({ ...anna, verification: 'none' }), submit), state: 'failed' },
  { id: 'earn-refused', title: 'Refused, whatever for', element: earn({ amount: '270.50' }), fetch: answering(refusal(422, 'something_new')), act: after(give(anna), submit), state: 'failed' },
  { id: 'earn-count', title: 'No count of stamps', element: earn({ stamps: '1.5' }), act: after(give(anna), submit), state: 'failed' },
  { id: 'earn-elsewhere', title: 'Another window is at it', element: earn({ amount: '270.50', endpoint: '/nowhere/elsewhere', 'order-id': 'A-1', ...patient }), fetch: silent, act: after(give(anna), submitSecond), state: 'pending' },
  { id: 'earn-final', title: 'Not known for two days', element: earn({ amount: '270.50', 'order-id': 'A-0900' }), act: leaveLongAgo, state: 'unconfirmed' },
  { id: 'till-notes', title: 'A browser that keeps no notes', element: earn({ amount: '270.50' }), fetch: answering(balance()), act: after(blockNotes, give(anna), submit), state: 'done', isAlone: true },
  { id: 'earn-pin-short', title: 'A PIN of one digit', element: earn({ amount: '270.50' }), fetch: answering(pinRequired), act: after(give(anna), askShortPin), state: 'pin', isAlone: true },
  { id: 'earn-pin-uncounted', title: 'A wrong PIN, tries not told', element: earn({ amount: '270.50' }), fetch: answering(pinRequired, refusal(422, 'pin_invalid')), act: after(give(anna), askPin), state: 'pin', isAlone: true },
  { id: 'earn-pin-newest', title: 'A new PIN', element: earn({ amount: '270.50' }), fetch: answering(pinRequired), act: after(give(anna), askNewPin), state: 'pin', isAlone: true },
  { id: 'earn-pin-exceeded', title: 'Too many wrong PINs', element: earn({ amount: '270.50' }), fetch: answering(pinRequired, refusal(429, 'pin_attempts_exceeded')), act: after(give(anna), askPin), state: 'pin', isAlone: true },
];

const redeems: Scene[] = [
  { id: 'redeem-zero', title: 'Nothing there to redeem', element: redeem(), act: after(give({ ...anna, pointBalance: 0 }), submit), state: 'failed' },
  { id: 'redeem-many', title: 'More than there is', element: redeem(), act: after(give(anna), filled('121'), submit), state: 'failed' },
  { id: 'redeem-unknown-balance', title: 'Not enough, and nobody knows how much', element: redeem({ points: '500', 'customer-code': '482193' }), fetch: answering(refusal(422, 'insufficient_balance')), act: submit, state: 'failed' },
  { id: 'redeem-left', title: 'A coupon that was never answered', element: redeem({ coupon: '' }), act: leaveCoupon, state: 'unconfirmed' },
  { id: 'redeem-left-other', title: 'Another coupon than the one to check', element: redeem({ coupon: '', endpoint: '/nowhere/other-left' }), act: showAnother, state: 'unconfirmed' },
  { id: 'redeem-coupon-unknown', title: 'No such coupon', element: redeem({ coupon: '' }), fetch: answering(refusal(404, 'coupon_not_found')), act: scanned('cq_nobodys'), state: 'failed' },
  { id: 'redeem-coupon-probably', title: 'Most likely redeemed here', element: redeem({ coupon: 'cq_7f3a9b2e', endpoint: '/nowhere/probably' }), fetch: losingFirst(1, answering(refusal(409, 'coupon_already_used'))), act: submit, state: 'unconfirmed' },
];

const sales: Scene[] = [
  { id: 'sale-open', title: 'A redemption is not over', element: sale('open'), inside: steps, fetch: losingBookings(customer()), act: creditTooEarly, state: 'failed', of: 'loyalite-earn' },
  { id: 'sale-customer-late', title: 'A customer in place of the coupon', element: sale('late'), inside: [['loyalite-redeem', { coupon: '' }]], fetch: answering(refusal(404, 'coupon_not_found')), act: scanCustomerForCoupon, state: 'failed', of: 'loyalite-redeem' },
  { id: 'sale-coupon-first', title: 'A coupon in place of the customer', element: sale('first'), inside: [['loyalite-lookup', {}]], fetch: answering(refusal(422, 'invalid_qr')), act: scanCouponFirst, state: 'failed', of: 'loyalite-lookup' },
];

/** Beside those of the steps of a sale. */
export const refusals: readonly Scene[] = [...lookups, ...redeems, ...earns, ...sales];
