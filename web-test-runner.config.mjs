// The browser tests: `npx web-test-runner` runs all, `npx web-test-runner FILE` one in Chromium; ENGINES=chromium,firefox names
// the engines.
import { build } from 'esbuild';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { a11ySnapshotPlugin, emulateMediaPlugin } from '@web/test-runner-commands/plugins';
import { testFiles } from './scripts/node-tests.mjs';
import { isBrowserTest } from './scripts/test-kinds.mjs';
import { backend } from './test/support/backend.mjs';
import { engines, freePort } from './test/support/engines.mjs';
import { playKeys, pressAtOnce } from './test/support/keys.mjs';

/** Modules that ship as UMD or CommonJS only are handed to the browser as one ES module. */
const bundled = (...names) => ({
  name: 'bundled',
  async serve(context) {
    const name = names.find((one) => context.path.includes(`/node_modules/${one}/`));
    if (!name) return undefined;
    const stdin = {
      contents: `export { default } from '${name}'; export * from '${name}';`,
      resolveDir: process.cwd(),
    };
    const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false, logLevel: 'silent' });
    return { body: outputFiles[0].text, type: 'js' };
  },
});

const wanted = process.env.ENGINES?.split(',');
const available = await engines(wanted);
const chromium = available.filter(({ name }) => name === 'Chromium');
const chosen = process.argv.slice(2).filter((word) => word.endsWith('.test.ts'));
const browserTests = testFiles('test').filter((file) => !file.startsWith('test/stacks/') && isBrowserTest(file));
const isElementTest = (file) => file.startsWith('test/elements/');

/** Elements meet every engine; what lies below them is plain JavaScript and runs in one, unless Chromium was not asked for. */
const groups = [
  { name: 'elements', files: browserTests.filter(isElementTest), browsers: available },
  { name: 'layers', files: browserTests.filter((file) => !isElementTest(file)), browsers: chromium },
];

export default {
  // One file by hand is one engine, unless more were asked for.
  ...(chosen.length
    ? { files: chosen, browsers: wanted ? available : chromium }
    : { groups: groups.filter(({ browsers }) => browsers.length) }),
  // The runner listens on every network for the names that it knows as local; this spelling of 127.0.0.1 it does not know.
  hostname: '127.1',
  port: await freePort(),
  nodeResolve: { exportConditions: ['browser', 'production'] },
  concurrentBrowsers: available.length,
  // Real keys go to the page that has the focus: one page at a time in each engine.
  concurrency: 1,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  // Three engines and Node's tests share the machine.
  testFramework: { config: { ui: 'bdd', timeout: 30_000 } },
  middleware: [backend()],
  plugins: [
    bundled('jsqr', 'qrcode', 'axe-core', 'onscan.js'),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }),
    emulateMediaPlugin(),
    a11ySnapshotPlugin(),
    pressAtOnce,
    playKeys,
  ],
};
