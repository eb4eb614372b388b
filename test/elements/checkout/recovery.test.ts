/** What earlier pages and orders left unanswered: on offer in one place, each once, until it is settled; never this sale's. */
import {
  ayse,
  diary,
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
import type { Till } from '../../support/till.js';
import { openSale, openSaleOf, type Sale } from './sale.js';
import type { LoyaliteCheckoutElement, Settlement } from '../../../src/index.js';

shortPauses();

afterEach(unmount);

const priced = 'point-value="0.10"';

/** The next order of the same till, with what is unfinished listed. */
async function nextSale(till: Till, count: number): Promise<Sale & { listed: () => Tag[] }> {
  const sale = await openSale({ till, more: `${priced} order-id="B-1"` });
  sale.checkout.orderId = 'B-1';
  sale.checkout.customer = ayse({ customerCode: '517204', maskedEmail: 'b***@example.com', pointBalance: 2450 });
  const listed = (): Tag[] =>
    hasPart(sale.checkout, 'recovery') ? [...part(sale.checkout, 'recovery').querySelectorAll<Tag>('.unfinished')] : [];
  await until(() => listed().length === count && listed().every(({ state }) => state === 'unconfirmed'));
  return { ...sale, listed };
}

async function leave(orders: string[]): Promise<Till> {
  let till: Till | undefined;
  for (const order of orders) {
    const sale: Sale = await openSaleOf({ ...(till && { till }), more: priced });
    till = sale.till;
    sale.checkout.orderId = order;
    sale.checkout.customer = ayse();
    await settled(sale.checkout);
    await till.fault('drop-after', { times: 3, path: '/webhook/redeem' });
    await submit(sale.redeem);
    expect(sale.redeem.state).to.equal('unconfirmed');
    unmount();
  }
  return till!;
}

describe('what is settled in the banner', () => {
  it('is told by an event of its own: no handler takes its discount off the current order', async () => {
    const { checkout, listed } = await nextSale(await leave(['R-1']), 1);
    const takenOff: unknown[] = [];
    checkout.addEventListener('loyalite-redeemed', ({ detail }) => takenOff.push(detail.discount));
    const told = event<Settlement>(checkout, 'loyalite-settled');
    part(listed()[0]!, 'retry').click();
    const { detail, target } = await told;
    expect(target).to.equal(checkout);
    expect(detail).to.include({
      kind: 'redeem',
      orderId: 'R-1',
      customerCode: '482193',
      maskedEmail: 'a***@gmail.com',
    });
    expect(detail.redeemed).to.include({ discount: '5.00', isCurrent: false, externalId: 'redeem_R-1' });
    expect(takenOff).to.deep.equal([]);
  });

  it('leaves the others on offer, each once and in the tag that it stands in', async () => {
    const till = await leave(['B-01', 'B-02']);
    const { checkout, lookup, listed } = await nextSale(till, 2);
    const [, other] = listed();
    const told = event<Settlement>(checkout, 'loyalite-settled');
    part(listed()[0]!, 'retry').click();
    expect((await told).detail.orderId).to.equal('B-01');
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await until(() => listed().length === 1);
    expect(listed()).to.deep.equal([other]);
    expect(other!.state).to.equal('unconfirmed');
    const second = event<Settlement>(checkout, 'loyalite-settled');
    part(listed()[0]!, 'retry').click();
    expect((await second).detail.orderId).to.equal('B-02');
    expect((await till.ledger()).length).to.equal(2);
  });
});

describe('what was asked for under other terms', () => {
  it('is shown and settled by those that it was confirmed in', async () => {
    const { checkout, listed } = await nextSale(await leave(['R-1']), 1);
    Object.assign(checkout, { currency: 'JPY', amount: '500', pointValue: '1' });
    await settled(checkout);
    expect(status(listed()[0]!)).to.match(/50 points =\s₺5\.00/);
    const told = event<Settlement>(checkout, 'loyalite-settled');
    part(listed()[0]!, 'retry').click();
    expect((await told).detail.redeemed).to.include({ amount: '50', discount: '5.00' });
  });

  it('is worth the same when it is told once more after a reload', async () => {
    const { till, redeem } = await openSaleOf({ more: priced });
    await submit(redeem);
    unmount();
    const again = await openSaleOf({ till, more: 'point-value="0.20"' });
    expect(part(again.redeem, 'way').textContent).to.contain('₺10.00');
    await submit(again.redeem);
    expect(again.redeem.result).to.include({ repeated: true, discount: '5.00' });
    expect(status(again.redeem)).to.match(/50 points =\s₺5\.00/);
  });
});

describe('the heading of the banner', () => {
  const heading = (checkout: LoyaliteCheckoutElement): string =>
    part(checkout, 'recovery').querySelector('b')?.textContent ?? '';

  it('counts what is still to check, and goes with the last of it', async () => {
    const { checkout, listed } = await nextSale(await leave(['B-01', 'B-02']), 2);
    expect(heading(checkout)).to.equal('Still to check: 2');
    for (const [index, text] of ['Still to check: 1', ''].entries()) {
      const told = event<Settlement>(checkout, 'loyalite-settled');
      part(listed()[index]!, 'retry').click();
      await told;
      await settled(checkout);
      expect(heading(checkout)).to.equal(text);
      expect(status(listed()[index]!)).to.contain('Used 50 points');
    }
  });
});

describe('what stands in the banner before one that is settled', () => {
  it('stays in its tag, and can be put off and had again', async () => {
    const till = await leave(['R-1', 'R-2']);
    const { checkout, lookup, listed } = await nextSale(till, 2);
    const [first, second] = listed();
    const told = event<Settlement>(checkout, 'loyalite-settled');
    part(second!, 'retry').click();
    await told;
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await until(() => listed().length === 1);
    expect(listed()).to.deep.equal([first]);
    part(first!, 'dismiss').click();
    await until(() => !hasPart(checkout, 'recovery'));
    part(checkout, 'postponed').click();
    await until(() => listed().length === 1);
  });
});

describe('Later', () => {
  it('puts off in the banner that one alone, and it can be had again', async () => {
    const { checkout, listed } = await nextSale(await leave(['B-01', 'B-02']), 2);
    part(listed()[0]!, 'dismiss').click();
    await until(() => listed().length === 1);
    part(listed()[0]!, 'dismiss').click();
    await until(() => hasPart(checkout, 'postponed'));
    expect(listed().length).to.equal(0);
    expect(part(checkout, 'postponed').textContent).to.contain('Still to check: 2');
    part(checkout, 'postponed').click();
    await until(() => listed().length === 2);
  });

  it('in the tag is later in the banner too', async () => {
    const { till, checkout, redeem } = await openSaleOf({ more: priced });
    await till.fault('drop-after', { times: 3 });
    await submit(redeem);
    part(redeem, 'dismiss').click();
    await until(() => hasPart(checkout, 'postponed'));
    expect(redeem.state).to.equal('idle');
    expect(hasPart(checkout, 'recovery')).to.equal(false);
  });
});

describe('an open operation of the order that stands there', () => {
  it("is the tag's to show, and its discount is the sale's", async () => {
    const till = await leave(['A-1']);
    const { checkout, redeem } = await openSale({ till, more: priced });
    await until(() => redeem.state === 'unconfirmed');
    expect(hasPart(checkout, 'recovery')).to.equal(false);
    const redeemed = event<{ discount: string; orderId: string; isCurrent: boolean }>(checkout, 'loyalite-redeemed');
    part(redeem, 'retry').click();
    expect((await redeemed).detail).to.include({ discount: '5.00', orderId: 'A-1', isCurrent: true });
  });
});

describe('a redemption that was booked just before a reload', () => {
  it('reaches the sale when the same is asked for again, once, told as repeated', async () => {
    const { till, redeem } = await openSaleOf({ more: priced });
    await submit(redeem);
    unmount();
    const again = await openSaleOf({ till, more: priced });
    const seen: unknown[] = [];
    again.checkout.addEventListener('loyalite-redeemed', ({ detail }) =>
      seen.push([detail.discount, detail.repeated, detail.isCurrent]),
    );
    await submit(again.redeem);
    again.redeem.submit();
    await settled(again.checkout);
    expect(seen).to.deep.equal([['5.00', true, true]]);
    expect(status(again.redeem)).to.match(/^Already done at/);
    const complete = event<{ redemptions: unknown[] }>(again.checkout, 'loyalite-complete');
    await submit(again.earn);
    expect((await complete).detail.redemptions.length).to.equal(1);
    expect((await till.ledger()).length).to.equal(2);
  });

  it('gives back the coupon of a full card, which stays until the next sale', async () => {
    const sale = await openSaleOf({}, ayse());
    sale.checkout.amount = '';
    sale.checkout.stamps = '6';
    await settled(sale.checkout);
    await submit(sale.earn);
    expect(sale.earn.state).to.equal('done');
    expect(sale.earn.result!.coupon, 'the card is full').not.to.equal(undefined);
    const { qrToken } = sale.earn.result!.coupon!;
    sale.earn.submit();
    part(sale.earn, 'submit').click();
    await settled(sale.earn);
    part(sale.earn, 'again').click();
    await settled(sale.earn);
    expect(part(sale.earn, 'coupon').textContent).to.contain(qrToken);
    unmount();
    const again = await openSaleOf({ till: sale.till }, ayse());
    again.checkout.amount = '';
    again.checkout.stamps = '6';
    await settled(again.checkout);
    await submit(again.earn);
    expect(again.earn.result).to.include({ repeated: true });
    expect(part(again.earn, 'coupon').textContent).to.contain(qrToken);
    again.checkout.orderId = 'A-2';
    await settled(again.checkout);
    expect(hasPart(again.earn, 'coupon')).to.equal(false);
  });
});

describe('a result of another window', () => {
  it('is told as settled, so that the discount of one booking is taken off once', async () => {
    const one = await openSaleOf({ more: priced });
    const other = await openSaleOf({ till: one.till, more: priced });
    const [first, second] = [diary(one.checkout), diary(other.checkout)];
    await one.till.fault('hold-after');
    one.redeem.submit();
    await one.till.received(1);
    other.redeem.submit();
    await until(() => status(other.redeem).includes('another window'));
    await one.till.release();
    await Promise.all([reach(one.redeem, 'done'), reach(other.redeem, 'done')]);
    expect([...first, ...second].filter((line) => line === 'loyalite-redeemed done').length).to.equal(1);
    expect(second).to.include('loyalite-settled done');
  });
});

describe('a look-up when the sale is over', () => {
  it('says that the next customer has to be begun first, by scan and by hand', async () => {
    const { till, checkout, lookup, earn } = await openSaleOf();
    await submit(earn);
    await settled(checkout);
    const sent = (await till.requests()).length;
    lookup.scan((await till.phone('517204')).qr);
    await settled(lookup);
    expect(lookup.error?.code).to.equal('sale_complete');
    expect(status(lookup)).to.contain('Tap “Next customer” first.');
    expect(checkout.customer?.customerCode).to.equal('482193');
    expect((await till.requests()).length).to.equal(sent);
    part(checkout, 'next').click();
    await settled(checkout);
    checkout.orderId = 'A-2';
    lookup.scan((await till.phone('517204')).qr);
    await reach(lookup, 'done');
    expect(checkout.customer?.customerCode).to.equal('517204');
  });
});
