import { describe, it } from 'node:test';
import { expect } from 'chai';
import { SeenBalances } from '../../src/controllers/seen-balances.js';
import type { Customer, Earning } from '../../src/protocol/results.js';

const shop = '/loyalite';
const found = (customerCode: string, pointBalance: number): Customer =>
  ({ customerCode, pointBalance, stampCount: 4 }) as Customer;
const earned = (points: number, more: Partial<Earning> = {}): Earning =>
  ({ customerCode: '482193', points, stamps: 4, ...more }) as Earning;
const minute = 60_000;

describe('the balances that a page has seen', () => {
  it('are those of the last look-up or booking, and the least that there can be', () => {
    const seen = new SeenBalances(() => 0);
    seen.note(shop, found('482193', 120));
    seen.note(shop, earned(206));
    expect(seen.of(shop, '482193')).to.deep.equal({ points: 206, stamps: 4, mayHaveGrown: true });
  });

  it('are another shop’s no more than another customer’s', () => {
    const seen = new SeenBalances(() => 0);
    seen.note(shop, found('482193', 120));
    expect(seen.of('/other', '482193')).to.equal(undefined);
    expect(seen.of(shop, '517204')).to.equal(undefined);
  });

  it('do not follow what is told once more, and are not known after what told none', () => {
    const seen = new SeenBalances(() => 0);
    seen.note(shop, found('482193', 120));
    seen.note(shop, earned(50, { repeated: true }));
    expect(seen.of(shop, '482193')).to.include({ points: 120 });
    seen.note(shop, { customerCode: '482193', confirmedBy: 'event' } as Earning);
    expect(seen.of(shop, '482193')).to.equal(undefined);
  });

  it('are good for ten minutes, and held for no longer than that', () => {
    let now = 0;
    const seen = new SeenBalances(() => now);
    seen.note(shop, found('482193', 120));
    now = 10 * minute;
    expect(seen.of(shop, '482193')).to.include({ points: 120 });
    now += 1;
    expect(seen.of(shop, '482193')).to.equal(undefined);
    for (let code = 100_000; code < 110_000; code += 1) {
      now += minute;
      seen.note(shop, found(String(code), 1));
    }
    expect(seen.size).to.equal(11);
  });
});
