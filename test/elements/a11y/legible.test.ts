/** What a cashier looks for from a metre away is large: what happened, who the customer is, and the sums. */
import { expect, part, reach, settled, submit, unmount } from '../../support/elements.js';
import { openSale, openSaleOf } from '../checkout/sale.js';

afterEach(unmount);

const sizeOf = (element: Element): number => parseFloat(getComputedStyle(element).fontSize);
/** Of every text in a live region, the smallest. */
const smallestIn = (element: Element): number =>
  Math.min(...[...part(element, 'status').querySelectorAll('[role=status], [role=alert], b')].map(sizeOf));

describe('at one metre', () => {
  it('the customer and the balances are read', async () => {
    const { till, lookup } = await openSale();
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await settled(lookup);
    expect(sizeOf(lookup.shadowRoot!.querySelector('#who')!)).to.be.at.least(24);
    for (const sum of lookup.shadowRoot!.querySelectorAll('.figures b')) expect(sizeOf(sum)).to.be.at.least(24);
  });

  it('what was gained is read, and what there is now', async () => {
    const { earn } = await openSaleOf();
    await submit(earn);
    expect(sizeOf(part(earn, 'status').querySelector('b')!)).to.be.at.least(24);
    expect(smallestIn(earn)).to.be.at.least(20);
    expect(sizeOf(part(earn, 'result').querySelector('b')!)).to.be.at.least(24);
  });

  it('a refusal is read', async () => {
    const { earn } = await openSale();
    earn.submit();
    await reach(earn, 'failed');
    expect(smallestIn(earn)).to.be.at.least(20);
  });

  it('that it is not known is read', async () => {
    const { till, earn } = await openSaleOf();
    await till.fault('drop-after', { times: 3 });
    earn.submit();
    await reach(earn, 'unconfirmed');
    expect(smallestIn(earn)).to.be.at.least(20);
  });

  it('a page sets the three sizes', async () => {
    const { checkout, earn } = await openSaleOf();
    checkout.style.setProperty('--loyalite-small', '11px');
    checkout.style.setProperty('--loyalite-status', '31px');
    checkout.style.setProperty('--loyalite-large', '41px');
    await submit(earn);
    expect(sizeOf(earn.shadowRoot!.querySelector('.muted')!)).to.equal(11);
    expect(sizeOf(part(earn, 'status'))).to.equal(31);
    expect(sizeOf(part(earn, 'result').querySelector('b')!)).to.equal(41);
  });

  it('a long address and the text at 200 % stay inside a column of 320 px', async () => {
    const root = document.documentElement;
    const { checkout, lookup, earn } = await openSaleOf();
    checkout.style.width = '320px';
    root.style.fontSize = '32px';
    await submit(earn);
    await settled(checkout);
    const card = part(earn, 'card').getBoundingClientRect();
    expect(card.width).to.be.at.most(320);
    for (const element of earn.shadowRoot!.querySelectorAll('b, button, [role=status]'))
      expect(element.getBoundingClientRect().right).to.be.at.most(card.right + 0.5);
    expect(lookup.scrollWidth).to.be.at.most(lookup.clientWidth);
    root.style.fontSize = '';
  });
});
