import { describe, it } from 'node:test';
import { expect } from 'chai';
import { seededCustomers } from '../../src/sandbox.js';
import { openDesk, refusal } from './desk.js';

const CONSENTS = { consent_terms: true, consent_privacy: true };

describe('sandbox: look-up', () => {
  it('finds a customer by code, with a number as code and a masked address', async () => {
    const { lookUp } = openDesk();
    expect((await lookUp('code=482193')).body).to.deep.equal({
      data: { customer_code: 482193, masked_email: 'a***@gmail.com', stamp_count: 4, point_balance: 120 },
    });
  });

  it('finds a customer by the QR on the phone, on every preset', async () => {
    for (const preset of ['standard', 'balanced', 'strict'] as const) {
      const { lookUp, sandbox } = openDesk({ preset });
      const { body } = await lookUp(`qr=${encodeURIComponent(sandbox.phone(517204).qr)}`);
      expect(body.data?.['customer_code']).to.equal(517204);
    }
  });

  it('knows the seeded customers, in each sandbox anew', async () => {
    for (const { code, points, stamps } of seededCustomers) {
      const { lookUp, earn } = openDesk();
      expect((await lookUp(`code=${code}`)).body.data).to.include({ point_balance: points, stamp_count: stamps });
      await earn({ customer_code: code });
    }
    expect(openDesk().sandbox.phone(482193)).to.include({
      points: 120,
      stamps: 4,
      maskedEmail: 'a***@gmail.com',
      pin: null,
    });
  });

  it('asks for a code or a QR where there is none', async () => {
    const { lookUp } = openDesk();
    for (const query of ['', 'code=', 'qr=']) {
      expect(refusal(await lookUp(query))).to.deep.equal([400, 'code or qr is required']);
    }
  });

  it('does not know a code that nobody has, nor one with a zero before it', async () => {
    const { lookUp } = openDesk();
    for (const code of ['111111', '0482193', '__proto__']) {
      expect(refusal(await lookUp(`code=${code}`))).to.deep.equal([404, 'customer_not_found']);
    }
  });
});

describe('sandbox: enrolment', () => {
  it('makes a customer with a six-digit code and empty balances', async () => {
    const { enrol, lookUp } = openDesk();
    const { status, body } = await enrol({ email: 'new@example.com', ...CONSENTS });
    expect(status).to.equal(200);
    const { customer_code: code, ...rest } = body.data!;
    expect(rest).to.deep.equal({ masked_email: 'n***@example.com', stamp_count: 0, point_balance: 0, is_new: true });
    expect(code).to.be.within(100_000, 999_999);
    expect((await lookUp(`code=${String(code)}`)).status).to.equal(200);
  });

  it('gives the same customer for the same address, however it is written, without asking for consent again', async () => {
    const { enrol } = openDesk();
    const first = await enrol({ email: 'new@example.com', ...CONSENTS });
    const again = await enrol({ email: ' New@Example.com ' });
    expect(again.body.data).to.deep.equal({ ...first.body.data, is_new: false });
  });

  it('demands an address', async () => {
    const { enrol } = openDesk();
    for (const email of [undefined, '', 'nobody', 7]) {
      expect(refusal(await enrol({ email, ...CONSENTS }))).to.deep.equal([422, 'email_required']);
    }
  });

  it('demands both consents of a new customer, terms first, and nothing but true', async () => {
    const { enrol } = openDesk();
    const email = 'new@example.com';
    for (const consents of [{}, { consent_privacy: true }, { consent_terms: 'true', consent_privacy: true }]) {
      expect(refusal(await enrol({ email, ...consents }))).to.deep.equal([422, 'consent_terms_required']);
    }
    expect(refusal(await enrol({ email, consent_terms: true }))).to.deep.equal([422, 'consent_privacy_required']);
    expect((await enrol({ email, ...CONSENTS })).body.data?.['is_new']).to.equal(true);
  });

  it('gives every new customer a code of its own, even where chance always says the same', async () => {
    const { enrol } = openDesk({ random: () => 0.5 });
    const codes = await Promise.all(
      ['a', 'b', 'c'].map(
        async (name) => (await enrol({ email: `${name}@example.org`, ...CONSENTS })).body.data?.['customer_code'],
      ),
    );
    expect(new Set(codes).size).to.equal(3);
  });
});
