/** An earn that stands at the PIN, and hands for its overlay. */
import { mount, part, reach, submit, type Tag } from '../../support/elements.js';
import { openTill, type Till, type TillOptions } from '../../support/till.js';
import type { LoyaliteEarnElement } from '../../../src/index.js';

/** Opens a strict till and leads an earn of 10 to the PIN. */
export async function askForPin(
  options: TillOptions = {},
  more = '',
): Promise<{ till: Till; earn: LoyaliteEarnElement }> {
  const till = await openTill({ preset: 'strict', ...options });
  const earn = await mount<LoyaliteEarnElement>(
    `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="482193" amount="10" currency="TRY" ${more}></loyalite-earn>`,
  );
  await submit(earn);
  await reach(earn, 'pin');
  return { till, earn };
}

export const dialog = (element: Tag): HTMLDialogElement => part<HTMLDialogElement>(element, 'pin-dialog');
export const field = (element: Tag): HTMLInputElement => part<HTMLInputElement>(element, 'pin-input');
export const news = (element: Tag): string => part(element, 'pin-status').textContent;

/** Taps keys of the keypad: digits, and `<` for delete. */
export function tap(element: Tag, keys: string): void {
  const buttons = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=pin-key]')];
  for (const key of keys)
    buttons.find(({ textContent, ariaLabel }) => (key === '<' ? ariaLabel === 'Delete' : textContent === key))!.click();
}

/** A PIN of the same length that is not this one. */
export const wrong = (pin: string | null): string =>
  String((Number(pin) + 1) % 10 ** pin!.length).padStart(pin!.length, '0');

/** The PIN on the customer's phone. */
export async function phonePin(till: Till): Promise<string> {
  const { pin } = await till.phone('482193');
  return pin!;
}

/** What was sent as the PIN, call by call. */
export async function sentPins(till: Till): Promise<unknown[]> {
  return (await till.requests()).map(({ body }) => body.verification_pin);
}

/** Pastes where the focus is; the one way of the platform that goes through the field's own editing. */
export function paste(text: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a synthetic paste event inserts nothing
  document.execCommand(text ? 'insertText' : 'delete', false, text);
}
