/**
 * Which events a booking makes, in the vendor's names. Those of `points.earned`, `points.spent` and `coupon.redeemed` were
 * not seen and stand here by analogy with `stamp.earned`. Stamps that are redeemed at the counter make none.
 */

import type { Coupon } from './coupons.js';
import type { Member } from './customers.js';
import { magicEventFault, type EventFault } from './event-fault.js';
import type { Events } from './events.js';

/** A booking as its events tell it. */
export interface Told {
  readonly operation: 'earn' | 'redeem' | 'coupon';
  readonly member: Member;
  readonly cardType: 'point' | 'stamp' | 'coupon';
  /** The purchase total, or how many. */
  readonly amount: number;
  /** How many points or stamps it moved. */
  readonly moved: number;
  /** Issued with a full card, or used up. */
  readonly coupon?: Coupon | undefined;
  readonly cardSize: number;
}

/** Posts what a booking through the POS API makes; tells whether somebody books the same by hand beside it. */
export function tell(events: Events, told: Told): { readonly byHand: boolean } {
  const fault = events.takeFault(magicEventFault(told.member.code, told.amount));
  post(events, told, 'webhook', fault);
  return { byHand: fault === 'by-hand' };
}

/** Posts what a booking in the merchant app makes. */
export function tellByHand(events: Events, told: Told): void {
  post(events, told, 'manual', undefined);
}

/** Posts that a customer is new. */
export function tellEnrolment(events: Events, member: Member): void {
  events.post('customer.enrolled', who(member), events.takeFault(undefined));
}

function post(events: Events, told: Told, source: 'webhook' | 'manual', fault: EventFault | undefined): void {
  const { operation, member, cardType, amount, moved, coupon, cardSize } = told;
  const booking = { ...who(member), transaction_id: events.id() };
  const common = { ...booking, source };
  const named = coupon && { coupon_id: coupon.id, coupon_name: coupon.name };
  if (operation === 'coupon') return events.post('coupon.redeemed', { ...common, ...named }, fault);
  if (cardType === 'point') {
    const balance = { point_balance: member.points };
    if (operation === 'earn')
      events.post('points.earned', { ...common, points_added: moved, ...balance, amount }, fault);
    else events.post('points.spent', { ...common, points_spent: moved, ...balance }, fault);
    return;
  }
  if (operation === 'redeem') return;
  const stamps = { stamps_added: moved, stamp_balance: member.stamps, max_stamps: cardSize };
  events.post('stamp.earned', { ...common, ...stamps }, fault);
  if (named) events.post('stamp.redeemed', { ...booking, stamps_added: moved, ...named }, fault);
}

/** The customer: the code, and an identifier that is always the same. */
function who({ code }: Member): { readonly customer_code: number; readonly customer_id: string } {
  return { customer_code: Number(code), customer_id: `00000000-0000-4000-8000-${code.padStart(12, '0')}` };
}
