/** The blocks of docs/install.md, without a browser; test/stacks/package bundles and loads what they make. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root, snippet } from './markdown.js';
import { moduleOf } from './programs.js';

describe('docs/install.md', () => {
  it('defines one tag by its class', async () => {
    const defined: string[] = [];
    const registry = { define: (tag: string) => defined.push(tag), get: () => undefined };
    const before = Object.getOwnPropertyDescriptor(globalThis, 'customElements');
    Object.defineProperty(globalThis, 'customElements', { value: registry, configurable: true });
    await moduleOf('one-tag', snippet('docs/install.md', 'one-tag'));
    if (before) Object.defineProperty(globalThis, 'customElements', before);
    else Reflect.deleteProperty(globalThis, 'customElements');
    assert.deepEqual(defined, ['loyalite-lookup']);
  });

  it('makes tags that demand every hash', async () => {
    const { scriptTags } = await moduleOf<{ scriptTags: (hashes: object, folder: string) => string }>(
      'integrity',
      snippet('docs/install.md', 'integrity'),
    );
    const [map = '', script = ''] = scriptTags(
      { 'loyalite.js': 'sha384-a', 'chunks/tr.js': 'sha384-b' },
      '/vendor',
    ).split('\n');
    assert.deepEqual(JSON.parse(map.replace(/<[^>]*>/g, '')), {
      integrity: { '/vendor/loyalite.js': 'sha384-a', '/vendor/chunks/tr.js': 'sha384-b' },
    });
    assert.equal(script, '<script type="module" src="/vendor/loyalite.js" integrity="sha384-a"></script>');
  });

  it('names files for VS Code that the package has', () => {
    const files = Object.values(JSON.parse(snippet('docs/install.md', 'vs-code')) as Record<string, string[]>).flat();
    assert.equal(files.length, 2);
    for (const file of files)
      assert.ok(existsSync(join(root, file.replace('./node_modules/loyalite-elements/', ''))), file);
  });
});
