/** Texts of a shape that this till does not know: the page has them, the service is asked quietly, and what it takes is learned. */
import { openTill, type Till } from '../../support/till.js';
import { event, expect, mount, reach, settled, status, unmount } from '../../support/elements.js';
import { ownStorage } from '../../support/own-storage.js';
import { armed, pull } from './trigger.js';
import type { LoyaliteCheckoutElement, LoyaliteLookupElement } from '../../../src/index.js';

const ayse = '482193';
const customer = {
  body: { data: { customer_code: 482193, masked_email: 'a***@gmail.com', stamp_count: 1, point_balance: 2 } },
};

describe('a text of unknown shape', () => {
  let till: Till;
  let page: HTMLElement;
  let lookup: LoyaliteLookupElement;
  let basket: HTMLInputElement;
  let added: string[];

  const open = async (markup: string): Promise<void> => {
    page = await mount(`<div><form><input></form>${markup}</div>`);
    lookup = page.querySelector('loyalite-lookup')!;
    basket = page.querySelector('input')!;
    added = [];
    page.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      added.push(basket.value);
      basket.value = '';
    });
    await armed();
    basket.focus();
  };
  const queries = async (): Promise<unknown[]> => (await till.requests()).map(({ query }) => query['qr']);
  /** Each text that the page was told of. */
  const toldOf = (): string[] => {
    const texts: string[] = [];
    page.addEventListener('loyalite-unclaimed', ({ detail }) => texts.push(detail.text));
    return texts;
  };
  const scanned = async (text: string): Promise<unknown> => {
    const told = event(page, 'loyalite-unclaimed');
    pull(text);
    return (await told).detail;
  };

  beforeEach(async () => {
    ownStorage();
    till = await openTill();
    await open(`<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`);
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  it('is the customer where the service knows it', async () => {
    await till.fault('answer', customer);
    await till.fault('answer', customer);
    const told = toldOf();
    pull('Kx7_fQ2mZp9');
    await reach(lookup, 'done');
    expect([added, lookup.result?.customerCode]).to.deep.equal([['Kx7_fQ2mZp9'], ayse]);
    expect(told).to.deep.equal([]);
  });

  it('is not read in a password field: neither asked about nor told', async () => {
    basket.type = 'password';
    const told = toldOf();
    pull('SKU-00012345');
    expect(added).to.deep.equal(['SKU-00012345']);
    basket.type = 'text';
    for (const purpose of ['one-time-code', 'section-till Current-Password']) {
      basket.setAttribute('autocomplete', purpose);
      pull('SKU-00012345');
    }
    basket.removeAttribute('autocomplete');
    expect(await scanned('SKU-00054321')).to.include({ text: 'SKU-00054321' });
    expect(await queries()).to.deep.equal(['SKU-00054321']);
    expect(told).to.deep.equal(['SKU-00054321']);
  });

  it('disturbs nothing where the service does not know it, and is asked about once', async () => {
    lookup.scan((await till.phone(ayse)).qr);
    await reach(lookup, 'done');
    const before = status(lookup);
    for (let times = 0; times < 3; times += 1)
      expect(await scanned('SKU-00012345')).to.deep.equal({ text: 'SKU-00012345', inField: true, inTag: false });
    expect([lookup.state, status(lookup), added.length]).to.deep.equal(['done', before, 3]);
    expect((await queries()).slice(1)).to.deep.equal(['SKU-00012345']);
  });

  it('is asked about three times in all where other texts of its shape were refused', async () => {
    for (const end of ['1', '2', '3', '4', '5']) await scanned(`SKU-0001234${end}`);
    expect(await queries()).to.deep.equal(['SKU-00012341', 'SKU-00012342', 'SKU-00012343']);
    expect(localStorage.getItem('loyalite:scan-shapes')).not.to.contain('SKU');
  });

  it('is not asked about at all where the page says what codes look like', async () => {
    lookup.scanPattern = 'lq1\\..{60,}';
    await lookup.updateComplete;
    await scanned('SKU-00012345');
    expect(await queries()).to.deep.equal([]);
    pull((await till.phone(ayse)).qr);
    await reach(lookup, 'done');
    expect(basket.value).to.equal('');
  });

  it('is learned by its beginning from the codes of two customers, and held from there on', async () => {
    const heard: string[] = [];
    basket.addEventListener('input', () => heard.push(basket.value));
    for (const code of [ayse, '517204']) {
      lookup.scan((await till.phone(code)).qr);
      await reach(lookup, 'done');
    }
    expect(JSON.parse(localStorage.getItem('loyalite:scan-shapes')!).customer).to.deep.include.members([
      { start: 'lq1.', chars: '.0a', least: 82, most: 82 },
    ]);
    pull((await till.phone(ayse)).qr);
    await reach(lookup, 'done');
    expect(heard).to.deep.equal(['l', 'lq', 'lq1', '']);
  });

  it('is the page’s alone where listening is off, and the camera and scan() are not', async () => {
    lookup.setAttribute('scan-keys', 'off');
    await lookup.updateComplete;
    const { qr } = await till.phone(ayse);
    pull(qr);
    expect([added, await queries()]).to.deep.equal([[qr], []]);
    expect(lookup.shadowRoot!.querySelector('[part=scan]')).not.to.equal(null);
    lookup.scan(`]Q1${qr}\r\n`);
    await reach(lookup, 'done');
  });

  it('is told by accepts() from a code of ours, on each tag and on their checkout', async () => {
    unmount();
    await open(
      `<loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="9" currency="TRY"><loyalite-lookup></loyalite-lookup><loyalite-redeem coupon=""></loyalite-redeem></loyalite-checkout>`,
    );
    const checkout = page.querySelector<LoyaliteCheckoutElement>('loyalite-checkout')!;
    await settled(checkout);
    const redeem = page.querySelector('loyalite-redeem')!;
    const { qr } = await till.phone(ayse);
    const said = (text: string) => [lookup.accepts(text), redeem.accepts(text), checkout.accepts(text)];
    expect(said(qr)).to.deep.equal([true, false, true]);
    expect(said(`]Q1${qr}\n`)).to.deep.equal([true, false, true]);
    expect(said('cq_free_coffee')).to.deep.equal([false, true, true]);
    for (const text of ['4006381333931', 'SKU-00012345', '010400638133393110LOT42'])
      expect(said(text), text).to.deep.equal([false, false, false]);
    checkout.scan('cq_free_coffee');
    await reach(redeem, 'done');
    checkout.scan(qr);
    await reach(lookup, 'done');
  });

  for (const order of ['look-up first', 'coupon first'])
    it(`goes to the same of two tags that stand alone, ${order}`, async () => {
      unmount();
      const tags = [
        `<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`,
        `<loyalite-redeem endpoint="${till.endpoint}" coupon=""></loyalite-redeem>`,
      ];
      await open((order === 'look-up first' ? tags : tags.reverse()).join(''));
      pull((await till.phone(ayse)).qr);
      await reach(lookup, 'done');
      pull('cq_free_coffee');
      await reach(page.querySelector('loyalite-redeem')!, 'done');
      expect([added, basket.value]).to.deep.equal([[], '']);
    });
});
