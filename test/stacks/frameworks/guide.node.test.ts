/** The guide shows what the examples do: each of its code blocks stands in the example that the other tests build and drive. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { snippet, tableBelow } from '../../docs/markdown.js';
import { examples } from './support/workshop.js';

const flat = (text: string): string => text.trim().replaceAll(/\n\s*/g, '\n');
const example = (file: string): string => readFileSync(join(examples, file), 'utf8');

const shown: readonly [file: string, code: string][] = [
  ['react/src/Till.tsx', snippet('docs/frameworks.md', 'react')],
  ['react-18/src/Till.tsx', snippet('docs/frameworks.md', 'react-ref')],
  ['react-ssr/src/Till.tsx', snippet('docs/frameworks.md', 'react-ref')],
  ['preact/src/Till.tsx', snippet('docs/frameworks.md', 'preact')],
  ['vue/vite.config.ts', snippet('docs/frameworks.md', 'vue-config')],
  ['vue/src/Till.vue', snippet('docs/frameworks.md', 'vue')],
  ['svelte/src/Till.svelte', snippet('docs/frameworks.md', 'svelte')],
  ['angular/src/till.ts', snippet('docs/frameworks.md', 'angular-component')],
  ['angular/src/till.html', snippet('docs/frameworks.md', 'angular')],
  ['htmx/server.js', snippet('docs/frameworks.md', 'htmx')],
];

describe('docs/frameworks.md', () => {
  for (const [file, code] of shown) {
    it(`shows what ${file} does`, () => {
      assert.ok(flat(example(file)).includes(flat(code)), code);
    });
  }

  it('names the versions that the examples are built with', () => {
    const packages: Record<string, [folder: string, name: string]> = {
      'React 19': ['react', 'react'],
      'React 18': ['react-18', 'react'],
      Preact: ['preact', 'preact'],
      Vue: ['vue', 'vue'],
      Svelte: ['svelte', 'svelte'],
      Angular: ['angular', '@angular/core'],
      htmx: ['htmx', 'htmx.org'],
      'plain TypeScript': ['react', 'typescript'],
    };
    const told = tableBelow('docs/frameworks.md', 'In a framework').map(([name = '', version]) => [name, version]);
    const used = Object.entries(packages).map(([name, [folder, dependency]]) => {
      const { dependencies, devDependencies } = JSON.parse(example(`${folder}/package.json`)) as Record<
        string,
        Record<string, string> | undefined
      >;
      return [name, { ...devDependencies, ...dependencies }[dependency]];
    });
    assert.deepEqual(told, used);
  });
});
