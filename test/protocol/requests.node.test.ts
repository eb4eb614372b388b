/** Every operation as the vendor's documentation writes it: method, path and body, to the byte. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Earn, Operation, Redeem } from '../../src/protocol/operation.js';
import { toRequest } from '../../src/protocol/wire.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1001',
  manualCode: false,
};
const redeem: Redeem = { ...earn, kind: 'redeem', amount: '50', externalId: 'redeem_A-1001' };

/** What stands in the body of the HTTP request. */
const text = (operation: Operation, pin?: string): string => JSON.stringify(toRequest(operation, pin).body);

describe('a look-up', () => {
  it('asks by code', () => {
    expect(toRequest({ kind: 'find', by: 'code', text: '482193' })).to.deep.equal({
      method: 'GET',
      path: '/webhook/customer?code=482193',
    });
  });

  it('asks by the raw text of a QR, URL-encoded and otherwise verbatim', () => {
    const qr = ' cq_7f3a+9b/2e=&x?y#z%20ğ\n';
    const { method, path, body } = toRequest({ kind: 'find', by: 'qr', text: qr });
    expect([method, body]).to.deep.equal(['GET', undefined]);
    expect(path).to.equal('/webhook/customer?qr=%20cq_7f3a%2B9b%2F2e%3D%26x%3Fy%23z%2520%C4%9F%0A');
    expect(new URL(path, 'http://till.example').searchParams.get('qr')).to.equal(qr);
  });

  it('keeps the zeros a person typed', () => {
    expect(toRequest({ kind: 'find', by: 'code', text: '004821' }).path).to.equal('/webhook/customer?code=004821');
  });
});

describe('an enrolment', () => {
  const email = 'ayse+till@example.com';

  it('asks with the address alone at first, without any consent field', () => {
    expect(toRequest({ kind: 'enrol', email }).path).to.equal('/webhook/customer');
    expect(text({ kind: 'enrol', email })).to.equal('{"email":"ayse+till@example.com"}');
  });

  it('sends exactly the boxes that were ticked', () => {
    expect(text({ kind: 'enrol', email, ticks: { terms: true, privacy: true } })).to.equal(
      '{"email":"ayse+till@example.com","consent_terms":true,"consent_privacy":true}',
    );
    expect(text({ kind: 'enrol', email, ticks: { terms: true, privacy: true, marketing: true } })).to.equal(
      '{"email":"ayse+till@example.com","consent_terms":true,"consent_privacy":true,"consent_marketing":true}',
    );
  });
});

describe('an earn', () => {
  it('carries the full total as a JSON number, the card type and the order', () => {
    expect(toRequest(earn)).to.include({ method: 'POST', path: '/webhook/pos' });
    expect(text(earn)).to.equal(
      '{"customer_code":482193,"amount":85.5,"card_type":"point","external_id":"A-1001","manual_code":false}',
    );
  });

  it('carries a count of stamps', () => {
    expect(text({ ...earn, cardType: 'stamp', amount: '2', manualCode: true })).to.equal(
      '{"customer_code":482193,"amount":2,"card_type":"stamp","external_id":"A-1001","manual_code":true}',
    );
  });

  it('carries the same body with the PIN at its end', () => {
    expect(text(earn, '0412')).to.equal(text(earn).replace('}', ',"verification_pin":"0412"}'));
  });

  it('writes amounts without binary dust', () => {
    for (const amount of ['0.07', '1.15', '85.10', '1234567.89']) {
      expect(text({ ...earn, amount })).to.contain(`"amount":${Number(amount).toString()},`);
    }
  });
});

describe('a redemption', () => {
  it('carries the points as value', () => {
    expect(toRequest(redeem)).to.include({ method: 'POST', path: '/webhook/redeem' });
    expect(text(redeem)).to.equal(
      '{"customer_code":482193,"value":50,"card_type":"point","external_id":"redeem_A-1001","manual_code":false}',
    );
  });

  it('carries the PIN as text, zeros and all', () => {
    expect(toRequest(redeem, '0007').body!['verification_pin']).to.equal('0007');
    expect(toRequest(redeem, '04').body!['verification_pin']).to.equal('04');
  });
});

describe('a coupon', () => {
  it('carries its token, and no id', () => {
    expect(toRequest({ kind: 'coupon', token: 'cq_free_coffee', manualCode: true })).to.deep.equal({
      method: 'POST',
      path: '/webhook/coupons/redeem',
      body: { token: 'cq_free_coffee', manual_code: true },
    });
    expect(text({ kind: 'coupon', token: 'c', manualCode: false }, '12')).to.equal(
      '{"token":"c","manual_code":false,"verification_pin":"12"}',
    );
  });
});

describe('a customer code', () => {
  const codes: [string, string][] = [
    ['482193', '482193'],
    ['7', '7'],
    ['004821', '"004821"'],
    ['0', '"0"'],
    ['AB12', '"AB12"'],
    ['48 21', '"48 21"'],
    ['-5', '"-5"'],
    ['1e5', '"1e5"'],
    ['123456789012345', '123456789012345'],
    ['1234567890123456', '"1234567890123456"'],
  ];
  for (const [code, sent] of codes) {
    it(`${code} goes out as ${sent}`, () =>
      void expect(text({ ...earn, customerCode: code })).to.contain(`{"customer_code":${sent},`));
  }
});

describe('any request', () => {
  it('holds the PIN only where a posting was given one', () => {
    const all: Operation[] = [earn, redeem, { kind: 'coupon', token: 'c', manualCode: false }];
    for (const operation of all) expect(text(operation)).to.not.contain('pin');
    expect(JSON.stringify(toRequest({ kind: 'find', by: 'code', text: '1' }, '1234'))).to.not.contain('1234');
    expect(JSON.stringify(toRequest({ kind: 'enrol', email: 'a@b.c' }, '1234'))).to.not.contain('1234');
  });

  it('is the same for the same operation', () => {
    expect(text({ ...redeem }, '1234')).to.equal(text({ ...redeem }, '1234'));
  });
});
