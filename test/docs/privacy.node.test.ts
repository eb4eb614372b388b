/** What the guide to KVKK and GDPR promises, seen from outside: everything that a whole sale with an enrolment left behind or sent. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { english } from '../../src/words/english.js';
import { pack } from '../../src/words/tr.js';
import { openBrowser } from '../support/browser.js';
import { snippet, tableBelow } from './markdown.js';
import { moduleOf } from './programs.js';
import { enterPin, openTillPage, reach, tap, type, type TillPage } from './till-page.js';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const email = 'fresh.person@shop.example';
const tags = `<script type="module" src="/loyalite.js"></script>
  <loyalite-checkout endpoint="/loyalite" order-id="A-1" amount="85.50" currency="TRY">
    <loyalite-lookup terms-url="/terms" privacy-url="/privacy"></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;
/** Everything that a page can hear or print. */
const spy = `globalThis.heard = [];
  for (const name of ['found', 'earned', 'redeemed', 'complete', 'error', 'cancel', 'statechange']) addEventListener('loyalite-' + name, ({ detail }) => heard.push(JSON.stringify(detail) + String(detail)));
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) console[level] = (...words) => heard.push(words.join());
  addEventListener('error', ({ message }) => heard.push(message));\n`;

const box = (page: Page, name: string): Promise<boolean> =>
  page.$eval(`loyalite-lookup >>> [part~=consent-${name}]`, (one) => (one as HTMLInputElement).checked);

async function open(
  test: TestContext,
  script = '',
): Promise<TillPage & { requests: string[]; bodies: Promise<string>[] }> {
  const till = await openTillPage(browser, { body: tags, script: spy + script, sandbox: { preset: 'balanced' } });
  test.after(till.close);
  const [requests, bodies]: [string[], Promise<string>[]] = [[], []];
  till.page.on('request', (request) => {
    requests.push(request.url());
    if (request.method() === 'POST')
      bodies.push(request.fetchPostData().then((body = '') => `${new URL(request.url()).pathname} ${body}`));
  });
  return { ...till, requests, bodies };
}

/** A new customer agrees to the two that are required, and is served. */
async function enrol({ page }: TillPage): Promise<void> {
  await type(page, 'loyalite-lookup', email);
  await tap(page, 'loyalite-lookup', 'submit');
  await reach(page, 'loyalite-lookup', 'consent');
  assert.deepEqual(await Promise.all(['terms', 'privacy', 'marketing'].map((name) => box(page, name))), [
    false,
    false,
    false,
  ]);
  for (const name of ['consent-terms', 'consent-privacy']) await tap(page, 'loyalite-lookup', name);
  await tap(page, 'loyalite-lookup', 'submit');
  await reach(page, 'loyalite-lookup', 'done');
}

describe('docs/privacy.md', () => {
  it('is right about what is left behind: no address, PIN or QR text in events, storage, address or console', async (test) => {
    const till = await open(test);
    const { page, sandbox, requests, bodies } = till;
    await enrol(till);
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    const { qr } = sandbox.phone('482193');
    await page.$eval('loyalite-checkout', (checkout) => checkout.reset());
    await page.$eval('loyalite-checkout', (checkout) => checkout.setAttribute('order-id', 'A-2'));
    await page.$eval('loyalite-lookup', (lookup, text) => lookup.scan(text), qr);
    await reach(page, 'loyalite-lookup', 'done');
    await tap(page, 'loyalite-redeem', 'way');
    await type(page, 'loyalite-redeem', '50');
    await tap(page, 'loyalite-redeem', 'submit');
    await reach(page, 'loyalite-redeem', 'pin');
    const pin = sandbox.phone('482193').pin ?? '';
    await enterPin(till, 'loyalite-redeem', '482193');
    await reach(page, 'loyalite-redeem', 'done');
    const left = await page.evaluate(async () => ({
      heard: Reflect.get(globalThis, 'heard') as string[],
      stored: JSON.stringify({ ...localStorage }),
      keys: Object.keys(localStorage),
      elsewhere: [
        document.cookie,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
      ],
      address: location.href,
    }));
    assert.ok(left.heard.length > 10 && left.keys.length > 1 && /^\d{4}$/.test(pin));
    const all = [...left.heard, left.stored, left.address].join('\n');
    for (const secret of [email, 'fresh.person', qr, 'ayse@']) assert.ok(!all.includes(secret), secret);
    assert.doesNotMatch(all, new RegExp(`(?<![\\d.])${pin}(?!\\d)`));
    assert.deepEqual(
      left.keys.filter((key) => !key.startsWith('loyalite:')),
      [],
    );
    assert.deepEqual(left.elsewhere, ['', 0, 0, 0]);
    const { origin } = new URL(left.address);
    assert.deepEqual(
      requests.filter((url) => !new RegExp(`^${origin}/(?:loyalite/webhook/|[\\w-]+\\.js$|favicon\\.ico$)`).test(url)),
      [],
      'nothing but the endpoint and the package’s own files is asked',
    );
    const enrolments = (await Promise.all(bodies))
      .filter((body) => body.startsWith('/loyalite/webhook/customer'))
      .map((body) => JSON.parse(body.slice(body.indexOf('{'))) as unknown);
    assert.deepEqual(enrolments, [{ email }, { email, consent_terms: true, consent_privacy: true }]);
  });

  it('hands the proof of consents to the shop, and nothing else of the customer', async (test) => {
    const till = await open(test, snippet('docs/privacy.md', 'proof'));
    const sent = till.page.waitForRequest((request) => request.url().endsWith('/consents'));
    await enrol(till);
    const { at, customerCode, ...proof } = JSON.parse((await (await sent).fetchPostData()) ?? '') as Record<
      string,
      unknown
    >;
    assert.match(String(customerCode), /^\d{6}$/);
    assert.ok(Number.isFinite(Date.parse(String(at))));
    const { origin } = new URL(till.page.url());
    const addressed = {
      termsUrl: new URL(String(proof['termsUrl']), origin).pathname,
      privacyUrl: new URL(String(proof['privacyUrl']), origin).pathname,
    };
    assert.deepEqual(
      { ...proof, ...addressed },
      { terms: true, privacy: true, marketing: false, termsUrl: '/terms', privacyUrl: '/privacy', locale: 'en' },
    );
  });

  it('shows how a till forgets its customers and keeps how it is set up', async () => {
    const { forgetCustomers } = await moduleOf<{ forgetCustomers: () => void }>(
      'forget',
      snippet('docs/privacy.md', 'forget'),
    );
    const stored = new Map([
      ['loyalite:salt', '1'],
      ['loyalite:3f2a:A-1', '{}'],
      ['loyalite:scanner', 'tr'],
      ['loyalite:camera', 'c'],
      ['basket', '[]'],
    ]);
    const storage = new Proxy(
      { removeItem: (key: string) => stored.delete(key) },
      {
        ownKeys: () => [...stored.keys()],
        getOwnPropertyDescriptor: (_, key) =>
          stored.has(String(key)) ? { enumerable: true, configurable: true } : undefined,
      },
    );
    const session = {
      'loyalite:coupon:3f2a': '{}',
      removeItem: (key: string) => Reflect.deleteProperty(session, key),
    };
    Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
    Object.defineProperty(globalThis, 'sessionStorage', { value: session, configurable: true });
    forgetCustomers();
    Reflect.deleteProperty(globalThis, 'localStorage');
    Reflect.deleteProperty(globalThis, 'sessionStorage');
    assert.deepEqual(Object.keys(session), ['removeItem']);
    assert.deepEqual([...stored.keys()], ['loyalite:scanner', 'loyalite:camera', 'basket']);
  });

  it('quotes the boxes as they are, in English and Turkish', () => {
    const rows = tableBelow('docs/privacy.md', 'Asking the customer').map(([name, first, second]) => [
      name,
      first,
      second,
    ]);
    assert.deepEqual(
      rows,
      (['terms', 'privacy', 'marketing'] as const).map((name) => [
        name,
        english[`${name}Label`],
        pack.words[`${name}Label`],
      ]),
    );
  });
});
