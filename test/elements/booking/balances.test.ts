/** An answer is believed where it follows from what the customer was known to have; else nobody can say what was booked. */
import { diary, expect, mount, reach, status, submit, unmount, type Tag } from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteLookupElement } from '../../../src/index.js';

const ayse = '482193';
const path = '/webhook/redeem';
const redeem = (endpoint: string, more: string, code = ayse): string =>
  `<loyalite-redeem endpoint="${endpoint}" customer-code="${code}" point-value="0.10" currency="TRY" ${more}></loyalite-redeem>`;

describe('a redemption outside a checkout', () => {
  let till: Till;
  beforeEach(async () => void (till = await openTill({ preset: 'standard' })));
  afterEach(unmount);
  afterEach(() => till.close());

  /** A look-up and what stands beside it. Ayşe has 120 points and 4 stamps. */
  async function found(...tags: string[]): Promise<{ page: HTMLElement; redeems: Tag[] }> {
    const page = await mount<HTMLElement>(
      `<div><loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>${tags.join('')}</div>`,
    );
    const lookup = page.querySelector<LoyaliteLookupElement>('loyalite-lookup')!;
    lookup.scan((await till.phone(ayse)).qr);
    await reach(lookup, 'done');
    return { page, redeems: [...page.querySelectorAll<Tag>('loyalite-redeem')] };
  }

  it('is not known where its balance is less than what a look-up of the page leaves, and takes nothing off the bill', async () => {
    const { page, redeems } = await found(redeem(till.endpoint, 'points="50" order-id="B-1001"'));
    const lines = diary(page);
    await till.fault('answer', { path, body: { data: { points: 10, stamps: 4 } } });
    await submit(redeems[0]!);
    await reach(redeems[0]!, 'unconfirmed');
    expect(redeems[0]!.error).to.include({ code: 'answer_mismatch' });
    expect(status(redeems[0]!)).to.not.contain('Used');
    expect(lines.filter((line) => line.includes('redeemed'))).to.deep.equal([]);
  });

  it('is done where it follows from the one before it, of another tag too', async () => {
    const { redeems } = await found(
      redeem(till.endpoint, 'points="50" order-id="B-1002"'),
      redeem(till.endpoint, 'stamps="2" order-id="B-1002"'),
    );
    for (const tag of redeems) {
      await submit(tag);
      await reach(tag, 'done');
    }
    expect(redeems[0]!.result).to.include({ points: 70, stamps: 4 });
    expect(redeems[1]!.result).to.include({ points: 70, stamps: 2 });
  });

  it('is done where the customer has more than was seen: another till may have given points meanwhile', async () => {
    const { redeems } = await found(redeem(till.endpoint, 'points="50" order-id="B-1003"'));
    await till.fault('answer', { path, body: { data: { points: 95, stamps: 4 } } });
    await submit(redeems[0]!);
    await reach(redeems[0]!, 'done');
  });

  it('is believed where nobody looked before', async () => {
    const tag = await mount<Tag>(redeem(till.endpoint, 'points="50" order-id="B-1004"', '517204'));
    await till.fault('answer', { path, body: { data: { points: 1, stamps: 0 } } });
    await submit(tag);
    await reach(tag, 'done');
  });
});
