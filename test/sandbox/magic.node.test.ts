import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ConnectionDropped, createFaults, createSandbox, faultList, magic } from '../../src/sandbox.js';
import type { Magic, Preset } from '../../src/sandbox.js';
import { openDesk } from './desk.js';
import type { Desk, Reply } from './desk.js';

const CODES: Readonly<Record<string, string>> = {
  rate_limited: 'too many requests',
  unauthorized: 'invalid or missing API key',
};
const PRESETS: readonly Preset[] = ['standard', 'balanced', 'strict'];

/** Answers that are no refusals, and not to be believed. */
const odd = ['unconfirmed', 'answer_mismatch', 'bad_response', 'done'];
const refusals = magic.filter(
  ({ outcome }) => !odd.includes(outcome) && !faultList.some(({ fault }) => fault === outcome),
);

/** Does what a till would do with the value, up to a second try with the PIN, and gives every answer on the way. */
async function tryOut(desk: Desk, { kind, value, outcome }: Magic): Promise<Reply[]> {
  if (kind === 'email') return [await desk.enrol({ email: value, consent_terms: true, consent_privacy: true })];
  if (kind === 'qr') return [await desk.lookUp(`qr=${value}`)];
  const send = (pin: object): Promise<Reply> => {
    const how = { ...pin, ...(outcome === 'manual_code_disabled' && { manual_code: true }) };
    return kind === 'coupon'
      ? desk.coupon({ token: value, ...how })
      : desk.redeem({ customer_code: Number(value), ...how });
  };
  const first = await send({});
  if (first.body.error !== 'pin_required') return [first];
  const owner = magic.find((one) => one.kind === 'customer' && one.outcome === outcome)!.value;
  return [first, await send({ verification_pin: desk.sandbox.phone(owner).pin })];
}

describe('sandbox: magic values', () => {
  for (const one of refusals.filter(
    ({ kind, outcome }) =>
      kind !== 'email' ||
      ['unauthorized', 'customer_not_found', 'rate_limited'].includes(outcome) ||
      /email|consent/.test(outcome),
  )) {
    it(`${one.kind} ${one.value} is answered ${one.outcome} on every preset`, async () => {
      for (const preset of PRESETS) {
        const errors = (await tryOut(openDesk({ preset }), one)).map(({ body }) => body.error);
        const wanted = CODES[one.outcome] ?? one.outcome;
        // A redemption of points is what brings these customers out; a coupon has no balance to lack.
        if (one.kind === 'coupon' && one.outcome === 'insufficient_balance') expect(errors).to.not.include(wanted);
        else expect(errors, preset).to.include(wanted);
      }
    });
  }

  it('finds the customers behind the e-mail addresses that are let in', async () => {
    const { enrol } = openDesk();
    const { body } = await enrol({ email: 'pin_expired@sandbox.test' });
    expect(body.data).to.include({ customer_code: 900442, is_new: false });
  });

  it('gives a fresh coupon for any ending of a magic token', async () => {
    const { coupon, sandbox } = openDesk();
    for (const token of ['cq_fault81', 'cq_fault81_2', 'cq_fault81_x']) {
      expect((await coupon({ token })).status).to.equal(200);
      expect((await coupon({ token })).status).to.equal(409);
    }
    expect(sandbox.ledger).to.have.length(3);
  });

  it('lists every fault with an amount, points, a customer, a coupon, an address and a QR', () => {
    for (const { fault } of faultList) {
      const kinds = magic.filter(({ outcome }) => outcome === fault).map(({ kind }) => kind);
      expect(kinds, fault).to.have.members(['amount', 'points', 'customer', 'coupon', 'email', 'qr']);
    }
  });
});

describe('sandbox: magic faults', () => {
  const apiKey = 'sk_test_desk';
  const send = (path: string, body?: object): Request =>
    new Request(`https://till.test/loyalite${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'X-Api-Key': apiKey },
      ...(body && { body: JSON.stringify(body) }),
    });
  const order = { customer_code: 482193, amount: 10.87, card_type: 'point', external_id: 'A-1' };

  for (const { fault, number } of faultList.filter((one) => one.fault !== 'silent')) {
    it(`strikes with ${fault} for the number ${number} in each kind of value`, async () => {
      const faults = createFaults(createSandbox({ apiKey }), { wait: () => Promise.resolve() });
      const redemption = {
        customer_code: 517204,
        value: Number(`9${number}`),
        card_type: 'point',
        external_id: 'redeem_A-1',
      };
      const requests = [
        send('/webhook/pos', { ...order, amount: Number(`10.${number}`) }),
        send('/webhook/redeem', redemption),
        send('/webhook/pos', { ...order, amount: 1, customer_code: Number(`9000${number}`) }),
        send('/webhook/coupons/redeem', { token: `cq_fault${number}` }),
        send('/webhook/customer', { email: `fault${number}@sandbox.test` }),
        send(`/webhook/customer?qr=lq1.fault${number}`),
      ];
      for (const request of requests) await faults.fetch(request).catch(() => undefined);
      expect(faults.log.map((entry) => entry.fault)).to.deep.equal(requests.map(() => fault));
      for (const { status } of faults.log) expect(status).to.be.oneOf([200, undefined]);
    });
  }

  it('strikes once for an amount, and once more for the call with the PIN', async () => {
    const faults = createFaults(createSandbox({ apiKey, preset: 'strict' }));
    for (const pin of [{}, {}, { verification_pin: '0000' }, { verification_pin: '0000' }]) {
      await faults.fetch(send('/webhook/pos', { ...order, ...pin })).catch(() => undefined);
    }
    expect(faults.log).to.have.length(2);
  });

  it('strikes three times for a customer, then lets the check by hand through', async () => {
    const sandbox = createSandbox({ apiKey });
    const faults = createFaults(sandbox);
    const posting = { ...order, customer_code: 900082, amount: 1 };
    for (let i = 0; i < 3; i++) {
      const dropped = await faults.fetch(send('/webhook/pos', posting)).catch((reason: unknown) => reason);
      expect(dropped).to.be.instanceOf(ConnectionDropped);
    }
    expect((await faults.fetch(send('/webhook/pos', posting))).status).to.equal(200);
    expect(sandbox.ledger).to.have.length(1);
  });

  it('leaves stamps and ordinary amounts alone', async () => {
    const faults = createFaults(createSandbox({ apiKey }));
    for (const fields of [{ card_type: 'stamp', amount: 0.87 }, { amount: 87 }, { amount: 0.8 }]) {
      expect((await faults.fetch(send('/webhook/pos', { ...order, ...fields }))).status).to.equal(200);
    }
    expect(faults.log).to.deep.equal([]);
  });
});
