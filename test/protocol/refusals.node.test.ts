/** What is no success: the code before the status, the status where no code can be read, and what is known of neither. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Operation } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';
import { lost, toReply } from '../../src/protocol/wire.js';

const posting = { customerCode: '482193', cardType: 'point', externalId: 'A-1001', manualCode: false } as const;
const find: Operation = { kind: 'find', by: 'qr', text: 'cq_7f3a9b2e' };
const enrol: Operation = { kind: 'enrol', email: 'ayse@gmail.com' };
const consented: Operation = { ...enrol, ticks: { terms: true, privacy: true } };
const earn: Operation = { kind: 'earn', ...posting, amount: '85.50' };
const redeem: Operation = { kind: 'redeem', ...posting, amount: '50' };
const coupon: Operation = { kind: 'coupon', token: 'cq_free_coffee', manualCode: false };
const all = [find, enrol, earn, redeem, coupon];
const postings = [earn, redeem, coupon];

const read = (operation: Operation, status: number, error?: unknown, more: object = {}): Reply =>
  toReply(operation, { status, body: error === undefined ? more : { error, ...more } });
/** `refused insufficient_balance`, `lost malformed`, `busy rate_limited`, `pin required` */
function short(reply: Reply): string {
  if (reply.kind === 'done') return 'done';
  return `${reply.kind} ${reply.kind === 'pin' || reply.kind === 'lost' ? reply.reason : reply.error.code}`;
}
const errorOf = (reply: Reply): Error & { code: string; status?: number; retryable: boolean } => {
  if (!('error' in reply)) throw new Error(`a reply without an error: ${reply.kind}`);
  return reply.error;
};

describe('a code', () => {
  it('that repeats the PIN is not passed on', () => {
    const told = (pin: string, error: string): string => short(toReply(earn, { status: 403, body: { error } }, pin));
    expect(told('0042', 'pin_0042_wrong')).to.equal('refused forbidden');
    expect(told('0042', 'pin_10042_wrong')).to.equal('refused pin_10042_wrong');
  });

  const given: [Operation, number, string, string][] = [
    [find, 422, 'invalid_qr', 'refused invalid_qr'],
    [find, 404, 'customer_not_found', 'refused customer_not_found'],
    [enrol, 422, 'email_required', 'refused email_required'],
    [redeem, 422, 'insufficient_balance', 'refused insufficient_balance'],
    [redeem, 402, 'subscription_required', 'refused subscription_required'],
    [earn, 422, 'manual_code_disabled', 'refused manual_code_disabled'],
    [coupon, 404, 'coupon_not_found', 'refused coupon_not_found'],
    [coupon, 409, 'coupon_already_used', 'refused coupon_already_used'],
    [earn, 403, 'verification_required', 'refused verification_required'],
    [earn, 409, 'id_reused', 'refused id_reused'],
    [earn, 409, 'already_processed', 'lost conflict'],
    [redeem, 409, 'duplicate', 'lost conflict'],
    [earn, 418, 'something_new', 'lost unclear'],
    [find, 418, 'something_new', 'refused something_new'],
    [earn, 422, 'external_id_taken', 'lost unclear'],
    [redeem, 400, 'duplicate_transaction', 'lost unclear'],
    [redeem, 423, 'locked', 'lost unclear'],
    [earn, 404, 'not_found', 'lost unclear'],
    [coupon, 422, 'operation_in_progress', 'lost unclear'],
    [coupon, 409, 'used', 'refused used'],
    [earn, 403, 'order_unknown', 'refused order_unknown'],
    [earn, 401, 'session_expired', 'refused session_expired'],
    [earn, 200, 'insufficient_balance', 'refused insufficient_balance'],
    [earn, 401, 'insufficient_balance', 'refused insufficient_balance'],
    [earn, 429, 'insufficient_balance', 'refused insufficient_balance'],
    [earn, 422, 'rate_limited', 'busy rate_limited'],
  ];
  for (const [operation, status, code, outcome] of given) {
    it(`${code} with ${status} on ${operation.kind} is ${outcome}`, () =>
      void expect(short(read(operation, status, code))).to.equal(outcome));
  }

  it('comes with its status, and without a second try unless that helps', () => {
    expect(errorOf(read(redeem, 422, 'insufficient_balance'))).to.include({
      code: 'insufficient_balance',
      status: 422,
      retryable: false,
    });
    expect(errorOf(read(redeem, 429, 'too many requests'))).to.include({
      code: 'rate_limited',
      status: 429,
      retryable: true,
    });
  });

  it('is none when it is a sentence, markup, too long, empty or no text', () => {
    for (const error of [
      'Something went wrong',
      '<b>no</b>',
      'a'.repeat(65),
      '',
      '_x',
      '9lives',
      'é_required',
      'a-b',
      'a.b',
      5,
      true,
      null,
      {},
      ['pin_required'],
    ]) {
      expect(short(read(earn, 422, error)), JSON.stringify(error)).to.equal('lost malformed');
      expect(short(read(earn, 402, error)), JSON.stringify(error)).to.equal('refused subscription_required');
    }
  });

  it('is none when it is inherited', () => {
    expect(short(toReply(earn, { status: 422, body: Object.create({ error: 'pin_required' }) }))).to.equal(
      'lost malformed',
    );
    for (const error of ['constructor', 'toString', 'hasOwnProperty'])
      expect(short(read(find, 422, error))).to.equal(`refused ${error}`);
  });
});

describe('the service’s three sentences', () => {
  for (const operation of all) {
    it(`are codes on ${operation.kind}, at any status below 500 and in any case`, () => {
      expect(short(read(operation, 429, 'too many requests'))).to.equal('busy rate_limited');
      expect(short(read(operation, 200, 'Too Many Requests'))).to.equal('busy rate_limited');
      expect(short(read(operation, 401, 'invalid or missing API key'))).to.equal('refused unauthorized');
      expect(short(read(operation, 400, 'code or qr is required'))).to.equal('refused invalid_input');
    });
  }
});

describe('a status without a readable code', () => {
  const table: [number, string, string][] = [
    [400, 'lost malformed', 'lost malformed'],
    [401, 'refused session_expired', 'refused session_expired'],
    [419, 'refused session_expired', 'refused session_expired'],
    [402, 'refused subscription_required', 'refused subscription_required'],
    [403, 'refused forbidden', 'refused forbidden'],
    [404, 'lost malformed', 'refused coupon_not_found'],
    [409, 'lost malformed', 'refused coupon_already_used'],
    [412, 'lost malformed', 'lost malformed'],
    [418, 'lost malformed', 'lost malformed'],
    [422, 'lost malformed', 'lost malformed'],
    [429, 'busy rate_limited', 'busy rate_limited'],
  ];
  for (const [status, usual, onCoupon] of table) {
    it(`${status} is ${usual}${usual === onCoupon ? '' : `, on a coupon ${onCoupon}`}`, () => {
      for (const operation of [find, enrol, earn, redeem]) expect(short(read(operation, status))).to.equal(usual);
      expect(short(read(coupon, status))).to.equal(onCoupon);
    });
  }

  it('is a login when a page stood in place of JSON', () => {
    for (const status of [0, 200, 302]) expect(short(toReply(earn, { status, page: true }))).to.equal('lost login');
    for (const status of [401, 419])
      expect(short(toReply(earn, { status, page: true }))).to.equal('refused session_expired');
  });

  it('is nothing of use when a web server’s own page says that something is missing or taken', () => {
    for (const operation of all)
      for (const status of [304, 404, 409, 410, 422])
        expect(short(toReply(operation, { status, page: true })), `${status}`).to.equal('lost malformed');
    expect(short(toReply(coupon, { status: 404 }))).to.equal('lost malformed');
  });
});

describe('408, 425 and every status from 500', () => {
  for (const status of [408, 425, 500, 502, 503, 504, 520, 599]) {
    it(`${status} says nothing, whatever the body says`, () => {
      for (const operation of all) {
        for (const body of [
          undefined,
          { error: 'insufficient_balance' },
          { error: 'pin_required' },
          { error: 'too many requests' },
          { data: { stamps: 1, points: 2 } },
        ]) {
          const reply = toReply(operation, { status, body });
          expect(short(reply)).to.equal('lost server');
          expect(errorOf(reply)).to.include({ code: 'bad_response', status, retryable: true });
        }
      }
    });
  }
});

describe('an answer of the own proxy that says it asked nobody', () => {
  it('is a refusal for sure, whatever its code', () => {
    for (const operation of postings)
      for (const status of [400, 404, 409, 422])
        expect(short(read(operation, status, 'order_is_closed', { sent: false }))).to.equal('refused order_is_closed');
  });

  it('is no lost answer where the proxy failed', () => {
    for (const operation of all) {
      const reply = read(operation, 503, 'proxy_unavailable', { sent: false });
      expect(reply).to.include({ kind: 'lost', reason: 'server', sent: false });
      expect(errorOf(reply)).to.include({ code: 'proxy_unavailable', status: 503, retryable: true });
    }
  });

  it('is not believed to say so in any other way', () => {
    for (const sent of [0, 'false', null, true, undefined])
      expect(read(earn, 503, 'proxy_unavailable', { sent })).to.include({ kind: 'lost', sent: true });
  });
});

describe('an id that is taken', () => {
  it('tells when it was booked, where the proxy says so', () => {
    const at = '2026-05-28T20:26:40.000Z';
    expect(errorOf(read(earn, 409, 'id_reused', { sent: false, booked_at: at }))).to.include({ bookedAt: at });
    for (const wrong of ['<b>', 7, '2026-05-28'])
      expect(errorOf(read(earn, 409, 'id_reused', { booked_at: wrong }))).not.to.have.property('bookedAt');
  });
});

describe('the PIN codes', () => {
  const reasons = {
    pin_required: 'required',
    pin_invalid: 'invalid',
    pin_expired: 'expired',
    pin_attempts_exceeded: 'exceeded',
  };
  for (const [code, reason] of Object.entries(reasons)) {
    it(`${code} asks for a PIN at any status below 500, on every posting`, () => {
      for (const operation of postings) {
        for (const status of [200, 400, 401, 402, 403, 404, 409, 412, 422, 429])
          expect(short(read(operation, status, code))).to.equal(`pin ${reason}`);
      }
    });

    it(`${code} on a look-up is a refusal like any other`, () =>
      void expect(short(read(find, 412, code))).to.equal(`refused ${code}`));
  }

  it('bring the challenge and the tries that are left', () => {
    expect(read(earn, 412, 'pin_required', { challenge_id: 'c-1', remaining_attempts: 3 })).to.deep.equal({
      kind: 'pin',
      reason: 'required',
      challengeId: 'c-1',
      remainingAttempts: 3,
    });
    expect(read(earn, 412, 'pin_required', { challenge_id: 77 })).to.deep.equal({
      kind: 'pin',
      reason: 'required',
      challengeId: '77',
    });
  });

  it('leave out what makes no sense', () => {
    for (const wrong of ['3', 2.5, null, Infinity, {}]) {
      expect(read(earn, 422, 'pin_invalid', { challenge_id: {}, remaining_attempts: wrong })).to.deep.equal({
        kind: 'pin',
        reason: 'invalid',
      });
    }
  });

  it('are told from a rate limit by the code alone, though they share its status', () => {
    expect(short(read(earn, 429, 'pin_attempts_exceeded'))).to.equal('pin exceeded');
    expect(short(read(earn, 429, 'too many requests'))).to.equal('busy rate_limited');
    expect(short(read(earn, 429))).to.equal('busy rate_limited');
  });
});

describe('a wait', () => {
  it('is as long as the service says, where it says', () => {
    expect(toReply(earn, { status: 429, body: { error: 'too many requests' }, retryAfter: 7000 })).to.include({
      kind: 'busy',
      retryAfter: 7000,
    });
    expect(toReply(earn, { status: 429 })).to.not.have.property('retryAfter');
  });
});

describe('a missing consent', () => {
  it('is the consent step where none was sent', () => {
    for (const code of ['consent_terms_required', 'consent_privacy_required'])
      expect(short(read(enrol, 422, code))).to.equal(`consent ${code}`);
  });

  it('is a refusal where consents were sent, and on anything else', () => {
    expect(short(read(consented, 422, 'consent_terms_required'))).to.equal('refused consent_terms_required');
    expect(short(read(find, 422, 'consent_terms_required'))).to.equal('refused consent_terms_required');
  });
});

describe('what a customer gave', () => {
  const secrets: [Operation, string][] = [
    [find, 'cq_7f3a9b2e'],
    [coupon, 'cq_free_coffee'],
    [enrol, 'ayse@gmail.com'],
  ];
  for (const [operation, secret] of secrets) {
    it(`never comes back as the code of an error on ${operation.kind}`, () => {
      for (const error of [secret, `invalid_${secret}`, `${secret}_expired`, secret.toUpperCase()]) {
        expect(
          JSON.stringify([read(operation, 422, error), String(errorOf(read(operation, 422, error)))]).toLowerCase(),
        ).to.not.contain(secret);
      }
    });
  }

  it('does not hide a code of the service that merely looks like a short text', () => {
    expect(short(read({ kind: 'find', by: 'code', text: 'qr' }, 422, 'invalid_qr'))).to.equal('refused invalid_qr');
  });

  it('does not let a key through that a backend gave away', () => {
    expect(short(read(find, 422, 'risk_too_high'))).to.equal('refused risk_too_high');
    expect(JSON.stringify(read(earn, 422, 'sk_live_0123456789'))).to.not.contain('sk_live');
    expect(String(errorOf(read(earn, 422, 'sk_live_0123456789')))).to.not.contain('sk_live');
  });
});

describe('a framework that has no such route', () => {
  it('is told from a coupon that nobody has, by its own words', () => {
    for (const body of [
      { statusCode: 404, message: 'Cannot POST /loyalite/webhook/coupons/redeem', error: 'Not Found' },
      { message: 'Route POST:/loyalite/webhook/coupons/redeem not found', error: 'Not Found', statusCode: 404 },
      { timestamp: '2026-01-01T00:00:00Z', status: 404, error: 'Not Found', path: '/loyalite' },
      { detail: 'Not Found' },
      { message: 'The route loyalite/webhook/coupons/redeem could not be found.' },
    ])
      expect(errorOf(toReply(coupon, { status: 404, body })).code, JSON.stringify(body)).to.equal('route_unknown');
    for (const body of [{ error: 'coupon_not_found' }, {}, { error: 'No such coupon' }])
      expect(errorOf(toReply(coupon, { status: 404, body })).code).to.equal('coupon_not_found');
  });
});

describe('a lost turn', () => {
  it('says whether anything was sent', () => {
    expect(lost('offline')).to.include({ kind: 'lost', sent: false });
    for (const reason of ['network', 'timeout', 'server', 'login', 'malformed'] as const)
      expect(lost(reason)).to.include({ sent: true });
  });

  it('is unreachable where no answer came, and a bad response where one did', () => {
    for (const reason of ['offline', 'network', 'timeout'] as const)
      expect(errorOf(lost(reason)).code).to.equal('unreachable');
    for (const reason of ['server', 'login', 'malformed'] as const)
      expect(errorOf(lost(reason)).code).to.equal('bad_response');
  });

  it('has no status where there was none', () =>
    void expect('status' in errorOf(lost('login', undefined, 0))).to.equal(false));
});
