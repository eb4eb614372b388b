/** One customer, one sale: nothing of an order goes over into the next, and nothing is credited while a redemption is open. */
import {
  ayse,
  code,
  diary,
  enterPin,
  event,
  expect,
  hasPart,
  part,
  reach,
  settled,
  status,
  submit,
  unmount,
  until,
  type Tag,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openSale, openSaleOf } from './sale.js';
import type { Checkout, Settlement } from '../../../src/index.js';

shortPauses();

afterEach(unmount);

/** Waits until a part of the checkout is there. */
async function shownPart(checkout: Element, name: string): Promise<HTMLElement> {
  await until(() => hasPart(checkout, name));
  return part(checkout, name);
}

/** Waits until a tag is free again. */
async function reachIdle(element: Tag): Promise<void> {
  while (element.state !== 'idle') await event(element, 'loyalite-statechange');
}

describe('another order', () => {
  const ways: [string, (checkout: HTMLElementTagNameMap['loyalite-checkout']) => void][] = [
    ['a changed attribute', (checkout) => checkout.setAttribute('order-id', 'A-2')],
    ['a changed property', (checkout) => (checkout.orderId = 'A-2')],
    ['reset()', (checkout) => checkout.reset()],
  ];

  for (const [way, begin] of ways) {
    it(`by ${way} forgets the customer and clears the tags`, async () => {
      const { checkout, redeem, earn } = await openSaleOf();
      await submit(redeem);
      await submit(earn);
      begin(checkout);
      await settled(checkout);
      expect(checkout.customer).to.equal(null);
      expect([redeem, earn].map(({ state, result }) => [state, result])).to.deep.equal([
        ['idle', null],
        ['idle', null],
      ]);
      expect(earn.shadowRoot!.textContent).not.to.contain('a***');
    });

    it(`by ${way} holds at once: nobody is credited in the same breath`, async () => {
      const { till, checkout, earn } = await openSaleOf();
      begin(checkout);
      earn.submit();
      expect(code(earn)).to.equal('invalid_input');
      await settled(checkout);
      expect(status(earn)).to.contain('Find the customer first.');
      expect(await till.requests()).to.deep.equal([]);
    });
  }

  it('is none when the same order is set again', async () => {
    const { checkout, earn } = await openSaleOf();
    await submit(earn);
    checkout.setAttribute('order-id', 'A-1');
    checkout.orderId = 'A-1';
    await settled(checkout);
    expect(checkout.customer).not.to.equal(null);
    expect(earn.state).to.equal('done');
  });

  it('drops a look-up of the one before: its customer comes to nobody', async () => {
    const { till, checkout, lookup } = await openSale();
    await till.fault('hold-after');
    const lines = diary(document.body);
    lookup.scan((await till.phone('482193')).qr);
    await till.received(1);
    checkout.orderId = 'A-2';
    await till.release();
    await till.ledger();
    expect(lookup.state).to.equal('idle');
    expect(checkout.customer).to.equal(null);
    expect(lines).to.deep.equal(['loyalite-statechange pending', 'loyalite-statechange idle']);
  });

  it('keeps a late credit of the one before out of its own sale, names it, and leaves the tag free', async () => {
    const { till, checkout, earn } = await openSaleOf();
    await till.fault('hold-after');
    const lines = diary(checkout);
    earn.submit();
    await till.received(1);
    checkout.orderId = 'A-2';
    checkout.customer = ayse({ customerCode: '517204', maskedEmail: 'b***@example.com', pointBalance: 2450 });
    const told = event<Settlement>(checkout, 'loyalite-settled');
    await till.release();
    const { detail } = await told;
    expect(detail).to.include({ kind: 'earn', orderId: 'A-1', customerCode: '482193', maskedEmail: 'a***@gmail.com' });
    expect(detail.earned).to.include({ externalId: 'A-1', isCurrent: false, repeated: false });
    await settled(checkout);
    expect(lines).to.deep.equal([
      'loyalite-statechange pending',
      'loyalite-statechange done',
      'loyalite-settled done',
      'loyalite-statechange idle',
    ]);
    expect(checkout.customer).to.include({ customerCode: '517204', pointBalance: 2450 });
    expect(status(earn)).to.contain('Order A-1, a***@gmail.com: +86 points, now 206.');
    expect(earn.shadowRoot!.textContent).to.contain('For b***@example.com');
    expect(hasPart(checkout, 'recovery')).to.equal(false);
    await submit(earn);
    expect(earn.result).to.include({ externalId: 'A-2', customerCode: '517204', orderId: 'A-2', isCurrent: true });
  });

  it('keeps a late redemption of the one before out of its own sale: no discount is told as its own', async () => {
    const { till, checkout, redeem, earn } = await openSaleOf({ more: 'point-value="0.10"' });
    await till.fault('hold-after');
    const takenOff: unknown[] = [];
    checkout.addEventListener('loyalite-redeemed', ({ detail }) => takenOff.push(detail.discount));
    redeem.submit();
    await till.received(1);
    checkout.orderId = 'A-2';
    checkout.customer = ayse();
    const told = event<Settlement>(checkout, 'loyalite-settled');
    await till.release();
    expect((await told).detail.redeemed).to.include({ discount: '5.00', orderId: 'A-1', isCurrent: false });
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await submit(earn);
    expect((await complete).detail.redemptions).to.deep.equal([]);
    expect(takenOff).to.deep.equal([]);
  });

  it('shows while a redemption of the one before is under way whom that is for', async () => {
    const { till, checkout, redeem } = await openSaleOf();
    await till.fault('hold-after');
    redeem.submit();
    await till.received(1);
    checkout.orderId = 'A-2';
    checkout.customer = ayse({ customerCode: '517204', maskedEmail: 'b***@example.com' });
    await settled(checkout);
    expect(redeem.shadowRoot!.textContent).to.contain('For a***@gmail.com');
    const told = event(checkout, 'loyalite-settled');
    await till.release();
    await told;
  });

  it('parks what is not known in the banner, once, and leaves the tag to the next customer', async () => {
    const { till, checkout, earn } = await openSaleOf();
    await till.fault('drop-after', { times: 3 });
    await submit(earn);
    checkout.orderId = 'A-2';
    checkout.customer = ayse({ customerCode: '517204', maskedEmail: 'b***@example.com', pointBalance: 2450 });
    await settled(checkout);
    const banner = await shownPart(checkout, 'recovery');
    expect(earn.state).to.equal('idle');
    expect(earn.shadowRoot!.textContent).to.contain('For b***@example.com');
    const parked = [...banner.querySelectorAll<Tag>('loyalite-earn, loyalite-redeem')];
    expect(parked.length).to.equal(1);
    await settled(parked[0]!);
    await submit(earn);
    expect(earn.result).to.include({ externalId: 'A-2', customerCode: '517204' });
    const told = event<Settlement>(checkout, 'loyalite-settled');
    const lines = diary(checkout);
    part(parked[0]!, 'retry').click();
    expect((await told).detail).to.include({ kind: 'earn', orderId: 'A-1', customerCode: '482193' });
    expect(lines).not.to.include('loyalite-complete');
    expect((await till.ledger()).length).to.equal(2);
  });

  it('parks by itself what ends unknown when the next customer stands there', async () => {
    const { till, checkout, earn } = await openSaleOf();
    await till.fault('drop-after', { times: 3 });
    earn.submit();
    await till.received(1);
    checkout.orderId = 'A-2';
    await reachIdle(earn);
    const banner = await shownPart(checkout, 'recovery');
    expect(banner.querySelectorAll('loyalite-earn').length).to.equal(1);
    expect(earn.state).to.equal('idle');
  });

  it('closes a PIN overlay of the one before', async () => {
    const { till, checkout, earn } = await openSaleOf({ preset: 'strict' });
    await submit(earn);
    await reach(earn, 'pin');
    checkout.orderId = 'A-2';
    await settled(checkout);
    expect(earn.state).to.equal('idle');
    expect(part<HTMLDialogElement>(earn, 'pin-dialog').open).to.equal(false);
    expect(await till.ledger()).to.deep.equal([]);
  });
});

describe('an earn while a redemption of the sale is open', () => {
  it('ends with redeem_open and sends nothing while it is pending', async () => {
    const { till, redeem, earn } = await openSaleOf();
    await till.fault('hold-after');
    redeem.submit();
    await till.received(1);
    await submit(earn);
    expect(code(earn)).to.equal('redeem_open');
    expect(status(earn)).to.contain('Using points or the coupon is not over yet.');
    await till.release();
    await reach(redeem, 'done');
    expect((await till.requests()).length).to.equal(1);
    await submit(earn);
    expect(earn.state).to.equal('done');
  });

  it('ends so while it stands at the PIN, and not after', async () => {
    const { till, redeem, earn } = await openSaleOf({ preset: 'balanced' });
    await submit(redeem);
    await reach(redeem, 'pin');
    await submit(earn);
    expect(code(earn)).to.equal('redeem_open');
    await enterPin(redeem, (await till.phone('482193')).pin!);
    await reach(redeem, 'done');
    await submit(earn);
    expect(earn.state).to.equal('done');
  });

  it('is free when the PIN was canceled', async () => {
    const { redeem, earn } = await openSaleOf({ preset: 'balanced' });
    await submit(redeem);
    await reach(redeem, 'pin');
    redeem.cancel();
    await submit(earn);
    expect(earn.state).to.equal('done');
  });

  for (const [way, release] of [
    ['Later', (redeem: HTMLElement) => part(redeem, 'dismiss').click()],
    ['reset()', (redeem: HTMLElementTagNameMap['loyalite-redeem']) => redeem.reset()],
  ] as const) {
    it(`ends so while it is not known, until ${way} puts it off`, async () => {
      const { till, redeem, earn } = await openSaleOf();
      await till.fault('drop-after', { times: 3 });
      await submit(redeem);
      expect(redeem.state).to.equal('unconfirmed');
      await submit(earn);
      expect(code(earn)).to.equal('redeem_open');
      expect((await till.requests()).some(({ path }) => path === '/webhook/pos')).to.equal(false);
      release(redeem);
      expect(redeem.state).to.equal('idle');
      await submit(earn);
      expect(earn.state).to.equal('done');
    });
  }

  it('is free when the redemption was refused', async () => {
    const { redeem, earn } = await openSaleOf({ redeem: 'points="5000"' });
    await submit(redeem);
    expect(code(redeem)).to.equal('insufficient_balance');
    await submit(earn);
    expect(earn.state).to.equal('done');
  });

  it('is not held up by a tag that was taken out', async () => {
    const { till, redeem, earn } = await openSaleOf();
    await till.fault('drop-after', { times: 3 });
    await submit(redeem);
    redeem.remove();
    await submit(earn);
    expect(earn.state).to.equal('done');
  });
});
