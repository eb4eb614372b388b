/** The documents hold together: links lead somewhere, code blocks are run, commands exist. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { anchorsOf, blocksOf, documents, linksOf, prose, read, root } from './markdown.js';

/** What is shown and not run: transcripts, file trees, headers. */
const shown = new Set(['text', 'sh']);

function problemOf(file: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path ? normalize(join(dirname(file), path)) : file;
  if (!existsSync(join(root, target))) return `${file}: ${link} leads nowhere`;
  if (anchor && !anchorsOf(target).has(anchor)) return `${file}: ${target} has no heading for #${anchor}`;
  return undefined;
}

describe('documents', () => {
  for (const file of documents()) {
    it(`${file} links to what is there`, () => {
      assert.deepEqual(
        linksOf(file)
          .map((link) => problemOf(file, link))
          .filter(Boolean),
        [],
      );
    });
  }

  it('writes links to the web as whole addresses, encrypted', () => {
    const links = documents().flatMap((file) =>
      [...prose(file).matchAll(/\]\((\w+:[^)\s]*)\)/g)].map(([, link = '']) => link),
    );
    assert.deepEqual(
      links.filter((link) => !URL.canParse(link) || !/^https:\/\/[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(link)),
      [],
    );
    assert.ok(links.length > 2);
  });

  it('names every code block, and a test runs it', () => {
    const stacks = ['frameworks', 'guides', 'package'].map((room) => join(root, 'test/stacks', room));
    const folders = [import.meta.dirname, ...stacks].filter(existsSync);
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name)),
    );
    const tests = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const blocks = documents()
      .flatMap(blocksOf)
      .filter(({ language }) => !shown.has(language));
    const unrun = blocks.filter(({ file, name }) => !name || !tests.includes(`snippet('${file}', '${name}')`));
    assert.deepEqual(
      unrun.map(({ file, line, name }) => `${file}:${line} ${name ?? 'has no name'}`),
      [],
    );
    assert.ok(blocks.length >= 8, 'hardly any code block was found');
  });

  it('shows commands that exist', () => {
    const { scripts, bin = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: object;
      bin?: object;
    };
    const shells = documents()
      .flatMap(blocksOf)
      .filter(({ language }) => language === 'sh');
    const files = shells.flatMap(({ code }) => [...code.matchAll(/\btest\/[\w./-]+\.test\.ts/g)].map(([path]) => path));
    assert.deepEqual(
      files.filter((path) => !existsSync(join(root, path))),
      [],
    );
    const inline = documents().flatMap((file) => [...read(file).matchAll(/`(npm run ([\w:-]+))[^`\n]*`/g)]);
    assert.deepEqual(
      inline.filter(([, , script]) => !Object.hasOwn(scripts, script ?? '')).map(([text]) => text),
      [],
    );
    const commands = shells.flatMap(({ code }) => [
      ...code.matchAll(/^(npm (?:run )?([\w:-]+)|npx (loyalite-elements)\b)/gm),
    ]);
    const own = new Set([...Object.keys(scripts), 'init', 'install', 'ci', 'pack', 'i']);
    assert.deepEqual(
      commands
        .filter(([, , script, program]) => (program ? !Object.hasOwn(bin, program) : !own.has(script ?? '')))
        .map(([text]) => text),
      [],
    );
    assert.ok(commands.length >= 2);
  });
});
