/** A sale as a merchant writes it, and its four tags. */
import { ayse, mount, settled } from '../../support/elements.js';
import { openTill, type Till, type TillOptions } from '../../support/till.js';
import type {
  LoyaliteCheckoutElement,
  LoyaliteEarnElement,
  LoyaliteLookupElement,
  LoyaliteRedeemElement,
} from '../../../src/index.js';

/** The tags of one sale, and its till. */
export interface Sale {
  till: Till;
  checkout: LoyaliteCheckoutElement;
  lookup: LoyaliteLookupElement;
  redeem: LoyaliteRedeemElement;
  earn: LoyaliteEarnElement;
}

/** Opens order A-1 of 85.50; the attributes of the tags inside by their name. */
export async function openSale({
  more = '',
  redeem = 'points="50"',
  earn = '',
  ...options
}: TillOptions & { more?: string; redeem?: string; earn?: string; till?: Till } = {}): Promise<Sale> {
  const till = options.till ?? (await openTill(options));
  const checkout = await mount<LoyaliteCheckoutElement>(`
    <loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="85.50" currency="TRY" ${more}>
      <loyalite-lookup></loyalite-lookup><loyalite-redeem ${redeem}></loyalite-redeem><loyalite-earn ${earn}></loyalite-earn>
    </loyalite-checkout>`);
  const [first, second, third] = checkout.children as unknown as [
    LoyaliteLookupElement,
    LoyaliteRedeemElement,
    LoyaliteEarnElement,
  ];
  return { till, checkout, lookup: first, redeem: second, earn: third };
}

/** A sale whose customer is there already. */
export async function openSaleOf(options: Parameters<typeof openSale>[0] = {}, customer = ayse()): Promise<Sale> {
  const sale = await openSale(options);
  sale.checkout.customer = customer;
  await settled(sale.checkout);
  return sale;
}
