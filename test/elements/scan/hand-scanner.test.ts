/** A hand scanner at a till: what it types finds customers and redeems coupons, and reaches nothing else of the page. */
import { openTill, type Till } from '../../support/till.js';
import {
  code,
  diary,
  ending,
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
  type Tag,
} from '../../support/elements.js';
import { ownStorage } from '../../support/own-storage.js';
import { armed, pull } from './trigger.js';
import type {
  Customer,
  LoyaliteCheckoutElement,
  LoyaliteEarnElement,
  LoyaliteError,
  LoyaliteLookupElement,
  LoyaliteRedeemElement,
} from '../../../src/index.js';

const ayse = '482193';
/** No product has so many characters. */
const long = '0123456789abcdef'.repeat(3);
const token = 'cq_free_coffee';

describe('a hand scanner', () => {
  let till: Till;
  let basket: HTMLInputElement;
  let paid: number;

  /** The till's own form, and what a test puts beside it; the focus is in the till's field. */
  async function openPage(markup: string): Promise<HTMLElement> {
    const page = await mount<HTMLElement>(`<div><form><input value="85.50"><button>Pay</button></form>${markup}</div>`);
    basket = page.querySelector('input')!;
    page.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      paid += 1;
    });
    await armed();
    basket.focus();
    basket.setSelectionRange(1, 3);
    return page;
  }

  const lookupAt = (more = '', { endpoint } = till): string =>
    `<loyalite-lookup endpoint="${endpoint}" ${more}></loyalite-lookup>`;
  const couponAt = (more = ''): string =>
    `<loyalite-redeem endpoint="${till.endpoint}" coupon="" ${more}></loyalite-redeem>`;
  const saleAt = (children: string): string =>
    `<loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="85.50" currency="TRY">${children}</loyalite-checkout>`;
  const untouched = (): void => {
    expect([basket.value, basket.selectionStart, basket.selectionEnd, paid]).to.deep.equal(['85.50', 1, 3, 0]);
  };
  const queries = async (from = till): Promise<unknown[]> => (await from.requests()).map(({ query }) => query);

  beforeEach(async () => {
    ownStorage();
    paid = 0;
    till = await openTill();
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  describe('at the look-up', () => {
    it('finds the customer while the focus is in a field of the till, which stays untouched', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      const { qr } = await till.phone(ayse);
      const found = event<Customer>(lookup, 'loyalite-found');
      pull(qr);
      expect((await found).detail).to.include({ customerCode: ayse, manualCode: false, verification: 'qr' });
      expect(await queries()).to.deep.equal([{ qr }]);
      untouched();
    });

    it('passes the text on as it came', async () => {
      const page = await openPage(lookupAt());
      const text = 'https://x.loyalite.app/q?c=%2B1+a&b=a:B_c-9==';
      pull(text);
      await ending(page.querySelector('loyalite-lookup')!);
      expect(await queries()).to.deep.equal([{ qr: text }]);
    });

    it('says of the customer that nobody typed the code', async () => {
      const page = await openPage(saleAt('<loyalite-lookup></loyalite-lookup><loyalite-earn></loyalite-earn>'));
      const found = event(page, 'loyalite-found');
      pull((await till.phone(ayse)).qr);
      await found;
      await submit(page.querySelector<LoyaliteEarnElement>('loyalite-earn')!);
      expect((await till.requests()).at(-1)?.body).to.include({ manual_code: false, customer_code: 482193 });
    });

    it('tells the cashier once for each till that the layout was repaired, and remembers the scanner', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      pull((await till.phone(ayse)).qr, { till: 'turkish-q' });
      await reach(lookup, 'done');
      expect(lookup.shadowRoot!.textContent).to.contain('(Turkish Q)');
      expect(localStorage.getItem('loyalite:scanner')).to.equal('us');
      unmount();
      const later = (await openPage(lookupAt())).querySelector('loyalite-lookup')!;
      pull((await till.phone(ayse)).qr, { till: 'turkish-q' });
      await reach(later, 'done');
      expect(later.shadowRoot!.textContent).not.to.contain('Turkish Q');
    });

    it('names the layout in the language of the page', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      lookup.lang = 'de';
      pull((await till.phone(ayse)).qr, { till: 'turkish-q' });
      await reach(lookup, 'done');
      await until(() => lookup.shadowRoot!.textContent.includes('(Türkisch Q)'));
      lookup.lang = 'tr';
      await until(() => lookup.shadowRoot!.textContent.includes('(Türkçe Q)'));
    });

    it('reads by the remembered scanner what could be read in two ways', async () => {
      localStorage.setItem('loyalite:scanner', 'us');
      const page = await openPage(lookupAt());
      pull(`xyz${long}`, { till: 'german' });
      await ending(page.querySelector('loyalite-lookup')!);
      expect(await queries()).to.deep.equal([{ qr: `xyz${long}` }]);
    });

    it('forgets the scanner when the service does not know what had to be repaired', async () => {
      localStorage.setItem('loyalite:scanner', 'us');
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      pull(`xyz${long}`, { till: 'german' });
      await ending(lookup);
      expect(code(lookup)).to.equal('invalid_qr');
      expect(localStorage.getItem('loyalite:scanner')).to.equal(null);
    });

    it('takes no layout from the storage that it does not know', async () => {
      localStorage.setItem('loyalite:scanner', 'toString');
      const page = await openPage(lookupAt());
      pull((await till.phone(ayse)).qr);
      await reach(page.querySelector('loyalite-lookup')!, 'done');
    });

    it('counts the same text within two seconds once', async () => {
      const page = await openPage(lookupAt());
      const { qr } = await till.phone(ayse);
      pull(qr);
      pull(qr);
      await reach(page.querySelector('loyalite-lookup')!, 'done');
      pull(qr);
      expect((await till.requests()).length).to.equal(1);
      untouched();
    });

    it('asks again at once after a failure', async () => {
      await till.fault('answer', { status: 500, times: 9 });
      const page = await openPage(lookupAt('deadline="200"'));
      const lookup = page.querySelector('loyalite-lookup')!;
      pull('cq_1_2_3456789');
      await ending(lookup);
      const before = (await till.requests()).length;
      const asked = event(lookup, 'loyalite-statechange');
      pull('cq_1_2_3456789');
      await asked;
      expect(lookup.state).to.equal('pending');
      await till.received(before + 1);
      lookup.cancel();
    });

    it('takes the scan of another customer in place of the one being looked up', async () => {
      await till.fault('hold-after');
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      pull((await till.phone(ayse)).qr);
      await till.received(1);
      const found = event<Customer>(lookup, 'loyalite-found');
      pull((await till.phone('517204')).qr);
      expect((await found).detail.customerCode).to.equal('517204');
      await till.release();
      untouched();
    });

    it('says how long the scan took when the code is no longer valid', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      pull('cq_'.padEnd(150, '0123456789abcdef'), { pace: 90 });
      await ending(lookup);
      expect(status(lookup)).to.contain('took 13 seconds');
      lookup.scan('cq_other_text');
      await ending(lookup);
      expect(status(lookup)).not.to.contain('seconds');
    });

    it('says what a coupon is good for when it is shown to the look-up of a sale', async () => {
      const page = await openPage(saleAt('<loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem>'));
      const lookup = page.querySelector('loyalite-lookup')!;
      pull(token);
      await ending(lookup);
      expect(status(lookup)).to.contain('If it is a coupon, use it under “Coupon”');
    });
  });

  describe('that could have typed one of two texts', () => {
    const text = `xyz${long}`;
    const german = `xzy${long}`;
    const refused = { status: 422, body: { error: 'invalid_qr' } };

    it('looks each up in turn, and the cashier sees one look-up', async () => {
      await till.fault('answer', refused);
      await till.fault('answer', {
        body: { data: { customer_code: 482193, masked_email: 'a***@gmail.com', stamp_count: 1, point_balance: 2 } },
      });
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      const lines = diary(lookup);
      pull(text, { till: 'german' });
      await reach(lookup, 'done');
      expect(new Set((await till.requests()).map(({ query }) => query.qr))).to.deep.equal(new Set([text, german]));
      expect(lines).to.deep.equal(['loyalite-statechange pending', 'loyalite-statechange done', 'loyalite-found done']);
    });

    it('looks up the text that only the keys hold, where the till shows another that could be a code', async () => {
      await till.fault('answer', refused);
      const page = await openPage(lookupAt());
      pull(`c=151108&t=743133d1${long}`, { till: 'turkish-q' });
      await ending(page.querySelector('loyalite-lookup')!);
      expect(await queries()).to.have.deep.members([
        { qr: `c-151108/t-743133d1${long}` },
        { qr: `c=151108&t=743133d1${long}` },
      ]);
      expect(localStorage.getItem('loyalite:scanner')).to.equal(null);
    });

    it('proves nothing of the scanner by a text that a US board types with the same keys', async () => {
      const page = await openPage(lookupAt());
      pull('cq_7f3a9b2e', { till: 'turkish-q', scanner: 'turkish-q' });
      await ending(page.querySelector('loyalite-lookup')!);
      expect(await queries()).to.deep.equal([{ qr: 'cq_7f3a9b2e' }]);
      expect(localStorage.getItem('loyalite:scanner')).to.equal(null);
    });

    it('ends in one error that says how to set the scanner', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      const lines = diary(lookup);
      pull(text, { till: 'german' });
      await ending(lookup);
      expect((await till.requests()).length).to.equal(2);
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange failed',
        'loyalite-error failed',
      ]);
      expect(status(lookup)).to.contain('could not be read for sure');
    });

    it('tries no second text after any other refusal', async () => {
      await till.fault('answer', { status: 404, body: { error: 'customer_not_found' } });
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      pull(text, { till: 'german' });
      await ending(lookup);
      expect(code(lookup)).to.equal('customer_not_found');
      expect((await till.requests()).length).to.equal(1);
    });

    it('redeems no coupon, though it is scanned into the coupon field', async () => {
      const page = await openPage(couponAt());
      const redeem = page.querySelector('loyalite-redeem')!;
      redeem.focus();
      const failure = event<LoyaliteError>(redeem, 'loyalite-error');
      pull(text, { till: 'german' });
      expect((await failure).detail.code).to.equal('invalid_input');
      await redeem.updateComplete;
      expect(status(redeem)).to.contain('could not be read for sure');
      expect(await till.requests()).to.deep.equal([]);
      expect([part<HTMLInputElement>(redeem, 'input').value, paid]).to.deep.equal(['', 0]);
    });

    it('is told of caps lock instead', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      pull((await till.phone(ayse)).qr, { capsLock: true });
      await lookup.updateComplete;
      expect(status(lookup)).to.contain('Caps lock is on');
      expect(await till.requests()).to.deep.equal([]);
    });
  });

  describe('at the coupon field', () => {
    it('redeems the coupon while the focus is in a field of the till', async () => {
      const page = await openPage(couponAt());
      const redeemed = event(page, 'loyalite-redeemed');
      pull(token);
      await redeemed;
      expect((await till.requests()).map(({ path, body }) => [path, body])).to.deep.equal([
        ['/webhook/coupons/redeem', { token, manual_code: false }],
      ]);
      untouched();
    });

    it('redeems once when the trigger is held', async () => {
      const page = await openPage(couponAt());
      const redeem = page.querySelector('loyalite-redeem')!;
      pull(token);
      pull(token);
      await reach(redeem, 'done');
      pull(token);
      expect(redeem.state).to.equal('done');
      expect((await till.requests()).length).to.equal(1);
      untouched();
    });

    it('says whose code it may be when a customer is shown to it', async () => {
      const page = await openPage(
        saleAt('<loyalite-lookup></loyalite-lookup><loyalite-redeem coupon=""></loyalite-redeem>'),
      );
      const redeem = page.querySelector<LoyaliteRedeemElement>('loyalite-redeem')!;
      redeem.focus();
      pull((await till.phone(ayse)).qr);
      await ending(redeem);
      expect(status(redeem)).to.contain('If it is the QR code of the customer, scan it under “Customer”');
    });

    it('leaves the scan to the look-up when the next customer comes', async () => {
      const page = await openPage(
        saleAt('<loyalite-lookup></loyalite-lookup><loyalite-redeem coupon=""></loyalite-redeem>'),
      );
      const checkout = page.querySelector<LoyaliteCheckoutElement>('loyalite-checkout')!;
      const [lookup, redeem] = checkout.children as unknown as [LoyaliteLookupElement, LoyaliteRedeemElement];
      checkout.reset();
      await settled(checkout);
      pull((await till.phone(ayse)).qr);
      await reach(lookup, 'done');
      await settled(checkout);
      pull(token);
      await reach(redeem, 'done');
      untouched();
    });
  });

  describe('at the PIN', () => {
    for (const scene of [{}, { pace: 80 }]) {
      it(`is kept out of the field at ${scene.pace ?? 10} ms a key`, async () => {
        await till.setPreset('strict');
        const page = await openPage(
          `<loyalite-earn endpoint="${till.endpoint}" customer-code="${ayse}" amount="10" order-id="A-1"></loyalite-earn>`,
        );
        const earn = page.querySelector('loyalite-earn')!;
        await submit(earn);
        await reach(earn, 'pin');
        await armed();
        const field = part<HTMLInputElement>(earn, 'pin-input');
        for (const text of ['8690504012345', (await till.phone(ayse)).qr]) pull(text, scene);
        await earn.updateComplete;
        expect(field.value).to.equal('');
        expect(part(earn, 'pin-status').textContent).to.contain('typed, not scanned');
        expect(earn.state).to.equal('pin');
        expect((await till.requests()).length).to.equal(1);
        earn.cancel();
      });
    }

    it('finds no customer behind the overlay', async () => {
      await till.setPreset('strict');
      const page = await openPage(
        `${lookupAt()}<loyalite-earn endpoint="${till.endpoint}" customer-code="${ayse}" amount="10" order-id="A-1"></loyalite-earn>`,
      );
      const earn = page.querySelector('loyalite-earn')!;
      await submit(earn);
      await armed();
      (earn.shadowRoot!.activeElement as HTMLElement).blur();
      pull((await till.phone(ayse)).qr);
      expect((await till.requests()).map(({ path }) => path)).to.deep.equal(['/webhook/pos']);
      earn.cancel();
    });
  });

  describe('with two tills on a page', () => {
    let other: Till;
    beforeEach(async () => (other = await openTill()));
    afterEach(() => other.close());

    it('scans into the one that has the focus', async () => {
      const page = await openPage(lookupAt() + lookupAt('', other));
      const lookups = [...page.querySelectorAll('loyalite-lookup')];
      for (const [index, one] of [till, other].entries()) {
        lookups[index]!.focus();
        pull((await one.phone(ayse)).qr);
        await reach(lookups[index]!, 'done');
      }
      expect([(await till.requests()).length, (await other.requests()).length]).to.deep.equal([1, 1]);
    });

    it('scans into one alone while the focus is in neither', async () => {
      const page = await openPage(lookupAt() + lookupAt('', other));
      pull('cq_1_2_3456789');
      const states = [...page.querySelectorAll('loyalite-lookup')].map(({ state }) => state).sort();
      expect(states).to.deep.equal(['idle', 'pending']);
      untouched();
    });

    it('scans into the one that is to be seen', async () => {
      const page = await openPage(`${lookupAt()}<div hidden>${lookupAt('', other)}</div>`);
      const [shown, hidden] = [...page.querySelectorAll('loyalite-lookup')] as [
        LoyaliteLookupElement,
        LoyaliteLookupElement,
      ];
      pull((await till.phone(ayse)).qr);
      await reach(shown, 'done');
      hidden.parentElement!.hidden = false;
      shown.hidden = true;
      pull((await other.phone('517204')).qr);
      await reach(hidden, 'done');
      expect([(await till.requests()).length, (await other.requests()).length]).to.deep.equal([1, 1]);
    });
  });

  describe('is left to the page', () => {
    const ways: Record<string, (holder: HTMLElement, lookup: LoyaliteLookupElement) => void> = {
      'while the look-up is not displayed': (holder) => (holder.style.display = 'none'),
      'while the look-up is not visible': (holder) => (holder.style.visibility = 'hidden'),
      'while the look-up is inert': (holder) => (holder.inert = true),
      'while the look-up is disabled': (_holder, lookup) => (lookup.disabled = true),
      'while the look-up takes no QR': (_holder, lookup) => (lookup.methods = 'code email'),
    };
    for (const [way, put] of Object.entries(ways)) {
      it(way, async () => {
        const page = await openPage(`<section>${lookupAt()}</section>`);
        const lookup = page.querySelector('loyalite-lookup')!;
        put(page.querySelector('section')!, lookup);
        await lookup.updateComplete;
        pull('cq_1_2_3456789');
        expect([basket.value, paid]).to.deep.equal(['8cq_1_2_345678950', 1]);
        expect(await till.requests()).to.deep.equal([]);
      });
    }

    it('while the look-up stands in a closed dialog, and is taken once it is open', async () => {
      const page = await openPage(`<dialog>${lookupAt()}</dialog>`);
      const dialog = page.querySelector('dialog')!;
      pull('cq_1_2_3456789');
      expect(basket.value).to.equal('8cq_1_2_345678950');
      dialog.showModal();
      pull((await till.phone(ayse)).qr);
      await reach(page.querySelector('loyalite-lookup')!, 'done');
      dialog.close();
    });

    it('while a dialog of the page stands before the look-up', async () => {
      const page = await openPage(`${lookupAt()}<dialog><input></dialog>`);
      const dialog = page.querySelector('dialog')!;
      dialog.showModal();
      dialog.querySelector('input')!.focus();
      pull('cq_1_2_3456789');
      expect(dialog.querySelector('input')!.value).to.equal('cq_1_2_3456789');
      expect(await till.requests()).to.deep.equal([]);
      dialog.close();
    });

    it('when it is a barcode of the till’s own goods', async () => {
      await openPage(lookupAt());
      pull('8690504012345');
      expect([basket.value, paid]).to.deep.equal(['8869050401234550', 1]);
      expect(await till.requests()).to.deep.equal([]);
    });
  });

  describe('that is set to type a prefix', () => {
    it('is taken with it alone, also when the attribute was set later', async () => {
      const page = await openPage(lookupAt());
      const lookup = page.querySelector('loyalite-lookup')!;
      lookup.setAttribute('scan-prefix', '\\');
      lookup.setAttribute('scan-suffix', '#');
      await lookup.updateComplete;
      pull('cq_1_2_3456789');
      expect(basket.value).to.equal('8cq_1_2_345678950');
      const { qr } = await till.phone(ayse);
      pull(`\\${qr}#`);
      await reach(lookup, 'done');
      expect(await queries()).to.deep.equal([{ qr }]);
    });

    it('types nothing into the till, not even for a moment', async () => {
      const page = await openPage(lookupAt('scan-prefix="\\"'));
      let inputs = 0;
      basket.addEventListener('input', () => (inputs += 1));
      pull(`\\${(await till.phone(ayse)).qr}`);
      await reach(page.querySelector<Tag>('loyalite-lookup')!, 'done');
      expect(inputs).to.equal(0);
    });
  });

  it('enrols nobody: a scan takes the place of the consents', async () => {
    const page = await openPage(lookupAt('value="new@example.com"'));
    const lookup = page.querySelector('loyalite-lookup')!;
    await submit(lookup);
    expect(lookup.state).to.equal('consent');
    for (const name of ['terms', 'privacy']) part<HTMLInputElement>(lookup, `consent-${name}`).click();
    await lookup.updateComplete;
    pull((await till.phone(ayse)).qr);
    await reach(lookup, 'done');
    expect(lookup.result?.customerCode).to.equal(ayse);
    expect((await till.requests()).filter(({ body }) => body?.consent_terms)).to.deep.equal([]);
  });
});
