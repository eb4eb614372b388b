/** What a cashier did before a scene is looked at. */
import type { BeforeBooking, Fetch, LoyaliteElement } from 'loyalite-elements';
import { losing, nobody } from './answers.js';
import { anna } from './customers.js';

export type Tag = LoyaliteElement<unknown>;

/** One thing that is done to an element. */
export type Act = (element: Tag) => void | Promise<void>;

/** Does one after the other. */
export const after =
  (...steps: Act[]): Act =>
  async (element) => {
    for (const step of steps) await step(element);
  };

export const submit = (element: Tag): void => element.submit();
export const give =
  (who: object): Act =>
  (element) =>
    void Object.assign(element, { customer: who });
/** Gives the element a page that is asked first. */
export const asked =
  (beforeBooking: BeforeBooking): Act =>
  (element) =>
    void Object.assign(element, { beforeBooking });
export const typed =
  (text: string): Act =>
  (element) =>
    void Object.assign(element, { value: text });

export const scanned =
  (text: string): Act =>
  (element) =>
    (element as Tag & { scan(text: string): void }).scan(text);
export const set =
  (name: string, value: string): Act =>
  (element) =>
    element.setAttribute(name, value);

/** Types into the field. */
export const filled =
  (text: string): Act =>
  async (element) => {
    await element.updateComplete;
    const field = element.shadowRoot?.querySelector<HTMLInputElement>('#field');
    if (field) field.value = text;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  };

/** A finger on the field, which brings its keypad. */
export const fingered: Act = async (element) => {
  await element.updateComplete;
  const field = element.shadowRoot?.querySelector<HTMLElement>('#field');
  field?.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true, composed: true }));
  field?.focus();
  const isOpen = (): boolean => element.shadowRoot?.querySelector('[part=keypad]:popover-open') != null;
  while (!isOpen()) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** Resolves when the element has come to the state. */
export const reached = (element: Tag, state: string): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (element.state === state) resolve();
    };
    element.addEventListener('loyalite-statechange', check);
    queueMicrotask(check);
  });

/** Submits and comes to that state. */
export const submitTo =
  (state: string): Act =>
  async (element) => {
    element.submit();
    await reached(element, state);
    await element.updateComplete;
  };

/** Types digits into the overlay and confirms them. */
const enter =
  (digits: string): Act =>
  (element) => {
    const field = element.shadowRoot?.querySelector<HTMLInputElement>('[part=pin-input]');
    if (field) field.value = digits;
    field?.form?.requestSubmit();
  };

/** Submits and types a PIN into the overlay. */
export const askPin = after(submitTo('pin'), enter('04'));
/** Submits and types too short a PIN. */
export const askShortPin = after(submitTo('pin'), enter('0'));

/** Takes a part of the element that was drawn last. */
const part = (element: Tag, name: string): HTMLElement | null | undefined =>
  element.shadowRoot?.querySelector<HTMLElement>(`[part=${name}]`);

/** Asks for a new PIN once the first one was asked for. */
export const askNewPin = after(
  submitTo('pin'),
  (element) => part(element, 'pin-resend')?.click(),
  () => new Promise((resolve) => setTimeout(resolve)),
);

/** The customer ticks what is required. */
export const tick: Act = async (element) => {
  part(element, 'consent-terms')?.click();
  part(element, 'consent-privacy')?.click();
  await element.updateComplete;
};

/** The cashier turns the screen to the customer. */
export const handOver: Act = async (element) => {
  part(element, 'hand-over')?.click();
  await element.updateComplete;
};

/** Asks whether one more is wanted. */
export const askForMore: Act = async (element) => {
  await element.updateComplete;
  part(element, 'submit')?.click();
};

/** Credits, and a page that was loaded anew credits the same. */
export const creditTwice: Act = async (element) => {
  const first: Tag = document.createElement('loyalite-earn');
  const { endpoint, fetch } = element;
  Object.assign(first, {
    endpoint,
    fetch,
    hidden: true,
    customer: anna,
    amount: '270.50',
    currency: 'TRY',
    orderId: 'A-1',
  });
  document.body.append(first);
  first.submit();
  await reached(first, 'done');
  first.remove();
  Object.assign(element, { customer: anna });
  await element.updateComplete;
  element.submit();
};

/** In the place of the element its slip, as a till's own printer has it. */
export const slip: Act = async (element) => {
  element.addEventListener('loyalite-earned', ({ detail }) => {
    const paper = document.createElement('pre');
    paper.textContent = detail.receipt?.join('\n') ?? '';
    element.hidden = true;
    element.after(paper);
  });
  // Paper cannot be written again: the words of the page's language have to be there.
  const isThere = (): boolean =>
    document.documentElement.lang === 'en' ||
    !element.shadowRoot?.querySelector('.heading')?.textContent.startsWith('Give');
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
  element.submit();
};

/** The same, where a PIN is asked for. */
export const slipAfterPin = after(slip, (element) => reached(element, 'pin'), enter('04'));

/** Submits and leaves the overlay that opens. */
export async function cancelAtPin(element: Tag): Promise<void> {
  element.submit();
  await reached(element, 'pin');
  element.cancel();
}

const inside = (element: Tag, tag: string): Tag => element.querySelector(tag) as Tag;

/** In a checkout: the customer's QR is scanned. */
export async function scanCustomer(checkout: Tag): Promise<void> {
  const lookup = inside(checkout, 'loyalite-lookup') as Tag & { scan(text: string): void };
  lookup.scan('pos1.new');
  await reached(lookup, 'done');
}

/** Opens the first of what can be had. */
export async function openWay(checkout: Tag): Promise<void> {
  const redeem = inside(checkout, 'loyalite-redeem');
  await redeem.updateComplete;
  part(redeem, 'way')?.click();
  await redeem.updateComplete;
}

/** And takes it, as it is suggested. */
export async function useOffered(checkout: Tag): Promise<void> {
  const redeem = inside(checkout, 'loyalite-redeem');
  redeem.submit();
  await reached(redeem, 'done');
}

/** And the purchase is credited. */
export async function creditScanned(checkout: Tag): Promise<void> {
  await scanCustomer(checkout);
  inside(checkout, 'loyalite-earn').submit();
}

/** What was sent and never answered by a tag that is gone. */
export async function leave(
  endpoint: string,
  [name, attributes]: readonly [string, object],
  send: Act,
  fetch = losing,
): Promise<void> {
  const lost: Tag = document.createElement(name as 'loyalite-earn');
  Object.assign(lost, { endpoint, fetch, hidden: true, ...attributes });
  document.body.append(lost);
  await send(lost);
  await reached(lost, 'unconfirmed');
  lost.remove();
}

/** Three operations of earlier sales are never answered, and the next order comes. */
export async function leaveSeveral(checkout: Tag): Promise<void> {
  const { endpoint } = checkout;
  const sent: Promise<void>[] = [];
  const lost = [
    [['loyalite-earn', { customer: anna, amount: '92.00', currency: 'TRY', orderId: 'A-0998' }], submit],
    [['loyalite-redeem', { customer: anna, points: '50', orderId: 'A-0999' }], submit],
    [['loyalite-redeem', { coupon: '' }], scanned('cq_7f3a9b2e')],
  ] as const;
  for (const [tag, send] of lost) {
    await new Promise<void>((resolve) => {
      const noting: Fetch = (...call) => {
        resolve();
        return losing(...call);
      };
      sent.push(leave(endpoint, tag, send, noting));
    });
    // What is sent is noted. The banner has the oldest first, and two in one millisecond have no order.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sent);
  checkout.setAttribute('order-id', 'A-1002');
}

/** A coupon was never answered, and the page was loaded anew. */
export async function leaveCoupon(redeem: Tag): Promise<void> {
  await leave('/nowhere/left', ['loyalite-redeem', { coupon: '' }], scanned('cq_7f3a9b2e'));
  redeem.fetch = nobody;
  redeem.setAttribute('endpoint', '/nowhere/left');
  await reached(redeem, 'unconfirmed');
}

/** And now another coupon is shown. */
export const showAnother = after(leaveCoupon, scanned('cq_another'));

/** Points are being redeemed while somebody wants to credit the purchase. */
export async function creditTooEarly(checkout: Tag): Promise<void> {
  const redeem = inside(checkout, 'loyalite-redeem');
  await scanCustomer(checkout);
  redeem.submit();
  await reached(redeem, 'unconfirmed');
  inside(checkout, 'loyalite-earn').submit();
}

/** In a checkout: a coupon is scanned where a customer is awaited. */
export const scanCouponFirst: Act = (checkout) => scanned('cq_7f3a9b2e')(inside(checkout, 'loyalite-lookup'));

/** And a customer where a coupon is awaited. */
export const scanCustomerForCoupon: Act = (checkout) => scanned('pos1.late')(inside(checkout, 'loyalite-redeem'));

/** An earn is never answered, and the next order comes. */
export async function leaveUnfinished(checkout: Tag): Promise<void> {
  const lost = inside(checkout, 'loyalite-earn');
  lost.submit();
  await reached(lost, 'unconfirmed');
  lost.replaceWith(document.createElement('loyalite-earn'));
  checkout.setAttribute('order-id', 'A-1002');
}
