/** How a client takes the endpoint and the deadline that a page gives it. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { plainEndpoint } from '../../src/client/loyalite-client.js';
import { validTimeout } from '../../src/client/values.js';

describe('settings of a page', () => {
  for (const deadline of [undefined, 0, -1, NaN]) {
    it(`gives each try ten seconds where the deadline is ${deadline}`, () => {
      expect(validTimeout(deadline)).to.equal(10_000);
    });
  }

  it('takes a deadline as it is', () => {
    expect(validTimeout(250)).to.equal(250);
  });

  it('gives no timer more than it can count, which would end it at once', () => {
    expect(validTimeout(3e9)).to.equal(2 ** 31 - 1);
    expect(validTimeout(Infinity)).to.equal(2 ** 31 - 1);
  });

  it('takes an endpoint with slashes at its end for the same as without', () => {
    expect(['/loyalite', '/loyalite/', '/loyalite//'].map(plainEndpoint)).to.deep.equal([
      '/loyalite',
      '/loyalite',
      '/loyalite',
    ]);
  });
});
