/** Every refusal that the service documents: its code is in the event, a sentence on the screen, and the input stays. */
import {
  ayse,
  code,
  ending,
  event,
  expect,
  mount,
  part,
  settled,
  status,
  submit,
  type,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteError } from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

/** The magic customers, what they are refused with, and the words a cashier reads. */
const earnRefusals = [
  ['900404', 404, 'customer_not_found', 'No such customer.'],
  ['900401', 401, 'unauthorized', 'not set up correctly'],
] as const;
const redeemRefusals = [
  ...earnRefusals,
  ['900402', 402, 'subscription_required', 'Loyalty is not available at the moment.'],
  ['900422', 422, 'insufficient_balance', 'The balance is not enough.'],
] as const;

async function refusal(markup: string, status_: number, reason: string, words: string): Promise<Tag> {
  const element = await mount<Tag>(markup);
  const failure = event<LoyaliteError>(element, 'loyalite-error');
  await submit(element);
  const { detail } = await failure;
  expect(detail).to.include({ code: reason, status: status_, retryable: false });
  expect(element.error).to.equal(detail);
  expect(status(element)).to.contain(words);
  expect(status(element)).not.to.contain('_');
  expect(status(element)).not.to.match(/\b\d{3}\b/);
  expect(detail.message).not.to.match(/482193|9004\d\d|@/);
  return element;
}

describe('a refusal of the service', () => {
  for (const [customer, status_, reason, words] of earnRefusals) {
    it(`${reason} ends an earn`, async () => {
      await refusal(
        `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="${customer}" amount="10"></loyalite-earn>`,
        status_,
        reason,
        words,
      );
      expect(await till.ledger()).to.deep.equal([]);
    });
  }

  for (const [customer, status_, reason, words] of redeemRefusals) {
    it(`${reason} ends a redemption, and what was typed stays`, async () => {
      const markup = `<loyalite-redeem endpoint="${till.endpoint}" order-id="A-1" customer-code="${customer}" points=""></loyalite-redeem>`;
      const element = await mount<Tag>(markup);
      type(part<HTMLInputElement>(element, 'input'), '77');
      await submit(element);
      expect(element.error).to.include({ code: reason, status: status_ });
      expect(status(element)).to.contain(words);
      expect(part<HTMLInputElement>(element, 'input').value).to.equal('77');
      await till.setPreset('standard');
      expect(await till.ledger()).to.deep.equal([]);
    });
  }

  for (const tag of ['loyalite-earn amount="10"', 'loyalite-redeem points="10"']) {
    it(`manual_code_disabled tells the cashier of ${tag.split(' ')[0]} to scan`, async () => {
      await refusal(
        `<${tag} endpoint="${till.endpoint}" customer-code="900423" manual-code></${tag.split(' ')[0]}>`,
        422,
        'manual_code_disabled',
        'Scan the QR code instead.',
      );
    });
  }

  it('that nobody has heard of is passed on as it is and told in plain words', async () => {
    await till.fault('answer', { status: 422, body: { error: 'tier_downgraded' } });
    await refusal(
      `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
      422,
      'tier_downgraded',
      'The service refused this.',
    );
  });

  it('that is named like something of JavaScript is told in plain words too', async () => {
    await till.fault('answer', { status: 422, body: { error: 'constructor' } });
    await refusal(
      `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
      422,
      'constructor',
      'The service refused this.',
    );
  });

  it('that carries the name of a sentence of ours is not taken for it', async () => {
    await till.fault('answer', { status: 422, body: { error: 'checkAgain' } });
    const element = await mount<Tag>(
      `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
    );
    await submit(element);
    expect(code(element)).to.equal('checkAgain');
    expect(status(element)).to.contain('The service refused this.');
  });

  for (const [status_, reason, words] of [
    [401, 'unauthorized', 'not set up'],
    [402, 'subscription_required', 'not available'],
    [403, 'forbidden', 'not set up'],
  ] as const) {
    it(`${status_} without a code is ${reason}`, async () => {
      await till.fault('answer', { status: status_, body: {} });
      await refusal(
        `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
        status_,
        reason,
        words,
      );
    });
  }

  it("by the merchant's own backend without a session is told as a matter of the set-up", async () => {
    till = await openTill({ authorized: false });
    await refusal(
      `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
      401,
      'unauthorized',
      'not set up',
    );
    expect(await till.upstreamRequests()).to.deep.equal([]);
  });

  it('can be submitted again when the reason is gone', async () => {
    await till.fault('answer', { status: 402, body: { error: 'subscription_required' } });
    const element = await refusal(
      `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="482193" amount="10"></loyalite-earn>`,
      402,
      'subscription_required',
      'not available',
    );
    part(element, 'submit').click();
    await ending(element);
    expect(element.state).to.equal('done');
    expect((await till.requests()).map(({ body }) => body.external_id)).to.deep.equal(['A-1', 'A-1']);
  });

  it('insufficient_balance names the balance that is known', async () => {
    const element = await mount<HTMLElementTagNameMap['loyalite-redeem']>(
      `<loyalite-redeem endpoint="${till.endpoint}" points="500"></loyalite-redeem>`,
    );
    element.customer = ayse();
    await settled(element);
    await submit(element);
    expect(status(element)).to.contain('It is 120 points');
  });
});
