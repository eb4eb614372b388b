import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../..');
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types: string; default?: string }>;
  dependencies: Record<string, string>;
  sideEffects: string[];
  bin: Record<string, string>;
};
/** Entries that are types and nothing else. */
const frameworks = ['react', 'preact', 'vue', 'svelte'];
const stores = ['store-sqlite', 'store-redis', 'store-postgres'];
const names = ['index', 'define', 'headless', 'proxy', ...stores, 'sandbox', 'scan'];

/** Runs a program in a Node of its own, where no page is. */
function run(program: string): string {
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
  });
}

describe('the package', () => {
  it('exports each public entry with its types', () => {
    for (const name of names) {
      const address = name === 'index' ? '.' : `./${name}`;
      assert.deepEqual(about.exports[address], { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
      assert.ok(existsSync(join(root, `src/${name}.ts`)), name);
    }
  });

  it('exports types alone for each framework', () => {
    for (const name of frameworks) {
      assert.deepEqual(about.exports[`./${name}`], { types: `./dist/types/${name}.d.ts` });
      assert.ok(existsSync(join(root, `src/types/${name}.ts`)), name);
    }
  });

  it('exports nothing else but the single script, the hashes, the manifest and itself', () => {
    const addresses = [
      ...frameworks.map((name) => `./${name}`),
      ...names.map((name) => (name === 'index' ? '.' : `./${name}`)),
      './dist/loyalite.js',
      './dist/integrity.json',
      './custom-elements.json',
      './package.json',
    ];
    assert.deepEqual(Object.keys(about.exports).sort(), addresses.sort());
  });

  it('says that registering is the only side effect', () => {
    assert.deepEqual(about.sideEffects, ['./dist/define.js', './dist/loyalite.js', './src/define.ts']);
  });

  it('pins what it needs at run time', () => {
    for (const version of Object.values(about.dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
  });

  it('brings a command line tool that explains itself', () => {
    const tool = join(root, about.bin['loyalite-elements'] ?? '');
    assert.match(
      execFileSync(process.execPath, ['--import', 'tsx', tool, '--help'], { cwd: root, encoding: 'utf8' }),
      /check-proxy/,
    );
  });

  for (const name of names) {
    it(`imports ${name} on a server`, () => {
      assert.match(run(`const all = await import('./src/${name}.ts'); console.log(Object.keys(all).length)`), /^[1-9]/);
    });
  }

  it('registers no tag but through define', () => {
    const program = (
      name: string,
    ): string => `globalThis.customElements = { tags: [], get: () => undefined, define(tag) { this.tags.push(tag); } };
      await import('./src/${name}.ts'); console.log(customElements.tags.sort().join(' '))`;
    assert.equal(run(program('index')).trim(), '');
    assert.equal(run(program('define')).trim(), 'loyalite-checkout loyalite-earn loyalite-lookup loyalite-redeem');
  });
});
