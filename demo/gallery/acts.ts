/** What a cashier did before a scene is looked at. */
import type { LoyaliteElement } from 'loyalite-elements';

export type Tag = LoyaliteElement<unknown>;

/** One thing that is done to an element. */
export type Act = (element: Tag) => void | Promise<void>;

/** Does one after the other. */
export const after = (...steps: Act[]): Act => async (element) => {
  for (const step of steps) await step(element);
};

export const submit = (element: Tag): void => element.submit();
export const give = (who: object): Act => (element) => void Object.assign(element, { customer: who });
export const typed = (text: string): Act => (element) => void Object.assign(element, { value: text });

/** Resolves when the element has come to the state. */
export const reached = (element: Tag, state: string): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (element.state === state) resolve();
    };
    element.addEventListener('loyalite-statechange', check);
    queueMicrotask(check);
  });

/** Submits and types a PIN into the overlay. */
export async function askPin(element: Tag): Promise<void> {
  element.submit();
  await reached(element, 'pin');
  await element.updateComplete;
  const field = element.shadowRoot?.querySelector<HTMLInputElement>('[part=pin-input]');
  if (field) field.value = '04';
  field?.form?.requestSubmit();
}

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

/** And the purchase is credited. */
export async function creditScanned(checkout: Tag): Promise<void> {
  await scanCustomer(checkout);
  inside(checkout, 'loyalite-earn').submit();
}

/** An earn is never answered, and the next order comes. */
export async function leaveUnfinished(checkout: Tag): Promise<void> {
  const lost = inside(checkout, 'loyalite-earn');
  lost.submit();
  await reached(lost, 'unconfirmed');
  lost.replaceWith(document.createElement('loyalite-earn'));
  checkout.setAttribute('order-id', 'A-1002');
}
