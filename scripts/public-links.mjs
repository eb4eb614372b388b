// Makes the package name the repository that it is published from, and its documents lead there: what they link to is not all in
// the package. `node scripts/public-links.mjs owner/name v1.2.0` changes package.json and the documents of the package in the
// current folder; the release runs it before it packs.
import { readFileSync, writeFileSync } from 'node:fs';

const [repository, tag] = process.argv.slice(2);
if (!/^[\w.-]+\/[\w.-]+$/.test(repository ?? '') || !/^v\d/.test(tag ?? '')) {
  console.error('Name the repository and the tag: node scripts/public-links.mjs owner/name v1.2.0');
  process.exit(1);
}
const home = `https://github.com/${repository}`;

/** Where a link of a document leads to in the repository, at the published version; pictures are asked for as files. */
function address(target) {
  if (/^(?:\w+:|#)/.test(target)) return target;
  return `${home}/${/\.(?:png|svg)$/.test(target) ? 'raw' : 'blob'}/${tag}/${target}`;
}

/** The same document with whole addresses; code stays as it is. */
const lead = (text) =>
  text
    .split(/(^```[^]*?^```$|`[^`\n]*`)/m)
    .map((part) =>
      part.startsWith('`') ? part : part.replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${address(target)})`),
    )
    .join('');

const about = JSON.parse(readFileSync('package.json', 'utf8'));
Object.assign(about, {
  repository: { type: 'git', url: `git+${home}.git` },
  homepage: `${home}#readme`,
  bugs: `${home}/issues`,
});
writeFileSync('package.json', `${JSON.stringify(about, null, 2)}\n`);
for (const file of ['README.md', 'CHANGELOG.md', 'SECURITY.md']) writeFileSync(file, lead(readFileSync(file, 'utf8')));
