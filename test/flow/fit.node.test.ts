/** Which answers follow from what was known, and which belong to something else. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { fitsKnown } from '../../src/flow/fit.js';
import type { Balances } from '../../src/protocol/journal-record.js';
import type { CardType, Earn, Redeem } from '../../src/protocol/operation.js';
import type { BalanceAnswer } from '../../src/protocol/reply.js';

const common = { customerCode: '482193', externalId: 'A-1', manualCode: false };
const redeem = (amount: string, cardType: CardType = 'point'): Redeem => ({
  kind: 'redeem',
  cardType,
  amount,
  ...common,
});
const earn = (amount: string, cardType: CardType = 'point'): Earn => ({ kind: 'earn', cardType, amount, ...common });
const known: Balances = { points: 2450, stamps: 4 };

const holds = (operation: Earn | Redeem, answer: BalanceAnswer, balances: Balances | undefined = known): boolean =>
  fitsKnown(operation, answer, balances);

describe('a redemption fits', () => {
  it('when exactly its value is gone, and nothing of the other card', () => {
    expect(holds(redeem('500'), { points: 1950, stamps: 4 })).to.equal(true);
    expect(holds(redeem('3', 'stamp'), { points: 2450, stamps: 1 })).to.equal(true);
    for (const answer of [
      { points: 100, stamps: 4 },
      { points: 2450, stamps: 4 },
      { points: 1951, stamps: 4 },
      { points: 1950, stamps: 3 },
    ])
      expect(holds(redeem('500'), answer), JSON.stringify(answer)).to.equal(false);
  });

  it('when more is left, where this sale may have brought something meanwhile', () => {
    const grown = { ...known, mayHaveGrown: true };
    expect(holds(redeem('500'), { points: 1992, stamps: 5 }, grown)).to.equal(true);
    expect(holds(redeem('500'), { points: 1949, stamps: 4 }, grown)).to.equal(false);
  });

  it('with balances that are sums of binary fractions', () => {
    expect(holds(redeem('1'), { points: 0.30000000000000004, stamps: 0 }, { points: 1.3, stamps: 0 })).to.equal(true);
  });
});

describe('an earn fits', () => {
  it('when nothing is less than before', () => {
    expect(holds(earn('85.50'), { points: 2450, stamps: 4 })).to.equal(true);
    expect(holds(earn('85.50'), { points: 2536, stamps: 5 })).to.equal(true);
    expect(holds(earn('85.50'), { points: 2449, stamps: 4 })).to.equal(false);
    expect(holds(earn('85.50'), { points: 2536, stamps: 3 })).to.equal(false);
  });

  it('when a card began again: with its coupon, or with less on it than was given', () => {
    const coupon = { id: 'c', name: 'Coffee', qrToken: 't' };
    expect(holds(earn('1', 'stamp'), { points: 2450, stamps: 2, coupon })).to.equal(true);
    expect(holds(earn('3', 'stamp'), { points: 2450, stamps: 2 })).to.equal(true);
    expect(holds(earn('1', 'stamp'), { points: 2450, stamps: 2 })).to.equal(false);
  });
});

describe('every answer fits', () => {
  it('where nothing was known', () => {
    expect(fitsKnown(redeem('500'), { points: 1, stamps: 1 }, undefined)).to.equal(true);
  });

  it('when it is none of balances', () => {
    expect(
      fitsKnown({ kind: 'coupon', token: 't', manualCode: false }, { id: 'c', name: 'n', status: 'redeemed' }, known),
    ).to.equal(true);
  });
});
