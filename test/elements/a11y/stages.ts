/** Every tag in every state that a cashier can meet, each reached the way a cashier reaches it. */
import { ayse, ending, mount, part, reach, says, settled, submit, type, type Tag } from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteCheckoutElement, LoyaliteEarnElement, LoyaliteRedeemElement } from '../../../src/index.js';

/** One tag in one state; `end` lets go what it holds. */
export interface Stage {
  root: HTMLElement;
  till: Till;
}

/** Opens one. */
export type Setting = (preset?: 'standard' | 'strict') => Promise<Stage>;

const opener =
  (
    markup: (till: Till) => string,
    lead: (element: Tag, till: Till) => Promise<unknown> = async () => undefined,
  ): Setting =>
  async (preset = 'standard') => {
    const till = await openTill({ preset });
    const root = await mount<Tag>(markup(till));
    await lead(root, till);
    await settled(root);
    return { root, till };
  };

const lookup =
  (more = ''): ((till: Till) => string) =>
  ({ endpoint }) =>
    `<loyalite-lookup endpoint="${endpoint}" terms-url="/terms" privacy-url="/privacy" card-size="10" ${more}></loyalite-lookup>`;
const earn =
  (more = 'amount="85.50" currency="TRY"'): ((till: Till) => string) =>
  ({ endpoint }) =>
    `<loyalite-earn endpoint="${endpoint}" order-id="A-1" customer-code="482193" ${more}></loyalite-earn>`;
const redeem =
  (more = ''): ((till: Till) => string) =>
  ({ endpoint }) =>
    `<loyalite-redeem endpoint="${endpoint}" order-id="A-1" customer-code="482193" ${more}></loyalite-redeem>`;
const refuse = (element: Tag, till: Till): Promise<void> =>
  till.fault('answer', { status: 402, body: {} }).then(() => submit(element));
const lose = (element: Tag, till: Till): Promise<void> =>
  till.fault('answer', { status: 409, body: { error: 'taken' } }).then(() => submit(element));

async function hold(element: Tag, till: Till): Promise<void> {
  await till.fault('hold-before');
  element.submit();
  await till.received(1);
}

async function limit(element: Tag, till: Till): Promise<void> {
  await till.fault('rate-limited');
  element.submit();
  await says(element, 'busy');
}

async function consent(element: Tag): Promise<void> {
  type(part<HTMLInputElement>(element, 'input'), 'new@shop.example');
  await submit(element);
}

async function pin(element: Tag): Promise<void> {
  await submit(element);
  await reach(element, 'pin');
}

async function died(element: Tag, till: Till): Promise<void> {
  await pin(element);
  await till.fault('answer', { status: 422, body: { error: 'pin_expired' } });
  const input = part<HTMLInputElement>(element, 'pin-input');
  input.value = '0000';
  input.form!.requestSubmit();
  await ending(element);
}

async function choose(element: Tag, index: number): Promise<void> {
  element.shadowRoot!.querySelectorAll<HTMLElement>('[type=radio]')[index]!.click();
  await element.updateComplete;
}

async function sale(checkout: Tag, till: Till, complete: boolean): Promise<void> {
  const root = checkout as unknown as LoyaliteCheckoutElement;
  const found = root.querySelector('loyalite-lookup')!;
  found.scan((await till.phone('482193')).qr);
  await reach(found, 'done');
  await settled(root);
  if (!complete) return;
  await submit(root.querySelector('loyalite-redeem')!);
  await submit(root.querySelector('loyalite-earn')!);
}

async function leaveBehind(till: Till): Promise<void> {
  const element = await mount<LoyaliteEarnElement>(earn()(till));
  element.customer = ayse();
  await lose(element, till);
  element.remove();
}

const checkout = ({ endpoint }: Till): string =>
  `<loyalite-checkout endpoint="${endpoint}" order-id="B-1" amount="85.50" currency="TRY" point-value="0.10" card-size="10"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;

/** All of them, by name. */
export const settings: Record<string, Setting> = {
  'lookup idle': opener(lookup()),
  'lookup disabled': opener(lookup('disabled')),
  'lookup pending': opener(lookup('value="482193"'), hold),
  'lookup waiting': opener(lookup('value="482193"'), limit),
  'lookup at the consent': opener(lookup(), consent),
  'lookup reminded of the consent': opener(lookup(), async (element) => {
    await consent(element);
    element.submit();
  }),
  'lookup done': opener(lookup('value="482193"'), submit),
  'lookup failed': opener(lookup('value="111111"'), submit),
  'lookup canceled': opener(lookup(), async (element) => {
    await consent(element);
    element.cancel();
  }),
  'earn idle': opener(earn()),
  'earn pending': opener(earn(), hold),
  'earn done': opener(earn(), submit),
  'earn with a coupon': opener(earn('stamps="6"'), submit),
  'earn failed': opener(earn(), refuse),
  'earn unconfirmed': opener(earn(), lose),
  'earn at the PIN': (() => opener(earn(), pin)('strict')) as Setting,
  'earn at a dead challenge': (() => opener(earn(), died)('strict')) as Setting,
  'redeem idle': opener(redeem()),
  'redeem stamps': opener(redeem(), (element) => choose(element, 1)),
  'redeem coupon': opener(redeem(), (element) => choose(element, 2)),
  'redeem fixed': opener(redeem('points="50" point-value="0.10" currency="TRY"')),
  'redeem done': opener(redeem('points="50"'), submit),
  'redeem failed': opener(redeem('points="5000"'), submit),
  'redeem unconfirmed': opener(redeem('points="50"'), lose),
  'redeem probably redeemed': opener(redeem('coupon=""'), async (element, till) => {
    await till.fault('drop-after');
    (element as LoyaliteRedeemElement).scan('cq_free_coffee');
    await ending(element);
  }),
  'checkout empty': opener(checkout),
  'checkout with a customer': opener(checkout, (element, till) => sale(element, till, false)),
  'checkout complete': opener(checkout, (element, till) => sale(element, till, true)),
  'checkout with unfinished operations': async () => {
    const till = await openTill();
    await leaveBehind(till);
    const root = await mount<HTMLElement>(checkout(till));
    await settled(root);
    for (const element of root.shadowRoot!.querySelectorAll('.unfinished')) await settled(element);
    return { root, till };
  },
};
