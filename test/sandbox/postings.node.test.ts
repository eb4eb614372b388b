import { describe, it } from 'node:test';
import { expect } from 'chai';
import { openDesk, refusal } from './desk.js';

describe('sandbox: earn', () => {
  it('credits round(amount × ratio) points and answers the new balances', async () => {
    for (const [earnRatio, points] of [
      [1, 206],
      [0.1, 129],
      [2, 291],
    ] as const) {
      const { earn } = openDesk({ earnRatio });
      expect((await earn({})).body).to.deep.equal({ data: { stamps: 4, points } });
    }
  });

  it('takes the code as a number or as digits', async () => {
    const { earn, sandbox } = openDesk();
    await earn({ customer_code: '482193' });
    expect(sandbox.ledger).to.deep.equal([
      { operation: 'earn', externalId: 'A-1', customerCode: '482193', cardType: 'point', amount: 85.5 },
    ]);
  });

  it('rounds stamps, and takes at least one and at most a card full', async () => {
    for (const [amount, stamps] of [
      [0.2, 1],
      [1.4, 1],
      [1.6, 2],
      [99, 5],
    ] as const) {
      const { earn } = openDesk({ cardSize: 5 });
      const { body } = await earn({ customer_code: 630875, card_type: 'stamp', amount });
      expect(body.data?.['stamps']).to.equal(stamps % 5);
    }
  });

  it('gives a coupon for a full card and starts again with what is left over', async () => {
    const { earn, sandbox } = openDesk();
    const { body } = await earn({ card_type: 'stamp', amount: 8 });
    expect(body.data).to.include({ stamps: 2, points: 120 });
    const coupon = body.data?.['coupon'] as Record<string, string>;
    expect(Object.keys(coupon)).to.deep.equal(['id', 'name', 'qr_token']);
    expect(sandbox.phone(482193).coupons.map(({ qrToken }) => qrToken)).to.include(coupon['qr_token']);
  });

  it('gives no coupon for a card that is not full', async () => {
    const { earn } = openDesk();
    expect((await earn({ card_type: 'stamp', amount: 5 })).body).to.deep.equal({ data: { stamps: 9, points: 120 } });
  });

  it('refuses what is no amount, no card type, no id and no customer', async () => {
    const { earn, sandbox } = openDesk();
    for (const amount of ['85.50', 0, -1, null]) {
      expect(refusal(await earn({ amount }))).to.deep.equal([422, 'invalid_amount']);
    }
    expect(refusal(await earn({ card_type: 'cash' }))).to.deep.equal([422, 'invalid_card_type']);
    expect(refusal(await earn({ external_id: '' }))).to.deep.equal([422, 'external_id_required']);
    expect(refusal(await earn({ customer_code: 111111 }))).to.deep.equal([404, 'customer_not_found']);
    expect(sandbox.ledger).to.deep.equal([]);
  });

  it('reads a missing card type as stamps on earn and as points on redeem', async () => {
    const { earn, redeem, sandbox } = openDesk();
    await earn({ card_type: undefined, amount: 2 });
    await redeem({ card_type: undefined });
    expect(sandbox.ledger.map(({ cardType }) => cardType)).to.deep.equal(['stamp', 'point']);
  });
});

describe('sandbox: redeem', () => {
  it('takes points or stamps off and answers the new balances', async () => {
    const { redeem } = openDesk();
    expect((await redeem({})).body).to.deep.equal({ data: { stamps: 4, points: 70 } });
    const stamps = await redeem({ card_type: 'stamp', value: 4, external_id: 'redeem_A-2' });
    expect(stamps.body).to.deep.equal({ data: { stamps: 0, points: 70 } });
  });

  it('refuses more than there is, and takes exactly all', async () => {
    const { redeem } = openDesk();
    expect(refusal(await redeem({ value: 121 }))).to.deep.equal([422, 'insufficient_balance']);
    expect(refusal(await redeem({ value: 5, card_type: 'stamp' }))).to.deep.equal([422, 'insufficient_balance']);
    expect((await redeem({ value: 120 })).body.data?.['points']).to.equal(0);
  });

  it('refuses fractions, nothing and less than nothing', async () => {
    const { redeem, sandbox } = openDesk();
    for (const value of [0.5, 0, -50, '50'])
      expect(refusal(await redeem({ value }))).to.deep.equal([422, 'invalid_value']);
    expect(sandbox.ledger).to.deep.equal([]);
  });

  it('asks for no PIN for a redemption that cannot succeed', async () => {
    const { redeem, sandbox } = openDesk({ preset: 'strict' });
    expect(refusal(await redeem({ value: 121 }))).to.deep.equal([422, 'insufficient_balance']);
    expect(sandbox.phone(482193).pin).to.equal(null);
  });
});

describe('sandbox: a repeated external id', () => {
  const fill = { card_type: 'stamp', amount: 8 };

  it('is booked once and answered with the first body, coupon included', async () => {
    const { earn, sandbox } = openDesk();
    const first = await earn(fill);
    await earn({ external_id: 'A-2' });
    expect(await earn(fill)).to.deep.include({ status: 200, body: first.body });
    expect(sandbox.ledger.map(({ externalId }) => externalId)).to.deep.equal(['A-1', 'A-2']);
  });

  it('is answered with current balances and no coupon where replay is current', async () => {
    const { earn } = openDesk({ replay: 'current' });
    await earn(fill);
    await earn({ external_id: 'A-2' });
    expect((await earn(fill)).body).to.deep.equal({ data: { stamps: 2, points: 206 } });
  });

  it('is refused with 409 where replay is conflict', async () => {
    const { earn, sandbox } = openDesk({ replay: 'conflict' });
    await earn({});
    expect(refusal(await earn({}))).to.deep.equal([409, 'already_processed']);
    expect(sandbox.ledger).to.have.length(1);
  });

  it('is answered before the gate asks for a PIN again, and without a look at the balance', async () => {
    const { redeem, sandbox } = openDesk({ preset: 'balanced' });
    await redeem({ value: 100 });
    const first = await redeem({ value: 100, verification_pin: sandbox.phone(482193).pin });
    expect(first.status).to.equal(200);
    expect(await redeem({ value: 100 })).to.deep.include({ status: 200, body: first.body });
    expect(sandbox.phone(482193).pin).to.equal(null);
    expect(sandbox.ledger).to.have.length(1);
  });

  it('changes nothing with another content, and answers for the original customer', async () => {
    for (const replay of ['same', 'current'] as const) {
      const { earn, sandbox } = openDesk({ replay });
      const first = await earn({});
      const other = await earn({ customer_code: 517204, amount: 1000 });
      expect(other.body).to.deep.equal(first.body);
      expect(sandbox.phone(517204).points).to.equal(2450);
      expect(sandbox.ledger).to.have.length(1);
    }
  });

  it('is a repeat for redeem, too, where earn booked it', async () => {
    const { earn, redeem, sandbox } = openDesk();
    await earn({});
    expect((await redeem({ external_id: 'A-1' })).body.data?.['points']).to.equal(206);
    expect(sandbox.ledger.map(({ operation }) => operation)).to.deep.equal(['earn']);
  });

  it('was not booked by a refusal, and can still be', async () => {
    const { redeem, earn } = openDesk();
    await redeem({ value: 150 });
    await earn({});
    expect((await redeem({ value: 150 })).body.data?.['points']).to.equal(56);
  });

  it('is booked once when two requests with it arrive together', async () => {
    const { earn, sandbox } = openDesk();
    const replies = await Promise.all([earn({}), earn({})]);
    expect(replies.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect(sandbox.ledger).to.have.length(1);
  });
});

describe('sandbox: coupons', () => {
  it('redeems a coupon once and tells its whole story', async () => {
    const { coupon, pass, sandbox } = openDesk();
    pass(60_000);
    expect((await coupon({})).body).to.deep.equal({
      data: {
        id: 'coupon-1',
        name: 'Free coffee',
        status: 'redeemed',
        qr_token: 'cq_free_coffee',
        issued_at: '2026-01-15T09:00:00.000Z',
        redeemed_at: '2026-01-15T09:01:00.000Z',
      },
    });
    expect(sandbox.phone(482193).coupons).to.deep.equal([]);
  });

  it('is in the ledger under its own id, never under its token', async () => {
    const { coupon, sandbox } = openDesk();
    await coupon({});
    expect(sandbox.ledger).to.deep.equal([
      { operation: 'coupon', externalId: 'coupon-1', customerCode: '482193', cardType: 'coupon', amount: 1 },
    ]);
  });

  it('refuses a used coupon with 409 and an unknown one with 404', async () => {
    const { coupon, sandbox } = openDesk();
    await coupon({});
    expect(refusal(await coupon({}))).to.deep.equal([409, 'coupon_already_used']);
    for (const token of ['nothing', '', 7, undefined]) {
      expect(refusal(await coupon({ token }))).to.deep.equal([404, 'coupon_not_found']);
    }
    expect(sandbox.ledger).to.have.length(1);
  });

  it('redeems the coupon that a full card gave', async () => {
    const { earn, coupon } = openDesk();
    const { body } = await earn({ card_type: 'stamp', amount: 6 });
    const { id, qr_token: token } = body.data?.['coupon'] as Record<string, string>;
    expect((await coupon({ token })).body.data).to.include({ id, status: 'redeemed' });
  });
});

describe('sandbox: an id that comes again', () => {
  it('with the same content is answered as `replay` says', async () => {
    for (const [replay, answer] of [
      ['refuse', [422, 'external_id_taken']],
      ['conflict', [409, 'already_processed']],
    ] as const) {
      const { earn, sandbox } = openDesk({ replay });
      await earn({});
      expect(refusal(await earn({}))).to.deep.equal(answer);
      expect(sandbox.ledger).to.have.length(1);
    }
  });

  it('with other content is answered as `reuse` says', async () => {
    for (const [reuse, ledger] of [
      ['same', 1],
      ['current', 1],
      ['conflict', 1],
      ['refuse', 1],
      ['book', 2],
    ] as const) {
      const { earn, redeem, sandbox } = openDesk({ reuse });
      await earn({});
      const reply = await redeem({ external_id: 'A-1', customer_code: 517204, value: 500 });
      expect(sandbox.ledger, reuse).to.have.length(ledger);
      if (reuse === 'book') expect(reply.body.data).to.include({ points: 1950 });
      if (reuse === 'same') expect(reply.body.data).to.include({ points: 206 });
      expect((await earn({})).body.data, 'a repeat stays one').to.include(reuse === 'book' ? {} : { points: 206 });
    }
  });

  it('is forgotten after the time that is set', async () => {
    const { earn, pass, sandbox } = openDesk({ idTtlSeconds: 60 });
    await earn({});
    pass(59_000);
    await earn({});
    expect(sandbox.ledger).to.have.length(1);
    pass(1_000);
    await earn({});
    expect(sandbox.ledger).to.have.length(2);
  });

  it('as a number is the same as its text', async () => {
    const { earn, sandbox } = openDesk();
    await earn({ external_id: 77 });
    await earn({ external_id: '77' });
    expect(sandbox.ledger.map(({ externalId }) => externalId)).to.deep.equal(['77']);
  });
});

describe('sandbox: answers that are not to be believed', () => {
  it('are given for magic customers, and book nothing', async () => {
    const { earn, redeem, lookUp, sandbox } = openDesk();
    expect(refusal(await earn({ customer_code: 900409 }))).to.deep.equal([422, 'external_id_taken']);
    expect((await redeem({ customer_code: 900410 })).body.data).to.deep.equal({ stamps: 1, points: 100 });
    expect((await lookUp('code=900411')).body.data).to.include({ customer_code: 517204 });
    expect(sandbox.ledger).to.deep.equal([]);
  });
});

describe('sandbox: what a magic customer does', () => {
  it('is forgetting ids at once, so that a repeat is booked again', async () => {
    const { redeem, sandbox } = openDesk();
    await redeem({ customer_code: 900413 });
    await redeem({ customer_code: 900413 });
    expect(sandbox.ledger).to.have.length(2);
  });

  it('is filling the card without a word of the coupon, which is on the phone', async () => {
    const { earn, sandbox } = openDesk();
    const filled = await earn({ customer_code: 900414, card_type: 'stamp', amount: 1 });
    expect(filled.body.data).to.deep.equal({ stamps: 0, points: 5000 });
    expect(sandbox.phone('900414').coupons).to.have.length(1);
  });

  it('is what every customer does where `always` says so', async () => {
    expect((await openDesk({ always: 'other_booking' }).earn({})).body.data).to.deep.equal({ stamps: 1, points: 100 });
    const { lookUp, enrol } = openDesk({ always: 'other_customer' });
    expect((await lookUp('code=482193')).body.data).to.include({ customer_code: 517204 });
    const fresh = { email: 'new@example.com', consent_terms: true, consent_privacy: true };
    expect((await enrol(fresh)).body.data).to.include({ customer_code: 517204 });
    expect(refusal(await openDesk({ always: 'id_taken' }).redeem({}))).to.deep.equal([422, 'external_id_taken']);
    expect(() => openDesk({ always: 'nothing' as never })).to.throw(TypeError, 'always');
  });
});

describe('sandbox: a full card', () => {
  it('begins at 0 where the service keeps no rest', async () => {
    const { earn } = openDesk({ keepsRest: false });
    expect((await earn({ card_type: 'stamp', amount: 8 })).body.data).to.include({ stamps: 0 });
  });

  it('takes no stamps for one stamp', async () => {
    const { earn } = openDesk();
    expect((await earn({ card_type: 'stamp', amount: 0 })).body.data).to.include({ stamps: 5 });
  });
});
