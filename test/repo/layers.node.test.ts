import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
const lit = ['lit', '@lit/context'];

/** What each layer may import: layers by folder, packages by name. Types count as much as values. */
const allowed: Record<string, readonly string[]> = {
  protocol: [],
  client: ['protocol'],
  flow: ['protocol'],
  journal: ['protocol'],
  scan: ['jsqr'],
  headless: ['protocol', 'client', 'flow', 'journal'],
  controllers: ['protocol', 'client', 'flow', 'journal', 'scan', 'headless', ...lit],
  elements: ['protocol', 'client', 'flow', 'journal', 'scan', 'headless', 'controllers', 'words', ...lit, 'lean-qr'],
  words: ['protocol', 'lit'],
  types: ['elements', 'lit', 'react', 'preact', 'vue', 'svelte'],
  proxy: ['protocol', '@noble/hashes'],
  stores: ['proxy'],
  sandbox: ['@noble/hashes'],
  conformance: [],
};

/** Layers that a public entry may re-export; the entries themselves are the top. */
const entries: Record<string, readonly string[]> = {
  'headless.ts': ['protocol', 'client', 'flow', 'journal', 'headless'],
  'proxy.ts': ['proxy'],
  'store-sqlite.ts': ['stores'],
  'store-redis.ts': ['stores'],
  'store-postgres.ts': ['stores'],
  'sandbox.ts': ['sandbox'],
  'scan.ts': ['scan'],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly lazy: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

/** Every import of a file, static, lazy, of types and by `new URL(…, import.meta.url)`; relative ones as a path from the root. */
function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const note = (text: string, lazy: boolean): void => {
    const target = text.startsWith('.') ? relative(root, join(root, dirname(file), text)) : text;
    found.push({ file, target, lazy });
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      note(node.moduleSpecifier.text, false);
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      note(node.argument.literal.text, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      assert.ok(specifier && ts.isStringLiteral(specifier), `${file} imports something that cannot be read`);
      note(specifier.text, true);
    } else if (
      ts.isNewExpression(node) &&
      node.expression.getText() === 'URL' &&
      node.arguments?.[1]?.getText() === 'import.meta.url'
    ) {
      const [address] = node.arguments;
      if (address && ts.isStringLiteral(address)) note(address.text, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

const layerOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];
const packageOf = (target: string): string => /^(@[^/]+\/[^/]+|[^/]+)/.exec(target)?.[0] ?? target;
const all = sources('src').flatMap(importsOf);

describe('the layers', () => {
  it('are exactly the folders of src', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const unknown = folders.map(({ name }) => name).filter((name) => !(name in allowed));
    assert.deepEqual(unknown, []);
    assert.ok(all.length > 50, 'the imports were read');
  });

  for (const [layer, may] of Object.entries(allowed)) {
    it(`${layer} imports ${may.length ? may.join(', ') : 'nothing'}${may.length ? ' and nothing else' : ''}`, () => {
      const outside = all
        .filter(({ file, target }) => layerOf(file) === layer && layerOf(target) !== layer)
        .filter(
          ({ target }) => !may.includes(target.startsWith('src/') ? (layerOf(target) ?? target) : packageOf(target)),
        )
        .map(({ file, target }) => `${file} → ${target}`);
      assert.deepEqual(outside, []);
    });
  }

  for (const [entry, may] of Object.entries(entries)) {
    it(`${entry} gives out ${may.join(', ')} and nothing else`, () => {
      const outside = importsOf(`src/${entry}`).filter(({ target }) => !may.includes(layerOf(target) ?? target));
      assert.deepEqual(outside, []);
    });
  }

  it('have no circle of files, types included', () => {
    const files = [...new Set(all.map(({ file }) => file))];
    const circles = files.filter((file) =>
      all
        .filter((one) => one.file === file && one.target.startsWith('src/'))
        .some(({ target }) => reached(target.replace(/\.js$/, '.ts'), true).includes(file)),
    );
    assert.deepEqual(circles, []);
  });

  it('know jsqr in one place, and the elements reach it lazily only', () => {
    assert.deepEqual(
      [...new Set(all.filter(({ target }) => packageOf(target) === 'jsqr').map(({ file }) => file))].length,
      1,
    );
    const lazily = new Set(reached('src/define.ts', false));
    const importer = all.find(({ target }) => packageOf(target) === 'jsqr')?.file ?? '';
    assert.ok(!lazily.has(importer), `src/define.ts reaches ${importer} without a lazy import`);
  });

  it('keep lit out of headless, proxy, sandbox and scan', () => {
    for (const entry of Object.keys(entries)) {
      const files = new Set(reached(`src/${entry}`, true));
      const withLit = all.filter(({ file, target }) => files.has(file) && lit.includes(packageOf(target)));
      assert.deepEqual(
        withLit.map(({ file }) => file),
        [],
        entry,
      );
    }
  });
});

/** The files that a file brings with it. */
function reached(start: string, lazyToo: boolean): string[] {
  const seen = new Set([start]);
  for (const file of seen) {
    for (const { target, lazy } of all.filter((one) => one.file === file)) {
      if (target.startsWith('src/') && (lazyToo || !lazy)) seen.add(target.replace(/\.js$/, '.ts'));
    }
  }
  return [...seen];
}

describe('the demo, the site, the playground and the gallery', () => {
  it('import public entries of the package only', () => {
    const inside = [...sources('demo'), ...sources('docs')]
      .filter((file) => !file.startsWith('demo/frameworks'))
      .flatMap(importsOf)
      .filter(({ target }) => target.startsWith('src/'));
    assert.deepEqual(inside, []);
  });
});
