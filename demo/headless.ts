/**
 * The whole sample checkout without a page: enrol or look up, redeem if the balance covers it, earn on the full total.
 * `npm run headless -- --email new@example.com --total 85.50 --points 50 --preset strict` runs it over real HTTP through
 * proxy and sandbox; every option may be left out.
 */
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { checkout } from 'loyalite-elements/headless';
import { createMemoryStore, createProxy } from 'loyalite-elements/proxy';
import type { Preset } from 'loyalite-elements/sandbox';
import { listen } from './server/listen.js';
import { openService } from './server/service.js';

const { values } = parseArgs({
  options: {
    email: { type: 'string', default: 'ayse@gmail.com' },
    total: { type: 'string', default: '270.50' },
    points: { type: 'string', default: '50' },
    order: { type: 'string', default: `A-${Date.now()}` },
    preset: { type: 'string', default: 'strict' },
  },
});

/** The phone that rang last: where the cashier in this program reads the PIN. */
let ringing = '';
const onchange = (customerCode: string): void => {
  ringing = customerCode;
};

const service = await openService({ preset: values.preset as Preset, onchange }, {});
const proxy = createProxy({
  upstream: service.address,
  apiKey: service.apiKey,
  authorize: () => 'command-line',
  store: createMemoryStore(),
});
const listener = getRequestListener((request) => proxy.fetch(request));
const till = await listen((request, response) => void listener(request, response));

const report = await checkout({
  endpoint: `${till.address}/loyalite`,
  email: values.email,
  consents: { terms: true, privacy: true, marketing: false },
  orderTotal: values.total,
  orderId: values.order,
  pointsToRedeem: Number(values.points),
  promptForPin({ remainingAttempts }) {
    const pin = service.sandbox?.phone(ringing).pin ?? null;
    console.log(`The till asks for the PIN (${remainingAttempts ?? '?'} tries left); the phone shows ${pin}.`);
    return pin;
  },
});

console.log(report);
console.log('Booked by the service:');
console.table(service.sandbox?.ledger);
await Promise.all([till.close(), service.close()]);
