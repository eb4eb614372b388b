import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** Folders of which nobody imports two files at once: a language or a framework each, with the same shape by design. */
const variants = ['src/words/', 'src/types/'];

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => join('src', name));

/** What a file declares and exports; what it only passes on belongs to the file that declares it. */
function declaredIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const local = new Map<string, string>();
  const names: string[] = [];
  for (const statement of source.statements) {
    const declared = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name.getText())
      : 'name' in statement && statement.name
        ? [(statement.name as ts.Identifier).text]
        : [];
    for (const name of declared) local.set(name, name);
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported) names.push(...declared);
    if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier && statement.exportClause)
      if (ts.isNamedExports(statement.exportClause))
        names.push(...statement.exportClause.elements.map(({ name }) => name.text).filter((name) => local.has(name)));
  }
  return [...new Set(names)];
}

describe('exported names', () => {
  const owners = new Map<string, string[]>();
  for (const file of files) for (const name of declaredIn(file)) owners.set(name, [...(owners.get(name) ?? []), file]);

  it('are read from all files', () => {
    assert.ok(owners.size > 700, `${owners.size} names`);
    assert.deepEqual(owners.get('createProxy'), ['src/proxy/proxy.ts']);
  });

  it('name one thing each', () => {
    const twice = [...owners]
      .filter(([, where]) => where.length > 1)
      .filter(([, where]) => !variants.some((folder) => where.every((file) => file.startsWith(folder))))
      .map(([name, where]) => `${name}: ${where.join(', ')}`);
    assert.deepEqual(twice, []);
  });
});
