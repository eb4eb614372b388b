// `loyalite-elements sandbox`: the offline service, the proxy before it, a till and the customer's phone, all on this machine.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { load } from './load.mjs';
import { serve } from './sandbox/serve.mjs';
import { createSite } from './sandbox/site.mjs';

export const summary = 'an offline service with a proxy, a till and the customer’s phone';

/** Language and currency of the till page, by country. */
const countries = {
  AE: { lang: 'ar', currency: 'AED' },
  DE: { lang: 'de', currency: 'EUR' },
  GB: { lang: 'en', currency: 'GBP' },
  TR: { lang: 'tr', currency: 'TRY' },
  US: { lang: 'en', currency: 'USD' },
};

export const help = `Usage: loyalite-elements sandbox [options]

Starts a service that answers like Loyalite, the proxy that adds its key, a till with
the four tags, and the phone on which the customer sees QR codes and PINs. Everything
listens on 127.0.0.1 only, is kept in memory and ends with Ctrl+C.

Options
  --port PORT           till, phone and proxy; 4400 when left out, 0 takes a free one
  --service-port PORT   the service itself, for a proxy of your own; 4401, 0 as above
  --key KEY             the service's API key; sk_test_sandbox when left out
  --preset PRESET       standard, balanced or strict; balanced when left out
  --country COUNTRY     language and currency of the till: ${Object.keys(countries).join(', ')}; GB when left out
  --origin ORIGIN       another origin whose pages may call the proxy, such as
                        http://localhost:5173; can be given more than once
  --earn-ratio NUMBER   points for one unit of money; 1 when left out
  --card-size COUNT     stamps on a full card; 10 when left out
  --pin-digits COUNT    2 or 4; 4 when left out
  --pin-ttl SECONDS     how long a PIN is good; 120 when left out
  --replay ANSWER       what a repeated id is answered: same, current, conflict or refuse
  --reuse ANSWER        the same for an id that comes again with other content, or book; as
                        --replay when left out
  --id-ttl SECONDS      how long ids are remembered; for ever when left out
  --always WHAT         what every customer does, such as other_booking, other_customer,
                        ids_forgotten, card_full or insufficient_balance
  --events ADDRESS      where signed events are posted to; the sandbox's own proxy when left
                        out, none for no events at all
  --secret SECRET       the signing secret of events; whsec_sandbox when left out
  --event-fault FAULT   late, twice, never, out-of-order, wrong-signature or by-hand, for
                        every event
  --help                show this text

Exit code: 0 stopped, 2 not started.`;

const replays = ['same', 'current', 'conflict', 'refuse'];
const options = {
  port: { type: 'string', default: '4400' },
  'service-port': { type: 'string', default: '4401' },
  key: { type: 'string', default: 'sk_test_sandbox' },
  preset: { type: 'string', default: 'balanced' },
  country: { type: 'string', default: 'GB' },
  origin: { type: 'string', multiple: true, default: [] },
  'earn-ratio': { type: 'string', default: '1' },
  'card-size': { type: 'string', default: '10' },
  'pin-digits': { type: 'string', default: '4' },
  'pin-ttl': { type: 'string', default: '120' },
  replay: { type: 'string', default: 'same' },
  reuse: { type: 'string' },
  'id-ttl': { type: 'string' },
  always: { type: 'string' },
  events: { type: 'string', default: '' },
  secret: { type: 'string', default: 'whsec_sandbox' },
  'event-fault': { type: 'string', default: '' },
};

/** Runs the command until it is told to stop, and gives its exit code. */
export async function run(args) {
  const { values } = parseArgs({ args, options });
  const settings = read(values);
  const { createSandbox, createFaults, eventFaultList, magic, seededCustomers } = await load('sandbox');
  const { createMemoryStore, createProxy } = await load('proxy');
  const events = readEvents(values, eventFaultList, (request) => proxy.fetch(request));
  const sandbox = createSandbox({ ...settings.sandbox, events, onchange: () => site.changed() });
  const site = createSite(sandbox, {
    ...settings.till,
    customers: seededCustomers.map(({ code, email }) => ({ code, email })),
  });
  const open = [site];
  let proxy;
  try {
    const service = await serve(sandbox.fetch, settings.servicePort);
    open.push(service);
    proxy = createProxy({
      store: createMemoryStore(),
      upstream: service.address,
      apiKey: values.key,
      authorize: () => 'sandbox',
      origins: values.origin,
      // Nothing was booked before this service began, so its own proxy knows of everything.
      ...(events && { webhooks: { secrets: events.secret, exclusive: 0, organization: 'sandbox' } }),
    });
    const network = createFaults(proxy);
    const isProxied = ({ url }) => new URL(url).pathname.startsWith('/loyalite/');
    const front = await serve(
      (request) => (isProxied(request) ? network.fetch(request) : site.fetch(request)),
      settings.port,
    );
    open.push(front);
    console.log(report({ front: front.address, service: service.address, values, magic, seededCustomers }));
    await stopped();
    return 0;
  } finally {
    await Promise.all(open.map((one) => one.close()));
  }
}

/** Ctrl+C, or whoever started it. */
function stopped() {
  return Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
}

function read(values) {
  const country = values.country.toUpperCase();
  return {
    port: whole(values.port, '--port', 0, 65_535),
    servicePort: whole(values['service-port'], '--service-port', 0, 65_535),
    till: countries[oneOf(country, '--country', Object.keys(countries))],
    sandbox: {
      apiKey: values.key,
      preset: oneOf(values.preset, '--preset', ['standard', 'balanced', 'strict']),
      earnRatio: positive(values['earn-ratio'], '--earn-ratio'),
      cardSize: whole(values['card-size'], '--card-size', 1, 1000),
      pinDigits: Number(oneOf(values['pin-digits'], '--pin-digits', ['2', '4'])),
      pinTtlSeconds: whole(values['pin-ttl'], '--pin-ttl', 1, 86_400),
      replay: oneOf(values.replay, '--replay', replays),
      ...(values.reuse && { reuse: oneOf(values.reuse, '--reuse', [...replays, 'book']) }),
      ...(values['id-ttl'] && { idTtlSeconds: whole(values['id-ttl'], '--id-ttl', 0, 86_400) }),
      ...(values.always && { always: values.always }),
    },
  };
}

/** Where events go: an address, the proxy beside it, or nowhere. */
function readEvents({ events, secret, 'event-fault': fault }, faults, own) {
  if (events === 'none') return undefined;
  if (events !== '' && !URL.canParse(events)) throw new Error('--events needs an address, or none');
  if (secret === '') throw new Error('--secret must not be empty');
  const chosen =
    fault &&
    oneOf(
      fault,
      '--event-fault',
      faults.map(({ fault: name }) => name),
    );
  return { to: events || own, secret, ...(chosen && { fault: chosen }) };
}

function whole(text, option, least, most) {
  if (!/^\d{1,5}$/.test(text) || Number(text) < least || Number(text) > most)
    throw new Error(`${option} needs a whole number from ${least} to ${most}`);
  return Number(text);
}

function positive(text, option) {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text) || Number(text) === 0) throw new Error(`${option} needs a number above 0`);
  return Number(text);
}

function oneOf(text, option, choices) {
  if (!choices.includes(text)) throw new Error(`${option} needs one of ${choices.join(', ')}`);
  return text;
}

function report({ front, service, values, magic, seededCustomers }) {
  const rows = (list) => list.map(([name, words]) => `  ${name.padEnd(9)} ${words}`);
  const customers = seededCustomers.map(({ code, email, points, stamps }) => [
    code,
    `${email}, ${points} points, ${stamps} stamps`,
  ]);
  const magicCustomers = magic
    .filter(({ kind }) => kind === 'customer')
    .map(({ value, outcome, effect }) => [value, `${outcome}: ${effect}`]);
  return [
    '',
    ...rows([
      ['Till', `${front}/`],
      ['Phone', `${front}/phone/`],
      ['Proxy', `${front}/loyalite`],
      ['Service', `${service} (for a proxy of your own)`],
      ['API key', values.key],
      ['Preset', values.preset],
      [
        'Events',
        values.events === 'none'
          ? 'none'
          : `${values.events || `${front}/loyalite/events`}, signed under ${values.secret}`,
      ],
      ...values.origin.map((origin) => ['Origin', origin]),
    ]),
    '\nCustomers',
    ...rows(customers),
    '\nMagic customers',
    ...rows(magicCustomers),
    '\nCtrl+C stops it.',
  ].join('\n');
}
