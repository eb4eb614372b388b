/** A customer is served on each preset: found, redeemed, credited; the PIN overlay comes by itself. */
import { openTill, type Till } from '../support/till.js';
import {
  code,
  ending,
  enterPin,
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
} from '../support/elements.js';
import type {
  Checkout,
  Customer,
  LoyaliteCheckoutElement,
  LoyaliteEarnElement,
  LoyaliteLookupElement,
  LoyaliteRedeemElement,
} from '../../src/index.js';

const anna = '482193';

const sale = (till: Till, more = ''): string => `
  <loyalite-checkout endpoint=${till.endpoint} order-id="A-1001" amount="85.50" currency="TRY" ${more}>
    <loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn>
  </loyalite-checkout>`;

interface Tags {
  checkout: LoyaliteCheckoutElement;
  lookup: LoyaliteLookupElement;
  redeem: LoyaliteRedeemElement;
  earn: LoyaliteEarnElement;
}

async function openSale(till: Till, more = ''): Promise<Tags> {
  const checkout = await mount<LoyaliteCheckoutElement>(sale(till, more));
  const [lookup, redeem, earn] = checkout.children as unknown as [
    LoyaliteLookupElement,
    LoyaliteRedeemElement,
    LoyaliteEarnElement,
  ];
  return { checkout, lookup, redeem, earn };
}

for (const preset of ['standard', 'balanced', 'strict'] as const) {
  describe(`a sale on ${preset}`, () => {
    let till: Till;
    beforeEach(async () => {
      till = await openTill({ preset });
    });
    afterEach(async () => {
      unmount();
      await till.close();
    });

    it('finds by QR, redeems and earns, and completes', async () => {
      const { checkout, lookup, redeem, earn } = await openSale(till);
      const found = event<Customer>(checkout, 'loyalite-found');
      lookup.scan((await till.phone(anna)).qr);
      expect((await found).detail).to.include({
        customerCode: anna,
        verification: 'qr',
        manualCode: false,
        pointBalance: 120,
      });
      await settled(checkout);
      part(redeem, 'way').click();
      await redeem.updateComplete;
      type(part<HTMLInputElement>(redeem, 'input'), '50');
      await redeem.updateComplete;
      part(redeem, 'submit').click();
      await ending(redeem);
      if (preset !== 'standard') {
        await enterPin(redeem, (await till.phone(anna)).pin ?? '');
        await reach(redeem, 'done');
      }
      expect(redeem.state).to.equal('done');
      const complete = event<Checkout>(checkout, 'loyalite-complete');
      part(earn, 'submit').click();
      await ending(earn);
      if (preset === 'strict') await enterPin(earn, (await till.phone(anna)).pin ?? '');
      const { customer, redemptions, earned } = (await complete).detail;
      expect(customer.pointBalance).to.equal(earned.points);
      expect(redemptions).to.have.length(1);
      expect(earned.verification).to.equal(preset === 'strict' ? 'pin' : 'qr');
      expect(await till.ledger()).to.deep.equal([
        { operation: 'redeem', externalId: 'redeem_A-1001', customerCode: anna, cardType: 'point', amount: 50 },
        { operation: 'earn', externalId: 'A-1001', customerCode: anna, cardType: 'point', amount: 85.5 },
      ]);
      await settled(checkout);
      expect(status(earn)).to.equal('+86 points, now 156.');
      expect(hasPart(earn, 'result')).to.equal(true);
    });

    it('takes a typed code where the preset does', async () => {
      const { checkout, lookup, earn } = await openSale(till);
      type(part<HTMLInputElement>(lookup, 'input'), anna);
      part(lookup, 'submit').click();
      await ending(lookup);
      expect(lookup.state).to.equal('done');
      await submit(earn);
      if (preset === 'strict') expect(code(earn)).to.equal('manual_code_disabled');
      else expect(earn.state).to.equal('done');
      expect(checkout.customer?.manualCode).to.equal(true);
    });
  });
}
