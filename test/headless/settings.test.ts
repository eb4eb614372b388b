/** What a page sets wrongly or in two ways, where no screen would tell: nothing is sent twice, and no key is kept. */
import { expect } from '@open-wc/testing';
import { checkout, type CheckoutOptions } from '../../src/headless/checkout.js';
import { openJournal } from '../../src/headless/connect.js';
import type { LoyaliteError } from '../../src/protocol/errors.js';
import { ownStorage } from '../support/own-storage.js';

const earn = {
  kind: 'earn',
  customerCode: '847291',
  cardType: 'point',
  amount: '85.50',
  externalId: 'order-7',
  manualCode: true,
} as const;

describe('settings of a sale without a screen', () => {
  it('keep one set of notes for an endpoint with a slash at its end and without', () => {
    expect(openJournal('/loyalite/').name(earn)).to.equal(openJournal('/loyalite').name(earn));
    expect(openJournal('/another').name(earn)).not.to.equal(openJournal('/loyalite').name(earn));
  });

  const sale = { endpoint: '/loyalite', orderId: 'order-7', orderTotal: '85.50', code: '847291' };
  const keys: Partial<CheckoutOptions>[] = [
    { code: 'sk_live_1' },
    { code: undefined, qr: 'sk_live_1' },
    { code: undefined, email: 'sk_live_1' },
    { orderId: 'sk_live_1' },
  ];
  for (const wrong of keys) {
    it(`send and keep nothing where ${Object.keys(wrong).at(-1)} is a secret key`, async () => {
      ownStorage();
      const sent: string[] = [];
      const fetch = (address: string): Promise<Response> => Promise.reject(new TypeError(String(sent.push(address))));
      const error = await checkout({ ...sale, ...wrong, fetch } as CheckoutOptions).catch(
        (cause: unknown) => cause as LoyaliteError,
      );
      expect(error).to.include({ code: 'misconfigured' });
      expect((error as LoyaliteError).message).not.to.include('sk_');
      expect(sent).to.deep.equal([]);
      expect(localStorage.length).to.equal(0);
    });
  }
});
