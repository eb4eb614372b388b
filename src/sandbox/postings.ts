/**
 * Earning and redeeming, each booked once per external id, and coupons, booked once per token.
 *
 * The order of the checks, which the vendor does not publish:
 * shape of the body → customer → a repeated id → subscription and balance → typed code → PIN → booking.
 * So a repeat of a booked id is answered before the gate asks for a PIN again, and nobody is asked for a PIN for a
 * redemption that cannot succeed. Earn and redeem share one room of ids: an id booked by one is a repeat for the other.
 * A repeat with another content changes nothing either, unless `reuse` says `book`: 'same' and 'current' answer for the
 * original booking, 'conflict' answers 409 `already_processed`, and 'refuse' 422 `external_id_taken`.
 */

import { SandboxRefusal } from './answer.js';
import type { AnswerFields } from './answer.js';
import type { Coupon } from './coupons.js';
import type { Member } from './customers.js';
import { tell, tellByHand, type Told } from './booking-events.js';
import type { Booked, Replay, Service } from './service.js';

interface Posting {
  readonly operation: 'earn' | 'redeem';
  readonly member: Member;
  readonly cardType: 'point' | 'stamp';
  readonly amount: number;
  readonly externalId: string;
}

/** Credits points for an amount, or stamps by count. */
export function earn(service: Service, body: AnswerFields): AnswerFields {
  const cardType = cardTypeOf(body, 'stamp');
  // The least is one stamp, whatever is asked for.
  const sent = body['amount'] === 0 && cardType === 'stamp' ? 1 : positive(body['amount'], 'invalid_amount');
  const amount = cardType === 'point' ? sent : Math.min(Math.max(Math.round(sent), 1), service.cardSize);
  return post(service, body, { operation: 'earn', cardType, amount });
}

/** Takes points or stamps off. */
export function redeem(service: Service, body: AnswerFields): AnswerFields {
  const amount = positive(body['value'], 'invalid_value');
  if (!Number.isInteger(amount)) throw new SandboxRefusal(422, 'invalid_value');
  return post(service, body, { operation: 'redeem', cardType: cardTypeOf(body, 'point'), amount });
}

/** Uses a coupon up. */
export function redeemCoupon(service: Service, body: AnswerFields): AnswerFields {
  const coupon = service.coupons.demand(body['token']);
  const member = service.customers.demand(coupon.owner);
  if (member.trait === 'subscription_required') throw new SandboxRefusal(402, 'subscription_required');
  pass(service, body, { operation: 'coupon', member, subject: `coupon ${coupon.id}` });
  const answer = service.coupons.redeem(coupon);
  service.ledger.push({
    operation: 'coupon',
    externalId: coupon.id,
    customerCode: member.code,
    cardType: 'coupon',
    amount: 1,
  });
  const { cardSize } = service;
  if (service.events)
    tell(service.events, { operation: 'coupon', member, cardType: 'coupon', amount: 1, moved: 1, coupon, cardSize });
  service.changed(member.code);
  return answer;
}

function post(
  service: Service,
  body: AnswerFields,
  read: Pick<Posting, 'operation' | 'cardType' | 'amount'>,
): AnswerFields {
  const externalId = idOf(body['external_id']);
  const posting: Posting = { ...read, externalId, member: service.customers.demand(body['customer_code']) };
  const repeat = repeatOf(service, posting);
  if (repeat) return repeat;
  if (posting.operation === 'redeem') demandCover(posting);
  const subject = JSON.stringify([externalId, posting.operation, posting.cardType, posting.amount]);
  pass(service, body, { operation: posting.operation, member: posting.member, subject });
  return book(service, posting);
}

/** A number is taken for the text that it stands for. */
function idOf(value: unknown): string {
  const id = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof id !== 'string' || id === '') throw new SandboxRefusal(422, 'external_id_required');
  return id;
}

const contentOf = ({ operation, cardType, amount }: Posting): string => JSON.stringify([operation, cardType, amount]);

/** The answer to an id that is booked already, or `undefined` where it is to be booked. */
function repeatOf(service: Service, posting: Posting): AnswerFields | undefined {
  const { member, externalId } = posting;
  if (member.trait === 'id_taken') throw new SandboxRefusal(422, 'external_id_taken');
  if (member.trait === 'other_booking') return { stamps: 1, points: 100 };
  const booked = service.booked.get(externalId);
  const isForgotten = member.trait === 'ids_forgotten';
  if (!booked || isForgotten || service.now() - booked.at >= service.idTtl) return undefined;
  const isSame = booked.member === member && booked.content === contentOf(posting);
  const way = isSame ? service.replay : service.reuse;
  return way === 'book' ? undefined : repeated(way, booked);
}

function repeated(way: Replay, booked: Booked): AnswerFields {
  if (way === 'conflict') throw new SandboxRefusal(409, 'already_processed');
  if (way === 'refuse') throw new SandboxRefusal(422, 'external_id_taken');
  return way === 'same' ? booked.answer : balances(booked.member);
}

function demandCover({ member, cardType, amount }: Posting): void {
  if (member.trait === 'subscription_required') throw new SandboxRefusal(402, 'subscription_required');
  const balance = cardType === 'point' ? member.points : member.stamps;
  if (balance < amount || member.trait === 'insufficient_balance')
    throw new SandboxRefusal(422, 'insufficient_balance');
}

function pass(
  service: Service,
  body: AnswerFields,
  claim: { readonly operation: 'earn' | 'redeem' | 'coupon'; readonly member: Member; readonly subject: string },
): void {
  try {
    const typed = body['manual_code'] === true;
    service.verification.pass({ ...claim, typed, pin: body['verification_pin'] }, service.preset);
  } catch (refusal) {
    service.changed(claim.member.code);
    throw refusal;
  }
}

function book(service: Service, posting: Posting): AnswerFields {
  const { member, operation, externalId, cardType, amount } = posting;
  const coupon = operation === 'earn' ? credit(service, posting) : debit(posting);
  const isNamed = coupon && member.trait !== 'card_full';
  const answer = { ...balances(member), ...(isNamed && { coupon: issued(coupon) }) };
  service.booked.set(externalId, { member, answer, content: contentOf(posting), at: service.now() });
  service.ledger.push({ operation, externalId, customerCode: member.code, cardType, amount });
  report(service, {
    operation,
    member,
    cardType,
    amount,
    moved: moved(service, posting),
    coupon,
    cardSize: service.cardSize,
  });
  service.changed(member.code);
  return answer;
}

function report({ events }: Service, told: Told): void {
  if (!events) return;
  const { byHand } = tell(events, told);
  if (!byHand || told.cardType === 'coupon') return;
  const sign = told.operation === 'earn' ? 1 : -1;
  if (told.cardType === 'point') told.member.points += sign * told.moved;
  else told.member.stamps += sign * told.moved;
  tellByHand(events, { ...told, coupon: undefined });
}

const moved = (service: Service, { operation, cardType, amount }: Posting): number =>
  operation === 'earn' && cardType === 'point' ? Math.round(amount * service.earnRatio) : amount;

/** Adds the points or stamps; a card that fills gives a coupon and keeps what is left over, or begins at 0. */
function credit(service: Service, { member, cardType, amount }: Posting): Coupon | undefined {
  if (cardType === 'point') {
    member.points += Math.round(amount * service.earnRatio);
    return undefined;
  }
  member.stamps += amount;
  if (member.stamps < service.cardSize) return undefined;
  member.stamps = service.keepsRest ? member.stamps - service.cardSize : 0;
  return service.coupons.issue(member.code);
}

function debit({ member, cardType, amount }: Posting): undefined {
  if (cardType === 'point') member.points -= amount;
  else member.stamps -= amount;
}

const balances = (member: Member): AnswerFields => ({ stamps: member.stamps, points: member.points });

const issued = (coupon: Coupon): AnswerFields => ({ id: coupon.id, name: coupon.name, qr_token: coupon.token });

/** The default differs between the endpoints, so that whoever leaves the field out notices. */
function cardTypeOf(body: AnswerFields, byDefault: 'point' | 'stamp'): 'point' | 'stamp' {
  const cardType = body['card_type'] ?? byDefault;
  if (cardType !== 'point' && cardType !== 'stamp') throw new SandboxRefusal(422, 'invalid_card_type');
  return cardType;
}

function positive(value: unknown, refusal: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) throw new SandboxRefusal(422, refusal);
  return value;
}
