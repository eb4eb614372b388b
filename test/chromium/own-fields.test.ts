/** What is typed into our own fields at a machine's pace, with real keys, is submitted as it stands there. */
import { ending, event, expect, mount, part, reach, submit, unmount } from '../support/elements.js';
import { ownStorage } from '../support/own-storage.js';
import { scanKeys } from '../support/timed-keys.js';
import { openTill, type Till } from '../support/till.js';
import { armed } from '../elements/scan/trigger.js';

const address = 'Somebody_with.a.very.long.name@a-house-of-many-letters.example';

let till: Till;
beforeEach(async () => {
  ownStorage();
  till = await openTill();
});
afterEach(async () => {
  unmount();
  await till.close();
});

const openLookup = async (): Promise<HTMLElementTagNameMap['loyalite-lookup']> => {
  const lookup = await mount<HTMLElementTagNameMap['loyalite-lookup']>(
    `<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`,
  );
  await armed();
  lookup.focus();
  return lookup;
};

for (const pace of [2, 5, 30, 100]) {
  describe(`keys of ${pace} ms each, and Enter`, () => {
    it('ask for the address that they wrote', async () => {
      const lookup = await openLookup();
      await scanKeys(address, { pace });
      await ending(lookup);
      expect((await till.requests()).map(({ body }) => body?.email)).to.deep.equal([address]);
    });

    it('ask for the customer whose code they wrote in groups', async () => {
      const lookup = await openLookup();
      await scanKeys('482 193', { pace });
      await reach(lookup, 'done');
      expect((await till.requests()).map(({ query }) => query)).to.deep.equal([{ code: '482193' }]);
    });

    it('redeem the points that they wrote, also after a correction', async () => {
      const place = await mount<HTMLElement>(
        `<loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="85.50" currency="TRY"><loyalite-lookup></loyalite-lookup><loyalite-redeem points=""></loyalite-redeem></loyalite-checkout>`,
      );
      const [lookup, redeem] = [place.querySelector('loyalite-lookup')!, place.querySelector('loyalite-redeem')!];
      await armed();
      lookup.value = '517204';
      await submit(lookup);
      redeem.focus();
      const refused = event(redeem, 'loyalite-error');
      await scanKeys('99000', { pace });
      await refused;
      part<HTMLInputElement>(redeem, 'input').select();
      await scanKeys('1200', { pace });
      await reach(redeem, 'done');
      expect((await till.requests()).map(({ body }) => body?.value)).to.deep.equal([undefined, 1200]);
    });
  });
}

describe('an address whose end comes fast after a pause', () => {
  it('is asked for as a whole', async () => {
    const lookup = await openLookup();
    await scanKeys('somebody@house-of.example', { pace: 5, pause: { after: 9, ms: 400 } });
    await ending(lookup);
    expect((await till.requests()).map(({ body }) => body?.email)).to.deep.equal(['somebody@house-of.example']);
  });
});
