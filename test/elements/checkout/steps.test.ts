/** The tags of a sale tell the checkout which step they are for: whatever they are called, and in whatever they stand. */
import { sendKeys } from '@web/test-runner-commands';
import { ayse, event, expect, mount, part, reach, settled, submit, unmount, until } from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import {
  LoyaliteEarnElement,
  LoyaliteLookupElement,
  LoyaliteRedeemElement,
  type LoyaliteCheckoutElement,
} from '../../../src/index.js';

customElements.define('shop-find', class extends LoyaliteLookupElement {});
customElements.define('shop-redeem', class extends LoyaliteRedeemElement {});
customElements.define('shop-earn', class extends LoyaliteEarnElement {});
customElements.define(
  'shop-desk',
  class extends HTMLElement {
    connectedCallback(): void {
      this.attachShadow({ mode: 'open' }).innerHTML =
        '<loyalite-lookup></loyalite-lookup><loyalite-redeem points="50"></loyalite-redeem><loyalite-earn></loyalite-earn>';
    }
  },
);

interface Desk {
  till: Till;
  checkout: LoyaliteCheckoutElement;
  lookup: LoyaliteLookupElement;
  redeem: LoyaliteRedeemElement;
  earn: LoyaliteEarnElement;
}

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const sale = (inside: string): Promise<LoyaliteCheckoutElement> =>
  mount(
    `<loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="85.50" currency="TRY">${inside}</loyalite-checkout>`,
  );

const ways: [string, () => Promise<Desk>][] = [
  [
    'that a shop has registered under names of its own',
    async () => {
      const checkout = await sale(
        '<shop-find></shop-find><shop-redeem points="50"></shop-redeem><shop-earn></shop-earn>',
      );
      const [lookup, redeem, earn] = checkout.children as unknown as [
        LoyaliteLookupElement,
        LoyaliteRedeemElement,
        LoyaliteEarnElement,
      ];
      return { till, checkout, lookup, redeem, earn };
    },
  ],
  [
    "that stand in a component of the shop's own",
    async () => {
      const checkout = await sale('<shop-desk></shop-desk>');
      const root = checkout.firstElementChild!.shadowRoot!;
      const [lookup, redeem, earn] = root.children as unknown as [
        LoyaliteLookupElement,
        LoyaliteRedeemElement,
        LoyaliteEarnElement,
      ];
      for (const tag of [lookup, redeem, earn]) await tag.updateComplete;
      return { till, checkout, lookup, redeem, earn };
    },
  ],
];

for (const [which, open] of ways) {
  describe(`tags ${which}`, () => {
    it("get a scan that no tag knows by its shape: it is the look-up's to ask about", async () => {
      const { checkout, lookup } = await open();
      checkout.scan((await till.phone('482193')).qr);
      await reach(lookup, 'done');
      expect(checkout.customer).to.include({ customerCode: '482193' });
    });

    it('are cleared with the sale', async () => {
      const { checkout, redeem, earn } = await open();
      checkout.customer = ayse();
      await submit(redeem);
      await submit(earn);
      checkout.reset();
      expect([redeem.state, earn.state]).to.deep.equal(['idle', 'idle']);
    });

    it('have the focus led from the customer to the earn, and from the last sale to the look-up', async () => {
      const { checkout, lookup, earn } = await open();
      lookup.focus();
      lookup.value = '482193';
      await sendKeys({ press: 'Enter' });
      await reach(lookup, 'done');
      await until(() => lookup.shadowRoot!.activeElement?.id !== 'field');
      // The Enter that comes right behind the last one is nobody's wish.
      await until(() => !lookup.matches(':state(settling)'));
      await sendKeys({ press: 'Enter' });
      await until(() => earn.shadowRoot!.activeElement !== null);
      expect(earn.state).to.equal('idle');
      await until(() => !earn.matches(':state(settling)'));
      const complete = event(checkout, 'loyalite-complete');
      await sendKeys({ press: 'Enter' });
      await complete;
      await until(() => checkout.shadowRoot!.activeElement?.id === 'next');
      await until(() => !checkout.matches(':state(settling)'));
      await sendKeys({ press: 'Enter' });
      await until(() => lookup.shadowRoot!.activeElement?.id === 'field');
      expect(checkout.customer).to.equal(null);
    });
  });
}

describe('a tag that was taken out of a sale', () => {
  it('is none of its steps any more, and one that was put in is', async () => {
    const checkout = await sale('<loyalite-lookup></loyalite-lookup><loyalite-earn></loyalite-earn>');
    const [lookup] = checkout.children as unknown as [LoyaliteLookupElement];
    lookup.remove();
    checkout.scan((await till.phone('482193')).qr);
    expect(lookup.state).to.equal('idle');
    const other = document.createElement('loyalite-lookup');
    checkout.prepend(other);
    await settled(checkout);
    checkout.scan((await till.phone('482193')).qr);
    await reach(other, 'done');
    expect(part(other, 'result').textContent).to.contain('482193');
  });
});
