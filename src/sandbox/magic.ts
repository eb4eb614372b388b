/**
 * Magic values: customers, e-mail addresses, QR texts, coupons, amounts and points that bring about every documented
 * refusal and every fault, on every preset. The table is data, so that documents and the demo list exactly what holds.
 *
 * Refusals happen in the sandbox itself. Faults need `createFaults` around it, which looks for the same values.
 */

import { eventFaultList } from './event-fault.js';
import { faultList } from './fault.js';
import type { Fault } from './fault.js';

/** What a magic customer always does, and with the option `always` every other one as well. */
export type Trait = keyof typeof TRAITS | keyof typeof ODDITIES;

/** One magic value and what it brings about. */
export interface Magic {
  readonly kind: 'customer' | 'email' | 'qr' | 'coupon' | 'amount' | 'points';
  /** Ready to be used as it stands. */
  readonly value: string;
  /** The code that a page is told, or the name of the fault. */
  readonly outcome: string;
  readonly effect: string;
}

const TRAITS = {
  unauthorized: { code: '900401', effect: 'every call is answered 401, as if the key were wrong' },
  subscription_required: { code: '900402', effect: 'redeeming points, stamps and coupons is answered 402' },
  customer_not_found: { code: '900404', effect: 'every call is answered 404' },
  pin_required: { code: '900412', effect: 'every posting asks for a PIN, on every preset' },
  insufficient_balance: { code: '900422', effect: 'every redemption is refused, whatever the balance says' },
  manual_code_disabled: { code: '900423', effect: 'a typed code is refused, on every preset' },
  rate_limited: { code: '900429', effect: 'every call is answered 429 too many requests, with Retry-After' },
  pin_invalid: { code: '900441', effect: 'every posting asks for a PIN, and every PIN is wrong' },
  pin_expired: { code: '900442', effect: 'every posting asks for a PIN, and every PIN comes too late' },
  pin_attempts_exceeded: { code: '900443', effect: 'every posting asks for a PIN, and every PIN was one too many' },
} as const;

/** What a service or a backend can do beyond refusing. */
const ODDITIES = {
  id_taken: {
    code: '900409',
    outcome: 'unconfirmed',
    effect: 'every earn and redemption is answered 422 external_id_taken',
  },
  other_booking: {
    code: '900410',
    outcome: 'answer_mismatch',
    effect: 'every earn and redemption is answered as if its id had been booked for somebody else; nothing is booked',
  },
  other_customer: { code: '900411', outcome: 'bad_response', effect: 'a look-up is answered with another customer' },
  ids_forgotten: {
    code: '900413',
    outcome: 'done',
    effect: 'external ids are forgotten at once: what reaches the service twice is booked twice',
  },
  card_full: {
    code: '900414',
    outcome: 'done',
    effect: 'one stamp short of a full card, and the answer to the earn that fills it names no coupon',
  },
} as const;

/** What every customer does, as it was given; nothing where nothing was. */
export function checkedTrait(trait: string | undefined): Trait | undefined {
  if (trait !== undefined && !Object.hasOwn(TRAITS, trait) && !Object.hasOwn(ODDITIES, trait))
    throw new TypeError('always must be what one of the magic customers does');
  return trait as Trait | undefined;
}

const DOMAIN = '@sandbox.test';
const EMAIL_REFUSALS = ['email_required', 'consent_terms_required', 'consent_privacy_required'] as const;

const traitList = Object.entries(TRAITS).map(([name, { code, effect }]) => ({ trait: name as Trait, code, effect }));
const oddityList = Object.entries(ODDITIES).map(([name, entry]) => ({ trait: name as Trait, ...entry }));
const faultCode = (number: number): string => `9000${number}`;

/** Who stands behind the magic values. */
export const magicCustomers: readonly { readonly code: string; readonly email: string; readonly trait?: Trait }[] = [
  ...[...traitList, ...oddityList].map(({ trait, code }) => ({ code, email: trait + DOMAIN, trait })),
  ...faultList.map(({ number }) => ({ code: faultCode(number), email: `fault${number}${DOMAIN}` })),
  ...eventFaultList.map(({ number }) => ({ code: faultCode(number), email: `event${number}${DOMAIN}` })),
];

/** The refusal that an e-mail address stands for when it enrols. */
export function magicEmail(email: string): string | undefined {
  return EMAIL_REFUSALS.find((refusal) => email === refusal + DOMAIN);
}

/** The customer behind a magic QR text, which never expires. */
export function magicQr(text: string): string | undefined {
  return faultList.find(({ number }) => text === `lq1.fault${number}`) && faultCode(Number(text.slice(-2)));
}

/** What a magic coupon token stands for: its owner, and whether it is used already. Any ending `_…` makes a fresh one. */
export function magicCoupon(token: string): { readonly owner: string; readonly used: boolean } | undefined {
  const is = (name: string): boolean => token === `cq_${name}` || token.startsWith(`cq_${name}_`);
  if (is('used')) return { owner: TRAITS.pin_required.code, used: true };
  const trait = traitList.find((entry) => is(entry.trait));
  if (trait) return { owner: trait.code, used: false };
  const fault = faultList.find(({ number }) => is(`fault${number}`));
  return fault && { owner: faultCode(fault.number), used: false };
}

/** The fault that a value of a request asks for, by its kind. */
export function magicFault(kind: Magic['kind'], value: string): Fault | undefined {
  return faultList.find(({ number }) => matches(kind, value, number))?.fault;
}

function matches(kind: Magic['kind'], value: string, number: number): boolean {
  switch (kind) {
    case 'customer':
      return value === faultCode(number);
    case 'email':
      return value.toLowerCase() === `fault${number}${DOMAIN}`;
    case 'qr':
      return value === `lq1.fault${number}`;
    case 'coupon':
      return value === `cq_fault${number}` || value.startsWith(`cq_fault${number}_`);
    case 'amount':
      return Math.round(Number(value) * 100) % 100 === number;
    case 'points':
      return value === `9${number}`;
  }
}

const refusals: readonly Magic[] = [
  ...traitList.flatMap(({ trait, code, effect }): Magic[] => [
    { kind: 'customer', value: code, outcome: trait, effect },
    { kind: 'email', value: trait + DOMAIN, outcome: trait, effect: `finds customer ${code}: ${effect}` },
    { kind: 'coupon', value: `cq_${trait}`, outcome: trait, effect: `a coupon of customer ${code}` },
  ]),
  ...EMAIL_REFUSALS.map((refusal): Magic => ({
    kind: 'email',
    value: refusal + DOMAIN,
    outcome: refusal,
    effect: `enrolment is answered 422 ${refusal}`,
  })),
  { kind: 'qr', value: 'lq1.expired', outcome: 'invalid_qr', effect: 'a QR that is expired or was tampered with' },
  { kind: 'coupon', value: 'cq_used', outcome: 'coupon_already_used', effect: 'a coupon that was used before' },
  { kind: 'coupon', value: 'cq_unknown', outcome: 'coupon_not_found', effect: 'a coupon that does not exist' },
];

const oddities: readonly Magic[] = oddityList.map(({ code, outcome, effect }) => ({
  kind: 'customer',
  value: code,
  outcome,
  effect,
}));

const faults: readonly Magic[] = faultList.flatMap(({ fault, number, effect }): Magic[] => [
  { kind: 'amount', value: `10.${number}`, outcome: fault, effect: `any amount with .${number}, first try: ${effect}` },
  { kind: 'points', value: `9${number}`, outcome: fault, effect: `first try of a redemption: ${effect}` },
  { kind: 'customer', value: faultCode(number), outcome: fault, effect: `first three tries of a posting: ${effect}` },
  {
    kind: 'coupon',
    value: `cq_fault${number}`,
    outcome: fault,
    effect: `alone or with any _ending, first try: ${effect}`,
  },
  { kind: 'email', value: `fault${number}${DOMAIN}`, outcome: fault, effect: `every enrolment: ${effect}` },
  { kind: 'qr', value: `lq1.fault${number}`, outcome: fault, effect: `every look-up: ${effect}` },
]);

/** The values that make the events of a booking go wrong, where events are posted. */
export const eventMagic: readonly Magic[] = eventFaultList.flatMap(({ fault, number, effect }): Magic[] => [
  { kind: 'amount', value: `10.${number}`, outcome: fault, effect: `any amount with .${number}: ${effect}` },
  { kind: 'customer', value: faultCode(number), outcome: fault, effect: `every booking: ${effect}` },
]);

/** The whole table. */
export const magic: readonly Magic[] = [...refusals, ...oddities, ...faults];
