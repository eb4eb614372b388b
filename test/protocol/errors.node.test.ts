/** The one error class, also when a page holds two copies of the package. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { isLoyaliteError, LoyaliteError } from '../../src/protocol/errors.js';

describe('LoyaliteError', () => {
  it('has a code, and what else is known', () => {
    const error = new LoyaliteError('already_booked', 'said', {
      status: 409,
      retryable: true,
      bookedAt: '2026-08-01T14:02:00.000Z',
    });
    expect(error).to.include({
      name: 'LoyaliteError',
      code: 'already_booked',
      message: 'said',
      status: 409,
      retryable: true,
      bookedAt: '2026-08-01T14:02:00.000Z',
    });
    expect(error).to.be.instanceOf(Error);
  });

  it('has no property for what is not known', () => {
    expect(Object.keys(new LoyaliteError('unconfirmed', 'said')).sort()).to.deep.equal(['code', 'name', 'retryable']);
    expect('cause' in new LoyaliteError('unconfirmed', 'said')).to.equal(false);
  });

  it('is not retryable unless it says so', () => {
    expect(new LoyaliteError('invalid_input', '').retryable).to.equal(false);
  });
});

describe('isLoyaliteError', () => {
  it('knows an error of another copy of the package', async () => {
    const second = '../../src/protocol/errors.ts?second-copy';
    const copy = (await import(second)) as {
      LoyaliteError: typeof LoyaliteError;
      isLoyaliteError: typeof isLoyaliteError;
    };
    expect(copy.LoyaliteError).to.not.equal(LoyaliteError);
    const foreign = new copy.LoyaliteError('unconfirmed', '');
    expect(foreign instanceof LoyaliteError).to.equal(false);
    expect(isLoyaliteError(foreign)).to.equal(true);
    expect(copy.isLoyaliteError(new LoyaliteError('unconfirmed', ''))).to.equal(true);
  });

  it('takes nothing else for one', () => {
    const alike = { name: 'LoyaliteError', code: 'unconfirmed' };
    expect(
      [new Error('LoyaliteError'), alike, 'LoyaliteError', null, undefined, new TypeError('x')].map(isLoyaliteError),
    ).to.deep.equal(Array(6).fill(false));
  });
});
