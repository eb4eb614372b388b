/**
 * A component test of a merchant in a test DOM, as a process of its own: the four tags are mounted from a bundle, a sale is made,
 * everything is submitted and reset, and a key goes to the document. Prints as JSON what came of it and all that was thrown.
 *
 * usage: play.ts jsdom|happy-dom BUNDLE
 */
import { Window as HappyWindow } from 'happy-dom';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { LoyaliteElement } from '../../src/index.js';
import { createMemoryStore, createProxy } from '../../src/proxy.js';
import { createSandbox } from '../../src/sandbox.js';

type Tag = LoyaliteElement<unknown>;

const [, , kind, bundle = ''] = process.argv;
const url = 'http://localhost/';
const thrown: string[] = [];
const note = (error: unknown): void => void thrown.push(error instanceof Error ? (error.stack ?? '') : String(error));
process.on('unhandledRejection', note);
process.on('uncaughtException', note);
const played = { states: {} as Record<string, string>, ledger: [] as string[], isModal: false, thrown };
process.once('beforeExit', () => process.stdout.write(JSON.stringify(played)));

function openWindow(): Window & typeof globalThis {
  if (kind === 'happy-dom') return new HappyWindow({ url }) as never;
  const virtualConsole = new VirtualConsole().on('jsdomError', note);
  return new JSDOM('<!doctype html><body></body>', { url, virtualConsole }).window as never;
}

/** What test runners leave as Node has it, beside all that both have and the language's own. */
const isNodes = (name: string): boolean =>
  /^(?:Abort|set|clear|URL|TextEn|TextDe|.*Stream)|^(?:fetch|Request|Response|Headers|crypto|global.*|constructor)$/.test(
    name,
  );

/** Puts the window's names, those of its prototypes among them, beside Node's own, as vitest and jest do. */
function populate(window: Window & typeof globalThis): void {
  const levels: object[] = [];
  for (let level: object = window; level !== Object.prototype; level = Object.getPrototypeOf(level) as object)
    levels.push(level);
  for (const name of levels.flatMap((level) => Object.getOwnPropertyNames(level))) {
    const isOurs = /^(?:Event|CustomEvent|EventTarget|DOMException|navigator)$/.test(name);
    if (isNodes(name) || (name in globalThis && !isOurs)) continue;
    const value: unknown = window[name as never];
    const isMethod = typeof value === 'function' && /^[a-z]/.test(name);
    const bound: unknown = isMethod ? (value as () => unknown).bind(window) : value;
    Object.defineProperty(globalThis, name, { value: bound, writable: true, configurable: true });
  }
  window.addEventListener('error', (event) => note(event.error ?? event.message));
}

const next = (target: EventTarget, name: string): Promise<Event> =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));

/** Waits until the tag waits for nobody but a person. */
async function ended(tag: Tag): Promise<string> {
  while (tag.state === 'pending') await next(tag, 'loyalite-statechange');
  await tag.updateComplete;
  return tag.state;
}

const { states } = played;
const sandbox = createSandbox({ preset: 'balanced' });
const proxy = createProxy({
  upstream: 'https://shop.loyalite.app',
  apiKey: 'sk_test_sandbox',
  authorize: () => 'component-test',
  store: createMemoryStore(),
  fetch: sandbox.fetch,
});

populate(openWindow());
await import(bundle);

document.body.innerHTML = `
  <loyalite-checkout endpoint="/loyalite" order-id="T-1" amount="85.50" currency="TRY" point-value="0.10">
    <loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn>
  </loyalite-checkout>`;
const [checkout, lookup, redeem, earn] = ['checkout', 'lookup', 'redeem', 'earn'].map(
  (name) => document.querySelector(`loyalite-${name}`) as Tag,
) as [Tag, Tag, Tag, Tag];
checkout.fetch = (path, init) => proxy.fetch(new Request(new URL(path, url), init));
for (const tag of [checkout, lookup, redeem, earn]) await tag.updateComplete;

const key = (target: EventTarget, name: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, code: name, bubbles: true, cancelable: true }));
/** Whether any tag listens to the hand scanner yet: what does so is loaded when it is needed. */
await new Promise((resolve) => setTimeout(resolve));
for (const target of [document, window, document.body, lookup])
  for (const name of ['a', '1', 'Enter']) key(target, name);

const field = lookup.shadowRoot!.querySelector('input')!;
field.value = '482193';
field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
lookup.shadowRoot!.querySelector<HTMLElement>('[part=submit]')!.click();
states.lookup = await ended(lookup);
// The customer is asked for a PIN: there is no modal dialog to type it into.
redeem.setAttribute('points', '20');
await redeem.updateComplete;
redeem.submit();
states.redeem = await ended(redeem);
played.isModal = redeem.shadowRoot!.querySelector('dialog')?.matches(':modal') ?? false;
redeem.cancel();
states.canceled = await ended(redeem);
earn.submit();
states.earn = await ended(earn);
for (const target of [document, earn]) key(target, 'Enter');
played.ledger = sandbox.ledger.map(({ operation, amount }) => `${operation} ${amount}`);
for (const tag of [lookup, redeem, earn, checkout]) {
  tag.reset();
  await tag.updateComplete;
}
states.reset = [lookup, redeem, earn].map(({ state }) => state).join();
checkout.remove();
