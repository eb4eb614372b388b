// Writes the package's version where the script can say it; `npm version` runs it.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../src/elements/version.ts', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
writeFileSync(file, readFileSync(file, 'utf8').replace(/'[^']*';/, `'${version}';`));
