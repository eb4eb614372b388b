/**
 * The till's page: an order, the tags of index.html, and their events. This is all the code that a merchant writes for
 * loyalty; the rest of the file shows what the demo adds.
 */
import 'loyalite-elements/define';
import { render } from 'lit';
import { Basket, decimal, goods } from './till/basket.js';
import { entryOf, eventLog, eventNames, logged, type Entry } from './till/event-log.js';
import { watch } from './till/live-stream.js';
import { currentOrder, nextOrder } from './till/order-number.js';
import { orderPanel } from './till/order-panel.js';
import { openPhoneLink } from './till/phone-link.js';
import { settingsBar, type Settings } from './till/settings.js';
import { ledgerPanel, troublePanel, type About, type Armed, type Live } from './till/showcase-panel.js';

const part = (id: string): HTMLElement => document.querySelector<HTMLElement>(`#${id}`) as HTMLElement;
const find = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] =>
  document.querySelector(tag) as HTMLElementTagNameMap[Tag];

const checkout = find('loyalite-checkout');
const lookup = find('loyalite-lookup');
const redeem = find('loyalite-redeem');
const phone = openPhoneLink();

let basket = firstOrder(currentOrder());
/** What was taken off the order, by the id it was redeemed under: after a reload a redemption may be told once more. */
let discounts = new Map<string, number>();
let entries: readonly Entry[] = [];
let about: About = { sandbox: false, faults: [], eventFaults: [], magic: [] };
let live: Live = { preset: 'balanced', ledger: [], faults: [] };
let armed: Armed = { fault: '', event: '' };
let settings: Settings = { preset: 'balanced', card: 'points', scheme: 'auto', verifiedOnly: false };

/** What the page tells the tags. */
function tellCheckout(): void {
  checkout.orderId = basket.orderId;
  checkout.amount = settings.card === 'points' && basket.count ? decimal(basket.total) : '';
  checkout.stamps = settings.card === 'stamps' && basket.count ? String(basket.count) : '';
  checkout.verifiedOnly = settings.verifiedOnly;
}

// And what they tell the page.
checkout.addEventListener('loyalite-found', ({ detail }) =>
  phone.send({ type: 'customer', code: detail.customerCode }),
);
checkout.addEventListener('loyalite-redeemed', ({ detail }) => {
  if (detail.discount) discounts.set(detail.externalId, Math.round(Number(detail.discount) * 100));
  draw();
});
// On a phone the order stands above: what comes next is brought into sight, and nothing moves where it is.
checkout.addEventListener('loyalite-found', () => {
  const drawn = [checkout, lookup, redeem, find('loyalite-earn')].map((tag) => tag.updateComplete);
  void Promise.all(drawn).then(() => checkout.scrollIntoView({ block: 'nearest' }));
});
// The next customer is begun here or by the checkout's own button: either way it is another order.
checkout.addEventListener('loyalite-next', () => nextSale());
for (const name of eventNames) {
  checkout.addEventListener(name, (event) => {
    entries = logged(entries, entryOf(event));
    draw();
  });
}

function nextSale(): void {
  basket = firstOrder(nextOrder());
  discounts = new Map();
  checkout.reset();
  draw();
  lookup.focus({ preventScroll: true });
}

function firstOrder(orderId: string): Basket {
  const order = new Basket(orderId);
  for (const name of ['Latte, large', 'Baklava, 4 pieces', 'Simit']) {
    const item = goods.find((one) => one.name === name);
    if (item) order.add(item);
  }
  return order;
}

// What only the demo has: the phone, the service's ledger, and trouble on demand.

async function post(path: string, body: unknown): Promise<void> {
  await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

function change(part: Partial<Settings>): void {
  settings = { ...settings, ...part };
  if (part.preset) void post('/demo/preset', part.preset);
  if (part.scheme) document.documentElement.dataset['scheme'] = part.scheme;
  draw();
}

async function arm(part: Partial<Armed>): Promise<void> {
  armed = { ...armed, ...part };
  draw();
  const path = part.event === undefined ? '/demo/fault' : '/demo/event-fault';
  const fault = part.event ?? part.fault;
  await post(path, null);
  if (fault) await post(path, fault);
}

async function showService(): Promise<void> {
  about = (await (await fetch('/demo/about')).json()) as About;
  part('service').hidden = !about.sandbox;
  draw();
  if (!about.sandbox) return;
  find('iframe').src = '/phone/';
  watch('/demo/live', (message) => {
    const told = message as Live;
    if (told.faults.length > live.faults.length) armed = { ...armed, fault: '' };
    // What is lost behind the proxy stands in no log of the till's own network.
    if (told.ledger.length > live.ledger.length) armed = { fault: '', event: '' };
    live = told;
    settings = { ...settings, preset: live.preset };
    draw();
  });
}

phone.listen((message) => {
  if (message.type !== 'scan') return;
  if (message.what === 'customer') lookup.scan(message.text);
  else redeem.scan(message.text);
});

function draw(): void {
  tellCheckout();
  render(settingsBar(settings, about.sandbox, change), part('settings'));
  render(
    orderPanel(
      basket,
      [...discounts.values()].reduce((sum, one) => sum + one, 0),
      {
        change: (item, by) => {
          basket.add(item, by);
          draw();
        },
        pay: nextSale,
      },
    ),
    part('order'),
  );
  render(eventLog(entries), part('events'));
  render(
    troublePanel(about, live, armed, (part) => void arm(part)),
    part('trouble'),
  );
  render(ledgerPanel(live), part('ledger'));
}

draw();
await lookup.updateComplete;
lookup.focus({ preventScroll: true });
await showService();
