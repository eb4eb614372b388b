// `npm run size`: what dist/loyalite.js weighs with brotli, and what each source module has to do with it. The marginal
// column is what would be saved if the module's part of the script were not there.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { record } from './record.mjs';
import { brotliCompressSync, constants } from 'node:zlib';

const file = process.argv[2] ?? 'dist/loyalite.js';
const code = readFileSync(file, 'utf8');
const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
const weigh = (text) =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  }).length;

/** `src/flow/conversation-runner.ts` of one of ours, the package's name of all others. */
function moduleOf(source) {
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)/g;
  const name = [...source.matchAll(packaged)].at(-1)?.[1];
  return name ?? source.replace(/^(\.\.\/)+/, '');
}

/** The script cut into runs that come from one module. */
function* pieces() {
  for (const [lineNumber, line] of code.split('\n').entries()) {
    let [start, last] = [0, '(made by the build)'];
    for (let column = 0; column < line.length; column += 1) {
      const entry = map.findEntry(lineNumber, column);
      const owner = entry.originalSource ? moduleOf(entry.originalSource) : last;
      if (owner === last) continue;
      yield { owner: last, text: line.slice(start, column) };
      [start, last] = [column, owner];
    }
    yield { owner: last, text: line.slice(start) };
  }
}

const all = [...pieces()].filter(({ text }) => text);
const total = weigh(code);
const rows = [...new Set(all.map(({ owner }) => owner))].map((owner) => {
  const own = all
    .filter((piece) => piece.owner === owner)
    .map(({ text }) => text)
    .join('');
  const rest = all
    .filter((piece) => piece.owner !== owner)
    .map(({ text }) => text)
    .join('');
  return { module: owner, bytes: own.length, alone: weigh(own), marginal: total - weigh(rest) };
});
console.table(rows.sort((one, other) => other.marginal - one.marginal));
console.log(`${file}: ${code.length} bytes, ${total} with brotli (${(total / 1024).toFixed(2)} KiB)`);
record('size', 'npm run build && npm run size', {
  bytes: code.length,
  brotli: `${total.toLocaleString('en-US')} (${(total / 1024).toFixed(1)} KiB)`,
});
