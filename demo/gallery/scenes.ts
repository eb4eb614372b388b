/** One scene a state: what stands in the page, what the service answers, and what the cashier did. */
import { after, askPin, cancelAtPin, creditScanned, give, leaveSeveral, leaveUnfinished, scanCustomer, scanned, slip, slipAfterPin, submit, typed } from './acts.js';
import { answering, balance, busy, customer, losing, ok, pinRequired, refusal, silent } from './answers.js';
import { cameraScenes } from './cameras.js';
import { anna, odd } from './customers.js';
import { coupon, earn, lookup, patient, pinThen, redeem, sale, steps, type Scene } from './makings.js';
import { refusals } from './refusals.js';
import { scans } from './scans.js';

const lookups: Scene[] = [
  { id: 'lookup', title: 'Look-up, ready', element: lookup() },
  { id: 'lookup-disabled', title: 'Look-up, disabled', element: lookup({ disabled: '' }) },
  { id: 'lookup-pending', title: 'Looking up', element: lookup(patient), fetch: silent, act: after(typed('482193'), submit), state: 'pending' },
  { id: 'lookup-found', title: 'Found', element: lookup(), fetch: answering(customer()), act: after(typed('482193'), submit), state: 'done' },
  { id: 'lookup-odd', title: 'Found, with odd figures', element: lookup(), fetch: answering(customer({ masked_email: odd.maskedEmail, point_balance: odd.pointBalance, stamp_count: 30 })), act: after((element) => void Object.assign(element, { cardSize: 40 }), typed('482193'), submit), state: 'done' },
  { id: 'lookup-zero', title: 'Found, with nothing yet', element: lookup(), fetch: answering(customer({ point_balance: 0, stamp_count: 0, is_new: true })), act: after(typed('482193'), submit), state: 'done' },
  { id: 'lookup-consent', title: 'New customer', element: lookup(), fetch: answering(refusal(422, 'consent_terms_required')), act: after(typed('ayse@example.com'), submit), state: 'consent' },
  { id: 'lookup-unknown', title: 'No such customer', element: lookup(), fetch: answering(refusal(404, 'customer_not_found')), act: after(typed('111111'), submit), state: 'failed' },
  { id: 'lookup-by-email', title: 'Found by e-mail', element: lookup(), fetch: answering(customer()), act: after(typed('anna@example.com'), submit), state: 'done' },
  { id: 'lookup-codes', title: 'Codes only', element: lookup({ methods: 'code' }) },
  { id: 'lookup-expired', title: 'QR code too old', element: lookup(), fetch: answering(refusal(422, 'invalid_qr')), act: scanned('pos1.old'), state: 'failed' },
  { id: 'lookup-set-up', title: 'Not set up', element: lookup(), fetch: answering(refusal(401, 'invalid or missing API key')), act: after(typed('482193'), submit), state: 'failed' },
];

const earns: Scene[] = [
  { id: 'earn', title: 'Earn, ready', element: earn({ amount: '270.50' }), act: give(anna) },
  { id: 'earn-pending', title: 'Crediting', element: earn({ amount: '270.50', ...patient }), fetch: silent, act: after(give(anna), submit), state: 'pending' },
  { id: 'earn-busy', title: 'Waiting for the service', element: earn({ amount: '270.50' }), fetch: answering(busy), act: after(give(anna), submit), state: 'pending' },
  { id: 'earn-done', title: 'Credited', element: earn({ amount: '270.50' }), fetch: answering(balance()), act: after(give(anna), submit), state: 'done' },
  { id: 'earn-coupon', title: 'The card is full', element: earn({ stamps: '1', 'order-id': 'A-1003' }), fetch: answering(balance({ stamps: 0, coupon })), act: after(give(anna), submit), state: 'done' },
  { id: 'earn-long-coupon', title: 'A coupon with a long name', element: earn({ stamps: '1' }), fetch: answering(balance({ stamps: 0, coupon: { ...coupon, name: 'A large cup of coffee with whatever milk you like and a slice of cake of your choice '.repeat(3).slice(0, 200) } })), act: after(give(odd), submit), state: 'done' },
  { id: 'earn-slip', title: 'A slip of 42 columns', element: earn({ stamps: '1', 'order-id': 'A-1001' }), fetch: answering(balance({ stamps: 0, coupon })), act: after(give(anna), slip), state: 'done' },
  { id: 'earn-slip-narrow', title: 'A slip of 32 columns', element: earn({ amount: '270.50', 'order-id': 'A-1002', 'receipt-width': '32' }), fetch: answering(balance()), act: after(give(odd), slip), state: 'done' },
  { id: 'earn-slip-pin', title: 'A slip that a PIN stands for', element: earn({ stamps: '1', 'order-id': 'A-1004' }), fetch: answering(pinRequired, balance()), act: after(give(anna), slipAfterPin), state: 'done' },
  { id: 'earn-slip-unproven', title: 'A slip that nothing stands for', element: earn({ stamps: '1', 'order-id': 'A-1005' }), fetch: answering(balance()), act: after(give({ ...anna, verification: 'none' }), slip), state: 'done' },
  { id: 'earn-unconfirmed', title: 'Not known', element: earn({ amount: '270.50' }), fetch: losing, act: after(give(anna), submit), state: 'unconfirmed' },
  { id: 'earn-typed', title: 'Typed codes are refused', element: earn({ amount: '270.50' }), fetch: answering(refusal(403, 'manual_code_disabled')), act: after(give(anna), submit), state: 'failed' },
  { id: 'earn-amount', title: 'The amount is no amount', element: earn({ amount: '85,50' }), act: after(give(anna), submit), state: 'failed' },
  { id: 'earn-nobody', title: 'No customer yet', element: earn({ amount: '270.50' }), act: submit, state: 'failed' },
  { id: 'earn-pin', title: 'The PIN for an earn', element: earn({ amount: '270.50' }), fetch: answering(pinRequired), act: after(give(anna), submit), state: 'pin', isAlone: true },
  { id: 'earn-pin-checked', title: 'The PIN is being checked', element: earn({ amount: '270.50', ...patient }), fetch: pinThen(silent), act: after(give(anna), askPin), state: 'pending', isAlone: true },
  { id: 'earn-pin-over', title: 'The time for the PIN is over', element: earn({ amount: '270.50' }), fetch: answering(pinRequired, refusal(422, 'pin_expired')), act: after(give(anna), askPin), state: 'pin', isAlone: true },
  { id: 'earn-canceled', title: 'Canceled at the PIN', element: earn({ amount: '270.50' }), fetch: answering(pinRequired), act: after(give(anna), cancelAtPin), state: 'canceled' },
];

const redeems: Scene[] = [
  { id: 'redeem', title: 'Redeem, ready', element: redeem(), act: give(anna) },
  { id: 'redeem-odd', title: 'Redeem, a large balance', element: redeem(), act: give(odd) },
  { id: 'redeem-stamps', title: 'Redeem stamps', element: redeem({ stamps: '' }), act: give(anna) },
  { id: 'redeem-coupon', title: 'Redeem a coupon', element: redeem({ coupon: '' }) },
  { id: 'redeem-fixed', title: 'The page fixes the points', element: redeem({ points: '50' }), act: give(anna) },
  { id: 'redeem-pending', title: 'Redeeming', element: redeem({ points: '50', ...patient }), fetch: silent, act: after(give(anna), submit), state: 'pending' },
  { id: 'redeem-coupon-pending', title: 'Redeeming a coupon', element: redeem({ coupon: 'cq_7f3a9b2e', endpoint: '/nowhere/pending', ...patient }), fetch: silent, act: submit, state: 'pending' },
  { id: 'redeem-done', title: 'Redeemed', element: redeem({ points: '50' }), fetch: answering(balance({ points: 70 })), act: after(give(anna), submit), state: 'done' },
  { id: 'redeem-balance', title: 'The balance is not enough', element: redeem({ points: '500' }), fetch: answering(refusal(422, 'insufficient_balance')), act: after(give(anna), submit), state: 'failed' },
  { id: 'redeem-unconfirmed', title: 'Not known', element: redeem({ points: '50' }), fetch: losing, act: after(give(anna), submit), state: 'unconfirmed' },
  { id: 'redeem-coupon-done', title: 'Coupon redeemed', element: redeem({ coupon: 'cq_7f3a9b2e' }), fetch: answering(ok({ id: 'c7', name: 'Free coffee', status: 'redeemed' })), act: submit, state: 'done' },
  { id: 'redeem-coupon-used', title: 'Coupon already used', element: redeem({ coupon: 'cq_used' }), fetch: answering(refusal(409, 'coupon_already_used')), act: submit, state: 'failed' },
  { id: 'redeem-pin', title: 'The PIN for a redemption', element: redeem({ points: '50' }), fetch: answering(pinRequired), act: after(give(anna), submit), state: 'pin', isAlone: true },
  { id: 'redeem-coupon-pin', title: 'The PIN for a coupon', element: redeem({ coupon: 'cq_7f3a9b2e' }), fetch: answering(pinRequired), act: submit, state: 'pin', isAlone: true },
  { id: 'redeem-pin-wrong', title: 'A wrong PIN', element: redeem({ points: '50' }), fetch: answering(pinRequired, refusal(422, 'pin_invalid', { remaining_attempts: 2 })), act: after(give(anna), askPin), state: 'pin', isAlone: true },
];

const sales: Scene[] = [
  { id: 'sale', title: 'A sale, the customer found', element: sale('found'), inside: steps, fetch: answering(customer()), act: scanCustomer, state: 'done', of: 'loyalite-lookup' },
  { id: 'sale-complete', title: 'A sale, complete', element: sale('complete'), inside: steps, fetch: answering(customer(), balance()), act: creditScanned, state: 'done', of: 'loyalite-earn' },
  { id: 'sale-unfinished', title: 'An earlier sale is unfinished', element: sale('unfinished'), inside: [['loyalite-lookup', {}], ['loyalite-earn', { 'order-id': 'A-1000', 'customer-code': '482193' }]], fetch: losing, act: leaveUnfinished, state: 'idle', of: 'loyalite-lookup' },
  { id: 'sale-several', title: 'Several earlier sales are unfinished', element: sale('several'), inside: [['loyalite-lookup', {}]], fetch: losing, act: leaveSeveral, state: 'idle', of: 'loyalite-lookup' },
];

/** All figures, in the order of the steps of a sale; then the scanners, and what else can be said. */
export const scenes: readonly Scene[] = [...lookups, ...redeems, ...earns, ...sales, ...cameraScenes, ...scans, ...refusals];
