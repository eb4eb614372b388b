// `npm run figures` writes test/figures.md: the prose of test/figures.tmpl, and the figures that tests and benches left in
// test/bench/results/. `{{load.served}}` is a figure, `{{gestures.rows}}` the rows of a table, `{{load.when}}` when and of which
// commit it was measured, `{{load.command}}` by what. A name that nobody recorded stops it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const test = new URL('../test/', import.meta.url);
const results = new URL('bench/results/', test);

/** What was recorded, by the name of its file. */
export function recorded() {
  const files = readdirSync(results).filter((file) => file.endsWith('.json') && file !== 'till.json');
  return Object.fromEntries(
    files.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(new URL(file, results), 'utf8'))]),
  );
}

const shown = (value) => (typeof value === 'number' ? value.toLocaleString('en-US') : String(value));
const row = (cells) => `| ${cells.map(shown).join(' | ')} |`;
/** Node is named where it was recorded. */
const when = ({ date, commit, node }) => [date, `commit ${commit}`, node && `Node ${node}`].filter(Boolean).join(', ');

/** The template with its figures. */
export function figures(template, all) {
  return template.replaceAll(/\{\{(\w+)\.(\w+)\}\}/g, (place, name, key) => {
    const result = all[name];
    const value = key === 'when' && result ? when(result) : result?.[key];
    if (value === undefined) throw new Error(`nobody recorded ${place}`);
    return Array.isArray(value) ? value.map(row).join('\n') : shown(value);
  });
}

/** The page as it has to be. */
export const page = () => figures(readFileSync(new URL('figures.tmpl', test), 'utf8'), recorded());

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(new URL('figures.md', test), page());
