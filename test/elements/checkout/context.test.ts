/** What a checkout shares with the tags inside, and what they tell it: customer, order, amount, balances, the focus. */
import {
  ayse,
  code,
  diary,
  ending,
  event,
  expect,
  hasPart,
  mount,
  part,
  reach,
  settled,
  status,
  submit,
  type,
  unmount,
  until,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill } from '../../support/till.js';
import { openSale, openSaleOf } from './sale.js';
import type { Checkout, LoyaliteCheckoutElement, LoyaliteEarnElement } from '../../../src/index.js';

shortPauses();

afterEach(unmount);

describe('the tags in a checkout', () => {
  it('take endpoint, order, amount and currency from it', async () => {
    const { till, earn, redeem } = await openSaleOf();
    expect(part(earn, 'submit').textContent).to.contain('₺85.50');
    await submit(redeem);
    await submit(earn);
    expect(
      (await till.requests()).map(({ path, body }) => [path, body.external_id, body.amount ?? body.value]),
    ).to.deep.equal([
      ['/webhook/redeem', 'redeem_A-1', 50],
      ['/webhook/pos', 'A-1', 85.5],
    ]);
  });

  for (const layout of ['steps', 'open'])
    it(`show nobody who was found, once the page gives another customer (${layout})`, async () => {
      const { till, checkout, lookup, earn } = await openSale({ more: `layout="${layout}"` });
      lookup.scan((await till.phone('482193')).qr);
      await reach(lookup, 'done');
      await settled(checkout);
      checkout.customer = ayse({ customerCode: '517204', maskedEmail: 'b***@example.com', pointBalance: 2450 });
      await settled(checkout);
      const shown = lookup.shadowRoot!.textContent;
      expect([lookup.state, lookup.result, shown.includes('a***@gmail.com')]).to.deep.equal(['idle', null, false]);
      expect(shown.includes('b***@example.com')).to.equal(layout === 'steps');
      await submit(earn);
      expect(earn.result).to.include({ customerCode: '517204' });
      lookup.scan((await till.phone('482193')).qr);
      await settled(lookup);
      expect(lookup.error?.code).to.equal('sale_complete');
    });

  it('tell what was used for one customer until the order is another, also once somebody else was found', async () => {
    const { till, checkout, redeem, lookup, earn } = await openSaleOf({ more: 'point-value="0.10"' });
    await submit(redeem);
    lookup.scan((await till.phone('517204')).qr);
    await reach(lookup, 'done');
    await settled(checkout);
    expect(redeem.state).to.equal('idle');
    expect(status(redeem)).to.match(/^Order A-1, a\*\*\*@gmail\.com: Used 50 points =\s₺5\.00\./);
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await submit(earn);
    expect((await complete).detail.redemptions[0]).to.include({ customerCode: '482193', discount: '5.00' });
    expect(status(redeem)).to.contain('a***@gmail.com: Used 50 points');
    checkout.orderId = 'A-2';
    await settled(checkout);
    expect(status(redeem)).to.equal('');
  });

  it('show nobody who was found, once the page takes the customer off', async () => {
    const { till, checkout, lookup } = await openSale();
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    checkout.customer = null;
    await settled(checkout);
    expect(lookup.state).to.equal('idle');
    expect(lookup.shadowRoot!.textContent).not.to.contain('a***@gmail.com');
    lookup.scan((await till.phone('517204')).qr);
    await reach(lookup, 'done');
    expect(lookup.result?.customerCode).to.equal('517204');
  });

  it('take its stamps, its point-value and its card size', async () => {
    const till = await openTill();
    const { checkout, redeem, earn, lookup } = await openSale({
      till,
      more: 'point-value="0.10" card-size="10" layout="open"',
    });
    checkout.amount = '';
    checkout.stamps = '1';
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await settled(checkout);
    expect(part(lookup, 'result').textContent).to.contain('4 / 10');
    expect(part(redeem, 'submit').textContent).to.equal('Use 50 points =\u00a0₺5.00');
    await submit(earn);
    expect(earn.result).to.include({ cardType: 'stamp', stamps: 5 });
  });

  it('prefer what their own attributes say', async () => {
    const other = await openTill();
    const { till, earn } = await openSaleOf({
      earn: `endpoint="${other.endpoint}" order-id="B-7" amount="12.00" currency="EUR"`,
    });
    expect(part(earn, 'submit').textContent).to.contain('€12.00');
    await submit(earn);
    expect((await other.requests())[0]?.body).to.include({ external_id: 'B-7', amount: 12 });
    expect(await till.requests()).to.deep.equal([]);
  });

  it("with an amount of their own leave the checkout's stamps aside", async () => {
    const { till, checkout, earn } = await openSaleOf({ earn: 'amount="12.00"' });
    checkout.amount = '';
    checkout.stamps = '9';
    await submit(earn);
    expect((await till.requests())[0]?.body).to.include({ amount: 12, card_type: 'point' });
  });

  it('refuse a checkout that has an amount and stamps', async () => {
    const { till, checkout, earn } = await openSaleOf();
    checkout.stamps = '86';
    await submit(earn);
    expect(code(earn)).to.equal('invalid_input');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('take its fetch, its wording and its deadline', async () => {
    const { checkout, earn } = await openSaleOf({ more: 'deadline="100"' });
    checkout.wording = { earn: 'Kazan' };
    let calls = 0;
    checkout.fetch = (_, { method } = {}) => {
      if (method === 'POST') calls += 1;
      return new Promise(() => undefined);
    };
    await settled(checkout);
    expect(earn.shadowRoot!.textContent).to.contain('Kazan');
    await submit(earn);
    expect(code(earn)).to.equal('unconfirmed');
    expect(calls).to.equal(1);
  });

  it('share the customer that the look-up found', async () => {
    const { till, checkout, lookup, earn, redeem } = await openSale({ more: 'layout="open"' });
    await submit(earn);
    expect(status(earn)).to.contain('Find the customer first.');
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    expect(checkout.customer).to.deep.equal(ayse());
    await settled(checkout);
    expect(earn.shadowRoot!.textContent).to.contain('For a***@gmail.com');
    expect(redeem.shadowRoot!.textContent).to.contain('For a***@gmail.com');
  });

  it('have the customer when the page hears of it, so that its listener can go on', async () => {
    const { till, checkout, lookup, earn } = await openSale();
    checkout.addEventListener('loyalite-found', () => earn.submit());
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    lookup.scan((await till.phone('482193')).qr);
    expect((await complete).detail.customer.customerCode).to.equal('482193');
  });

  it('can stand deeper inside, below other elements of the page', async () => {
    const till = await openTill();
    const checkout = await mount<LoyaliteCheckoutElement>(
      `<loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="10"><section><div><loyalite-earn></loyalite-earn></div></section></loyalite-checkout>`,
    );
    checkout.customer = ayse();
    await submit(checkout.querySelector<LoyaliteEarnElement>('loyalite-earn')!);
    expect((await till.ledger()).length).to.equal(1);
  });

  it('can be put in later', async () => {
    const { till, checkout } = await openSaleOf();
    const late = document.createElement('loyalite-earn');
    late.externalId = 'late';
    checkout.append(late);
    await submit(late);
    expect((await till.ledger()).map(({ externalId }) => externalId)).to.deep.equal(['late']);
  });
});

describe('the balances of a checkout', () => {
  it('follow each result, and so does what can be redeemed', async () => {
    const { checkout, lookup, redeem, earn, till } = await openSale({
      redeem: 'points=""',
      more: 'layout="open"',
    });
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await settled(checkout);
    expect(part<HTMLInputElement>(redeem, 'input').value).to.equal('120');
    type(part<HTMLInputElement>(redeem, 'input'), '50');
    await submit(redeem);
    await settled(checkout);
    expect(checkout.customer).to.include({ pointBalance: 70 });
    expect(part(lookup, 'result').textContent).to.match(/70\s*points/);
    expect(part(redeem, 'form').textContent).to.contain('70 points available.');
    await submit(earn);
    expect(checkout.customer).to.include({ pointBalance: 156 });
  });

  it('bound what is suggested by what the basket is worth', async () => {
    const { redeem } = await openSaleOf({ redeem: 'points=""', more: 'point-value="1.00" layout="open"' });
    expect(part<HTMLInputElement>(redeem, 'input').value).to.equal('85');
  });

  it('are left alone by a booking for another customer', async () => {
    const { checkout, earn } = await openSaleOf({ earn: 'customer-code="517204"' });
    await submit(earn);
    expect(earn.result).to.include({ customerCode: '517204' });
    expect(checkout.customer).to.deep.equal(ayse());
  });
});

describe('the end of a sale', () => {
  it('is told once, after the earn, with all that happened', async () => {
    const { till, checkout, redeem, earn } = await openSaleOf();
    await submit(redeem);
    const lines = diary(document.body);
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await submit(earn);
    const { detail } = await complete;
    expect(detail.redemptions).to.deep.equal([redeem.result]);
    expect(detail.earned).to.equal(earn.result);
    expect(detail.customer).to.deep.equal(ayse({ pointBalance: 156 }));
    expect(lines).to.deep.equal([
      'loyalite-statechange pending',
      'loyalite-statechange done',
      'loyalite-earned done',
      'loyalite-complete',
    ]);
    expect((await till.ledger()).map(({ amount }) => amount)).to.deep.equal([50, 85.5]);
  });

  it('is told without redemptions where there were none', async () => {
    const { checkout, earn } = await openSaleOf();
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await submit(earn);
    expect((await complete).detail.redemptions).to.deep.equal([]);
    const { bubbles, composed, cancelable } = await complete;
    expect({ bubbles, composed, cancelable }).to.deep.equal({ bubbles: true, composed: true, cancelable: false });
  });

  it('counts coupons among the redemptions', async () => {
    const { checkout, redeem, earn } = await openSaleOf({ redeem: 'coupon=""' });
    redeem.scan('cq_free_coffee');
    await ending(redeem);
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await submit(earn);
    expect((await complete).detail.redemptions).to.deep.equal([redeem.result]);
  });

  it('is told too when the earn was checked after a lost answer', async () => {
    const { till, checkout, earn } = await openSaleOf();
    await till.fault('drop-after', { times: 3 });
    await submit(earn);
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await submit(earn);
    expect((await complete).detail.earned.points).to.equal(206);
    expect((await till.ledger()).length).to.equal(1);
  });

  it('offers the next customer by a tap, and then begins with nothing', async () => {
    const { checkout, redeem, earn, lookup } = await openSaleOf();
    await submit(redeem);
    await submit(earn);
    await settled(checkout);
    part(checkout, 'next').click();
    await settled(checkout);
    expect(checkout.customer).to.equal(null);
    expect([lookup, redeem, earn].map(({ state, result }) => [state, result])).to.deep.equal([
      ['idle', null],
      ['idle', null],
      ['idle', null],
    ]);
    expect(hasPart(checkout, 'next')).to.equal(false);
    // The next thing scanned may be a product: a tap leads no focus into the look-up.
    expect(document.activeElement === lookup).to.equal(false);
  });

  it('tells the page of the next customer once it is empty, and takes the order that the page then gives', async () => {
    const { checkout, redeem, earn } = await openSaleOf();
    await submit(redeem);
    await submit(earn);
    await settled(checkout);
    const told: unknown[] = [];
    checkout.addEventListener('loyalite-next', ({ detail }) => {
      told.push([detail, checkout.customer, earn.state]);
      checkout.orderId = 'A-1002';
    });
    part(checkout, 'next').click();
    await settled(checkout);
    expect(told).to.deep.equal([[null, null, 'idle']]);
    checkout.reset();
    expect(told.length).to.equal(1);
  });
});

describe('the focus in a checkout', () => {
  it('rests on the customer who was found, and goes on to the next sale when one is done', async () => {
    const { checkout, lookup, earn } = await openSale();
    lookup.focus();
    type(part<HTMLInputElement>(lookup, 'input'), '482193');
    part(lookup, 'submit').click();
    await reach(lookup, 'done');
    await settled(checkout);
    await until(() => lookup.shadowRoot?.activeElement === part(lookup, 'result'));
    part(earn, 'submit').click();
    await reach(earn, 'done');
    await until(() => checkout.shadowRoot?.activeElement?.getAttribute('part') === 'next');
  });

  it('stays with a cashier who types elsewhere', async () => {
    const { till, checkout, lookup } = await openSale();
    const note = document.createElement('input');
    checkout.before(note);
    note.focus();
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await settled(checkout);
    await till.ledger();
    expect(document.activeElement === note).to.equal(true);
  });
});
