/**
 * The three tags that have a conversation, each with one submit that succeeds, so that a promise of all of them is tested
 * once and against each.
 */
import { mount, type Tag } from '../../support/elements.js';
import { openTill, type FaultOptions, type Till, type TillOptions } from '../../support/till.js';

/** One tag and a submit of it. */
export interface Kind {
  tag: 'loyalite-lookup' | 'loyalite-earn' | 'loyalite-redeem';
  /** What makes the submit complete, apart from the endpoint. */
  attributes: string;
  /** The event of its success. */
  success: string;
  path: NonNullable<FaultOptions['path']>;
  /** Whether it moves something, so that its outcome can be unknown. */
  isPosting: boolean;
}

/** All three. */
export const kinds: Kind[] = [
  {
    tag: 'loyalite-lookup',
    attributes: 'value="482193"',
    success: 'loyalite-found',
    path: '/webhook/customer',
    isPosting: false,
  },
  {
    tag: 'loyalite-earn',
    attributes: 'customer-code="482193" amount="85.50" order-id="A-1"',
    success: 'loyalite-earned',
    path: '/webhook/pos',
    isPosting: true,
  },
  {
    tag: 'loyalite-redeem',
    attributes: 'customer-code="482193" points="50" order-id="A-1"',
    success: 'loyalite-redeemed',
    path: '/webhook/redeem',
    isPosting: true,
  },
];

/** Those that move something. */
export const postings = kinds.filter(({ isPosting }) => isPosting);

/** One tag in the page, complete, at a till of its own. */
export async function stand(
  { tag, attributes }: Kind,
  more = '',
  options: TillOptions = {},
): Promise<{ till: Till; element: Tag }> {
  const till = await openTill(options);
  const element = await mount<Tag>(`<${tag} endpoint="${till.endpoint}" ${attributes} ${more}></${tag}>`);
  return { till, element };
}
