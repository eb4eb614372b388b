/**
 * A merchant's page for the snippets that are written for one: markup and scripts as they stand in a document, served under
 * the policy of SECURITY.md, with the real proxy and the sandbox behind `/loyalite`. A few helpers act as the cashier does.
 */
import { build, type BuildOptions } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { createProxy, type ProxyOptions } from '../../src/proxy.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox.js';
import { serve, type Served } from '../proxy/serve.js';
import { press } from '../support/browser.js';
import { root, snippet } from './markdown.js';

/** What stands in the page beside the snippet. */
export interface TillPageOptions {
  /** Markup of the body. */
  readonly body: string;
  /** A script of the page, as a merchant's bundler would take it in. */
  readonly script?: string;
  /** A style sheet of the page. */
  readonly style?: string;
  readonly sandbox?: SandboxOptions;
  readonly proxy?: Partial<ProxyOptions>;
}

/** An open page, and the service behind it. */
export interface TillPage {
  readonly page: Page;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

const common: BuildOptions = {
  bundle: true,
  format: 'esm',
  write: false,
  splitting: true,
  target: 'es2022',
  absWorkingDir: root,
  outdir: '/',
  logLevel: 'silent',
};

async function bundle(options: BuildOptions): Promise<[string, string][]> {
  const { outputFiles = [] } = await build({ ...common, ...options });
  return outputFiles.map(({ path, text }) => [path, text]);
}

let library: Promise<[string, string][]> | undefined;

/** What a page is served: the single script, and the page's own files. */
async function filesOf({ body, script, style = '' }: TillPageOptions): Promise<Map<string, string>> {
  library ??= bundle({ entryPoints: { loyalite: 'src/define.ts' } });
  const own =
    script === undefined
      ? []
      : await bundle({
          stdin: { contents: script, resolveDir: `${root}/test`, sourcefile: 'page.js' },
          entryNames: 'page',
        });
  const tags = `<link rel="stylesheet" href="/page.css">${script === undefined ? '' : '<script type="module" src="/page.js"></script>'}`;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Till</title>${tags}<body>${body}</body></html>`;
  return new Map([...(await library), ...own, ['/', page], ['/page.css', style]]);
}

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', '/': 'text/html; charset=utf-8' };

/** Opens the page in a tab of its own. */
export async function openTillPage(browser: Browser, options: TillPageOptions): Promise<TillPage> {
  const sandbox = createSandbox({ apiKey: 'sk_test_sandbox', ...options.sandbox });
  const proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey: 'sk_test_sandbox',
    fetch: sandbox.fetch,
    authorize: () => 'till',
    ...options.proxy,
  });
  const files = await filesOf(options);
  const policy = snippet('SECURITY.md', 'policy').trim().replaceAll(/\n\s*/g, ' ');
  const headers = { 'content-security-policy': policy };
  const server: Served = await serve((request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
    const file = files.get(pathname);
    return new Response(file, {
      status: file === undefined ? 404 : 200,
      headers: { ...headers, 'content-type': types[pathname.split('.')[1] ?? '/'] ?? '' },
    });
  });
  const page = await browser.newPage();
  await page.goto(`${server.address}/`, { waitUntil: 'load' });
  const close = async (): Promise<void> => {
    await page.close();
    server.close();
  };
  return { page, sandbox, close };
}

/** Milliseconds between the keys of a person; what comes faster is a hand scanner's. */
const pace = 200;

/** Taps a part of an element. */
export async function tap(page: Page, tag: string, part: string): Promise<void> {
  await press(page, `${tag} >>> [part~=${part}]`);
}

/** Waits until an element says this; puppeteer's own text selectors remember what a shadow root said before. */
export async function says(page: Page, tag: string, words: string): Promise<void> {
  await page.waitForFunction(
    (name, text) => {
      const element = document.querySelector(name);
      return Boolean(element?.shadowRoot?.textContent.includes(text) || element?.textContent.includes(text));
    },
    { polling: 50 },
    tag,
    words,
  );
}

/** Types into an element's field. */
export async function type(page: Page, tag: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`${tag} >>> [part~=input]`, { visible: true });
  await field?.click({ count: 3 });
  await field?.type(text, { delay: pace });
}

/** Waits until an element has come to a state; says where it stands when it does not. */
export async function reach(page: Page, tag: string, state: string): Promise<void> {
  await page.waitForSelector(`${tag}:state(${state})`, { timeout: 10_000 }).catch(async () => {
    const found = await page.$eval(tag, (element) => {
      const { state: standing, error } = element as unknown as {
        state: string;
        error: { code: string; message: string } | null;
      };
      return `${standing} ${error?.code ?? ''} ${error?.message ?? ''}`;
    });
    throw new Error(`${tag} is ${found}, not ${state}`);
  });
}

/** Enters the PIN that a customer's phone shows, once it is asked for. */
export async function enterPin({ page, sandbox }: TillPage, tag: string, customerCode: string): Promise<void> {
  await reach(page, tag, 'pin');
  const field = await page.waitForSelector(`${tag} >>> [part~=pin-input]`, { visible: true });
  await field?.type(sandbox.phone(customerCode).pin ?? '', { delay: pace });
  await tap(page, tag, 'pin-submit');
}
