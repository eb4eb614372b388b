/** Every entry can be imported where there is no page: on a server that renders, in a worker, in a build. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);

/** Imports an entry in a process of its own and says what came of it. */
async function imported(entry: string): Promise<{ names: string[]; tags: boolean[]; document: string }> {
  const tags = ['lookup', 'earn', 'redeem', 'checkout'].map((name) => `loyalite-${name}`);
  const code = `const names = Object.keys(await import('./src/${entry}.ts'));
    const tags = ${JSON.stringify(tags)}.map((tag) => globalThis.customElements?.get(tag) !== undefined);
    console.log(JSON.stringify({ names, tags, document: typeof document }));`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    cwd: root,
  });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof imported>>;
}

describe('an import on a server', () => {
  it('of the elements gives their classes and registers nothing', async () => {
    const { names, tags, document } = await imported('index');
    assert.equal(document, 'undefined');
    for (const name of ['Lookup', 'Earn', 'Redeem', 'Checkout'])
      assert.ok(names.includes(`Loyalite${name}Element`), name);
    assert.deepEqual(tags, [false, false, false, false]);
  });

  for (const entry of ['define', 'headless', 'scan', 'proxy', 'sandbox']) {
    it(`of ${entry} is safe`, async () => {
      const { names } = await imported(entry);
      assert.ok(names.length > 0);
    });
  }
});
