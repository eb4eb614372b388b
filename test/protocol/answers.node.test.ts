/** What counts as a success: real bodies of the vendor, with and without the envelope, and what only looks like one. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Operation } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';
import { toReply } from '../../src/protocol/wire.js';

const posting = { customerCode: '482193', cardType: 'point', externalId: 'A-1001', manualCode: false } as const;
const operations = {
  find: { kind: 'find', by: 'code', text: '482193' },
  enrol: { kind: 'enrol', email: 'ayse@gmail.com', ticks: { terms: true, privacy: true } },
  earn: { kind: 'earn', ...posting, amount: '85.50' },
  redeem: { kind: 'redeem', ...posting, amount: '50' },
  coupon: { kind: 'coupon', token: 'cq_free_coffee', manualCode: false },
} satisfies Record<string, Operation>;

type Kind = keyof typeof operations;
type Fields = Record<string, unknown>;

const profile = { customer_code: 482193, masked_email: 'a***@gmail.com', stamp_count: 4, point_balance: 120 };
const issued = { id: 17, name: 'Free coffee', qr_token: 'cq_new' };
const bodies: Record<Kind, Fields> = {
  find: profile,
  enrol: { ...profile, is_new: true },
  earn: { stamps: 0, points: 206, coupon: issued },
  redeem: { stamps: 4, points: 70 },
  coupon: {
    id: 'c-1',
    name: 'Free coffee',
    status: 'redeemed',
    qr_token: 'cq_free_coffee',
    issued_at: '2026-08-01T10:00:00Z',
    redeemed_at: '2026-08-02T10:00:00Z',
  },
};
const answers: Record<Kind, Fields> = {
  find: { customerCode: '482193', maskedEmail: 'a***@gmail.com', stampCount: 4, pointBalance: 120, isNew: false },
  enrol: { customerCode: '482193', maskedEmail: 'a***@gmail.com', stampCount: 4, pointBalance: 120, isNew: true },
  earn: { stamps: 0, points: 206, coupon: { id: '17', name: 'Free coffee', qrToken: 'cq_new' } },
  redeem: { stamps: 4, points: 70 },
  coupon: {
    id: 'c-1',
    name: 'Free coffee',
    status: 'redeemed',
    issuedAt: '2026-08-01T10:00:00Z',
    redeemedAt: '2026-08-02T10:00:00Z',
  },
};

const kinds = Object.keys(operations) as Kind[];
const read = (kind: Kind, body: unknown, status = 200): Reply => toReply(operations[kind], { status, body });
const isMalformed = (reply: Reply): boolean =>
  reply.kind === 'lost' && reply.reason === 'malformed' && reply.sent && reply.error.code === 'bad_response';
const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

for (const kind of kinds) {
  const body = bodies[kind];
  const done = { kind: 'done', answer: answers[kind] };

  describe(`the answer to ${kind}`, () => {
    it('is read in its envelope', () => void expect(read(kind, { data: body })).to.deep.equal(done));
    it('is read bare', () => void expect(read(kind, body)).to.deep.equal(done));
    it('is read with status 201', () => void expect(read(kind, { data: body }, 201)).to.deep.equal(done));
    it('is read beside fields nobody knows, which go no further', () => {
      expect(read(kind, { data: { ...body, tier: 'gold', nested: { a: [1] } }, meta: 1, error: null })).to.deep.equal(
        done,
      );
    });

    for (const status of [100, 199, 204 + 100, 400, 404, 418, 499]) {
      it(`is no success with status ${status}`, () =>
        void expect(read(kind, { data: body }, status).kind).to.not.equal('done'));
    }

    it('is no success beside an error, be it a code, a sentence or an object', () => {
      for (const error of ['insufficient_balance', 'Something went wrong', { code: 'x' }, ['x'], 1, true]) {
        expect(isMalformed(read(kind, { data: body, error })), JSON.stringify(error)).to.equal(true);
        expect(isMalformed(read(kind, { ...body, error })), JSON.stringify(error)).to.equal(true);
      }
    });

    it('is none when it is no object', () => {
      for (const other of [
        undefined,
        null,
        'ok',
        1,
        true,
        [],
        [body],
        { data: [body] },
        { data: null },
        { data: JSON.stringify(body) },
        { data: {} },
        {},
      ]) {
        expect(isMalformed(read(kind, other)), JSON.stringify(other)).to.equal(true);
      }
    });

    const optional = ['coupon', 'issued_at', 'redeemed_at', 'qr_token'];
    for (const name of Object.keys(body).filter((field) => !optional.includes(field))) {
      it(`is none without ${name}`, () =>
        void expect(isMalformed(read(kind, { data: without(body, name) }))).to.equal(true));

      it(`is none with a ${name} of another type`, () => {
        for (const value of [
          null,
          [],
          {},
          [body[name]],
          { value: body[name] },
          typeof body[name] === 'boolean' ? 'true' : true,
          NaN,
          Infinity,
          '',
        ]) {
          expect(isMalformed(read(kind, { data: { ...body, [name]: value } })), JSON.stringify(value)).to.equal(true);
        }
      });

      it(`is none with a ${name} that is inherited`, () => {
        const inherited = Object.assign(Object.create({ [name]: body[name] }) as Fields, without(body, name));
        expect(isMalformed(read(kind, { data: inherited }))).to.equal(true);
      });
    }
  });
}

describe('an answer for another customer', () => {
  const asked = (text: string): Operation => ({ kind: 'find', by: 'code', text });
  const told = (code: unknown, operation: Operation): Reply =>
    toReply(operation, { status: 200, body: { data: { ...profile, customer_code: code } } });

  it('than the typed one is none', () => {
    expect(isMalformed(told(517204, asked('482193')))).to.equal(true);
    expect(isMalformed(told('48219', asked('482193')))).to.equal(true);
  });

  it('is told by the number, however it is written', () => {
    for (const [code, text] of [
      [482193, '482193'],
      ['482193', '0482193'],
      ['000', '0'],
      ['AB-1', 'AB-1'],
    ] as const)
      expect(told(code, asked(text)).kind, text).to.equal('done');
  });

  it('to a posting that names its customer is none either', () => {
    for (const kind of ['earn', 'redeem'] as const) {
      const body = { data: { ...bodies[kind], customer_code: 517204 } };
      expect(isMalformed(read(kind, body))).to.equal(true);
      expect(read(kind, { data: { ...bodies[kind], customer_code: '482193' } }).kind).to.equal('done');
    }
  });
});

describe('the answer to find', () => {
  it('keeps a code that came as text', () => {
    const asked: Operation = { kind: 'find', by: 'qr', text: 'cq_1' };
    expect(toReply(asked, { status: 200, body: { ...profile, customer_code: '004821' } })).to.have.nested.property(
      'answer.customerCode',
      '004821',
    );
  });

  it('refuses a code that no JSON number can carry', () => {
    for (const code of [4.5, 1e21, 2 ** 53])
      expect(isMalformed(read('find', { ...profile, customer_code: code }))).to.equal(true);
  });

  it('takes balances of any sign, which are the service’s to say', () => {
    expect(read('find', { ...profile, point_balance: -3.5 })).to.have.nested.property('answer.pointBalance', -3.5);
  });

  it('refuses balances written as text', () =>
    void expect(isMalformed(read('find', { ...profile, point_balance: '120' }))).to.equal(true));
  it('says of nobody that they are new', () =>
    void expect(read('find', { ...profile, is_new: true })).to.have.nested.property('answer.isNew', false));
  it('masks an address that the service did not mask', () => {
    expect(read('find', { ...profile, masked_email: 'eve@shop.example' })).to.have.nested.property(
      'answer.maskedEmail',
      'e***@shop.example',
    );
    expect(read('find', { ...profile, masked_email: 'é…e@shop.example' })).to.have.nested.property(
      'answer.maskedEmail',
      'é…e@shop.example',
    );
  });

  it('refuses texts beyond any sense', () =>
    void expect(isMalformed(read('find', { ...profile, masked_email: 'a'.repeat(2001) }))).to.equal(true));
});

describe('the answer to earn', () => {
  it('needs no coupon', () => {
    expect(read('earn', { stamps: 1, points: 2 })).to.deep.equal({ kind: 'done', answer: { stamps: 1, points: 2 } });
    expect(read('earn', { stamps: 1, points: 2, coupon: null })).to.deep.equal({
      kind: 'done',
      answer: { stamps: 1, points: 2 },
    });
  });

  it('is none with a coupon that cannot be handed over', () => {
    for (const coupon of [
      {},
      [],
      'cq_new',
      false,
      without(issued, 'id'),
      without(issued, 'name'),
      without(issued, 'qr_token'),
      { ...issued, qr_token: 7 },
    ]) {
      expect(isMalformed(read('earn', { stamps: 1, points: 2, coupon })), JSON.stringify(coupon)).to.equal(true);
    }
  });
});

describe('the answer to redeem', () => {
  it('has no coupon', () =>
    void expect(read('redeem', { stamps: 1, points: 2, coupon: issued })).to.deep.equal({
      kind: 'done',
      answer: { stamps: 1, points: 2 },
    }));
});

describe('the answer to coupon', () => {
  it('is none unless it says redeemed', () => {
    for (const status of ['active', 'REDEEMED', 'expired', 200])
      expect(isMalformed(read('coupon', { ...bodies.coupon, status }))).to.equal(true);
  });

  it('needs no dates, and leaves out what is none', () => {
    expect(read('coupon', { id: 5, name: 'Tea', status: 'redeemed', issued_at: null, redeemed_at: 5 })).to.deep.equal({
      kind: 'done',
      answer: { id: '5', name: 'Tea', status: 'redeemed' },
    });
  });
});

describe('any answer', () => {
  it('reads its own fields only, whatever a body calls __proto__', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"stamps": 1, "points": 2}, "constructor": {"prototype": {"points": 9}}}',
    ) as Fields;
    expect(isMalformed(read('redeem', hostile))).to.equal(true);
    expect(isMalformed(read('redeem', { data: hostile }))).to.equal(true);
    expect(({} as Fields)['points']).to.equal(undefined);
  });

  it('carries service text as text', () => {
    const name = '<img src=x onerror=alert(1)>';
    expect(read('coupon', { ...bodies.coupon, name })).to.have.nested.property('answer.name', name);
  });
});
