/**
 * Finds the magic values in a request, by the vendor's field names, and says how often each brings its fault about.
 * Reads a copy: the request goes on untouched.
 */

import type { Fault } from './fault.js';
import { magicFault } from './magic.js';

/** A fault that a request asks for; it strikes the first `times` requests of the same `key`. */
export interface MagicFault {
  readonly fault: Fault;
  readonly key: string;
  readonly times: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fault a request asks for, if it carries a magic value. */
export async function magicFaultOf(request: Request): Promise<MagicFault | undefined> {
  if (request.method === 'POST') return inBody(parsed(await request.clone().text()));
  return always(magicFault('qr', new URL(request.url).searchParams.get('qr') ?? ''));
}

/**
 * Once per order, so that the next try goes through; three times per posting for a customer, so that automatic tries are
 * used up and only a check by hand goes through. The call with the PIN counts anew: that is the one that books.
 */
function inBody(body: Fields): MagicFault | undefined {
  const text = (name: string): string => {
    const value = body[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const turn = body['verification_pin'] === undefined ? '' : ' pin';
  const strikes = (fault: Fault | undefined, id: string, times: number): MagicFault | undefined =>
    fault && { fault, key: `${id}${turn}`, times };
  const enrolling = always(magicFault('email', text('email')));
  if (enrolling) return enrolling;
  const coupon = strikes(magicFault('coupon', text('token')), `coupon ${text('token')}`, 1);
  const customer = strikes(magicFault('customer', text('customer_code')), `customer ${text('external_id')}`, 3);
  return coupon ?? customer ?? strikes(inValue(body), `value ${text('external_id')}`, 1);
}

/** Stamps are too few to hold a magic number. */
function inValue(body: Fields): Fault | undefined {
  if (body['card_type'] !== 'point') return undefined;
  const { amount, value } = body;
  return (
    (typeof amount === 'number' ? magicFault('amount', String(amount)) : undefined) ??
    (typeof value === 'number' ? magicFault('points', String(value)) : undefined)
  );
}

function always(fault: Fault | undefined): MagicFault | undefined {
  return fault && { fault, key: fault, times: Infinity };
}

function parsed(text: string): Fields {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
