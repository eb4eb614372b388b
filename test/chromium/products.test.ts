/**
 * The till comes first: what its scanner types reaches the page exactly as it would without the tags. Real keys; each reader of
 * the field, and each event, is compared with what the same page gets when no tag stands in it.
 */
import { openTill, type Till } from '../support/till.js';
import {
  diary,
  event,
  expect,
  mount,
  part,
  reach,
  settled,
  status,
  submit,
  unmount,
  until,
} from '../support/elements.js';
import { ownStorage } from '../support/own-storage.js';
import { scanKeys } from '../support/timed-keys.js';
import { armed } from '../elements/scan/trigger.js';
import { attachReaders, type Readings } from './readers.js';
import type { LoyaliteCheckoutElement } from '../../src/index.js';

const products: Readonly<Record<string, string>> = {
  'EAN-13': '4006381333931',
  'EAN-8': '40123455',
  SKU: 'SKU-00012345',
  IMEI: '356938035643809',
  'GS1-128': '010400638133393110LOT42',
};
const paces = [3, 10, 25];
/** One of the readers keeps a scan's Enter for itself: a form of the till is seen to be submitted only without it. */
const places = ['nothing', 'a field of the till', 'a field of a till without onscan'] as const;
type Place = (typeof places)[number];

const ayse = '482193';
let till: Till;

const form = '<form><input value="1"><button>Add</button></form>';
const sale = (endpoint: string): string =>
  `<loyalite-checkout endpoint="${endpoint}" order-id="A-1" amount="85.50" currency="TRY" deadline="120000"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;

/** Brings the tags of a sale into a state, from the first one on. */
const states: Readonly<Record<string, (checkout: LoyaliteCheckoutElement) => Promise<void>>> = {
  idle: () => Promise.resolve(),
  pending: async (checkout) => {
    await till.fault('hold-before');
    checkout.querySelector('loyalite-lookup')!.scan((await till.phone(ayse)).qr);
    await till.received(1);
  },
  found: async (checkout) => {
    const lookup = checkout.querySelector('loyalite-lookup')!;
    lookup.scan((await till.phone(ayse)).qr);
    await reach(lookup, 'done');
  },
  failed: async (checkout) => {
    const lookup = checkout.querySelector('loyalite-lookup')!;
    lookup.scan('lq1.expired');
    await event(lookup, 'loyalite-error');
  },
  'coupon wanted': async (checkout) => {
    const redeem = checkout.querySelector('loyalite-redeem')!;
    [...redeem.shadowRoot!.querySelectorAll<HTMLElement>('[part=way]')].at(-1)!.click();
    await redeem.updateComplete;
  },
  'after the earn': async (checkout) => {
    await states['found']!(checkout);
    await submit(checkout.querySelector('loyalite-earn')!);
  },
};

async function heard(
  text: string,
  pace: number,
  place: Place,
  page: HTMLElement,
  { button = undefined as HTMLElement | undefined, withOnScan = !place.endsWith('onscan') } = {},
): Promise<Readings> {
  const field = page.querySelector('input')!;
  field.value = '1';
  (document.activeElement as HTMLElement | null)?.blur();
  if (place !== 'nothing') {
    field.focus();
    field.setSelectionRange(0, 1);
  }
  button?.focus();
  const end = attachReaders(page.querySelector('form')!, { withOnScan });
  await scanKeys(text, { pace });
  return end();
}

/** A virtual machine sets its clock by a few milliseconds now and then: a key that was held back comes later than this. */
const clockStep = 20;

/** The page got the same, at the same pace. */
function expectSame({ times, ...readings }: Readings, bare: Readings, title: string): void {
  const { times: bareTimes, ...bareReadings } = bare;
  expect(readings, title).to.deep.equal(bareReadings);
  const late = times.map((time, index) => Math.abs(time - bareTimes[index]!));
  expect(Math.max(...late), `${title}: ms between the times of an event`).to.be.below(clockStep);
}

describe('a product', () => {
  /** What the page gets without any tag. */
  const alone = new Map<string, Readings>();
  const keyOf = (name: string, pace: number, place: Place): string => `${name}, ${pace} ms a key, focus in ${place}`;

  before(async () => {
    unmount();
    const page = await mount<HTMLElement>(`<div>${form}</div>`);
    for (const [name, text] of Object.entries(products))
      for (const pace of paces)
        for (const place of places) alone.set(keyOf(name, pace, place), await heard(text, pace, place, page));
    unmount();
  });
  beforeEach(async () => {
    ownStorage();
    till = await openTill();
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  it('is read by every reader of a page without tags', () => {
    for (const [title, { readers, field, submits, events }] of alone) {
      const [name = ''] = title.split(',');
      expect(readers['keydown, 50 ms'], title).to.deep.equal([products[name]]);
      const hasOnScan = !title.endsWith('onscan');
      expect(readers['onscan'], title).to.have.length(hasOnScan ? 1 : 0);
      if (title.includes('field')) expect([field, submits], title).to.deep.equal([products[name], hasOnScan ? 0 : 1]);
      expect(
        events.some((line) => line.includes('true false')),
        title,
      ).to.equal(true);
    }
  });

  for (const [state, bring] of Object.entries(states)) {
    it(`is the page's, event by event, while the sale is ${state}`, async () => {
      const page = await mount<HTMLElement>(`<div>${form}${sale(till.endpoint)}</div>`);
      const checkout = page.querySelector('loyalite-checkout')!;
      await armed();
      await bring(checkout);
      await settled(checkout);
      await armed();
      // What takes its time says so after a while; that is no matter of the product's.
      const told = (tag: Element): string[] => {
        const { state: phase } = tag as HTMLElement & { state: string };
        return [phase, phase === 'pending' ? '' : status(tag)];
      };
      const before = [...checkout.children].map(told);
      const postings = (await till.requests()).filter(({ method }) => method === 'POST').length;
      const lines = diary(page);
      for (const [name, text] of Object.entries(products))
        for (const pace of paces)
          for (const place of places) {
            const unclaimed = event<{ text: string; inField: boolean }>(page, 'loyalite-unclaimed');
            const readings = await heard(text, pace, place, page);
            const key = keyOf(name, pace, place);
            expectSame(readings, alone.get(key)!, `${state}: ${key}`);
            expect((await unclaimed).detail).to.deep.equal({ text, inField: place !== 'nothing', inTag: false });
          }
      expect([...checkout.children].map(told)).to.deep.equal(before);
      expect(lines).to.deep.equal([]);
      // The one of unknown shape is asked about once, and no other.
      const asked = (await till.requests()).filter(({ query }) => Object.values(products).includes(query['qr'] ?? ''));
      expect(asked.map(({ query }) => query['qr'])).to.deep.equal([products['SKU']]);
      expect((await till.requests()).filter(({ method }) => method === 'POST').length).to.equal(postings);
      await till.release();
    });
  }

  it("is the page's, event by event, at the pace of the fastest and the slowest scanner, with the focus on our buttons too", async () => {
    const page = await mount<HTMLElement>(`<div>${form}${sale(till.endpoint)}</div>`);
    const texts = [products['EAN-13']!, products['SKU']!];
    await armed();
    // Without a tag first: what is compared is one page, one run.
    const tags = page.querySelector('loyalite-checkout')!;
    tags.remove();
    const bare = new Map<string, Readings>();
    const wider = [2, 100];
    // At 100 ms a key readers that wait as long hear anything, with or without tags: there the events say it all.
    const withOnScan = (pace: number, place: Place): boolean => pace < 100 && !place.endsWith('onscan');
    const shown = (pace: number, readings: Readings): Readings =>
      pace < 100 ? readings : { ...readings, readers: {} };
    for (const pace of wider)
      for (const text of texts)
        for (const place of places)
          bare.set(
            `${text} ${pace} ${place}`,
            await heard(text, pace, place, page, { withOnScan: withOnScan(pace, place) }),
          );
    page.append(tags);
    const checkout = page.querySelector('loyalite-checkout')!;
    await armed();
    await states['found']!(checkout);
    await settled(checkout);
    await armed();
    const [lookup, earn] = [checkout.querySelector('loyalite-lookup')!, checkout.querySelector('loyalite-earn')!];
    const buttons = { 'the button to credit': part(earn, 'submit'), 'the button for the camera': part(lookup, 'scan') };
    for (const pace of wider)
      for (const text of texts) {
        for (const place of places) {
          const told = event<{ text: string; inField: boolean }>(page, 'loyalite-unclaimed');
          const key = `${text} ${pace} ${place}`;
          const readings = await heard(text, pace, place, page, { withOnScan: withOnScan(pace, place) });
          expectSame(shown(pace, readings), shown(pace, bare.get(key)!), key);
          expect((await told).detail).to.deep.equal({ text, inField: place !== 'nothing', inTag: false });
        }
        for (const [name, button] of Object.entries(buttons)) {
          const told = event<{ text: string; inField: boolean }>(page, 'loyalite-unclaimed');
          const readings = await heard(text, pace, 'nothing', page, {
            button,
            withOnScan: withOnScan(pace, 'nothing'),
          });
          expectSame(shown(pace, readings), shown(pace, bare.get(`${text} ${pace} nothing`)!), name);
          expect((await told).detail).to.deep.equal({ text, inField: false, inTag: false });
        }
      }
    expect([lookup.state, earn.state, checkout.customer?.customerCode]).to.deep.equal(['done', 'idle', ayse]);
    expect((await till.requests()).filter(({ method }) => method === 'POST')).to.deep.equal([]);
  });

  it('is kept out of the PIN, and its keys out of the page, while a PIN is asked for', async () => {
    await till.setPreset('strict');
    const page = await mount<HTMLElement>(`<div>${form}${sale(till.endpoint)}</div>`);
    const checkout = page.querySelector('loyalite-checkout')!;
    await states['found']!(checkout);
    const earn = checkout.querySelector('loyalite-earn')!;
    await submit(earn);
    await reach(earn, 'pin');
    await armed();
    const end = attachReaders(page.querySelector('form')!);
    part(earn, 'pin-input').focus();
    for (const text of Object.values(products)) await scanKeys(text);
    const { readers } = end();
    expect(Object.values(readers).flat()).to.deep.equal([]);
    expect(part<HTMLInputElement>(earn, 'pin-input').value).to.equal('');
    expect(earn.state).to.equal('pin');
    earn.cancel();
  });

  it('that was scanned into the look-up is told to the page, and nobody is looked up', async () => {
    const page = await mount<HTMLElement>(`<div>${form}${sale(till.endpoint)}</div>`);
    const lookup = page.querySelector('loyalite-lookup')!;
    await armed();
    lookup.focus();
    for (const pace of [2, 10, 100])
      for (const name of ['EAN-13', 'EAN-8', 'IMEI', 'GS1-128']) {
        const told = event<{ text: string }>(page, 'loyalite-unclaimed');
        await scanKeys(products[name]!, { pace });
        expect((await told).detail, `${name}, ${pace} ms`).to.deep.equal({
          text: products[name],
          inField: false,
          inTag: true,
        });
        await until(() => part<HTMLInputElement>(lookup, 'input').value === '');
      }
    expect([lookup.state, await till.requests()]).to.deep.equal(['idle', []]);
  });

  it('that was scanned into the field for points is told to the page, and what stood there is back', async () => {
    const page = await mount<HTMLElement>(`<div>${form}${sale(till.endpoint)}</div>`);
    const checkout = page.querySelector('loyalite-checkout')!;
    await armed();
    await states['found']!(checkout);
    await settled(checkout);
    const redeem = page.querySelector('loyalite-redeem')!;
    redeem.value = '50';
    await redeem.updateComplete;
    redeem.focus();
    for (const pace of [2, 10, 100])
      for (const text of Object.values(products)) {
        const told = event<{ text: string }>(page, 'loyalite-unclaimed');
        await scanKeys(text, { pace });
        expect((await told).detail, `${pace} ms`).to.deep.equal({ text, inField: false, inTag: true });
        await until(() => part<HTMLInputElement>(redeem, 'input').value === '50');
      }
    expect(redeem.state).to.equal('idle');
    expect((await till.requests()).filter(({ method }) => method === 'POST')).to.deep.equal([]);
  });
});
