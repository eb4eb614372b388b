/**
 * Reads the Markdown of this repository: code blocks with their names, links with their targets, headings as anchors, tables
 * as rows. It knows as much of the format as these documents use.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository. */
export const root = join(import.meta.dirname, '../..');

/** A fenced code block; its name stands in a comment above it: `<!-- run: four-tags -->`. */
export interface Block {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly name: string | undefined;
  readonly code: string;
}

const skipped = new Set(['node_modules', 'dist', '.git', '.cache', '.out', 'coverage']);

/** Every document of the repository, as a path from its root. */
export function documents(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** The text of a document. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The code blocks of a document. */
export function blocksOf(file: string): Block[] {
  const blocks = read(file).matchAll(/(?:<!-- run: ([\w-]+) -->\n)?^```(\w*)[^\n]*\n([^]*?)^```$/gm);
  return [...blocks].map(({ index, input, 1: name, 2: language = '', 3: code = '' }) => ({
    file,
    line: input.slice(0, index).split('\n').length,
    language,
    name,
    code,
  }));
}

/** The code of a block by its name; a document that does not have it is a failure. */
export function snippet(file: string, name: string): string {
  const found = blocksOf(file).find((block) => block.name === name);
  if (!found) throw new Error(`${file} has no code block named ${name}`);
  return found.code;
}

/** A document without its code. */
export function prose(file: string): string {
  return read(file)
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()<>]/g, ' '));
}

/** Where the links and pictures of a document lead, but for the web. */
export function linksOf(file: string): string[] {
  const text = prose(file);
  const marked = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const tags = [...text.matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, target = '']) => target);
  return [...marked, ...tags].filter((target) => !/^(?:https?|mailto):/.test(target));
}

/** The anchors that a document's headings make, as GitHub spells them. */
export function anchorsOf(file: string): Set<string> {
  const text = read(file).replace(/^```[^]*?^```$/gm, '');
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const plain = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let anchor = plain;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${plain}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The body rows of the table below a heading, cell by cell. */
export function tableBelow(file: string, heading: string): string[][] {
  const [, rest = ''] = read(file).split(new RegExp(`^#+ ${heading}$`, 'm'));
  const section = rest.split(/^#+ /m)[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}
