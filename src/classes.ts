/** What the package and the script give out alike. */
export * from './elements/events.js';
export { LoyaliteCheckoutElement } from './elements/loyalite-checkout.js';
export { LoyaliteEarnElement } from './elements/loyalite-earn.js';
export { LoyaliteElement, type Submission } from './elements/loyalite-element.js';
export { LoyaliteLookupElement } from './elements/loyalite-lookup.js';
export { LoyaliteRedeemElement } from './elements/loyalite-redeem.js';
export type { BeforeBooking, PlannedBooking } from './elements/booking/before-booking.js';
export type { Sentence, Values, Wording, WordingKey } from './words/english.js';
export type { Fetch } from './client/loyalite-client.js';
export type { Phase as State } from './flow/conversation.js';
export { isLoyaliteError, LoyaliteError, type LoyaliteErrorOptions } from './protocol/errors.js';
export type { CardType } from './protocol/operation.js';
export type { IssuedCoupon, RedeemedCoupon } from './protocol/reply.js';
export type * from './protocol/results.js';
export { version } from './elements/version.js';
