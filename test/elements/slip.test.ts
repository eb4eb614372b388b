/** Slips: lines for the till's own printer in every outcome's event, and the printer's dialog with nothing else of the page. */
import { openTill, type Till } from '../support/till.js';
import { event, expect, hasPart, mount, part, submit, unmount, type Tag } from '../support/elements.js';
import { shortPauses } from '../support/pauses.js';
import { receiptLines } from '../../src/elements/receipt/receipt-lines.js';
import type { Earning, LoyaliteEarnElement, LoyaliteError, LoyaliteRedeemElement } from '../../src/index.js';

shortPauses();

describe('a slip', () => {
  it('keeps every line within its columns', () => {
    const lines = receiptLines(
      'Points given. New balance: 390 points.',
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

  it('counts the columns of a printer, and cuts no character in half', () => {
    const lines = receiptLines(
      'x',
      [
        ['Coupon', '日本語コーヒー一杯無料クーポン券です'],
        ['Name', 'e\u0301'.repeat(30)],
        ['Name', '👍🏽'.repeat(20)],
        ['Note', 'y\u0323\u0301'.repeat(40)],
      ],
      32,
    );
    expect(lines).to.deep.equal([
      'x',
      '-'.repeat(32),
      'Coupon',
      '日本語コーヒー一杯無料クーポン券',
      `${' '.repeat(28)}です`,
      'Name',
      `  ${'é'.repeat(30)}`,
      'Name',
      '👍🏽'.repeat(16),
      `${' '.repeat(24)}${'👍🏽'.repeat(4)}`,
      'Note',
      'ỵ́'.normalize('NFC').repeat(32),
      `${' '.repeat(24)}${'ỵ́'.normalize('NFC').repeat(8)}`,
    ]);
  });

  it('holds nothing that a printer takes for a command, and no sign that no printer has', () => {
    const [, , line] = receiptLines('x', [['Name', 'Free\u001b@\u202ecoffee\u200b\u0007 •→“5 ₺”…\ud800']], 42);
    expect(line?.replace(/ +/, '|')).to.equal('Name|Free@coffee *>"5 TL"...');
  });

  it('writes money by the code where printers have no sign, and keeps both in one line', () => {
    const sums: [string, string][] = [
      ['₺1.285,50', '1.285,50 TL'],
      ['1.285,50 ₺', '1.285,50 TL'],
      ['50 points =\u00a0₺5.00', '50 points = 5.00 TL'],
      ['₹12,34,567.00', '12,34,567.00 INR'],
      ['\u200f١٬٢٨٥٫٥٠\u00a0₪', '١٬٢٨٥٫٥٠ ILS'],
      ['1 285,50 ₴', '1 285,50 UAH'],
      ['₼1 ₸2 ₾3 ₫4 ₱5 ₦6', '1 AZN 2 KZT 3 GEL 4 VND 5 PHP 6 NGN'],
      ['€5.00 £6.00 $7.00', '€5.00 £6.00 $7.00'],
    ];
    for (const [sum, paper] of sums) expect(receiptLines(sum, [], 42)[0]).to.equal(paper);
    expect(receiptLines('Use 500 points = ₺50.00', [], 22).slice(0, 2)).to.deep.equal(['Use 500 points =', '50.00 TL']);
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
      .to.contain('Points given')
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
      .to.contain('Points given')
      .and.to.contain('A-7');
    expect(document.adoptedStyleSheets).to.have.length(1);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('[data-loyalite-slip]')).to.equal(null);
    expect(document.adoptedStyleSheets).to.have.length(0);
  });
});

describe('printing', () => {
  const { print } = window;
  const earned = async (lang = 'en'): Promise<Tag> => {
    const till = await openTill({ preset: 'standard' });
    const element = await mount<LoyaliteEarnElement>(
      `<loyalite-earn lang=${lang} endpoint=${till.endpoint} customer-code="482193" amount="85.50" currency="TRY" order-id="A-7"></loyalite-earn>`,
    );
    await submit(element);
    await till.close();
    return element as Tag;
  };
  const slip = (): HTMLElement | null => document.querySelector('[data-loyalite-slip]');
  const hint = async (element: Tag): Promise<string> => {
    await element.updateComplete;
    return part(element, 'hint').textContent ?? '';
  };
  /** Taps *Print slip*, and waits until the browser was asked. */
  const tapped = (element: Tag, act: () => void): Promise<void> =>
    new Promise((resolve) => {
      window.print = () => {
        resolve();
        act();
      };
      part(element, 'print').click();
    });
  afterEach(() => {
    window.dispatchEvent(new Event('afterprint'));
    window.print = print;
    unmount();
  });

  it('says of the slip which language it is in and which way it runs, in a page that says otherwise', async () => {
    const element = await earned('ar');
    while (!part(element, 'print').textContent?.includes('إيصال')) await new Promise(requestAnimationFrame);
    let found = '';
    await tapped(
      element,
      () => (found = `${slip()?.dir} ${slip()?.lang} ${getComputedStyle(slip() as Element).direction}`),
    );
    expect(found).to.equal('rtl ar rtl');
  });

  it('says English of the slip where the page’s language is none of ours', async () => {
    const element = await earned('fr');
    let found = '';
    await tapped(element, () => (found = `${slip()?.dir} ${slip()?.lang}`));
    expect(found).to.equal('ltr en');
  });

  it('leaves nothing behind where the browser’s print does nothing: the next tap or key clears it away', async () => {
    const element = await earned();
    for (const type of ['pointerdown', 'keydown']) {
      await tapped(element, () => {});
      document.body.dispatchEvent(new Event(type, { bubbles: true }));
      expect(slip()).to.equal(null);
      expect(document.adoptedStyleSheets).to.have.length(0);
    }
    await tapped(element, () => {});
    await tapped(element, () => {});
    expect(document.querySelectorAll('[data-loyalite-slip]')).to.have.length(1);
    expect(document.adoptedStyleSheets).to.have.length(1);
  });

  it('leaves nothing behind where it throws or is missing, and says so', async () => {
    const element = await earned();
    await tapped(element, () => {
      throw new Error('no printer');
    });
    while (!(await hint(element))) await new Promise(requestAnimationFrame);
    expect(await hint(element)).to.contain('This browser cannot print.');
    expect(slip()).to.equal(null);
    expect(document.adoptedStyleSheets).to.have.length(0);
    await tapped(element, () => {});
    while (await hint(element)) await new Promise(requestAnimationFrame);
    window.dispatchEvent(new Event('afterprint'));
    Object.assign(window, { print: undefined });
    part(element, 'print').click();
    while (!(await hint(element))) await new Promise(requestAnimationFrame);
    expect(slip()).to.equal(null);
  });
});

describe('the slip of a coupon', () => {
  it('names the order, the customer and the end of the coupon that was sent, also when the page has gone on', async () => {
    const element = await mount<LoyaliteRedeemElement>(
      '<loyalite-redeem endpoint="/nowhere" coupon="cq_7f3a9b2e0011" customer-code="482193" order-id="A-77"></loyalite-redeem>',
    );
    element.fetch = () => {
      Object.assign(element, { orderId: 'A-78', customerCode: '517204' });
      return Promise.reject(new TypeError('cut'));
    };
    const told = event<LoyaliteError>(element, 'loyalite-error');
    element.submit();
    const text = (await told).detail.receipt?.join('\n').replace(/ +/g, ' ') ?? '';
    expect(text).to.contain("We don't know yet.").and.to.contain('\nOrder A-77\nCustomer 482193\n');
    expect(text).to.contain('\nCoupon ***0011').and.not.to.contain('7f3a');
    unmount();
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
