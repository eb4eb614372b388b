/** Where the decoder runs under a page's content security policy, and when the script comes from another origin. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/browser.js';
import { bundle, bundleFile, serve } from './browser.js';
import type { Answer } from './browser.js';

const TEXT = 'cq_under-a-strict-policy';
/** What the project promises to do with, and a policy name as the pages list it. */
const strict = (names: string, worker = "'self'"): string =>
  `default-src 'none'; script-src 'self'; connect-src 'self'; worker-src ${worker}; require-trusted-types-for 'script'; trusted-types ${names}`;

const page = `
  import { openDecoder } from './src/scan/worker/open-decoder.ts';
  import { codeOf, photograph, square } from './test/scan/support/picture.ts';
  const { data, width, height } = photograph(codeOf('${TEXT}'), { width: 320, height: 240, corners: square({ x: 160, y: 120 }, 150) });
  const decoder = await openDecoder();
  let text = null;
  for (let i = 0; i < 20 && text === null; i++) text = await decoder.decode(await createImageBitmap(new ImageData(data, width, height)));
  document.title = decoder.kind + ' ' + text;
`;

let browser: Browser;
const scripts = new Map<string, Answer>();
const closing: (() => void)[] = [];

before(async () => {
  browser = await openBrowser();
  scripts.set('/page.js', await bundle(page));
  scripts.set('/decode.worker.ts', await bundleFile('src/scan/worker/decode.worker.ts'));
});
after(async () => {
  await browser.close();
  for (const close of closing) close();
});

/** The title of a page under a policy, with its script at an address. */
async function titleUnder(policy: string, script = '/page.js'): Promise<string> {
  const html: Answer = {
    type: 'text/html',
    body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" crossorigin src="${script}"></script>`,
    headers: policy ? { 'content-security-policy': policy } : {},
  };
  const { origin, server } = await serve((path) => (path === '/' ? html : scripts.get(path)));
  closing.push(() => server.close());
  const tab = await browser.newPage();
  await tab.goto(origin);
  await tab.waitForFunction(() => document.title !== '');
  const title = await tab.title();
  await tab.close();
  return title;
}

/** The same scripts on another origin, which allows their use. */
async function elsewhere(): Promise<string> {
  const { origin, server } = await serve((path) => {
    const script = scripts.get(path);
    return script && { ...script, headers: { 'access-control-allow-origin': '*' } };
  });
  closing.push(() => server.close());
  return origin;
}

test('a page without a policy decodes in the worker', async () => {
  assert.equal(await titleUnder(''), `worker ${TEXT}`);
});

test('a page that demands Trusted Types and allows the policy decodes in the worker', async () => {
  assert.equal(await titleUnder(strict('lit-html loyalite')), `worker ${TEXT}`);
});

test('a page that demands Trusted Types and does not allow the policy decodes by itself', async () => {
  assert.equal(await titleUnder(strict('lit-html')), `page ${TEXT}`);
});

test('a page that forbids workers decodes by itself', async () => {
  assert.equal(await titleUnder(strict('loyalite', "'none'")), `page ${TEXT}`);
});

test('a script of another origin starts the worker through one of this origin', async () => {
  assert.equal(await titleUnder('', `${await elsewhere()}/page.js`), `worker ${TEXT}`);
});

test('a script of another origin decodes in the page where the policy allows no such worker', async () => {
  const origin = await elsewhere();
  const policy = `default-src 'none'; script-src ${origin}; worker-src 'self'; require-trusted-types-for 'script'; trusted-types loyalite`;
  assert.equal(await titleUnder(policy, `${origin}/page.js`), `page ${TEXT}`);
});
