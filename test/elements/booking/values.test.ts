/** What a page hands in: numbers as text, more than the order is worth, and what its developer is told on the console. */
import {
  ayse,
  code,
  event,
  expect,
  hasPart,
  mount,
  part,
  reach,
  settled,
  status,
  submit,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill } from '../../support/till.js';
import { openSaleOf } from '../checkout/sale.js';
import type { Excess, LoyaliteEarnElement, LoyaliteRedeemElement } from '../../../src/index.js';

shortPauses();

let warnings: string[] = [];
const { warn } = console;
beforeEach(() => {
  warnings = [];
  console.warn = (text: string) => warnings.push(text);
});
afterEach(() => {
  console.warn = warn;
  unmount();
});

describe('numbers as properties', () => {
  it('are their text', async () => {
    const earn = await mount<LoyaliteEarnElement>('<loyalite-earn></loyalite-earn>');
    Object.assign(earn, { customerCode: 482193, externalId: 7001, orderId: 12345678, amount: 85.5, stamps: 3 });
    expect([earn.customerCode, earn.externalId, earn.orderId, earn.amount, earn.stamps]).to.deep.equal([
      '482193',
      '7001',
      '12345678',
      '85.5',
      '3',
    ]);
    const redeem = await mount<LoyaliteRedeemElement>('<loyalite-redeem></loyalite-redeem>');
    Object.assign(redeem, { points: 50, customer: { ...ayse(), customerCode: 482193 } });
    expect([redeem.points, redeem.customer?.customerCode]).to.deep.equal(['50', '482193']);
  });

  for (const [name, given] of [
    ['customerCode', { customerCode: 482193 }],
    ['externalId', { customerCode: '482193', externalId: 7001 }],
    ['the code of customer', { customer: { customerCode: 482193, maskedEmail: 'a***@gmail.com' } }],
  ] as const) {
    it(`as ${name} keep the note: after a reload it is offered, and booked once`, async () => {
      const till = await openTill();
      const stand = async (): Promise<Tag> => {
        const earn = await mount<LoyaliteEarnElement>(
          `<loyalite-earn endpoint="${till.endpoint}" amount="10"></loyalite-earn>`,
        );
        Object.assign(earn, given);
        await settled(earn);
        return earn;
      };
      await till.fault('drop-after', { times: 3 });
      await submit(await stand());
      unmount();
      const again = await stand();
      expect(again.state).to.equal('unconfirmed');
      await submit(again);
      expect((await till.ledger()).length).to.equal(1);
    });
  }
});

describe('more than the order is worth', () => {
  for (const [how, redeem] of [
    ['typed', 'points=""'],
    ['given by the page', 'points="21"'],
  ] as const) {
    it(`is refused before anything is sent where it is ${how}`, async () => {
      const sale = await openSaleOf({ more: 'point-value="1.00" layout="open"', redeem });
      sale.checkout.amount = '20.00';
      await settled(sale.checkout);
      if (how === 'typed') {
        const field = part<HTMLInputElement>(sale.redeem, 'input');
        field.value = '120';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      await submit(sale.redeem);
      expect(code(sale.redeem)).to.equal('exceeds_order');
      expect(status(sale.redeem)).to.contain('Use at most 20 points.');
      expect(await sale.till.requests()).to.deep.equal([]);
    });
  }

  it('counts what was redeemed already', async () => {
    const { checkout, redeem, till } = await openSaleOf({
      more: 'point-value="1.00" layout="open"',
      redeem: 'points="15"',
    });
    checkout.amount = '20.00';
    await settled(checkout);
    await submit(redeem);
    part(redeem, 'submit').click();
    await settled(redeem);
    part(redeem, 'again').click();
    await settled(redeem);
    await submit(redeem);
    expect(code(redeem)).to.equal('exceeds_order');
    expect(status(redeem)).to.contain('Use at most 5 points.');
    expect((await till.ledger()).length).to.equal(1);
  });

  it('is what the cashier confirmed, also where the page changes the terms meanwhile', async () => {
    const { till, checkout, redeem } = await openSaleOf({ more: 'point-value="0.10"', redeem: 'points="50"' });
    await till.fault('hold-after');
    redeem.submit();
    await till.received(1);
    Object.assign(checkout, { pointValue: '0.20', currency: 'JPY' });
    await settled(checkout);
    expect(status(redeem)).to.match(/^Using 50 points =\s₺5\.00/);
    await till.release();
    await reach(redeem, 'done');
    expect(redeem.result).to.include({ amount: '50', discount: '5.00' });
    expect(status(redeem)).to.match(/^Used 50 points =\s₺5\.00\./);
    checkout.orderId = 'A-2';
    await settled(checkout);
    await submit(redeem);
    expect(code(redeem), 'the next one has no customer').to.equal('invalid_input');
    checkout.customer = ayse({ pointBalance: 70 });
    await settled(checkout);
    await submit(redeem);
    expect(redeem.result).to.include({ amount: '50', discount: '10' });
  });

  it('is not less than the smallest coin: no points are used for nothing', async () => {
    const { checkout, redeem, till } = await openSaleOf({ more: 'point-value="0.3"', redeem: 'points=""' });
    Object.assign(checkout, { currency: 'JPY', amount: '500' });
    await settled(checkout);
    redeem.value = '3';
    await submit(redeem);
    expect(code(redeem)).to.equal('invalid_input');
    expect(status(redeem)).to.contain('There is nothing to use. Nothing was sent.');
    checkout.customer = ayse({ customerCode: '630875', pointBalance: 3 });
    await settled(checkout);
    expect(redeem.value, 'what is suggested').to.equal('');
    expect(await till.ledger()).to.deep.equal([]);
    checkout.customer = ayse();
    await settled(checkout);
    redeem.value = '4';
    await submit(redeem);
    expect(redeem.result).to.include({ amount: '4', discount: '1' });
  });

  it('is as the page wants it where a point has no value of its own', async () => {
    const { redeem } = await openSaleOf({ more: 'point-value="0"', redeem: 'points="50"' });
    await submit(redeem);
    expect(redeem.result).to.include({ amount: '50', discount: '0.00' });
  });

  it('is told at once where the order shrinks below what was redeemed, and until it has grown again', async () => {
    const { checkout, redeem } = await openSaleOf({ more: 'point-value="1.00"', redeem: 'points="50"' });
    await submit(redeem);
    const told = event<Excess>(checkout, 'loyalite-exceeded');
    checkout.amount = '30.00';
    expect((await told).detail).to.deep.equal({ orderId: 'A-1', discount: '50.00', amount: '30.00', excess: '20.00' });
    await settled(checkout);
    expect(part(checkout, 'excess').textContent).to.contain('It is ₺20.00 too much');
    checkout.amount = '50.00';
    await settled(checkout);
    expect(part(checkout, 'excess').textContent.trim()).to.equal('');
  });

  it('is told of no next order', async () => {
    const { checkout, redeem } = await openSaleOf({ more: 'point-value="1.00"', redeem: 'points="50"' });
    await submit(redeem);
    let count = 0;
    checkout.addEventListener('loyalite-exceeded', () => (count += 1));
    checkout.amount = '3.00';
    checkout.orderId = 'A-2';
    await settled(checkout);
    expect(count).to.equal(0);
  });
});

describe('a developer is told on the console, once', () => {
  it('of an amount that is no decimal, with the value', async () => {
    const { checkout } = await openSaleOf({ more: 'point-value="0.10"' });
    expect(warnings).to.deep.equal([]);
    checkout.amount = String(23.45 * 2 * 1.15);
    await settled(checkout);
    checkout.amount = '1,234.50';
    await settled(checkout);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('"53.934999999999995"').and.to.contain('toFixed(2)');
  });

  it('of an order-id that looks like a short counter', async () => {
    const { checkout } = await openSaleOf({ more: 'point-value="0.10"' });
    checkout.orderId = '12';
    await settled(checkout);
    checkout.orderId = '13';
    await settled(checkout);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('order-id is "12"');
  });

  it('of points on offer without point-value, and not of stamps, a coupon or points with it', async () => {
    await openSaleOf({ redeem: 'stamps="1"' });
    await openSaleOf({ redeem: 'coupon=""' });
    await openSaleOf({ more: 'point-value="0.10"' });
    expect(warnings).to.deep.equal([]);
    const { redeem } = await openSaleOf({ more: 'layout="open"' });
    redeem.points = '40';
    await settled(redeem);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('point-value');
    expect(hasPart(redeem, 'submit')).to.equal(true);
  });
});
