/** Registers the four tags, each only once, however often this runs. */
import { LoyaliteCheckoutElement } from './elements/loyalite-checkout.js';
import { LoyaliteEarnElement } from './elements/loyalite-earn.js';
import { LoyaliteLookupElement } from './elements/loyalite-lookup.js';
import { LoyaliteRedeemElement } from './elements/loyalite-redeem.js';

const tags = {
  'loyalite-checkout': LoyaliteCheckoutElement,
  'loyalite-lookup': LoyaliteLookupElement,
  'loyalite-earn': LoyaliteEarnElement,
  'loyalite-redeem': LoyaliteRedeemElement,
};

for (const [tag, element] of Object.entries(tags)) {
  if (typeof customElements !== 'undefined' && !customElements.get(tag)) customElements.define(tag, element);
}

export * from './classes.js';
