/** A shop on a plain file server: a folder as it was built, the proxy under `/loyalite`, and the sandbox behind it. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Page } from 'puppeteer-core';
import { createProxy } from '../../../src/proxy.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox.js';
import { serve } from '../../proxy/serve.js';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
};

/** The sale that every page of these tests makes. */
export const sale = `<loyalite-checkout endpoint="/loyalite" order-id="A-1001" amount="85.50" currency="TRY">
  <loyalite-lookup></loyalite-lookup>
  <loyalite-earn></loyalite-earn>
</loyalite-checkout>`;

/** An open shop. */
export interface Shop {
  readonly address: string;
  readonly sandbox: Sandbox;
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[];
  close(): void;
}

/** How a shop is opened. */
export interface ShopOptions {
  readonly folder: string;
  readonly policy?: string;
  readonly sandbox?: SandboxOptions;
  /** Instead of the file with this path. */
  readonly instead?: (path: string) => string | undefined;
}

/** Opens a shop. */
export async function openShop({ folder, policy, sandbox: options, instead }: ShopOptions): Promise<Shop> {
  const sandbox = createSandbox({ apiKey: 'sk_test_sandbox', ...options });
  const service = await serve(sandbox.fetch);
  const proxy = createProxy({ upstream: service.address, apiKey: 'sk_test_sandbox', authorize: () => 'till' });
  const missing: string[] = [];
  const shop = await serve(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
    const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    const body = instead?.(path) ?? (await readFile(join(folder, path)).catch(() => undefined));
    if (body === undefined) missing.push(path);
    const headers = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      ...(policy && { 'content-security-policy': policy }),
    };
    return new Response(body, { status: body === undefined ? 404 : 200, headers });
  });
  const close = (): void => {
    shop.close();
    service.close();
  };
  return { address: shop.address, sandbox, missing, close };
}

/** Waits until an element is in a state. */
export async function reach(page: Page, tag: string, state: string): Promise<void> {
  await page.waitForFunction(
    (selector) => document.querySelector(selector) !== null,
    { polling: 50 },
    `${tag}:state(${state})`,
  );
}

/** Taps a part of an element. */
export async function tap(page: Page, tag: string, part: string): Promise<void> {
  await (await page.waitForSelector(`${tag} >>> [part~=${part}]`, { visible: true }))!.click();
}

/** What stands on the button of an element. */
export async function buttonOf(page: Page, tag: string): Promise<string> {
  const button = await page.waitForSelector(`${tag} >>> [part~=submit]`);
  return button!.evaluate((element) => element.textContent ?? '');
}
