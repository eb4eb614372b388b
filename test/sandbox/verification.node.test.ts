import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Preset } from '../../src/sandbox.js';
import { openDesk, refusal } from './desk.js';

/** What the presets ask for, as the vendor's table has it. */
const table: Record<Preset, { earn: boolean; redeem: boolean; coupon: boolean; typed: boolean }> = {
  standard: { earn: false, redeem: false, coupon: false, typed: true },
  balanced: { earn: false, redeem: true, coupon: true, typed: true },
  strict: { earn: true, redeem: true, coupon: true, typed: false },
};

for (const preset of ['standard', 'balanced', 'strict'] as const) {
  describe(`sandbox: ${preset}`, () => {
    for (const operation of ['earn', 'redeem', 'coupon'] as const) {
      const gated = table[preset][operation];

      it(`${gated ? 'asks for a PIN' : 'asks for no PIN'} on ${operation}`, async () => {
        const desk = openDesk({ preset });
        const first = await desk[operation]({});
        if (!gated) {
          expect(first.status).to.equal(200);
          return;
        }
        expect(refusal(first)).to.deep.equal([412, 'pin_required']);
        expect(first.body).to.have.keys('error', 'challenge_id', 'remaining_attempts');
        expect(desk.sandbox.ledger).to.deep.equal([]);
        expect((await desk[operation]({ verification_pin: desk.sandbox.phone(482193).pin })).status).to.equal(200);
        expect(desk.sandbox.ledger).to.have.length(1);
      });

      it(`${table[preset].typed ? 'accepts' : 'refuses'} a typed code on ${operation}`, async () => {
        const desk = openDesk({ preset });
        const reply = await desk[operation]({ manual_code: true });
        if (table[preset].typed) expect(reply.body.error).to.not.equal('manual_code_disabled');
        else expect(refusal(reply)).to.deep.equal([422, 'manual_code_disabled']);
      });
    }
  });
}

describe('sandbox: the PIN', () => {
  it('has four digits or two, as a string that keeps its zeros', async () => {
    for (const [pinDigits, pin] of [
      [4, '0003'],
      [2, '00'],
    ] as const) {
      const { earn, sandbox } = openDesk({ preset: 'strict', pinDigits, random: () => 0.00035 });
      await earn({});
      expect(sandbox.phone(482193).pin).to.equal(pin);
    }
  });

  it('is refused as a number, even the right one', async () => {
    const { earn, sandbox } = openDesk({ preset: 'strict', random: () => 0.5 });
    await earn({});
    const pin = Number(sandbox.phone(482193).pin);
    expect(refusal(await earn({ verification_pin: pin }))).to.deep.equal([422, 'pin_invalid']);
  });

  it('counts the tries down, then ends the challenge with 429', async () => {
    const { earn, sandbox } = openDesk({ preset: 'strict' });
    const {
      body: { challenge_id: id, remaining_attempts: all },
    } = await earn({});
    expect(all).to.equal(3);
    const wrong = { verification_pin: 'wrong' };
    for (const left of [2, 1]) {
      const reply = await earn(wrong);
      expect(refusal(reply)).to.deep.equal([422, 'pin_invalid']);
      expect(reply.body).to.include({ challenge_id: id, remaining_attempts: left });
    }
    const pin = sandbox.phone(482193).pin;
    expect(refusal(await earn(wrong))).to.deep.equal([429, 'pin_attempts_exceeded']);
    expect(sandbox.phone(482193).pin).to.equal(null);
    expect(refusal(await earn({ verification_pin: pin }))).to.deep.equal([422, 'pin_expired']);
    expect(sandbox.ledger).to.deep.equal([]);
  });

  it('is good after two wrong ones', async () => {
    const { earn, sandbox } = openDesk({ preset: 'strict' });
    await earn({});
    await earn({ verification_pin: 'wrong' });
    await earn({ verification_pin: 'wrong' });
    expect((await earn({ verification_pin: sandbox.phone(482193).pin })).status).to.equal(200);
  });

  it('expires, and leaves the phone', async () => {
    const { earn, sandbox, pass } = openDesk({ preset: 'strict', pinTtlSeconds: 60 });
    await earn({});
    const pin = sandbox.phone(482193).pin;
    pass(59_999);
    expect(sandbox.phone(482193).pin).to.equal(pin);
    pass(1);
    expect(sandbox.phone(482193).pin).to.equal(null);
    expect(refusal(await earn({ verification_pin: pin }))).to.deep.equal([422, 'pin_expired']);
  });

  it('is new with every call that brings none, and the old one is wrong', async () => {
    const { earn, sandbox } = openDesk({ preset: 'strict', random: () => 0.9999 });
    const first = await earn({});
    const old = sandbox.phone(482193).pin;
    const second = await earn({});
    expect(second.body['challenge_id']).to.not.equal(first.body['challenge_id']);
    expect(sandbox.phone(482193).pin).to.not.equal(old);
    expect(refusal(await earn({ verification_pin: old }))).to.deep.equal([422, 'pin_invalid']);
    expect((await earn({ verification_pin: sandbox.phone(482193).pin })).status).to.equal(200);
  });

  it('belongs to one posting with one content', async () => {
    for (const change of [{ amount: 6 }, { external_id: 'A-2' }, { card_type: 'stamp' }]) {
      const { earn, sandbox } = openDesk({ preset: 'strict' });
      await earn({ amount: 5 });
      const changed = await earn({ amount: 5, ...change, verification_pin: sandbox.phone(482193).pin });
      expect(refusal(changed)).to.deep.equal([422, 'pin_expired']);
      expect(sandbox.ledger).to.deep.equal([]);
    }
  });

  it('is good once', async () => {
    const { earn, sandbox } = openDesk({ preset: 'strict' });
    await earn({});
    const pin = sandbox.phone(482193).pin;
    await earn({ verification_pin: pin });
    expect(refusal(await earn({ external_id: 'A-2', verification_pin: pin }))).to.deep.equal([422, 'pin_expired']);
  });

  it('belongs to one customer', async () => {
    const { earn, sandbox } = openDesk({ preset: 'strict' });
    await earn({});
    expect(sandbox.phone(517204).pin).to.equal(null);
    const reply = await earn({ customer_code: 517204, verification_pin: sandbox.phone(482193).pin });
    expect(refusal(reply)).to.deep.equal([422, 'pin_expired']);
  });

  it('is ignored where none is asked for', async () => {
    const { earn } = openDesk();
    expect((await earn({ verification_pin: '0000' })).status).to.equal(200);
  });

  it('is told to whoever listens, with every change on the phone', async () => {
    const changes: string[] = [];
    const { earn, sandbox } = openDesk({
      preset: 'strict',
      onchange: (code) => changes.push(`${code} ${pin() !== null}`),
    });
    const pin = (): string | null => sandbox.phone(482193).pin;
    await earn({});
    await earn({ verification_pin: pin() });
    expect(changes).to.deep.equal(['482193 true', '482193 false']);
  });
});

describe('sandbox: a change of preset', () => {
  it('takes effect with the next request', async () => {
    const { earn, sandbox } = openDesk();
    expect((await earn({})).status).to.equal(200);
    sandbox.preset = 'strict';
    expect(refusal(await earn({ external_id: 'A-2' }))).to.deep.equal([412, 'pin_required']);
  });
});
