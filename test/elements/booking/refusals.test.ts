/** Every refusal that the service documents: its code is in the event, a sentence on the screen, and the input stays. */
import {
  ayse,
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
import { english, type LoyaliteError } from '../../../src/index.js';

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

  for (const [unknown, what] of [
    ['tier_downgraded', 'that nobody has heard of'],
    ['constructor', 'that is named like something of JavaScript'],
    ['checkAgain', 'that carries the name of a sentence of ours'],
  ] as const) {
    it(`${what} proves nothing, and is the cause of an outcome that is not known`, async () => {
      await till.fault('answer', { status: 422, body: { error: unknown } });
      const element = await mount<Tag>(
        `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
      );
      await submit(element);
      expect(element.state).to.equal('unconfirmed');
      expect((element.error?.cause as LoyaliteError).code).to.equal(unknown);
      expect(status(element)).to.contain(english.unconfirmedUnclear.split('|')[0]);
      expect(status(element)).not.to.contain('Nothing was given');
    });
  }

  for (const [status_, reason, words] of [
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

  it('for want of a session, with or without a code, asks to sign in again', async () => {
    const [named, bare] = [await openTill({ authorized: false }), await openTill()];
    await bare.fault('answer', { status: 401, body: {} });
    for (const { endpoint, upstreamRequests } of [named, bare]) {
      const element = await mount<Tag>(
        `<loyalite-earn endpoint="${endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
      );
      await submit(element);
      expect(element.error).to.include({ code: 'session_expired', status: 401, retryable: true });
      expect(status(element)).to.contain('Sign in again.');
      expect(await upstreamRequests()).to.deep.equal([]);
    }
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
