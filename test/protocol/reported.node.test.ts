/** How the proxy is asked what was reported, and what is read from what it says: all else tells nothing. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Earn, RedeemCoupon } from '../../src/protocol/operation.js';
import { toQuestion, toReported } from '../../src/protocol/reported.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '048 2193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A&1',
  manualCode: true,
};
const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_secret', manualCode: false };
const at = Date.parse('2026-11-28T14:10:00.000Z');
const iso = '2026-11-28T14:10:00.000Z';

describe('the question', () => {
  it('names all that was sent', () => {
    expect(Object.fromEntries(new URLSearchParams(toQuestion(earn)!.split('?')[1]))).to.deep.equal({
      operation: 'earn',
      external_id: 'A&1',
      customer_code: '048 2193',
      card_type: 'point',
      value: '85.5',
    });
  });

  it('names a coupon by its key, and never by its token', () => {
    const question = toQuestion({ ...coupon, key: 'k'.repeat(32) });
    expect(question).to.equal(`/outcome?operation=coupon&external_id=${'k'.repeat(32)}`);
    expect(toQuestion(coupon)).to.equal(undefined);
  });
});

describe('what the proxy says', () => {
  const read = (body: unknown, status = 200): unknown => toReported(status, body);

  it('is booked by an event, with the coupon of a full card and what was booked by hand since', () => {
    const body = {
      outcome: 'booked',
      at: iso,
      by: 'event',
      coupon: { id: '7', name: 'Free coffee' },
      by_hand: [{ at: iso, value: 85.5, source: 'manual' }],
    };
    expect(read(body)).to.deep.equal({
      kind: 'booked',
      answer: { confirmedBy: 'event', coupon: { id: '7', name: 'Free coffee', qrToken: '' } },
      isAnswered: false,
      reports: [{ at, byHand: true }],
    });
  });

  it('is booked by an answer that the proxy got', () => {
    expect(read({ outcome: 'booked', at: iso, by: 'answer' })).to.include({ kind: 'booked', isAnswered: true });
  });

  it('is evidence where something readable was reported', () => {
    const reports = [{ at: 'yesterday' }, null, { at: iso, source: 'service' }];
    expect(read({ outcome: 'evidence', reports })).to.deep.equal({
      kind: 'evidence',
      reports: [{ at, byHand: false }],
    });
    expect(read({ outcome: 'evidence', reports: [{}] })).to.deep.equal({ kind: 'unknown' });
  });

  for (const [name, body, status] of [
    ['an outcome of a later release', { outcome: 'canceled' }, 200],
    ['no object', 'booked', 200],
    ['nothing', undefined, 200],
    ['a success with another status', { outcome: 'booked' }, 202],
    ['a fault', { outcome: 'booked' }, 503],
    ['a sign-in', { error: 'session_expired' }, 401],
  ] as const) {
    it(`is unknown: ${name}`, () => {
      expect(read(body, status)).to.deep.equal({ kind: 'unknown' });
    });
  }

  for (const status of [404, 405, 410, 501]) {
    it(`is not there at all with ${status}`, () => {
      expect(read({ error: 'route_unknown' }, status)).to.deep.equal({ kind: 'unsupported' });
    });
  }
});
