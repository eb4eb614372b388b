/** Redeeming points and stamps: what the page fixes, what the cashier types, and how far the balance goes. */
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
} from '../../support/elements.js';
import { sendKeys } from '@web/test-runner-commands';
import { openTill, type Till } from '../../support/till.js';
import type { BalanceRedemption, Customer, LoyaliteRedeemElement, Redemption } from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

async function redeemOf(attributes: string, customer: Customer | null = ayse()): Promise<LoyaliteRedeemElement> {
  const redeem = await mount<LoyaliteRedeemElement>(
    `<loyalite-redeem endpoint="${till.endpoint}" order-id="A-1" ${attributes}></loyalite-redeem>`,
  );
  redeem.customer = customer;
  await settled(redeem);
  return redeem;
}

const field = (redeem: LoyaliteRedeemElement): HTMLInputElement => part<HTMLInputElement>(redeem, 'input');
const choices = (redeem: LoyaliteRedeemElement): HTMLInputElement[] => [
  ...redeem.shadowRoot!.querySelectorAll<HTMLInputElement>('[type=radio]'),
];
const sent = async (): Promise<unknown[]> => (await till.requests()).map(({ body }) => body);

async function redeemTyped(redeem: LoyaliteRedeemElement, text: string): Promise<void> {
  type(field(redeem), text);
  part(redeem, 'submit').click();
  await ending(redeem);
}

describe('a redemption that the page fixed', () => {
  it('sends the points under an id that no earn of the order has', async () => {
    const redeem = await redeemOf('points="50"');
    expect(hasPart(redeem, 'input')).to.equal(false);
    expect(choices(redeem)).to.deep.equal([]);
    await submit(redeem);
    expect(await sent()).to.deep.equal([
      { customer_code: 482193, value: 50, card_type: 'point', external_id: 'redeem_A-1', manual_code: false },
    ]);
  });

  it('gives what was taken, what it is worth and the new balances', async () => {
    const redeem = await redeemOf('points="50" point-value="0.10" currency="TRY"');
    expect(part(redeem, 'submit').textContent).to.equal('Use 50 points =\u00a0₺5.00');
    const redeemed = event<Redemption>(redeem, 'loyalite-redeemed');
    await submit(redeem);
    const { receipt, ...detail } = (await redeemed).detail as BalanceRedemption;
    expect(receipt?.join(' ')).to.contain('Used 50 points = 5.00 TL. New balance: 70 points.');
    expect(detail).to.deep.equal({
      externalId: 'redeem_A-1',
      customerCode: '482193',
      cardType: 'point',
      verification: 'qr',
      amount: '50',
      discount: '5.00',
      stamps: 4,
      points: 70,
      orderId: 'A-1',
      isCurrent: true,
      repeated: false,
      confirmedBy: 'answer',
    });
    expect(status(redeem)).to.equal('Used 50 points = ₺5.00. New balance: 70 points.');
  });

  it('gives no discount where the page did not say what a point is worth', async () => {
    const redeem = await redeemOf('points="50" currency="TRY"');
    await submit(redeem);
    expect(redeem.result).not.to.have.property('discount');
  });

  it('rounds the worth down, never up', async () => {
    const redeem = await redeemOf('points="33" point-value="0.0333" currency="TRY"');
    await submit(redeem);
    expect(redeem.result).to.include({ discount: '1.09' });
  });

  it('sends stamps as stamps', async () => {
    const redeem = await redeemOf('stamps="3"');
    await submit(redeem);
    expect((await till.requests())[0]?.body).to.include({ value: 3, card_type: 'stamp' });
    expect(redeem.result).to.include({ cardType: 'stamp', amount: '3', stamps: 1, points: 120 });
    expect(redeem.result).not.to.have.property('discount');
  });

  it('leaves it to the service whether the balance covers it', async () => {
    const redeem = await redeemOf('points="500"');
    await submit(redeem);
    expect(code(redeem)).to.equal('insufficient_balance');
    expect(status(redeem)).to.contain('The balance is not enough. It is 120 points: use fewer. Nothing was taken.');
  });

  for (const [attributes, name] of [
    ['points="50" stamps="1"', 'points and stamps'],
    ['points="50" coupon="cq_free_coffee"', 'points and a coupon'],
    ['stamps="1" coupon="cq_free_coffee"', 'stamps and a coupon'],
  ]) {
    it(`is refused with ${name} at once`, async () => {
      const redeem = await redeemOf(attributes!);
      await submit(redeem);
      expect(code(redeem)).to.equal('invalid_input');
      expect(await sent()).to.deep.equal([]);
    });
  }

  for (const points of ['0', '-1', '1.5', '1e3', '50,0', '007', ' 50', 'all']) {
    it(`is refused with "${points}" points`, async () => {
      const redeem = await redeemOf(`points="${points}"`);
      const lines = diary(document.body);
      await submit(redeem);
      expect(lines).to.deep.equal(['loyalite-statechange failed', 'loyalite-error failed']);
      expect(code(redeem)).to.equal('invalid_input');
      expect(status(redeem)).to.contain('whole number');
      expect(await sent()).to.deep.equal([]);
    });
  }
});

describe('a redemption that the cashier types', () => {
  it('begins with all there is, and says how much', async () => {
    const redeem = await redeemOf('points=""');
    expect(field(redeem).value).to.equal('120');
    expect(part(redeem, 'form').textContent).to.contain('120 points available.');
    expect(part(redeem, 'form').textContent).to.contain('Cannot be undone.');
    expect(part(redeem, 'submit').textContent).to.equal('Use 120 points');
  });

  it('of nothing is refused as that, whatever stands in the field', async () => {
    const redeem = await redeemOf('points=""');
    redeem.customer = { ...ayse(), pointBalance: 0 };
    for (const text of ['', '5']) {
      type(field(redeem), text);
      await submit(redeem);
      expect(status(redeem)).to.equal('There is nothing to use. Nothing was sent. Finish the sale without it.');
    }
    expect(await sent()).to.deep.equal([]);
  });

  // WCAG 3.3.4
  it('says on the button what the field says', async () => {
    const redeem = await redeemOf('points="" point-value="0.10" currency="TRY"');
    type(field(redeem), '50');
    await redeem.updateComplete;
    expect(part(redeem, 'submit').textContent).to.equal('Use 50 points =\u00a0₺5.00');
    type(field(redeem), '5x');
    await redeem.updateComplete;
    expect(part(redeem, 'submit').textContent).to.equal('Use');
  });

  for (const text of ['', '0', '-5', '1.5', '1e2', '12,0', '007', '5x', ' 5 0']) {
    it(`is refused with "${text}", and keeps it`, async () => {
      const redeem = await redeemOf('points=""');
      await redeemTyped(redeem, text);
      expect(code(redeem)).to.equal('invalid_input');
      expect(field(redeem).value).to.equal(text);
      expect(await sent()).to.deep.equal([]);
    });
  }

  // WCAG 3.3.4
  it('is bounded by the balance that is known, and sends nothing beyond it', async () => {
    const redeem = await redeemOf('points=""');
    await redeemTyped(redeem, '121');
    expect(code(redeem)).to.equal('invalid_input');
    expect(status(redeem)).to.contain('Type at most 120 points.');
    expect(await sent()).to.deep.equal([]);
    await redeemTyped(redeem, '120');
    expect(redeem.result).to.include({ points: 0 });
  });

  it('is not bounded where no balance is known', async () => {
    const redeem = await redeemOf('points="" customer-code="482193"', null);
    expect(field(redeem).value).to.equal('');
    await redeemTyped(redeem, '500');
    expect(code(redeem)).to.equal('insufficient_balance');
    expect(field(redeem).value).to.equal('500');
  });

  it('starts from the Enter key', async () => {
    const redeem = await redeemOf('points=""');
    type(field(redeem), '10');
    await sendKeys({ press: 'Enter' });
    await reach(redeem, 'done');
    expect(redeem.state).to.equal('done');
  });

  it('forgets what was typed for another customer', async () => {
    const redeem = await redeemOf('points=""');
    type(field(redeem), '100');
    redeem.customer = ayse({ customerCode: '748316', maskedEmail: 'd***@example.com', pointBalance: 35 });
    await settled(redeem);
    expect(field(redeem).value).to.equal('35');
  });

  it('forgets it at once, and sends nothing of it in the same task', async () => {
    const redeem = await redeemOf('points=""');
    type(field(redeem), '100');
    redeem.customer = ayse({ customerCode: '748316', maskedEmail: 'd***@example.com', pointBalance: 35 });
    await submit(redeem);
    expect(redeem.result).to.include({ customerCode: '748316', amount: '35' });
  });

  it('sends nothing that was typed for another bare code', async () => {
    const redeem = await redeemOf('points="" customer-code="482193"', null);
    type(field(redeem), '50');
    redeem.customerCode = '517204';
    await submit(redeem);
    expect(code(redeem)).to.equal('invalid_input');
    expect(await till.ledger()).to.deep.equal([]);
  });

  it('takes what the page types for the customer that it has just given', async () => {
    const redeem = await redeemOf('points="" customer-code="482193"', null);
    redeem.customerCode = '517204';
    redeem.value = '50';
    await submit(redeem);
    expect(redeem.result).to.include({ customerCode: '517204', amount: '50' });
  });

  it('forgets what was typed for another order', async () => {
    const redeem = await redeemOf('points=""');
    type(field(redeem), '50');
    redeem.orderId = 'A-2';
    await settled(redeem);
    expect(field(redeem).value).to.equal('120');
  });

  it('forgets what a keyboard of the page wrote without a word for another customer', async () => {
    const redeem = await redeemOf('points=""');
    field(redeem).value = '50';
    redeem.customer = ayse({ customerCode: '630875', maskedEmail: 'c***@example.com' });
    await settled(redeem);
    expect(field(redeem).value).to.equal('120');
  });

  it('is empty where there is nothing to redeem', async () => {
    const redeem = await redeemOf('points=""', ayse({ pointBalance: 0 }));
    expect(field(redeem).value).to.equal('');
    await submit(redeem);
    expect(code(redeem)).to.equal('invalid_input');
  });
});

describe('the choice of what to redeem', () => {
  it("is the cashier's where the page fixes nothing", async () => {
    const redeem = await redeemOf('');
    expect(choices(redeem).map(({ checked, labels }) => [labels?.[0]?.textContent, checked])).to.deep.equal([
      ['Points', true],
      ['Stamps', false],
      ['Coupon', false],
    ]);
    choices(redeem)[1]!.click();
    await redeem.updateComplete;
    expect(field(redeem).value).to.equal('4');
    expect(part(redeem, 'submit').textContent).to.equal('Use 4 stamps');
    await submit(redeem);
    expect(redeem.result).to.include({ cardType: 'stamp', amount: '4' });
  });

  it('forgets what was typed for another kind', async () => {
    const redeem = await redeemOf('');
    type(field(redeem), '77');
    choices(redeem)[2]!.click();
    await redeem.updateComplete;
    expect(field(redeem).value).to.equal('');
  });

  it('clears what is over', async () => {
    const redeem = await redeemOf('');
    await redeemTyped(redeem, '0');
    choices(redeem)[1]!.click();
    expect(redeem.state).to.equal('idle');
  });
});
