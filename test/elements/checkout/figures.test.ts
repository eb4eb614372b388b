/** What a change of the basket costs: the tags that show something of it are drawn anew, the others are not; none is ever stale. */
import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { ayse, hasPart, part, settled, submit } from '../../support/elements.js';
import { openSale, openSaleOf, type Sale } from './sale.js';
import type { LoyaliteRedeemElement } from '../../../src/index.js';

/** Which tags are drawn anew for a change of the checkout's own properties. */
async function drawn({ checkout, lookup, redeem, earn }: Sale, change: object): Promise<string[]> {
  const names = new Set<string>();
  const removals = Object.entries({ lookup, redeem, earn, checkout }).map(([name, tag]) => {
    const watch = { hostUpdate: () => void names.add(name) };
    tag.addController(watch);
    return () => tag.removeController(watch);
  });
  Object.assign(checkout, change);
  await settled(checkout);
  for (const remove of removals) remove();
  return ['lookup', 'redeem', 'earn', 'checkout'].filter((name) => names.has(name));
}

/** A redemption of one kind. */
function redemption(what: string): LoyaliteRedeemElement {
  const redeem = document.createElement('loyalite-redeem');
  redeem.setAttribute(what, '');
  return redeem;
}

describe('a changed basket', () => {
  it('costs nothing for a step that is not in sight', async () => {
    const { earn, lookup, checkout } = await openSale();
    expect(hasPart(earn, 'submit')).to.equal(false);
    checkout.amount = '21.00';
    checkout.customer = ayse();
    await settled(checkout);
    expect(part(earn, 'submit').textContent).to.contain('21.00');
    expect(lookup.state).to.equal('idle');
  });

  it('draws the earn anew, whose button says the sum, and leaves the look-up alone', async () => {
    const sale = await openSale({ more: 'layout="open"' });
    expect(await drawn(sale, { amount: '99.90' }))
      .to.include('earn')
      .and.not.include('lookup');
    expect(part(sale.earn, 'submit').textContent).to.contain('99.90');
    expect(await drawn(sale, { amount: '12.00' }))
      .to.include('earn')
      .and.not.include('lookup');
    expect(part(sale.earn, 'submit').textContent).to.contain('12.00');
  });

  it('finds every tag drawn once, also one that came before the others', async () => {
    const times: Record<string, number> = {};
    const count = (tag: LitElement): void => {
      times[tag.localName] = 0;
      tag.addController({ hostUpdate: () => void (times[tag.localName]! += 1) });
    };
    const holder = document.createElement('div');
    holder.innerHTML =
      '<loyalite-checkout endpoint="/none" order-id="A-1" amount="10.00"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>';
    for (const tag of holder.querySelectorAll<LitElement>('*')) count(tag);
    document.body.append(holder);
    await settled(holder);
    holder.remove();
    expect(Object.values(times)).to.deep.equal([1, 1, 1, 1]);
  });

  it('shows every figure of the sale as it stands, one after the other and several at once', async () => {
    const sale = await openSaleOf({ more: 'point-value="0.10"', redeem: '' });
    const text = (): string => part(sale.earn, 'submit').textContent ?? '';
    await drawn(sale, { currency: 'EUR' });
    expect(text()).to.contain('€');
    await drawn(sale, { amount: '40.00', currency: 'USD' });
    expect(text()).to.contain('$').and.contain('40.00');
    await drawn(sale, { amount: '', stamps: '3' });
    expect(text()).to.contain('3');
    await drawn(sale, { stamps: '', amount: '7.00' });
    expect(text()).to.contain('7.00');
  });

  it('draws a redemption anew that says what the basket takes', async () => {
    const sale = await openSaleOf({ more: 'point-value="0.10"', redeem: '' });
    const before = sale.redeem.shadowRoot?.textContent;
    expect(await drawn(sale, { amount: '1.00' })).to.include('redeem');
    expect(sale.redeem.shadowRoot?.textContent).not.to.equal(before);
    expect(await drawn(sale, { pointValue: '0.50' })).to.include('redeem');
  });

  it('leaves a redemption alone that takes no more of a larger basket, and the checkout too', async () => {
    const sale = await openSaleOf({ more: 'point-value="0.10"', redeem: '' });
    sale.checkout.customer = ayse();
    await settled(sale.checkout);
    expect(await drawn(sale, { amount: '250.00' }))
      .to.include('earn')
      .and.not.include('redeem');
    expect(await drawn(sale, { amount: '251.00' })).to.deep.equal(['earn']);
    expect(part(sale.earn, 'submit').textContent).to.contain('251.00');
    // Less than the points are worth: what can be had is less.
    expect(await drawn(sale, { amount: '2.00' })).to.deep.equal(['redeem', 'earn']);
    expect(part(sale.redeem, 'way').textContent).to.contain('20');
    expect(await drawn(sale, { amount: '250.00' })).to.deep.equal(['redeem', 'earn']);
    expect(part(sale.redeem, 'way').textContent).to.contain('120');
  });

  it('takes nothing away from a drawing that is asked for in the same moment', async () => {
    const sale = await openSale();
    sale.checkout.requestUpdate();
    expect(await drawn(sale, { amount: '6.00' })).to.include('checkout');
  });

  it('that a listener changes once more is shown as it stands last', async () => {
    const sale = await openSaleOf({ more: 'layout="open" point-value="0.10"' });
    await submit(sale.redeem);
    sale.checkout.addEventListener('loyalite-exceeded', () => (sale.checkout.amount = '9.00'), { once: true });
    await drawn(sale, { amount: '1.00' });
    await settled(sale.checkout);
    expect(part(sale.earn, 'submit').textContent).to.contain('9.00');
  });

  it('follows the basket after tags were taken out and put in again', async () => {
    const sale = await openSale({ more: 'layout="open"' });
    const { checkout, earn } = sale;
    earn.remove();
    await drawn(sale, { amount: '20.00' });
    checkout.append(earn);
    await settled(checkout);
    expect(part(earn, 'submit').textContent).to.contain('20.00');
    await drawn(sale, { amount: '21.00' });
    expect(part(earn, 'submit').textContent).to.contain('21.00');
  });

  it('tells all tags of whatever else changes', async () => {
    const sale = await openSale();
    for (const change of [{ orderId: 'A-2' }, { wording: { earn: 'Give' } }, { amount: '3.00', maskedPin: true }])
      expect(await drawn(sale, change), Object.keys(change).join()).to.deep.equal([
        'lookup',
        'redeem',
        'earn',
        'checkout',
      ]);
  });

  it('shows the language of the page where that and a figure change in the same moment', async () => {
    const sale = await openSale();
    const label = (): string | null =>
      sale.checkout.shadowRoot?.querySelector('.sale')?.getAttribute('aria-label') ?? null;
    const english = label();
    sale.checkout.lang = 'tr';
    await drawn(sale, { amount: '5.00' });
    const deadline = performance.now() + 5000;
    while (label() === english && performance.now() < deadline) await new Promise(requestAnimationFrame);
    expect(label()).not.to.equal(english);
  });
});

describe('the order of the tags', () => {
  it('is looked for once in a change, however many of them ask for their place', async () => {
    const { checkout } = await openSaleOf({ more: 'point-value="0.10"', redeem: '' });
    checkout.append(...['points', 'stamps', 'coupon'].map(redemption));
    await settled(checkout);
    let looks = 0;
    const look = Reflect.get(Node.prototype, 'compareDocumentPosition') as Node['compareDocumentPosition'];
    Node.prototype.compareDocumentPosition = function compareDocumentPosition(other): number {
      looks += 1;
      return look.call(this, other);
    };
    checkout.maskedPin = true;
    await settled(checkout);
    Node.prototype.compareDocumentPosition = look;
    // Six tags are put in order by fewer than fifteen comparisons.
    expect(looks).to.be.greaterThan(0).and.lessThan(15);
  });

  it('is that of the page after one was moved', async () => {
    const { checkout, redeem } = await openSaleOf({ more: 'point-value="0.10"', redeem: 'coupon=""' });
    const other = redemption('coupon');
    checkout.append(other);
    await settled(checkout);
    checkout.prepend(other);
    await settled(checkout);
    const heard: Element[] = [];
    for (const tag of [redeem, other]) tag.scan = () => void heard.push(tag);
    checkout.scan('cq_7f3a9b2e');
    expect(heard.map((tag) => tag === other)).to.deep.equal([true]);
  });
});

describe('a key in the look-up', () => {
  it('draws nothing anew, and the text is that of the tag at once', async () => {
    const { lookup } = await openSale();
    const field = part<HTMLInputElement>(lookup, 'input');
    for (const text of ['4', '48', '482193']) {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      expect(lookup.isUpdatePending, text).to.equal(false);
      expect(lookup.value).to.equal(text);
    }
    lookup.requestUpdate();
    await lookup.updateComplete;
    expect(field.value).to.equal('482193');
    lookup.value = '';
    await lookup.updateComplete;
    expect(field.value).to.equal('');
  });

  it('is drawn anew by the page’s own text, the one that was typed before among them', async () => {
    const { lookup } = await openSale();
    const field = part<HTMLInputElement>(lookup, 'input');
    field.value = 'abc';
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    for (const text of ['', 'abc', 'xyz']) {
      lookup.value = text;
      await lookup.updateComplete;
      expect(field.value).to.equal(text);
    }
  });
});
