/** No bundler: the installed package's folder on a plain file server, under a strict policy, with every script's hash demanded. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { snippet } from '../../docs/markdown.js';
import { moduleOf } from '../../docs/programs.js';
import { openBrowser, openPage } from '../../support/browser.js';
import { createProject, type Project } from './project.js';
import { buttonOf, openShop, reach, sale, tap, type Shop } from './shop.js';

const vendor = '/assets/loyalite-0';
let project: Project;
let browser: Browser;
let hashes: Record<string, string>;
let tags: string;
let policy: string;

before(async () => {
  [project, browser] = await Promise.all([createProject(), openBrowser()]);
  await mkdir(join(project.folder, 'www/assets'), { recursive: true });
  await cp(join(project.folder, 'node_modules/loyalite-elements/dist'), join(project.folder, 'www', vendor), {
    recursive: true,
  });
  hashes = JSON.parse(await readFile(join(project.folder, 'www', vendor, 'integrity.json'), 'utf8')) as Record<
    string,
    string
  >;
  const { scriptTags } = await moduleOf<{ scriptTags: (hashes: object, folder: string) => string }>(
    'integrity',
    snippet('docs/install.md', 'integrity'),
  );
  tags = scriptTags(hashes, vendor);
  const [, map = ''] = /<script type="importmap">(.*)<\/script>/.exec(tags) ?? [];
  const allowed = `'sha256-${createHash('sha256').update(map).digest('base64')}'`;
  policy = `default-src 'none'; script-src 'self' ${allowed}; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types lit-html loyalite`;
  const page = `<!doctype html><html lang="tr"><head><meta charset="utf-8"><title>Till</title><link rel="icon" href="data:,">\n${tags}\n</head><body>${sale}</body></html>`;
  await writeFile(join(project.folder, 'www/index.html'), page);
});

after(async () => {
  await browser.close();
  await project.remove();
});

/** The page, with one byte added to each of these files. */
async function openTill(
  test: TestContext,
  changed: readonly string[] = [],
): Promise<{ shop: Shop; page: Page; complaints: string[] }> {
  const folder = join(project.folder, 'www');
  const spoiled = new Map<string, string>(
    await Promise.all(
      changed.map(
        async (name) => [`${vendor}/${name}`, `${await readFile(join(folder, vendor, name), 'utf8')} `] as const,
      ),
    ),
  );
  const shop = await openShop({
    folder,
    policy,
    sandbox: { preset: 'standard' },
    instead: (path) => spoiled.get(path),
  });
  const { page, complaints } = await openPage(browser);
  test.after(async () => {
    await page.browserContext().close();
    shop.close();
  });
  await page.goto(`${shop.address}/`);
  return { shop, page, complaints };
}

describe('the single script from a plain file server', () => {
  it('serves a customer in Turkish, with every hash demanded, and violates nothing', async (test) => {
    const { shop, page, complaints } = await openTill(test);
    await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await page.$eval(
      'loyalite-lookup',
      (lookup, qr) => (lookup as HTMLElement & { scan(text: string): void }).scan(qr),
      shop.sandbox.phone('482193').qr,
    );
    await reach(page, 'loyalite-lookup', 'done');
    assert.match(await buttonOf(page, 'loyalite-earn'), /^\s*₺85,50 için puan ver\s*$/);
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.deepEqual(
      shop.sandbox.ledger.map(({ amount }) => amount),
      [85.5],
    );
    assert.deepEqual(complaints, []);
    assert.deepEqual(shop.missing, []);
  });

  it('is refused by the browser when a byte of it was changed', async (test) => {
    const { page, complaints } = await openTill(test, ['loyalite.js']);
    assert.ok(
      complaints.some((text) => /integrity/.test(text)),
      complaints.join('\n'),
    );
    assert.equal(await page.evaluate(() => customElements.get('loyalite-lookup') === undefined), true);
  });

  it('stays in English when a byte of a language was changed, and works', async (test) => {
    const { shop, page, complaints } = await openTill(test, ['loyalite-tr.js']);
    await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await page.waitForNetworkIdle();
    assert.ok(
      complaints.some((text) => /integrity/.test(text)),
      complaints.join('\n'),
    );
    await page.$eval(
      'loyalite-lookup',
      (lookup, qr) => (lookup as HTMLElement & { scan(text: string): void }).scan(qr),
      shop.sandbox.phone('482193').qr,
    );
    await reach(page, 'loyalite-lookup', 'done');
    assert.doesNotMatch(await buttonOf(page, 'loyalite-earn'), /puan ver/);
  });
});

describe('the files of the package', () => {
  it('have the hashes that integrity.json says, and none is left out', async () => {
    const folder = join(project.folder, 'node_modules/loyalite-elements/dist');
    const scripts = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
    assert.deepEqual(Object.keys(hashes).sort(), scripts);
    for (const name of scripts) {
      assert.equal(
        hashes[name],
        `sha384-${createHash('sha384')
          .update(await readFile(join(folder, name)))
          .digest('base64')}`,
        name,
      );
    }
  });

  it('have source maps that hold their sources', async () => {
    const folder = join(project.folder, 'node_modules/loyalite-elements/dist');
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
    const without: string[] = [];
    for (const name of names) {
      const code = await readFile(join(folder, name), 'utf8');
      const [, address] = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(code) ?? [];
      // A file that only passes names on has no code to map.
      if (address === undefined && /^(?:(?:import|export)\b[^;]*;\s*)*$/.test(code)) continue;
      const map =
        address === undefined
          ? undefined
          : (JSON.parse(await readFile(resolve(folder, dirname(name), address), 'utf8')) as {
              sources: string[];
              sourcesContent?: (string | null)[];
            });
      if (
        !map?.sources.length ||
        map.sourcesContent?.length !== map.sources.length ||
        map.sourcesContent.some((text) => !text)
      )
        without.push(name);
    }
    assert.ok(names.length > 20);
    assert.deepEqual(without, []);
  });
});
