/** Crediting a purchase: points by amount, stamps by count, and what is refused before anything is sent. */
import {
  ayse,
  code,
  diary,
  event,
  expect,
  hasPart,
  mount,
  part,
  settled,
  status,
  submit,
  unmount,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill, type Till, type TillOptions } from '../../support/till.js';
import type { Earning, LoyaliteEarnElement } from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const earnOf = (attributes: string): Promise<LoyaliteEarnElement> =>
  mount(
    `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="482193" ${attributes}></loyalite-earn>`,
  );

describe('an earn of points', () => {
  it('sends the full amount as a number under the id of the order', async () => {
    await submit(await earnOf('amount="85.50" currency="TRY"'));
    expect((await till.requests()).map(({ method, path, body }) => [method, path, body])).to.deep.equal([
      [
        'POST',
        '/webhook/pos',
        { customer_code: 482193, amount: 85.5, card_type: 'point', external_id: 'A-1', manual_code: false },
      ],
    ]);
  });

  it('gives the new balances and the canonical amount', async () => {
    const earn = await earnOf('amount="85.5"');
    const earned = event<Earning>(earn, 'loyalite-earned');
    await submit(earn);
    const { receipt, ...detail } = (await earned).detail;
    expect(receipt?.[0]).to.equal('Points given. New balance: 206 points.');
    expect(detail).to.deep.equal({
      externalId: 'A-1',
      customerCode: '482193',
      cardType: 'point',
      verification: 'none',
      amount: '85.50',
      stamps: 4,
      points: 206,
      orderId: 'A-1',
      isCurrent: true,
      repeated: false,
      confirmedBy: 'answer',
    });
  });

  it('says what it will credit on the button, and what it credited below', async () => {
    const earn = await earnOf('amount="1085.5" currency="TRY"');
    expect(part(earn, 'submit').textContent).to.equal('Give points for ₺1,085.50');
    await submit(earn);
    expect(status(earn)).to.equal('Points given. New balance: 1,206 points.');
    expect(part(earn, 'result').textContent).to.match(/1,206\s*points\s*4\s*stamps/);
  });

  it('says for whom, by the masked address', async () => {
    const earn = await earnOf('amount="10"');
    expect(earn.shadowRoot!.textContent).not.to.contain('For ');
    earn.removeAttribute('customer-code');
    earn.customer = ayse();
    await settled(earn);
    expect(earn.shadowRoot!.textContent).to.contain('For a***@gmail.com');
  });

  it('takes the customer that a look-up gave, and whether the code was typed', async () => {
    const earn = await earnOf('amount="10"');
    earn.removeAttribute('customer-code');
    earn.customer = ayse({ manualCode: true, verification: 'none' });
    await submit(earn);
    expect((await till.requests())[0]?.body).to.include({ customer_code: 482193, manual_code: true });
  });

  it('sends manual-code with a bare code, and a code with a leading zero as text', async () => {
    const earn = await earnOf('amount="10" manual-code');
    earn.customerCode = '048219';
    await submit(earn);
    expect((await till.requests())[0]?.body).to.include({ customer_code: '048219', manual_code: true });
    expect(code(earn)).to.equal('customer_not_found');
  });

  it('lets a bare code win over the customer of before', async () => {
    const earn = await earnOf('amount="10"');
    earn.customerCode = '517204';
    earn.customer = ayse();
    await submit(earn);
    expect(earn.result).to.include({ customerCode: '517204', verification: 'none' });
  });

  for (const [currency, amount, canonical] of [
    ['JPY', '850', '850'],
    ['KWD', '1.234', '1.234'],
    ['', '0.01', '0.01'],
    ['TRY', '999999999999.99', '999999999999.99'],
  ] as const) {
    it(`knows the decimals of ${currency || 'no currency'}: ${amount}`, async () => {
      const earn = await earnOf(`amount="${amount}" currency="${currency}"`);
      await submit(earn);
      expect(earn.result?.amount).to.equal(canonical);
    });
  }
});

describe('an earn of stamps', () => {
  it('sends the count and the card type', async () => {
    const earn = await earnOf('stamps="2"');
    expect(part(earn, 'submit').textContent).to.equal('Give 2 stamps');
    await submit(earn);
    expect((await till.requests())[0]?.body).to.include({ amount: 2, card_type: 'stamp' });
    expect(earn.result).to.include({ cardType: 'stamp', amount: '2', stamps: 6, points: 120 });
    expect(status(earn)).to.equal('Stamps given. New balance: 6 stamps.');
    expect(hasPart(earn, 'coupon')).to.equal(false);
  });

  it('shows the coupon of a full card and gives its token to the page', async () => {
    const earn = await earnOf('stamps="6"');
    await submit(earn);
    const { coupons } = await till.phone('482193');
    const issued = coupons.at(-1)!;
    expect(earn.result).to.include({ stamps: 0 });
    expect(earn.result?.coupon).to.deep.equal({ id: issued.id, name: issued.name, qrToken: issued.qrToken });
    expect(part(earn, 'coupon').textContent).to.contain(issued.name);
    expect(part(earn, 'coupon').textContent).to.contain(issued.qrToken);
    expect(JSON.stringify({ ...localStorage })).not.to.contain(issued.qrToken);
  });
});

describe('an earn that fills the card without a word of its coupon', () => {
  shortPauses();

  const filled = async (code: string, options: TillOptions = {}): Promise<LoyaliteEarnElement> => {
    const own = await openTill(options);
    const sale = await mount(
      `<loyalite-checkout endpoint="${own.endpoint}" order-id="A-9" stamps="1"><loyalite-lookup value="${code}"></loyalite-lookup><loyalite-earn></loyalite-earn></loyalite-checkout>`,
    );
    await submit(sale.querySelector('loyalite-lookup')!);
    const earn = sale.querySelector('loyalite-earn')!;
    if (options.replay) await own.loseAnswers(1);
    await submit(earn);
    await own.close();
    return earn;
  };
  const look = "The card began again: look for a new coupon on the customer's phone.";

  it('sends the cashier to the phone, also where the answer that named it was lost', async () => {
    for (const earn of [await filled('900414'), await filled('517204', { replay: 'current' })]) {
      expect(status(earn)).to.contain('New balance: 0 stamps.');
      expect(part(earn, 'coupon').textContent).to.equal(look);
      unmount();
    }
  });

  it('says nothing of that where the card goes on, or where its coupon is named', async () => {
    expect(hasPart(await filled('482193'), 'coupon')).to.equal(false);
    unmount();
    expect(part(await filled('517204'), 'coupon').textContent).not.to.contain(look);
  });
});

describe('an earn that is refused before anything is sent', () => {
  const wrong = [
    '',
    '85,50',
    '1e3',
    '.5',
    '085.50',
    '0',
    '0.00',
    '-5',
    '+5',
    '5.',
    '1.234',
    ' 5',
    '5 ',
    '1 000',
    '1.000,00',
    'NaN',
    'Infinity',
    '0x10',
    '٥',
    '99999999999999.99',
  ];

  for (const amount of wrong) {
    it(`is one with the amount "${amount}"`, async () => {
      const earn = await earnOf(`amount="${amount}" currency="TRY"`);
      const lines = diary(document.body);
      await submit(earn);
      expect(lines).to.deep.equal(['loyalite-statechange failed', 'loyalite-error failed']);
      expect(code(earn)).to.equal('invalid_input');
      expect(earn.error).to.include({ retryable: false });
      expect(status(earn)).to.contain('The amount is not right.');
      expect(part(earn, 'submit').textContent).to.equal('Give points');
      expect(earn.getAttribute('amount')).to.equal(amount);
      expect(await till.requests()).to.deep.equal([]);
    });
  }

  for (const stamps of ['0', '-1', '1.5', '2.0', '1e1', '01', 'two']) {
    it(`is one with "${stamps}" stamps`, async () => {
      const earn = await earnOf(`stamps="${stamps}"`);
      await submit(earn);
      expect(part(earn, 'submit').textContent).to.equal('Give stamps');
      expect(code(earn)).to.equal('invalid_input');
      expect(await till.requests()).to.deep.equal([]);
    });
  }

  it('is one with an amount and stamps: a basket never becomes stamps', async () => {
    const earn = await earnOf('amount="85.50" stamps="86"');
    await submit(earn);
    expect(code(earn)).to.equal('invalid_input');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('is one with decimals that the currency has not', async () => {
    const earn = await earnOf('amount="85.50" currency="JPY"');
    await submit(earn);
    expect(code(earn)).to.equal('invalid_input');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('is one without a customer', async () => {
    const earn = await mount<LoyaliteEarnElement>(
      `<loyalite-earn endpoint="${till.endpoint}" amount="10"></loyalite-earn>`,
    );
    await submit(earn);
    expect(code(earn)).to.equal('invalid_input');
    expect(status(earn)).to.contain('Find the customer first.');
    expect(await till.requests()).to.deep.equal([]);
  });
});
