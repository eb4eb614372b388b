/** The page's chance to say no, and what it is told before a booking: the value and the discount to come. */
import {
  ayse,
  code,
  event,
  expect,
  part,
  reach,
  settled,
  status,
  submit,
  type,
  unmount,
} from '../../support/elements.js';
import { openSale, openSaleOf, type Sale } from '../checkout/sale.js';
import type { BeforeBooking, PlannedBooking, Offer } from '../../../src/index.js';

afterEach(unmount);

const posted = async ({ till }: Sale): Promise<number> =>
  (await till.requests()).filter(({ method }) => method === 'POST').length;

/** A page that answers when the test says so. */
function slowPage(): { ask: BeforeBooking; answer: (value: unknown) => void; asked: Promise<AbortSignal> } {
  let answer: (value: unknown) => void = () => {};
  let tell: (signal: AbortSignal) => void = () => {};
  const asked = new Promise<AbortSignal>((resolve) => (tell = resolve));
  return {
    ask: (_, { signal }) => {
      tell(signal);
      return new Promise((resolve) => (answer = resolve));
    },
    answer: (value) => answer(value),
    asked,
  };
}

describe('a page that is asked before a booking leaves', () => {
  it('hears what is about to be booked, once for each booking', async () => {
    const sale = await openSaleOf({ more: 'point-value="0.10"' });
    const heard: PlannedBooking[] = [];
    sale.checkout.beforeBooking = (booking) => void heard.push(booking);
    await submit(sale.redeem);
    await submit(sale.earn);
    const common = { customerCode: '482193', orderId: 'A-1', cardType: 'point' };
    expect(heard).to.deep.equal([
      { ...common, kind: 'redeem', amount: '50', discount: '5.00' },
      { ...common, kind: 'earn', amount: '85.50', discount: null },
    ]);
    expect([sale.redeem.state, sale.earn.state, await posted(sale)]).to.deep.equal(['done', 'done', 2]);
  });

  it('hears of a coupon that it is one, and not its text', async () => {
    const sale = await openSaleOf({ redeem: 'coupon=""' });
    const heard: PlannedBooking[] = [];
    sale.checkout.beforeBooking = (booking) => void heard.push(booking);
    sale.redeem.scan('cq_free_coffee');
    await reach(sale.redeem, 'done');
    expect(JSON.stringify(heard)).not.to.contain('cq_');
    expect(heard).to.deep.equal([
      { kind: 'redeem', cardType: 'coupon', amount: '', discount: null, customerCode: '482193', orderId: 'A-1' },
    ]);
  });

  it('refuses with false: nothing leaves, and the cashier reads it', async () => {
    const sale = await openSaleOf();
    sale.checkout.beforeBooking = () => false;
    const told = event<{ code: string }>(sale.earn, 'loyalite-error');
    await submit(sale.earn);
    expect([(await told).detail.code, sale.earn.state, await posted(sale)]).to.deep.equal(['vetoed', 'failed', 0]);
    expect(status(sale.earn)).to.contain('The till does not allow this.');
    sale.checkout.beforeBooking = null;
    await submit(sale.earn);
    expect([sale.earn.state, await posted(sale)]).to.deep.equal(['done', 1]);
  });

  it('refuses with a sentence of its own, which is text and no markup', async () => {
    const sale = await openSaleOf();
    sale.checkout.beforeBooking = () => Promise.resolve('Close the drawer first <b>now</b>.');
    await submit(sale.redeem);
    expect([code(sale.redeem), await posted(sale)]).to.deep.equal(['vetoed', 0]);
    expect(status(sale.redeem)).to.equal('Close the drawer first <b>now</b>. Nothing was sent.');
    expect(part(sale.redeem, 'status').querySelectorAll('b')).to.have.length(1);
  });

  for (const [what, ask] of Object.entries({
    throws: () => {
      throw new Error('no drawer');
    },
    rejects: () => Promise.reject(new Error('no drawer')),
  } satisfies Record<string, BeforeBooking>)) {
    it(`sends nothing where it ${what}`, async () => {
      const sale = await openSaleOf();
      sale.checkout.beforeBooking = ask;
      await submit(sale.earn);
      expect([code(sale.earn), await posted(sale)]).to.deep.equal(['veto_failed', 0]);
      expect(sale.earn.error!.cause).to.have.property('message', 'no drawer');
      expect(status(sale.earn)).to.contain('The till could not check this.');
    });
  }

  it('is waited for; the cashier sees it and can leave, and its late yes books nothing', async () => {
    const sale = await openSaleOf();
    const page = slowPage();
    sale.checkout.beforeBooking = page.ask;
    sale.earn.submit();
    const signal = await page.asked;
    await settled(sale.earn);
    expect([sale.earn.state, status(sale.earn)]).to.deep.equal(['pending', 'The till is checking…']);
    part(sale.earn, 'cancel').click();
    await sale.earn.updateComplete;
    expect([sale.earn.state, signal.aborted]).to.deep.equal(['canceled', true]);
    page.answer(true);
    await settled(sale.checkout);
    expect([sale.earn.state, await posted(sale)]).to.deep.equal(['canceled', 0]);
  });

  it('is asked once, however often the button is pressed meanwhile', async () => {
    const sale = await openSaleOf();
    let asked = 0;
    const page = slowPage();
    sale.checkout.beforeBooking = (...what) => {
      asked += 1;
      return page.ask(...what);
    };
    sale.earn.submit();
    sale.earn.submit();
    part(sale.earn, 'submit').click();
    await page.asked;
    part(sale.earn, 'submit').click();
    page.answer(true);
    await reach(sale.earn, 'done');
    expect([asked, await posted(sale)]).to.deep.equal([1, 1]);
  });

  it('books nothing for a customer who has gone meanwhile', async () => {
    const sale = await openSaleOf();
    const page = slowPage();
    sale.checkout.beforeBooking = page.ask;
    sale.earn.submit();
    await page.asked;
    sale.checkout.customer = ayse({ customerCode: '517204' });
    await settled(sale.checkout);
    const left = event(sale.earn, 'loyalite-cancel');
    page.answer(true);
    await left;
    expect(await posted(sale)).to.equal(0);
  });

  it('is not asked any more where the cashier has left before it could be', async () => {
    const sale = await openSaleOf();
    const heard: string[] = [];
    sale.checkout.beforeBooking = ({ kind }) => void heard.push(kind);
    sale.earn.submit();
    sale.earn.cancel();
    await submit(sale.redeem);
    expect([sale.earn.state, sale.redeem.state, heard]).to.deep.equal(['canceled', 'done', ['redeem']]);
  });

  it('has left the sale free where the next order comes before its answer', async () => {
    const sale = await openSaleOf();
    const page = slowPage();
    sale.checkout.beforeBooking = page.ask;
    sale.earn.submit();
    const signal = await page.asked;
    sale.checkout.orderId = 'A-2';
    expect([sale.earn.state, signal.aborted]).to.deep.equal(['idle', true]);
    page.answer(true);
    await settled(sale.checkout);
    expect(await posted(sale)).to.equal(0);
  });

  it('is asked by a tag that stands alone; its own handler comes before the checkout’s', async () => {
    const sale = await openSaleOf();
    sale.checkout.beforeBooking = () => false;
    sale.earn.beforeBooking = () => true;
    await submit(sale.earn);
    await submit(sale.redeem);
    expect([sale.earn.state, code(sale.redeem)]).to.deep.equal(['done', 'vetoed']);
  });
});

describe('loyalite-change', () => {
  const offers = (target: EventTarget): Offer[] => {
    const all: Offer[] = [];
    target.addEventListener('loyalite-change', (event) => all.push((event as CustomEvent<Offer>).detail));
    return all;
  };

  it('says at the end of a sale that nothing is to come any more, and then nothing more', async () => {
    const sale = await openSale({ redeem: '', more: 'point-value="0.10"' });
    const told = offers(sale.checkout);
    sale.checkout.customer = ayse();
    await settled(sale.checkout);
    await submit(sale.earn);
    await settled(sale.checkout);
    await settled(sale.redeem);
    expect(told).to.deep.equal([
      { cardType: 'point', amount: '120', discount: '12.00' },
      { cardType: null, amount: null, discount: null },
    ]);
  });

  it('tells the value and the discount to come, whenever they become others', async () => {
    const sale = await openSale({ redeem: '', more: 'point-value="0.10" layout="open"' });
    const told = offers(sale.checkout);
    sale.checkout.customer = ayse();
    await settled(sale.checkout);
    expect(told.at(-1)).to.deep.equal({ cardType: 'point', amount: '120', discount: '12.00' });
    type(part<HTMLInputElement>(sale.redeem, 'input'), '50');
    await settled(sale.redeem);
    expect(told.at(-1)).to.deep.equal({ cardType: 'point', amount: '50', discount: '5.00' });
    sale.checkout.pointValue = '0.20';
    await settled(sale.checkout);
    expect(told.at(-1)).to.deep.equal({ cardType: 'point', amount: '50', discount: '10.00' });
    type(part<HTMLInputElement>(sale.redeem, 'input'), 'some');
    await settled(sale.redeem);
    expect(told.at(-1)).to.deep.equal({ cardType: null, amount: null, discount: null });
    expect(told).to.have.length(4);
  });

  it('tells of a typed coupon that it is one, and not its text', async () => {
    const sale = await openSale({ redeem: 'coupon=""', more: 'layout="open"' });
    const told = offers(sale.checkout);
    type(part<HTMLInputElement>(sale.redeem, 'input'), 'cq_free_coffee');
    await settled(sale.redeem);
    expect(told).to.deep.equal([{ cardType: 'coupon', amount: null, discount: null }]);
  });

  it('tells that nothing is left to be redeemed once it was', async () => {
    const sale = await openSaleOf({ more: 'point-value="0.10"' });
    const told = offers(sale.checkout);
    await submit(sale.redeem);
    await settled(sale.checkout);
    expect(told).to.deep.equal([{ cardType: null, amount: null, discount: null }]);
  });

  it('is not told anew for what stays as it was', async () => {
    const sale = await openSaleOf({ more: 'point-value="0.10"' });
    const told = offers(sale.checkout);
    sale.checkout.amount = '90.00';
    sale.redeem.requestUpdate();
    await settled(sale.checkout);
    expect(told).to.deep.equal([]);
  });
});
