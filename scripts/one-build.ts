// What the script's files share stands in `loyalite.js`. A page may load that as `loyalite.js?v=3`, and a cache may keep files of
// different releases: an `import … from './loyalite.js'` would then run a second copy of it, or take short names for others. So the
// other files get what they share by a name of the very build, and one of another build does not run at all.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Names a build by all that goes into it. */
export function buildName(root: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(root, 'src', name)));
  return hash.digest('hex').slice(0, 10);
}

/**
 * A file that could not be loaded is asked for under another address, because browsers keep failures in mind. Where the page says
 * by hashes what may be run, that would get round them, and the file stays away.
 */
const importAgain = `const importAgain=n=>[...document.querySelectorAll("script[type=importmap]")].some(s=>/"integrity"/.test(s.textContent))?import("./loyalite-conversation.js"):import("./loyalite-conversation.js?"+n);`;

const sharing = /import\s*\{([^}]*)\}\s*from\s*["'`]\.\/loyalite\.js["'`];?/g;

const pairs = (names: string): [string, string][] =>
  names
    .split(',')
    .filter((name) => name.trim())
    .map((name) => {
      const [from = '', to = from] = name.trim().split(/\s+as\s+/);
      return [from, to];
    });

/** Puts a line before all others of a file, in its source map too. */
export function putFirst(line: string, output: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): void {
  output.code = `${line}\n${output.code}`;
  const map = bundle[`${output.fileName}.map`];
  if (map?.type !== 'asset') return;
  const content = JSON.parse(String(map.source)) as { mappings: string };
  map.source = JSON.stringify({ ...content, mappings: `;${content.mappings}` });
}

/** The build plugin. */
export function oneBuild(name: string): Plugin {
  const shared = `globalThis[Symbol.for("loyalite-elements ${name}")]`;
  return {
    name: 'one-build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const wanted = new Set<string>();
        let face;
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          if (output.isEntry) {
            face = output;
            continue;
          }
          output.code = output.code.replace(sharing, (_match, names: string) => {
            for (const [from] of pairs(names)) wanted.add(from);
            return `const{${pairs(names)
              .map(([from, to]) => `${from}:${to}`)
              .join()}}=${shared};`;
          });
          if (/["'`]\.\/loyalite\.js/.test(output.code)) throw new Error(`${output.fileName} imports loyalite.js`);
        }
        const [, names = ''] =
          /export\s*\{([^}]*)\};?\s*$/.exec(face?.code.replace(/\/\/# sourceMappingURL.*\s*$/, '') ?? '') ?? [];
        const given = pairs(names).filter(([, to]) => wanted.has(to));
        if (!face || given.length !== wanted.size) throw new Error('loyalite.js does not give out what its parts take');
        // Before its exports, so that the lines of the source map stay.
        const at = face.code.lastIndexOf('export');
        face.code = `${face.code.slice(0, at)}${shared}={${given.map(([from, to]) => `${to}:${from}`).join()}};${face.code.slice(at)}`;
        putFirst(importAgain, face, bundle);
      },
    },
  };
}
