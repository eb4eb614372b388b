/** Redeeming a coupon: typed, scanned or given by the page; it has no external id, and is used once. */
import {
  code,
  diary,
  ending,
  event,
  expect,
  mount,
  hasPart,
  part,
  reach,
  enterPin,
  settled,
  status,
  submit,
  type,
  unmount,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteRedeemElement, Redemption } from '../../../src/index.js';

shortPauses();

const coffee = 'cq_free_coffee';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const couponOf = (attributes = 'coupon=""'): Promise<LoyaliteRedeemElement> =>
  mount(`<loyalite-redeem endpoint="${till.endpoint}" order-id="A-1" ${attributes}></loyalite-redeem>`);

async function redeemTyped(redeem: LoyaliteRedeemElement, token: string): Promise<void> {
  type(part<HTMLInputElement>(redeem, 'input'), token);
  part(redeem, 'submit').click();
  await ending(redeem);
}

describe('a coupon', () => {
  it('says on the screen and on its slip that it is to be taken off the bill, and which it is', async () => {
    const redeem = await couponOf(`coupon="${coffee}"`);
    const redeemed = event<Redemption>(redeem, 'loyalite-redeemed');
    await submit(redeem);
    expect(status(redeem)).to.equal('Coupon accepted. Take it off the bill: Free coffee.');
    const { detail } = await redeemed;
    const slip = detail.receipt!.join('\n');
    expect(slip.replaceAll('\n', ' ')).to.match(/^Coupon accepted\. Take it off the bill: Free coffee\./);
    expect(slip).to.match(/^What +Free coffee$/m);
    expect('coupon' in detail && detail.coupon).to.include({ name: 'Free coffee' });
  });

  it('that is typed travels as typed, without customer and id', async () => {
    const redeem = await couponOf();
    await redeemTyped(redeem, ` ${coffee} `);
    expect((await till.requests()).map(({ path, body }) => [path, body])).to.deep.equal([
      ['/webhook/coupons/redeem', { token: coffee, manual_code: true }],
    ]);
    expect(redeem.state).to.equal('done');
  });

  it('that is scanned is redeemed at once, verbatim and not as typed', async () => {
    const redeem = await couponOf();
    const redeemed = event<Redemption>(redeem, 'loyalite-redeemed');
    redeem.scan(coffee);
    const { detail } = await redeemed;
    expect(detail).to.deep.include({ cardType: 'coupon', verification: 'qr' });
    expect('coupon' in detail && detail.coupon).to.include({ name: 'Free coffee', status: 'redeemed' });
    expect(Object.keys(detail).sort()).to.deep.equal([
      'cardType',
      'confirmedBy',
      'coupon',
      'isCurrent',
      'orderId',
      'receipt',
      'repeated',
      'verification',
    ]);
    expect((await till.requests())[0]?.body).to.deep.equal({ token: coffee, manual_code: false });
  });

  it('that is scanned needs no choice before', async () => {
    const redeem = await couponOf('');
    redeem.scan(coffee);
    await ending(redeem);
    expect(redeem.state).to.equal('done');
    expect(status(redeem)).to.contain('Coupon accepted. Take it off the bill: Free coffee.');
  });

  it('that the page gives is not typed unless the page says so', async () => {
    await submit(await couponOf(`coupon="${coffee}"`));
    await submit(await couponOf('coupon="cq_pin_required_2" manual-code'));
    expect((await till.requests()).map(({ body }) => body.manual_code)).to.deep.equal([false, true]);
  });

  it("carries a fresh key per try, so that a proxy knows a browser's own repeat", async () => {
    const redeem = await couponOf();
    await till.fault('drop-before');
    redeem.scan(coffee);
    await ending(redeem);
    const keys = (await till.requests()).map(({ headers }) => headers['idempotency-key']);
    expect(keys.length).to.equal(2);
    expect(keys[0]).to.match(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.to.equal(keys[0]);
  });

  it('leaves nothing of its token on the screen, in the event or in the storage', async () => {
    const redeem = await couponOf();
    await till.fault('hold-after');
    redeem.scan(coffee);
    await till.received(1);
    expect(JSON.stringify({ ...localStorage })).not.to.contain(coffee);
    await till.release();
    await ending(redeem);
    await settled(redeem);
    expect(redeem.shadowRoot!.innerHTML + redeem.outerHTML + JSON.stringify(redeem.result)).not.to.contain(coffee);
  });

  it('that was typed is taken off the field when it is used', async () => {
    const redeem = await couponOf();
    await redeemTyped(redeem, coffee);
    await settled(redeem);
    expect(hasPart(redeem, 'input')).to.equal(false);
    redeem.reset();
    await settled(redeem);
    expect(part<HTMLInputElement>(redeem, 'input').value).to.equal('');
  });

  for (const [token, reason, sentence] of [
    ['cq_unknown', 'coupon_not_found', 'No such coupon.'],
    ['cq_used', 'coupon_already_used', 'This coupon is already used.'],
  ] as const) {
    it(`is refused as ${reason}, and the text stays`, async () => {
      const redeem = await couponOf();
      await redeemTyped(redeem, token);
      expect(redeem.state).to.equal('failed');
      expect(code(redeem)).to.equal(reason);
      expect(status(redeem)).to.contain(sentence);
      expect(part<HTMLInputElement>(redeem, 'input').value).to.equal(token);
    });
  }

  for (const [status_, reason] of [
    [404, 'coupon_not_found'],
    [409, 'coupon_already_used'],
  ] as const) {
    it(`is ${reason} where the service answers ${status_} without a code`, async () => {
      const redeem = await couponOf();
      await till.fault('answer', { status: status_, body: {} });
      redeem.scan(coffee);
      await ending(redeem);
      expect(code(redeem)).to.equal(reason);
    });
  }

  it('is refused where there is no token', async () => {
    const redeem = await couponOf();
    await redeemTyped(redeem, ' ');
    expect(code(redeem)).to.equal('invalid_input');
    redeem.scan('');
    expect(code(redeem)).to.equal('invalid_input');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('is ignored while the element is disabled', async () => {
    const redeem = await couponOf('coupon="" disabled');
    redeem.scan(coffee);
    expect(redeem.state).to.equal('idle');
  });

  it('asks for the PIN where the preset does', async () => {
    await till.setPreset('balanced');
    const redeem = await couponOf();
    redeem.scan(coffee);
    await reach(redeem, 'pin');
    expect(part(redeem, 'pin-dialog').textContent).to.contain('to use the coupon');
    await enterPin(redeem, (await till.phone('482193')).pin!);
    await reach(redeem, 'done');
    expect(redeem.result).to.include({ verification: 'pin' });
  });

  it('that was typed has to be scanned where the preset wants that', async () => {
    await till.setPreset('strict');
    const redeem = await couponOf();
    await redeemTyped(redeem, coffee);
    expect(code(redeem)).to.equal('manual_code_disabled');
    expect(status(redeem)).to.contain('Scan');
  });

  it('is one operation: a second scan while it is under way does nothing', async () => {
    const redeem = await couponOf();
    await till.fault('hold-after');
    const lines = diary(document.body);
    redeem.scan(coffee);
    await till.received(1);
    redeem.scan(coffee);
    redeem.scan('cq_pin_required_9');
    await till.release();
    await ending(redeem);
    expect(lines).to.deep.equal([
      'loyalite-statechange pending',
      'loyalite-statechange done',
      'loyalite-redeemed done',
    ]);
    expect((await till.requests()).length).to.equal(1);
    expect(redeem.result?.cardType).to.equal('coupon');
  });
});
