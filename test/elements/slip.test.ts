/** Slips: lines for the till's own printer in every outcome's event, and the printer's dialog with nothing else of the page. */
import { openTill, type Till } from '../support/till.js';
import { event, expect, hasPart, mount, part, submit, unmount, type Tag } from '../support/elements.js';
import { shortPauses } from '../support/pauses.js';
import { receiptLines } from '../../src/elements/receipt/receipt-lines.js';
import type { Earning, LoyaliteEarnElement, LoyaliteError } from '../../src/index.js';

shortPauses();

describe('a slip', () => {
  it('keeps every line within its columns', () => {
    const lines = receiptLines(
      'Credited. New balance: 390 points.',
      [
        ['Customer', `${'a'.repeat(60)}@b.example`],
        ['Order', 'A-1'],
        ['Empty', ''],
      ],
      32,
    );
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(32);
    expect(lines).to.include('Order                        A-1');
    expect(lines.join('\n')).not.to.contain('Empty');
    expect(lines.join('').replace(/\s/g, '')).to.contain('a'.repeat(60));
  });

  it('falls back to 42 columns where the width makes no sense', () => {
    for (const width of [0, -3, 3.5, NaN]) expect(receiptLines('x', [], width)).to.deep.equal(['x', '-'.repeat(42)]);
  });
});

describe('the slip of an earn', () => {
  let till: Till;
  const earn = (more = ''): Promise<LoyaliteEarnElement> =>
    mount(
      `<loyalite-earn endpoint=${till.endpoint} customer-code="482193" amount="85.50" currency="EUR" order-id="A-7" ${more}></loyalite-earn>`,
    );
  beforeEach(async () => {
    till = await openTill({ preset: 'standard' });
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  it('is in the event of the success, as wide as the page says', async () => {
    const element = await earn('receipt-width="30"');
    const earned = event<Earning>(element, 'loyalite-earned');
    await submit(element);
    const { receipt = [] } = (await earned).detail;
    expect(receipt.join('\n'))
      .to.contain('Credited')
      .and.to.contain('A-7')
      .and.to.contain('482193')
      .and.to.contain('€85.50');
    expect(receipt.every((line) => line.length <= 30)).to.equal(true);
  });

  it('is in the event of what is not known, for the manager', async () => {
    const element = await earn();
    element.fetch = () => Promise.reject(new TypeError('cut'));
    const told = event<LoyaliteError>(element, 'loyalite-error');
    element.submit();
    expect((await told).detail.receipt?.join('\n'))
      .to.contain("We don't know yet.")
      .and.to.contain('A-7');
  });

  it('is in the event of a refusal', async () => {
    const element = await earn();
    element.customerCode = '999999';
    const told = event<LoyaliteError>(element, 'loyalite-error');
    element.submit();
    expect((await told).detail.receipt?.[0]).to.contain('No such customer.');
  });

  it('is printed without the rest of the page', async () => {
    const element = await earn();
    await submit(element);
    const printed = new Promise<string>((resolve) => {
      window.print = () =>
        resolve(
          [...document.body.children]
            .filter((child) => child.hasAttribute('data-loyalite-slip'))
            .map((child) => child.textContent)
            .join(),
        );
    });
    expect(hasPart(element as Tag, 'print')).to.equal(true);
    part(element, 'print').click();
    expect(await printed)
      .to.contain('Credited')
      .and.to.contain('A-7');
    expect(document.adoptedStyleSheets).to.have.length(1);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('[data-loyalite-slip]')).to.equal(null);
    expect(document.adoptedStyleSheets).to.have.length(0);
  });
});

describe('the coupon of a full card', () => {
  it('is drawn as a code that can be scanned from the screen', async () => {
    const till = await openTill({ preset: 'standard', cardSize: 5 });
    const element = await mount<LoyaliteEarnElement>(
      `<loyalite-earn endpoint=${till.endpoint} customer-code="482193" stamps="1" order-id="A-8"></loyalite-earn>`,
    );
    await submit(element);
    while (!element.shadowRoot?.querySelector('.qr path'))
      await new Promise((resolve) =>
        new MutationObserver(resolve).observe(element.shadowRoot as ShadowRoot, { childList: true, subtree: true }),
      );
    expect(part(element, 'coupon').querySelector('.qr')?.getBoundingClientRect().width).to.be.at.least(200);
    unmount();
    await till.close();
  });
});
