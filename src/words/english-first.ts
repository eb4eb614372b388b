/** The English sentences that can be read before anything was asked: what stands on the screen at first, and why nothing is sent. */
import type { Sentence, Values } from './sentence.js';

const plural =
  (one: string, many: string) =>
  ({ n, count }: Values): string =>
    `${count ?? n} ${n === 1 ? one : many}`;

/** "Points for ₺85.50", or "2 stamps". */
export const given = ({ n, value = '' }: Values): string => (n === undefined ? `points for ${value}` : value);

export const englishFirst = {
  sale: 'Loyalty',
  lookup: 'Customer',
  earn: ({ value = '' }: Values): string => `Give ${value.toLowerCase()}`,
  redeem: ({ value = '' }: Values): string => `Use ${value.toLowerCase()}`,
  points: plural('point', 'points'),
  stamps: plural('stamp', 'stamps'),

  codeLabel: 'Customer code',
  emailLabel: 'E-mail',
  codeOrEmailLabel: 'Customer code or e-mail',
  qrLabel: 'Text of the QR code',
  find: 'Find',
  scan: 'Scan QR code',
  scanHint: 'Type, or just scan: the hand scanner works at any time.',
  typed: 'typed',
  scanned: 'scanned',
  byEmail: 'by e-mail',
  newCustomer: 'new',
  for: ({ email }: Values): string => `For ${email}`,

  credit: (values: Values): string => `Give ${given(values)}`,
  redeemValue: ({ value }: Values): string => `Use ${value}`,
  redeemNothing: 'Use',
  redeemCoupon: 'Use coupon',
  what: 'What to use',
  pointsChoice: 'Points',
  stampsChoice: 'Stamps',
  couponChoice: 'Coupon',
  pointsLabel: 'Points to use',
  stampsLabel: 'Stamps to use',
  couponLabel: 'Coupon code',
  final: 'Cannot be undone.',
  available: ({ value }: Values): string => `${value} available.`,

  cancel: 'Cancel',

  asking: 'The till is checking…',
  canceled: 'Canceled.|Nothing was given or used.',

  removeCustomer: 'Take this customer off the sale',
  back: 'Back',
  off: ({ value }: Values): string => `${value} off`,

  verification_required:
    'Scan the QR code of the customer.|Without it nothing can be given or used here. Nothing was sent.',
  unreachable: 'No connection.|Nothing was sent. Try again.',
  outdated: 'This page is out of date.|Nothing was sent. Load it again.',
  setup:
    'Loyalty is not set up correctly on this till.|Nothing was given or used. Tell the manager. The sale can go on.',
  noCustomer: 'Find the customer first.|Nothing was sent.',
  notDone: 'Not done yet.',
  noInput: 'Type a code or scan first.|Nothing was sent.',
  emailWrong: 'That is no e-mail address.|Nothing was sent. Check the address.',
  emailDoubtful: ({ email }: Values): string =>
    `Is this address right?|Nothing was sent. If ${email} is right, find once more.`,
  wrongMethod: 'This kind of code is not taken here.|Find the customer another way. Nothing was sent.',
  wrongAmount: 'The amount is not right.|Nothing was sent. Check the amount of this sale.',
  wrongCount: 'Type a whole number, 1 or more.|Nothing was sent.',
  nothingThere: 'There is nothing to use.|Nothing was sent. Finish the sale without it.',
  tooMany: ({ value }: Values): string => `Too many.|Type at most ${value}. Nothing was sent.`,
  exceeds_order: ({ value }: Values): string => `More than this sale is worth.|Use at most ${value}. Nothing was sent.`,
  sale_complete:
    'Tap “Next customer” first.|The last sale is over, but its customer still stands here. Nothing was sent.',
} satisfies Record<string, Sentence>;
