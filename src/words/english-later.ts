/** The English sentences of what a question or a booking brings; loaded with the conversation, behind the first paint. */
import { given } from './english-first.js';
import type { Sentence, Values } from './sentence.js';

export const englishLater = {
  pointsUnit: ({ n }: Values): string => (n === 1 ? 'point' : 'points'),
  stampsUnit: ({ n }: Values): string => (n === 1 ? 'stamp' : 'stamps'),

  enrol: 'Enrol',
  termsLabel: 'I accept the terms (required)',
  privacyLabel: 'I have read the privacy notice (required)',
  marketingLabel: 'Send me offers (optional)',
  termsLink: 'Read the terms',
  privacyLink: 'Read the privacy notice',
  opensWindow: 'opens in a new window',
  scanRepaired: ({ name }: Values): string =>
    `The hand scanner is set to another keyboard than this till (${name}). The text was repaired; set the scanner to this till's layout.`,
  scanAmbiguous:
    'The scan could not be read for sure.|Set the hand scanner to the keyboard layout of this till, and scan again. Nothing was given or used.',
  scanCapsLock: 'Caps lock is on.|Nothing was sent. Switch it off and scan again.',
  scanAltMode:
    'The hand scanner types with Alt.|Nothing was taken. Set it to plain keys (no “ALT mode”), and scan again.',
  scanNumLock: "Num Lock is off: the hand scanner's digits move the cursor instead. Switch it on and scan again.",
  scanTorn: 'The scan came in pieces.|Nothing was sent. Scan again.',
  scanSlow: ({ count }: Values): string =>
    `This QR code is not valid any more.|The hand scanner took ${count} seconds, and the code on the phone may change every 30. Ask for a fresh code, or use the camera.`,
  scanMissing: 'The camera cannot be used.|Type the code or use the hand scanner.',
  scanWasCoupon: 'This QR code is not valid.|If it is a coupon, use it under “Coupon”; else ask for a fresh code.',
  scanWasCustomer: 'No such coupon.|If it is the QR code of the customer, scan it under “Customer”.',

  earnAgain: 'Give once more…',
  earnAgainAsk: 'This sale has its points or stamps already. Give once more?',
  earnAgainYes: 'Yes, give once more',
  redeemAgain: 'Use more…',
  redeemAgainAsk: 'Something was used for this sale already. Use more? It cannot be undone.',
  redeemAgainYes: 'Yes, use more',
  againNo: 'No, leave it as it is',

  pinTitle: 'Ask for the PIN',
  pinFor: ({ email, value }: Values): string =>
    email ? `It is on the phone of ${email}, ${value}.` : `It is on the customer's phone, ${value}.`,
  toCredit: (values: Values): string => `to give ${given(values)}`,
  toRedeem: ({ value }: Values): string => `to use ${value}`,
  toRedeemCoupon: 'to use the coupon',
  pinLabel: 'PIN, 2 or 4 digits',
  pinKeys: 'Digits',
  pinDelete: 'Delete',
  pinConfirm: 'Confirm',
  pinNew: 'New PIN',
  pinChecking: 'Checking…',
  pinShape: 'The PIN has 2 or 4 digits.',
  pinScan: 'A PIN is typed, not scanned.',
  pinCount: ({ count, value }: Values): string => `${count} of ${value}`,
  pinClearing: 'The digits are about to be cleared. Any key keeps them.',
  pinCleared: 'Nothing was typed for a minute. Type the PIN again.',
  pinNewest: 'Use the newest PIN on the phone.',
  pinInvalid: 'Wrong PIN.',
  pinInvalidLeft: ({ n, count }: Values): string => `Wrong PIN. ${count} ${n === 1 ? 'try' : 'tries'} left.`,
  pinExpired: 'The time for this PIN is over. Tap “New PIN”.',
  pinExceeded: 'Too many wrong PINs. Tap “New PIN”.',

  looking: 'Looking up…',
  crediting: (values: Values): string => `Giving ${given(values)}…`,
  redeeming: ({ value }: Values): string => `Using ${value}…`,
  redeemingCoupon: 'Using the coupon…',
  amountChanged: ({ value }: Values): string =>
    `${value} was sent, and it stays that. The amount was changed afterwards.`,
  slow: 'Still working…',
  waiting: 'Loyalty is busy. Trying again in a moment.',
  elsewhere: 'In progress in another window.',
  memoryOnly: 'This browser keeps no notes: a reload forgets what is unfinished.',

  found: ({ email, value }: Values): string => `Found.|${email}, ${value}`,
  enrolled: ({ email, value }: Values): string => `Enrolled.|${email}, ${value}`,
  credited: ({ name, value }: Values): string => `${name} given.|New balance: ${value}.`,
  creditedOnly: ({ name }: Values): string => `${name} given.|Look the customer up to see the new balance.`,
  gained: ({ count, name, value }: Values): string => `${count} ${name},|now ${value}.`,
  couponIssued: ({ name }: Values): string => `The card is full: a coupon for the customer, “${name}”.`,
  couponOnPhone: "It is on the customer's phone.",
  cardBegan: "The card began again: look for a new coupon on the customer's phone.",
  redeemed: ({ value, name }: Values): string => `Used ${name}.|New balance: ${value}.`,
  redeemedOnly: ({ name }: Values): string => `Used ${name}.|Look the customer up to see the new balance.`,
  serviceReported: 'Loyalty has reported it.',
  reportedCredit: ({ time }: Values): string => `Loyalty reported the same at ${time}; it may be another sale's.`,
  reportedRedemption: ({ time }: Values): string => `Loyalty reported the same at ${time}; it may be another sale's.`,
  creditedByHand: ({ time }: Values): string => `Something was given by hand at ${time}.`,
  redeemedByHand: ({ time }: Values): string => `Something was used by hand at ${time}.`,
  couponRedeemed: ({ name }: Values): string => `Coupon accepted.|Take it off the bill${name && `: ${name}`}.`,
  nextCustomer: 'Next customer',
  unfinished: ({ count }: Values): string => `Still to check: ${count}`,
  exceeded: ({ value }: Values): string =>
    `More was used than this sale is worth now.|It is ${value} too much, and it cannot be undone. Tell the customer, or put the goods back on the bill.`,

  checkAgain: 'Check again',
  later: 'Later',
  unconfirmed:
    "We don't know yet.|The answer got lost after sending. It will not count twice. You can finish the sale.",
  unconfirmedLogin:
    "We don't know yet.|A sign-in page came in place of the answer. Sign in again, then check. It will not count twice.",
  unconfirmedSession: "We don't know yet.|The till was signed out. Sign in again, then check. It will not count twice.",
  unconfirmedConflict:
    "We don't know yet.|Loyalty already has this order. Look the customer up to see the balance. It will not count twice.",
  unconfirmedRefused:
    "We don't know yet.|The first answer got lost, and now Loyalty refuses. It may have counted the first time: look the customer up to see the balance.",
  unconfirmedUnclear:
    "We don't know yet.|Loyalty gave a reason that this till does not know. Look the customer up to see the balance. It will not count twice.",
  answer_mismatch:
    "We cannot be sure.|The answer does not fit this customer's balance: the order number may have been used before. Look the customer up before you give a discount or points again.",
  unconfirmedFinal: 'This will stay unknown.|It was sent more than a day ago and never answered. Tell the manager.',
  unfinishedEarn: ({ email, ...values }: Values): string =>
    `Unfinished.|Whether ${email || 'the customer'} got ${given(values)} is not known. It will not count twice.`,
  unfinishedRedeem: ({ value, email }: Values): string =>
    `Unfinished.|Whether ${email || 'the customer'} used ${value} is not known. It will not count twice.`,
  unfinishedCoupon: 'Unfinished.|Whether a coupon was used is not known. Scan the same coupon again to check it.',
  unfinishedOther: 'This is another coupon.|Scan the one that was not answered, to check it. Nothing was sent.',
  balanceHint: ({ value }: Values): string =>
    `The balance is now ${value}. That alone does not say whether it counted.`,
  probably_redeemed:
    'Most likely used here a moment ago.|The answer got lost, and now the coupon is used. Nothing more will be sent. Look at the coupons on the phone.',

  slipOrder: 'Order',
  slipCustomer: 'Customer',
  slipWhat: 'What',
  slipVerified: 'Verified by',
  slipWhen: 'When',
  slipCoupon: 'Coupon',
  slipPin: 'PIN',
  slipQr: 'QR code',
  slipNone: 'nothing',
  print: 'Print slip',
  printImpossible: 'This browser cannot print. Use the printer of the till.',

  consentNeeded: 'New customer.|The customer reads and ticks; then enrol.',
  handOver: 'Turn the screen to the customer',
  handedTitle: 'Join the loyalty programme',
  consentMissing: 'A tick is missing.|Terms and privacy notice are required. Nothing was sent.',
  customer_not_found: 'No such customer.|Check the code, or scan the QR code on the phone.',
  invalid_qr: 'This QR code is not valid any more.|Ask for a fresh code.',
  email_required: 'The e-mail address is missing.|Type it and try again. Nobody was enrolled.',
  insufficient_balance: 'The balance is not enough.|Use fewer. Nothing was taken.',
  insufficientKnown: ({ value }: Values): string =>
    `The balance is not enough.|It is ${value}: use fewer. Nothing was taken.`,
  manual_code_disabled: 'Scan the QR code instead.|Typed codes are not accepted here. Nothing was given or used.',
  subscription_required:
    'Loyalty is not available at the moment.|Nothing was given or used. Tell the manager that the subscription has ended. The sale can go on.',
  coupon_not_found: 'No such coupon.|Check the code, or scan it from the phone.',
  coupon_already_used: 'This coupon is already used.|Ask for another one. Nothing was used now.',
  already_booked: ({ time }: Values): string => `Already done at ${time}.|Nothing was sent again.`,
  redeem_open:
    'Using points or the coupon is not over yet.|Tap “Check again” or “Later” there, or wait. Nothing was sent.',
  rate_limited: 'Loyalty is busy.|Nothing was given or used. Try again in a minute.',
  unreachableLookup: 'No answer.|Check the connection and try again. The sale can go on.',
  bad_response: 'The answer could not be read.|Try again. If it stays so, tell the manager. The sale can go on.',
  session_expired: 'Sign in again.|This till is signed out. Nothing was given or used. Then try again.',
  proxy_unavailable:
    "The shop's own server has a problem.|Nothing was given or used. Try again. If it stays so, tell the manager. The sale can go on.",
  signIn: 'Sign in again.|A sign-in page came in place of the answer. Then try again.',
  refused: 'Loyalty refused this.|Nothing was given or used. Tell the manager. The sale can go on.',
  vetoed: 'The till does not allow this.|Nothing was sent. Ask the manager, or go on without it.',
  vetoedBecause: ({ value }: Values): string => `${value}|Nothing was sent.`,
  veto_failed:
    'The till could not check this.|Nothing was sent. Try again; if it stays so, tell the manager. The sale can go on.',
  id_reused:
    'This order number was used for something else.|Look the customer up before you give or use anything by hand, and tell the manager.',
} satisfies Record<string, Sentence>;
