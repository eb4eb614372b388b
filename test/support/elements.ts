/**
 * How tests use an element: as a page and a cashier do. Attributes, clicks and keys go in; events, roles and names come out.
 */
import '../../src/define.js';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Customer, LoyaliteElement, LoyaliteError } from '../../src/index.js';
import { painted } from '../../src/controllers/painted.js';
import { loadConversation } from '../../src/elements/load-conversation.js';

// A cashier taps seconds after the page was painted; what an earlier tap does is a test of its own.
await Promise.all([loadConversation(), painted()]);

/** Any of the tags that have a conversation. */
export type Tag = LoyaliteElement<unknown>;

const mounted: Element[] = [];

/** Puts markup into the page and waits until its elements stand. */
export async function mount<T extends HTMLElement>(markup: string): Promise<T> {
  const holder = document.createElement('div');
  holder.innerHTML = markup;
  document.body.append(holder);
  mounted.push(holder);
  const element = holder.firstElementChild as T;
  await settled(holder);
  return element;
}

/** Waits until every element below has drawn itself. */
export async function settled(root: Element): Promise<void> {
  for (const element of [root, ...root.querySelectorAll('*')]) await (element as Partial<Tag>).updateComplete;
}

/** Takes all that tests put into the page out again. */
export function unmount(): void {
  for (const holder of mounted.splice(0)) holder.remove();
}

/** The next event of that name, with its detail. */
export function event<Detail>(target: EventTarget, name: string): Promise<CustomEvent<Detail>> {
  return new Promise((resolve) =>
    target.addEventListener(name, (event) => resolve(event as CustomEvent<Detail>), { once: true }),
  );
}

/** Waits until the element has come to one of these states; other endings are a failure. */
export async function reach(element: Tag, ...states: string[]): Promise<void> {
  while (!states.includes(element.state)) {
    if (['done', 'failed', 'canceled'].includes(element.state)) {
      throw new Error(
        `${element.localName} is ${element.state} (${element.error?.code ?? 'no error'}), not ${states.join(' or ')}`,
      );
    }
    await nextState(element, states);
  }
  await element.updateComplete;
}

/** Its next change of state; before the runner's own limit, which names nothing, where it stays and what it says there. */
async function nextState(element: Tag, states: readonly string[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const said = [...element.shadowRoot!.querySelectorAll('[role=alert], [role=status]')].map((one) =>
        one.textContent.trim(),
      );
      const words = said.filter(Boolean).join(' ') || 'nothing';
      reject(
        new Error(
          `${element.localName} stays ${element.state} and says ${words}; ${states.join(' or ')} is waited for`,
        ),
      );
    }, 25_000);
  });
  await Promise.race([event(element, 'loyalite-statechange'), late]).finally(() => clearTimeout(timer));
}

/** Submits and waits for an ending. */
export async function submit(element: Tag): Promise<void> {
  element.submit();
  await ending(element);
}

/** Waits for an ending, or for the PIN or the consent. */
export async function ending(element: Tag): Promise<void> {
  while (element.state === 'pending') await nextState(element, ['an ending']);
  await element.updateComplete;
}

/** One of the element's parts by name. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the test knows which element the part is
export function part<T extends HTMLElement = HTMLElement>(element: Element, name: string): T {
  const found = element.shadowRoot?.querySelector<T>(`[part~="${name}"]`);
  if (!found) throw new Error(`${element.localName} shows no part "${name}"`);
  return found;
}

/** Whether the part is there to be seen. */
export function hasPart(element: Element, name: string): boolean {
  return element.shadowRoot?.querySelector(`[part~="${name}"]`) != null;
}

/** What the status line says. */
export function status(element: Element): string {
  return [...(element.shadowRoot?.querySelectorAll('[part="status"] [role]') ?? [])]
    .map((region) => region.textContent?.trim() ?? '')
    .join('')
    .replace(/\s+/g, ' ');
}

/** Waits until the status line says so. */
export async function says(element: Element, words: string): Promise<void> {
  const line = part(element, 'status');
  if (status(element).includes(words)) return;
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!status(element).includes(words)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(line, { childList: true, subtree: true, characterData: true });
  });
}

/** Types into a part as a hand would, and lets the element take note. */
export function type(input: HTMLInputElement, text: string): void {
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Presses one key after the other at a person's pace: faster is taken for a hand scanner. */
export async function typeByHand(keys: string): Promise<void> {
  for (const key of keys) {
    await sendKeys({ press: key });
    await new Promise((resolve) => setTimeout(resolve, 130));
  }
}

/** Enters a PIN in the overlay and confirms it. */
export async function enterPin(element: Tag, pin: string): Promise<void> {
  await reach(element, 'pin');
  type(part<HTMLInputElement>(element, 'pin-input'), pin);
  await element.updateComplete;
  part(element, 'pin-submit').click();
}

/** Writes down every event of the family that passes `target`, with the state its element was in: `"loyalite-found done"`. */
export function diary(target: EventTarget): string[] {
  const lines: string[] = [];
  for (const name of eventNames) {
    target.addEventListener(name, (event) => {
      const { state } = event.target as Tag;
      lines.push(state ? `${name} ${state}` : name);
    });
  }
  return lines;
}

const eventNames = [
  'found',
  'earned',
  'redeemed',
  'settled',
  'exceeded',
  'complete',
  'error',
  'cancel',
  'statechange',
].map((name) => `loyalite-${name}`);

/** The seeded customer `482193` as a look-up by QR would give it. */
export function ayse(more: Partial<Customer> = {}): Customer {
  return {
    customerCode: '482193',
    maskedEmail: 'a***@gmail.com',
    stampCount: 4,
    pointBalance: 120,
    isNew: false,
    manualCode: false,
    verification: 'qr',
    ...more,
  };
}

/** The code of the element's error. */
export const code = (element: Tag): string | undefined => (element.error as LoyaliteError | null)?.code;

export { until } from './until.js';

export { expect };
