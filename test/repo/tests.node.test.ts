/** Where a test stands and what it is called: folders as in src/ or by their subject, and the name says which process runs it. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { testFiles } from '../../scripts/node-tests.mjs';
import { tableBelow } from '../docs/markdown.js';

const root = join(import.meta.dirname, '../..');
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules/') && !file.startsWith('.out/'))
  .map((file) => `test/${file}`);

const importsOf = (file: string): string[] =>
  ts.preProcessFile(readFileSync(join(root, file), 'utf8')).importedFiles.map(({ fileName }) => fileName);

/** Whether a file, or one of the test folder that it imports, asks for a module that only Node has. */
function needsNode(file: string): boolean {
  const seen = new Set([file]);
  for (const one of seen) {
    const imports = importsOf(one);
    if (imports.some((name) => name.startsWith('node:'))) return true;
    const beside = imports
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(one), name.replace(/\.js$/, '.ts')));
    for (const next of beside) if (next.startsWith('test/') && existsSync(join(root, next))) seen.add(next);
  }
  return false;
}

describe('a test file', () => {
  it('is called *.node.test.ts where it runs in Node, and only there', () => {
    const wrong = files.filter((file) => file.endsWith('.node.test.ts') !== needsNode(file));
    assert.deepEqual(wrong, []);
    assert.ok(files.filter(needsNode).length > 50);
  });

  it('is none that an earlier run left behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tests-'));
    for (const file of ['docs/links.test.ts', '.out/docs/sandbox.test.ts', 'node_modules/lit/lit.test.ts']) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
    assert.deepEqual(testFiles(folder), [`${folder}/docs/links.test.ts`]);
    rmSync(folder, { recursive: true });
  });

  it('stands in a folder of src/ or in one that test/README.md explains as a subject', () => {
    const rooms = [...new Set(files.map((file) => file.split('/')[1] ?? ''))];
    const layers = readdirSync(join(root, 'src'), { withFileTypes: true }).map(({ name }) => name);
    const listed = (heading: string): string[] =>
      tableBelow('test/README.md', heading).flatMap(([names = '']) =>
        [...names.matchAll(/`([\w-]+)\/`/g)].map(([, name = '']) => name),
      );
    const [mirrored, subjects] = [listed('As in src'), listed('By subject')];
    assert.deepEqual(
      mirrored.filter((name) => !layers.includes(name)),
      [],
    );
    assert.deepEqual(
      rooms.filter((name) => !mirrored.includes(name) && !subjects.includes(name)),
      [],
    );
    assert.ok(mirrored.length > 8);
    assert.ok(subjects.length > 8);
  });
});
