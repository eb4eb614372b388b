// What CHANGELOG.md says of one version, for the release's own page: `node scripts/changelog.mjs 0.2.0`. A version without
// an entry is a failure, so that nothing is released that nobody wrote about.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The text below a version's heading, up to the next version. */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.find((section) => section.split('\n', 1)[0].trim().split(/\s/)[0] === version);
  const text = found?.slice(found.indexOf('\n')).trim();
  if (!text) throw new Error(`CHANGELOG.md has no entry for ${version}`);
  return `${text}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.stdout.write(notesOf(readFileSync('CHANGELOG.md', 'utf8'), process.argv[2] ?? ''));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
