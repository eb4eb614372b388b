/** Nothing is booked for a customer who was not verified, where the merchant wants that: by QR, or by a PIN every time. */
import {
  ayse,
  code,
  ending,
  enterPin,
  expect,
  mount,
  part,
  reach,
  settled,
  status,
  submit,
  type,
  unmount,
} from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type {
  Customer,
  LoyaliteCheckoutElement,
  LoyaliteEarnElement,
  LoyaliteLookupElement,
  LoyaliteRedeemElement,
} from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

type Booking = LoyaliteEarnElement | LoyaliteRedeemElement;
const tags = { 'loyalite-earn': 'amount="10"', 'loyalite-redeem': 'points="10"' } as const;

async function bookingOf(tag: keyof typeof tags, more: string, customer: Customer | null): Promise<Booking> {
  const element = await mount<Booking>(
    `<${tag} endpoint="${till.endpoint}" order-id="A-1" ${tags[tag]} ${more}></${tag}>`,
  );
  element.customer = customer;
  return element;
}

async function refused(element: Booking): Promise<void> {
  expect(element.state).to.equal('failed');
  expect(code(element)).to.equal('verification_required');
  expect(status(element)).to.contain('Scan the QR code of the customer.');
  expect((await till.requests()).filter(({ path }) => path !== '/webhook/customer')).to.deep.equal([]);
}

for (const tag of ['loyalite-earn', 'loyalite-redeem'] as const) {
  describe(`verified-only on ${tag}`, () => {
    it('lets a customer pass who came by QR', async () => {
      const element = await bookingOf(tag, 'verified-only', ayse());
      await submit(element);
      expect(element.result).to.include({ verification: 'qr' });
    });

    for (const [who, customer, more] of [
      ['a bare customer-code', null, 'customer-code="482193"'],
      ['a bare code of another customer than the one who was verified', ayse(), 'customer-code="517204"'],
      ['a typed code', ayse({ manualCode: true, verification: 'none' }), ''],
      ['an e-mail look-up', ayse({ verification: 'none' }), ''],
    ] as const) {
      it(`refuses ${who} and sends nothing`, async () => {
        const element = await bookingOf(tag, `verified-only ${more}`, customer);
        await submit(element);
        await refused(element);
      });
    }

    it("takes the merchant's word that a PIN is asked for every time", async () => {
      await till.setPreset('strict');
      const element = await bookingOf(tag, 'verified-only="pin" customer-code="482193"', null);
      await submit(element);
      await enterPin(element, (await till.phone('482193')).pin!);
      await reach(element, 'done');
      expect(element.result).to.include({ verification: 'pin' });
    });

    it('can be set by its property', async () => {
      const element = await bookingOf(tag, 'customer-code="482193"', null);
      element.verifiedOnly = true;
      await submit(element);
      await refused(element);
    });

    it("is the checkout's for the tags inside", async () => {
      const checkout = await mount<LoyaliteCheckoutElement>(
        `<loyalite-checkout verified-only endpoint="${till.endpoint}" order-id="A-1" amount="10"><${tag} ${tags[tag]}></${tag}></loyalite-checkout>`,
      );
      checkout.customer = ayse({ verification: 'none' });
      await settled(checkout);
      await submit(checkout.firstElementChild as Booking);
      await refused(checkout.firstElementChild as Booking);
    });
  });
}

describe('verified-only on a coupon', () => {
  const couponOf = (more: string): Promise<LoyaliteRedeemElement> =>
    mount(`<loyalite-redeem endpoint="${till.endpoint}" verified-only ${more}></loyalite-redeem>`);

  it('lets a scanned token pass', async () => {
    const redeem = await couponOf('coupon=""');
    redeem.scan('cq_free_coffee');
    await ending(redeem);
    expect(redeem.result).to.include({ verification: 'qr' });
  });

  it('refuses a typed one', async () => {
    const redeem = await couponOf('coupon=""');
    type(part<HTMLInputElement>(redeem, 'input'), 'cq_free_coffee');
    await submit(redeem);
    await refused(redeem);
  });

  it('refuses one that the page gives, which does not say where it is from', async () => {
    const redeem = await couponOf('coupon="cq_free_coffee"');
    await submit(redeem);
    await refused(redeem);
  });
});

describe('verified-only on a look-up', () => {
  it('refuses nobody: a look-up books nothing', async () => {
    const lookup = await mount<LoyaliteLookupElement>(
      `<loyalite-lookup endpoint="${till.endpoint}" verified-only value="482193"></loyalite-lookup>`,
    );
    await submit(lookup);
    expect(lookup.state).to.equal('done');
  });
});

describe('a proxy that verifies for itself', () => {
  it('refuses with the same sentence what got past the element', async () => {
    till = await openTill({ proxy: { verifiedOnly: true } });
    const earn = await bookingOf('loyalite-earn', '', ayse());
    await submit(earn);
    expect(earn.error).to.include({ code: 'verification_required', status: 403 });
    expect(status(earn)).to.contain('Scan the QR code of the customer.');
    expect(await till.ledger()).to.deep.equal([]);
  });
});
