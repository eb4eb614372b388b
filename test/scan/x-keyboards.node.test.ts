/**
 * Real key codes through an X server, on the layouts of tills: a scanner with a US board types products and a customer's code into
 * a page with the tags and into the same page without them. Nothing here hangs on the machine's speed: a scan that the machine
 * itself tore apart, as the times of its keys tell, may be refused, and never more than that.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { createProxy } from '../../src/proxy.js';
import { createSandbox } from '../../src/sandbox.js';
import { longestGap } from '../../src/scan/wedge/burst.js';
import { describeMissing } from '../proxy/stores/missing.js';
import { bundleFile } from './browser.js';
import { missingPrograms, openScreen, type Screen } from './x-keyboard.js';

/** The layout, its variant, and what the keys of Q and of the minus write there, so that it is seen to be in force. */
const layouts: readonly [layout: string, variant: string, keys: string][] = [
  ['tr', '', 'q*'],
  ['tr', 'f', 'f/'],
  ['de', '', 'qß'],
  ['fr', '', 'a)'],
  ['gb', '', 'q-'],
  ['us', 'intl', 'q-'],
  ['ara', '', 'ض-'],
];
/** What is typed into the till, and where; the last one shows that the layout is in force. */
const typed = [
  ['4006381333931', 'nothing'],
  ['4006381333931', 'field'],
  ['SKU-00012345', 'field'],
  ['q-', 'field'],
] as const;
const ayse = '482193';
/** Not known to the service; `=` is a dead key of a German board, and composes with what follows. */
const dead = 'https://shop.loyalite.app/q?t=Ab_9=e';

/** What the page's own listeners and its form saw, and what the look-up told. */
interface Seen {
  keys: string[];
  times: number[];
  submits: number;
  told: string[];
}

/** Beside that, what the page's field holds, and whether the machine stalled for longer than a scanner of this pace does. */
interface Outcome extends Seen {
  field: string;
  isStalled: boolean;
}

/** Runs in the page before all else. */
function record(): void {
  const seen: Seen = { keys: [], times: [], submits: 0, told: [] };
  Reflect.set(globalThis, 'seen', seen);
  addEventListener('keydown', (event) => event.key === 'Shift' || seen.times.push(event.timeStamp), true);
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    document.addEventListener(type, ({ key, code, isTrusted, defaultPrevented }) =>
      seen.keys.push([type, key, code, isTrusted, defaultPrevented].join(' ')),
    );
  addEventListener('keyup', ({ key }) => key === 'Enter' && seen.told.push('end'), true);
  for (const name of ['found', 'error', 'unclaimed'])
    addEventListener(`loyalite-${name}`, (event) => {
      const { customerCode, code, text } = (event as CustomEvent<{ [name: string]: string }>).detail;
      seen.told.push([name, customerCode ?? code ?? text].join(' '));
    });
  addEventListener('submit', (event) => {
    event.preventDefault();
    seen.submits += 1;
  });
}

const pageWith = (tags: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Till</title>
<link rel="icon" href="data:,"><script>(${record.toString()})()</script>${tags && '<script type="module" src="/tags.js"></script>'}
<form><input value="85.50"><button>Pay</button></form>${tags}`;

const apiKey = 'sk_test_of_keyboards';
/** On a quick machine seven layouts need more look-ups than a minute has. */
const sandbox = createSandbox({ apiKey, limits: { customers: 10_000 } });

async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<[string, Server]> {
  const server = createServer(getRequestListener(fetch) as Parameters<typeof createServer>[1]).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server];
}

if (missingPrograms.length) describeMissing('a real keyboard', `${missingPrograms.join(', ')} not installed`);
else
  describe('a scanner with a US board, by real key codes', () => {
    let screen: Screen;
    let till: string;
    const servers: Server[] = [];

    before(async () => {
      const [upstream, service] = await listen(sandbox.fetch);
      const proxy = createProxy({
        upstream,
        apiKey,
        basePath: '/loyalite',
        authorize: () => 'till-1',
        limits: { customers: 10_000 },
      });
      const { body } = await bundleFile('src/define.ts');
      const [origin, shop] = await listen((request) => {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
        if (pathname === '/tags.js')
          return new Response(Buffer.from(body), { headers: { 'content-type': 'text/javascript' } });
        const tags = pathname === '/tags' ? '<loyalite-lookup endpoint="/loyalite"></loyalite-lookup>' : '';
        return new Response(pageWith(tags), { headers: { 'content-type': 'text/html; charset=utf-8' } });
      });
      till = origin;
      servers.push(service, shop);
      screen = await openScreen(`${till}/plain`);
    });
    after(async () => {
      await screen.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    });

    /** A fresh page on a till that has learned nothing yet. */
    async function open(path: 'plain' | 'tags', prefix = ''): Promise<void> {
      const { page } = screen;
      await page.evaluate(() => localStorage.clear());
      await page.goto(`${till}/${path}`);
      if (path === 'plain') return;
      await page.waitForSelector('loyalite-lookup >>> [part~=input]');
      await page.$eval(
        'loyalite-lookup',
        async (lookup, value) => {
          if (value) lookup.setAttribute('scan-prefix', value);
          await (lookup as unknown as { updateComplete: Promise<unknown> }).updateComplete;
        },
        prefix,
      );
    }

    /** Scans a text and tells what the page had of it, once its Enter is over. */
    async function scan(text: string, focus: 'field' | 'nothing'): Promise<Outcome> {
      const { page } = screen;
      await page.evaluate((place) => {
        const field = document.querySelector('input')!;
        field.value = '85.50';
        (document.activeElement as HTMLElement | null)?.blur();
        if (place === 'field') field.focus();
        field.setSelectionRange(1, 3);
        Object.assign(Reflect.get(globalThis, 'seen') as Seen, { keys: [], times: [], submits: 0, told: [] });
      }, focus);
      await screen.scan(text);
      await page.waitForFunction(() => (Reflect.get(globalThis, 'seen') as Seen).told.includes('end'));
      return seen();
    }

    async function seen(): Promise<Outcome> {
      const all = await screen.page.evaluate(() => ({
        ...(Reflect.get(globalThis, 'seen') as Seen),
        field: document.querySelector('input')!.value,
      }));
      const gaps = all.times.slice(1).map((at, index) => at - all.times[index]!);
      const median = [...gaps].sort((one, other) => one - other)[gaps.length >> 1] ?? 0;
      const isStalled = Math.max(...gaps) > Math.min(longestGap, 4 * median);
      return { ...all, told: all.told.filter((line) => line !== 'end'), isStalled };
    }

    /** Scans what is ours, and waits for the word of the look-up where no stall tore it. */
    async function scanOurs(text: string): Promise<Outcome> {
      const after = await scan(text, 'field');
      if (after.isStalled) return after;
      await screen.page.waitForFunction(() => (Reflect.get(globalThis, 'seen') as Seen).told.length > 1);
      return seen();
    }

    /** Where no stall tore it, nothing of a code of ours is left in the page; and never is another customer found. */
    function assertKept({ field, submits, told, isStalled }: Outcome, outcome: RegExp): void {
      for (const line of told) assert.match(line, /^(?:found 482193|error|unclaimed)/);
      if (isStalled) return;
      assert.deepEqual([field, submits], ['85.50', 0]);
      assert.match(told.join(), outcome);
    }

    for (const [layout, variant, keys] of layouts)
      describe(`on a till set to ${layout} ${variant}`.trim(), () => {
        before(() => screen.setLayout(layout, variant));

        it('types products into the page as it would without the tags', async () => {
          const heard: unknown[][][] = [[], []];
          for (const [index, path] of (['plain', 'tags'] as const).entries()) {
            await open(path);
            for (const [text, place] of typed) {
              const { keys: events, field, submits } = await scan(text, place);
              heard[index]!.push([text, place, events, field, submits]);
            }
          }
          assert.deepEqual(heard[1], heard[0]);
          assert.deepEqual(heard[0]?.at(-1)?.slice(3), [`8${keys}50`, 1]);
        });

        it('finds the customer, or is refused, and leaves the page as it was', async () => {
          await open('tags');
          const { qr } = sandbox.phone(ayse);
          assert.equal(qr.length, 82);
          assertKept(await scanOurs(qr), /^(?:found 482193|error invalid_input)$/);
        });

        if (layout === 'de')
          it('leaves nothing in the page of a code whose keys compose accents there', async () => {
            await open('tags');
            assertKept(await scanOurs(dead), /^error/);
          });

        if (variant === 'intl')
          it('finds the customer behind a prefix that is a dead key', async () => {
            await open('tags', '~');
            assertKept(await scanOurs(`~${sandbox.phone(ayse).qr}`), /^(?:found 482193|error invalid_input)$/);
          });
      });
  });
