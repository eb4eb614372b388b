/** README's whole till, made of its own blocks in an empty folder: its install line, its server, its page, its start line. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { createSandbox } from '../../../src/sandbox.js';
import { read, snippet } from '../../docs/markdown.js';
import { printed } from '../../docs/programs.js';
import { serve, type Served } from '../../proxy/serve.js';
import { openBrowser, openPage, press } from '../../support/browser.js';
import { createProject, type Project } from './project.js';

const [apiKey, password] = ['sk_test_of_the_readme', 'open sesame'];
const hasSqlite = process.versions.node.localeCompare('22.13', undefined, { numeric: true }) >= 0;
let browser: Browser;
let project: Project;
let service: Served;
let server: ChildProcess | undefined;

/** What the install line names beside the package itself, which comes from its tarball. */
function installed(): string[] {
  const [init, install = ''] = snippet('README.md', 'install').trim().split('\n');
  assert.equal(init, 'npm init -y');
  const words = install.split(/\s+/);
  assert.deepEqual(words.slice(0, 3), ['npm', 'install', 'loyalite-elements']);
  const [, driver = ''] = /on Node 20 `npm install (\S+)` as well/.exec(read('README.md')) ?? [];
  assert.ok(driver);
  return [...words.slice(3), ...(hasSqlite ? [] : [driver])];
}

before(async () => {
  [browser, project] = await Promise.all([openBrowser(), createProject(installed(), 'commonjs')]);
});

after(async () => {
  if (server?.exitCode === null) {
    server.kill();
    await once(server, 'exit');
  }
  service.close();
  await browser.close();
  await project.remove();
});

describe("README's till in an empty folder", () => {
  const sandbox = createSandbox({ apiKey });

  it('starts with its own start line and serves a customer once somebody has signed in', async () => {
    service = await serve(sandbox.fetch);
    await project.write({
      'server.mjs': snippet('README.md', 'proxy-node'),
      'till.html': snippet('README.md', 'sign-in') + snippet('README.md', 'four-tags'),
    });
    const line = snippet('README.md', 'start').trim();
    const start = /^LOYALITE_URL=\S+ LOYALITE_API_KEY=\S+ TILL_PASSWORD=\S+ node server\.mjs$/;
    assert.match(line, start);
    assert.match(snippet('README.md', 'start-sandbox').trim(), start);
    server = spawn(process.execPath, ['server.mjs'], {
      cwd: project.folder,
      env: {
        PATH: process.env['PATH'],
        LOYALITE_URL: service.address,
        LOYALITE_API_KEY: apiKey,
        TILL_PASSWORD: password,
        PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [, port = ''] = await printed(server, /Listening on (\d+)/);
    const { page, complaints } = await openPage(browser);
    await page.goto(`http://127.0.0.1:${port}/`);
    const field = await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await field!.type('482193\n', { delay: 150 });
    await page.waitForSelector('loyalite-lookup:state(failed)');
    assert.equal(await page.$eval('loyalite-lookup', ({ error }) => error?.code), 'session_expired');
    await page.type('#sign-in input', password);
    await press(page, '#sign-in button');
    await page.waitForSelector('#sign-in[hidden]');
    await press(page, 'loyalite-lookup >>> [part~=submit]');
    await page.waitForSelector('loyalite-lookup:state(done)');
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await page.waitForSelector('loyalite-earn:state(done)');
    assert.deepEqual(
      sandbox.ledger.map(({ externalId, amount }) => [externalId, amount]),
      [['A-1001', 85.5]],
    );
    assert.deepEqual(
      complaints.filter((line) => !line.includes('401')),
      [],
    );
  });
});
