/** `npx loyalite-elements sandbox` from the installed package: a till, the phone that shows the PIN, and what the command says. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { snippet } from '../../docs/markdown.js';
import { printed } from '../../docs/programs.js';
import { openBrowser } from '../../support/browser.js';
import { createProject, type Project } from './project.js';

const ayse = '482193';
let project: Project;
let browser: Browser;
const children = new Set<ChildProcess>();

before(async () => {
  [project, browser] = await Promise.all([createProject(), openBrowser()]);
});

after(async () => {
  for (const child of children) child.kill();
  await browser.close();
  await project.remove();
});

interface Running {
  readonly child: ChildProcess;
  readonly told: string;
  /** What stands behind a word: `of('Proxy')`. */
  of(word: string): string;
}

async function start(...words: string[]): Promise<Running> {
  const child = project.start('loyalite-elements', 'sandbox', ...words);
  children.add(child);
  const [told] = await printed(child, /[^]*Ctrl\+C stops it\.\n/);
  return {
    child,
    told,
    of: (word) => new RegExp(`^ +${word} +(\\S+)`, 'm').exec(told)?.[1] ?? assert.fail(`${word} is not told`),
  };
}

const free = ['--port', '0', '--service-port', '0'];

async function stop({ child }: Running): Promise<unknown> {
  child.kill('SIGINT');
  return (await once(child, 'exit'))[0];
}

/** What a command that does not start says, and its exit code. */
async function refused(...words: string[]): Promise<{ code: unknown; said: string }> {
  const ended = await project.run('loyalite-elements', ...words).then(
    () => assert.fail('it started'),
    (error: unknown) => error as { code: unknown; message: string },
  );
  return { code: ended.code, said: ended.message };
}

/** Waits for a state also in a page that is not in front, which draws no frames. */
async function reach(page: Page, tag: string, state: string): Promise<void> {
  await page.waitForFunction(
    (selector) => document.querySelector(selector) !== null,
    { polling: 50 },
    `${tag}:state(${state})`,
  );
}

async function reads(page: Page, selector: string, pattern: RegExp): Promise<string> {
  const handle = await page.waitForFunction(
    (place, source) => {
      const text = document.querySelector(place)?.textContent ?? '';
      return new RegExp(source).test(text) && text;
    },
    { polling: 50 },
    selector,
    pattern.source,
  );
  return String(await handle.jsonValue());
}

describe('loyalite-elements sandbox', () => {
  it('serves a customer whose phone is held to the till and shows the PIN', async () => {
    const running = await start(...free, '--preset', 'strict', '--country', 'tr');
    const context = await browser.createBrowserContext();
    const [till, phone] = [await context.newPage(), await context.newPage()];
    const complaints: string[] = [];
    for (const page of [till, phone]) page.on('pageerror', (error) => complaints.push(String(error)));
    await till.goto(running.of('Till'));
    await reach(till, 'loyalite-lookup', 'idle');
    await phone.goto(running.of('Phone'));
    await reads(phone, '#points', /^120$/);
    await (await phone.waitForSelector('figure button'))!.click();
    await reach(till, 'loyalite-lookup', 'done');
    await till.bringToFront();
    const earn = await till.waitForSelector('loyalite-earn >>> [part~=submit]', { visible: true });
    assert.match(
      await earn!.evaluate((button) => button.textContent ?? ''),
      /85,50/,
      'the till speaks Turkish and counts in lira',
    );
    await till.$eval('loyalite-earn', (element) => (element as HTMLElement & { submit(): void }).submit());
    await reach(till, 'loyalite-earn', 'pin');
    const pin = /\d{4}/.exec(await reads(phone, '#pin', /\d{4}/))?.[0] ?? '';
    await (await till.waitForSelector('loyalite-earn >>> [part~=pin-input]'))!.type(`${pin}\n`, { delay: 160 });
    await reach(till, 'loyalite-earn', 'done');
    await reads(phone, '#points', /^206$/);
    assert.deepEqual(complaints, []);
    await context.close();
    assert.equal(await stop(running), 0);
  });

  it('takes its own signed events in, from which the card’s size is known', async () => {
    const running = await start(...free, '--card-size', '7');
    const customer = async (): Promise<unknown> =>
      (await fetch(`${running.of('Proxy')}/webhook/customer?code=${ayse}`)).json();
    const known = { customer_code: Number(ayse), masked_email: 'a***@gmail.com', point_balance: 120 };
    assert.deepEqual(await customer(), { data: { ...known, stamp_count: 4 } });
    await fetch(`${running.of('Proxy')}/webhook/pos`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        customer_code: Number(ayse),
        card_type: 'stamp',
        stamp_count: 1,
        amount: 1,
        external_id: 'X-1',
      }),
    });
    let told = await customer();
    for (const end = Date.now() + 10_000; Date.now() < end && !JSON.stringify(told).includes('card_size');)
      told = await customer();
    assert.deepEqual(told, { data: { ...known, stamp_count: 5, card_size: 7 } });
    assert.equal(await stop(running), 0);
  });

  it('is a service and a proxy for a till of one’s own', async () => {
    const running = await start(...free, '--key', 'sk_test_of_mine', '--origin', 'http://localhost:5173');
    const ask = (headers: HeadersInit): Promise<Response> =>
      fetch(`${running.of('Proxy')}/webhook/customer?code=${ayse}`, { headers });
    assert.equal((await ask({})).status, 200);
    const foreign = await ask({ origin: 'http://localhost:5173', 'sec-fetch-site': 'cross-site' });
    assert.equal(foreign.headers.get('access-control-allow-origin'), 'http://localhost:5173');
    assert.equal((await ask({ origin: 'http://elsewhere.test', 'sec-fetch-site': 'cross-site' })).status, 403);
    const post = async (address: string, body: object, headers: HeadersInit = {}): Promise<unknown> => {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    const enrolled = (await post(`${running.of('Proxy')}/webhook/customer`, {
      email: 'new@shop.test',
      consent_terms: true,
      consent_privacy: true,
    })) as { data: { customer_code: number; is_new: boolean } };
    assert.equal(enrolled.data.is_new, true);
    const shown = (await (await fetch(`${running.of('Phone')}${enrolled.data.customer_code}`)).json()) as {
      points: number;
      pin: string | null;
    };
    assert.deepEqual([shown.points, shown.pin], [0, null]);
    const key = { 'x-api-key': running.of('API key') };
    const lookUp = await fetch(`${running.of('Service')}/webhook/customer?code=${ayse}`, { headers: key });
    assert.equal((await fetch(`${running.of('Service')}/webhook/customer?code=${ayse}`)).status, 401);
    assert.equal(lookUp.status, 200);
    assert.equal(await stop(running), 0);
  });

  it('cuts the connection for a magic amount, and has booked', async () => {
    const running = await start(...free, '--preset', 'standard');
    const earn = { customer_code: Number(ayse), card_type: 'point', amount: 10.82, external_id: 'order-1' };
    const send = (): Promise<Response> =>
      fetch(`${running.of('Proxy')}/webhook/pos`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(earn),
      });
    await assert.rejects(send());
    assert.equal((await send()).status, 200);
    const { points } = (await (await fetch(`${running.of('Phone')}${ayse}`)).json()) as { points: number };
    assert.equal(points, 131);
    await stop(running);
  });

  it('listens on this machine only and prints the magic customers', async () => {
    const running = await start(...free);
    for (const word of ['Till', 'Phone', 'Proxy', 'Service'])
      assert.match(running.of(word), /^http:\/\/127\.0\.0\.1:\d+/);
    for (const code of [ayse, '517204', '900422', '900082'])
      assert.match(running.told, new RegExp(`^  ${code} +\\S`, 'm'));
    await stop(running);
  });

  it('starts as the guide says', async () => {
    const [program, ...words] = snippet('docs/test-mode.md', 'command').trim().split(/\s+/).slice(1);
    assert.equal(program, 'loyalite-elements');
    const running = await start(...words.slice(1));
    assert.equal(running.of('Proxy'), 'http://127.0.0.1:4400/loyalite');
    assert.equal(running.of('Service'), 'http://127.0.0.1:4401');
    assert.equal(running.of('Preset'), 'strict');
    const second = await refused('sandbox');
    assert.equal(second.code, 2);
    assert.match(second.said, /port 4401 is taken; give another one, or 0 for any/);
    await stop(running);
  });
});

describe('the command line', () => {
  const cases: [words: string[], says: RegExp][] = [
    [[], /Usage: loyalite-elements <command>/],
    [['sandpit'], /there is no command sandpit/],
    [['sandbox', '--prot', '1'], /Unknown option '--prot'\n/],
    [['sandbox', '--preset', 'lax'], /--preset needs one of standard, balanced, strict/],
    [['sandbox', '--port', 'x'], /--port needs a whole number from 0 to 65535/],
    [['sandbox', '--reuse', 'x'], /--reuse needs one of same, current, conflict, refuse, book/],
    [['sandbox', '--id-ttl', 'x'], /--id-ttl needs a whole number/],
    [['sandbox', '--always', 'x'], /always must be what one of the magic customers does/],
    [['sandbox', 'here'], /Unexpected argument 'here'/],
    [['check-proxy', '--prot', '1'], /Unknown option '--prot'/],
    [['check-proxy'], /give one URL/],
  ];
  for (const [words, says] of cases) {
    it(`ends with 2 and says why after "${words.join(' ')}"`, async () => {
      const { code, said } = await refused(...words);
      assert.equal(code, 2);
      assert.match(said, says);
    });
  }

  it('explains itself and each command', async () => {
    assert.match(await project.run('loyalite-elements', '--help'), /check-proxy +\S.*\n +sandbox +\S/);
    assert.match(await project.run('loyalite-elements', 'sandbox', '--help'), /--service-port PORT[^]*--pin-ttl/);
    assert.match(await project.run('loyalite-elements', 'check-proxy', '--help'), /--upstream-port PORT/);
  });
});
