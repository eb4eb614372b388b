/** The types that are shipped take everything that the manifest promises, in each framework's own checker, and nothing of a wrong type. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { attributes, listeners, properties, type Fact } from './support/every.js';
import { examples, run, setUp } from './support/workshop.js';

/** How a framework says something of a tag, and how its checker is asked. */
interface Checker {
  readonly name: string;
  readonly file: string;
  readonly facts: readonly Fact[];
  /** A whole file with one line for each fact, `value` being its right or its wrong one. */
  write(lines: readonly string[]): string;
  say(fact: Fact, value: string): string;
  readonly check: readonly [string, ...string[]];
  /** The line that an error of the file stands in. */
  lineOf(file: string): RegExp;
}

const tsc = {
  check: ['npx', 'tsc', '--pretty', 'false'],
  lineOf: (file: string) => new RegExp(`${file}\\((\\d+),\\d+\\): error`, 'g'),
} as const;
const heading = "import type { LoyaliteEventMap } from 'loyalite-elements';";
const listenersAs = (prefix: string): Fact[] => listeners.map((fact) => ({ ...fact, name: prefix + fact.name }));

function jsx(name: string, entry: string, facts: readonly Fact[]): Checker {
  return {
    name,
    facts,
    ...tsc,
    file: 'every.tsx',
    write: (lines) =>
      [
        heading,
        `import type {} from 'loyalite-elements/${entry}';`,
        'export type { LoyaliteEventMap };',
        ...lines,
      ].join('\n'),
    say: ({ tag, name: what }, value) => `void <${tag} ${what}={${value}} />;`,
  };
}

const checkers: readonly Checker[] = [
  jsx('react', 'react', [...properties, ...attributes('true'), ...listenersAs('on')]),
  jsx('react-18', 'react', attributes("''")),
  jsx('preact', 'preact', [...properties, ...attributes('true'), ...listenersAs('on')]),
  {
    name: 'vue',
    file: 'Every.vue',
    facts: [
      ...properties.map((fact) => ({ ...fact, name: `:${fact.name}` })),
      ...attributes('true').map((fact) => ({ ...fact, name: `:${fact.name}` })),
      ...listenersAs('@'),
    ],
    write: (lines) =>
      [
        `<script setup lang="ts">${heading} import type {} from 'loyalite-elements/vue'; type Map = LoyaliteEventMap;</script>`,
        '<template>',
        ...lines,
        '</template>',
      ].join('\n'),
    say: ({ tag, name }, value) => `<${tag} ${name}="${value.replace('LoyaliteEventMap', 'Map')}" />`,
    check: ['npx', 'vue-tsc', '--pretty', 'false'],
    lineOf: (file) => new RegExp(`${file}\\((\\d+),\\d+\\): error`, 'g'),
  },
  {
    name: 'svelte',
    file: 'Every.svelte',
    facts: [...properties, ...attributes("''"), ...listenersAs('on')],
    write: (lines) =>
      [
        `<script lang="ts">${heading} import type {} from 'loyalite-elements/svelte'; type Map = LoyaliteEventMap;</script>`,
        ...lines,
      ].join('\n'),
    say: ({ tag, name }, value) => `<${tag} ${name}={${value.replace('LoyaliteEventMap', 'Map')}}></${tag}>`,
    check: ['npx', 'svelte-check', '--output', 'machine'],
    lineOf: (file) => new RegExp(`ERROR "[^"]*${file}" (\\d+):`, 'g'),
  },
  {
    name: 'angular',
    file: 'every.ts',
    // Angular checks events and references of unknown tags, and no properties.
    facts: listeners,
    write: (lines) =>
      [
        "import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core'; import type { LoyaliteEventMap } from 'loyalite-elements';",
        '@Component({ selector: "app-every", schemas: [CUSTOM_ELEMENTS_SCHEMA], template: `',
        ...lines,
        '`}) export class Every {',
        ...new Set(
          listeners.map(
            ({ name }) =>
              `right_${name.replaceAll('-', '_')}(event: LoyaliteEventMap['${name}']): void { void event; }`,
          ),
        ),
        'wrong(event: Date): void { void event; } }',
      ].join('\n'),
    say: ({ tag, name }, value) =>
      `<${tag} (${name})="${value.includes('Date') ? 'wrong' : `right_${name.replaceAll('-', '_')}`}($event)"></${tag}>`,
    check: ['npx', 'ngc', '-p', 'every.json'],
    lineOf: (file) => new RegExp(`${file}:(\\d+):\\d+ - error`, 'g'),
  },
  {
    name: 'plain TypeScript',
    file: 'every.ts',
    facts: [...properties, ...listeners.map((fact) => ({ ...fact, name: `@${fact.name}` }))],
    write: (lines) => [heading, 'export type { LoyaliteEventMap };', ...lines].join('\n'),
    say: ({ tag, name }, value) =>
      name.startsWith('@')
        ? `document.createElement('${tag}').addEventListener('${name.slice(1)}', ${value});`
        : `document.createElement('${tag}').${name} = ${value};`,
    ...tsc,
  },
];

/** Where the example lies whose packages the checker comes with. */
const homeOf = (name: string): string => join(examples, name === 'plain TypeScript' ? 'react' : name);

describe('the types', () => {
  for (const {
    name,
    file,
    facts,
    write,
    say,
    check: [program, ...words],
    lineOf,
  } of checkers) {
    it(`of ${name} take every attribute, property and event that there is, and no wrong value of any`, async () => {
      const folder = await setUp(homeOf(name));
      const wrongFile = file.replace(/very/, 'rror');
      writeFileSync(join(folder, 'src', file), write(facts.map((fact) => say(fact, fact.right))));
      writeFileSync(join(folder, 'src', wrongFile), write(facts.map((fact) => say(fact, fact.wrong))));
      writeFileSync(
        join(folder, 'every.json'),
        JSON.stringify({
          extends: './tsconfig.json',
          compilerOptions: { noEmit: true },
          files: [`src/${file}`, `src/${wrongFile}`],
        }),
      );
      const said = await run(folder, program, words).then(
        () => '',
        (error: unknown) => stripVTControlCharacters(String(error)),
      );
      assert.deepEqual(
        [...said.matchAll(lineOf(file))].map(([line]) => line),
        [],
        said,
      );
      const refused = new Set([...said.matchAll(lineOf(wrongFile))].map(([, line]) => Number(line)));
      const lines = write(facts.map((fact) => say(fact, fact.wrong))).split('\n');
      const passed = facts.map((fact) => say(fact, fact.wrong)).filter((line) => !refused.has(lines.indexOf(line) + 1));
      assert.ok(facts.length > 0);
      assert.deepEqual(passed, [], 'each of these is of a wrong type');
    });
  }
});
