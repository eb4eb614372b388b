// Writes docs/accessibility.md below its first words: each criterion of test/a11y/wcag.ts with the tests that name it in a comment
// above them, and the reasons of those that do not apply. Part of `npm run figures`.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { criteria, type Criterion } from '../test/a11y/wcag.js';
import { testFiles } from './node-tests.mjs';

const root = new URL('../', import.meta.url);
const page = new URL('docs/accessibility.md', root);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** A test that names criteria. */
export interface Holding {
  readonly file: string;
  readonly title: string;
  readonly names: readonly string[];
}

/** What a title says whatever it is run with: `by … cancels`, without what stands behind a colon at its end. */
function words(title: ts.Expression | undefined): string {
  if (!title || !ts.isTemplateExpression(title)) return title && ts.isStringLiteralLike(title) ? title.text : '…';
  const { head, templateSpans } = title;
  return [head.text, ...templateSpans.map(({ literal }) => `…${literal.text}`)].join('').replace(/(: |, on )…$/, '');
}

/** The criteria in the comments directly above a statement. */
function named(text: string, statement: ts.Node): string[] {
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  return comments.flatMap(({ pos, end }) => /^\/\/ WCAG (.+)$/.exec(text.slice(pos, end))?.[1]?.split(', ') ?? []);
}

/** The tests of a file that name criteria, read from its syntax tree. */
export function holdings(file: string, text: string): Holding[] {
  const found: Holding[] = [];
  const walk = (node: ts.Node, above: string): void => {
    let title = above;
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const { expression, arguments: given } = node.expression;
      if (ts.isIdentifier(expression) && ['describe', 'it'].includes(expression.text)) {
        title = `${above} ${words(given[0])}`.trim();
        const names = named(text, node);
        if (names.length) found.push({ file, title, names });
      }
    }
    node.forEachChild((child) => walk(child, title));
  };
  walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest), '');
  return found;
}

/** All tests that name criteria. */
export const allHoldings = (): Holding[] => testFiles('test').flatMap((file) => holdings(file, read(file)));

const link = (file: string): string => `[${file.replace(/^test\/|(\.node)?\.test\.ts$/g, '')}](../${file})`;
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A criterion's rows, one for each test. */
function rows(number: string, { name, level }: Criterion, all: readonly Holding[]): string[] {
  return all
    .filter(({ names }) => names.includes(number))
    .map(({ title, file }) => `| ${number} ${name} | ${level} | ${cell(title)} | ${link(file)} |`);
}

/** What does not apply, one line for each reason. */
function reasons(): string[] {
  const byReason = new Map<string, string[]>();
  for (const [number, { name, reason }] of Object.entries(criteria))
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), `${number} ${name}`]);
  return [...byReason].map(([reason, names]) => `- ${names.join(', ')}: ${reason}`);
}

/** The page with its first words as they stand, and everything below made anew. */
export function accessibility(text: string, all: readonly Holding[]): string {
  return [
    text.slice(0, text.indexOf('| criterion')) + '| criterion | level | test | in |',
    '|---|---|---|---|',
    ...Object.entries(criteria).flatMap(([number, criterion]) => rows(number, criterion, all)),
    '\n## What does not apply, and why\n',
    ...reasons(),
    '',
  ].join('\n');
}

/** The page as it has to be. */
export const wanted = (): string => accessibility(readFileSync(page, 'utf8'), allHoldings());

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(page, wanted());
