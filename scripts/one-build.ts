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
 * The one way to a part, once for all who ask: what it needs of other parts first, then itself. One that could not be loaded is asked for under another
 * address, because browsers keep failures in mind. Where the page says by hashes what may be run, that would get round them, and
 * the part stays away. A part finds those it needs in what the files share, wherever they came from: an `import` of its own would
 * name the address that failed, and one that is awaited in a module is not waited for by every browser.
 */
const importPart = (shared: string, needs: Record<string, string[]>): string =>
  `const importPart=((p,f,d)=>a=>p[a]||=Promise.all((d[a]||[]).map(importPart)).then(()=>import(f[a]&&![...document.querySelectorAll("script[type=importmap]")].some(s=>/"integrity"/.test(s.textContent))?a+"?"+f[a]:a)).then(m=>${shared}[a]=m).catch(e=>{p[a]=0;f[a]=-~f[a];throw e}))({},{},${JSON.stringify(needs)});`;

const sharing = /import\s*\{([^}]*)\}\s*from\s*["'`]\.\/loyalite\.js["'`];?/g;
/** What a part needs of another one. */
const needing = /import\s*(?:\{([^}]*)\}\s*from\s*)?["'`](\.\/loyalite-[\w-]+\.js)["'`];?/g;
const loading = /\bimport\((["'`]\.\/loyalite-[\w-]+\.js["'`])\)/g;

const pairs = (names: string): [string, string][] =>
  names
    .split(',')
    .filter((name) => name.trim())
    .map((name) => {
      const [from = '', to = from] = name.trim().split(/\s+as\s+/);
      return [from, to];
    });

/** Names that are imported, as they are taken from an object. */
const taken = (names: string): string =>
  pairs(names)
    .map(([from, to]) => `${from}:${to}`)
    .join();

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
  /** First of all in a part: where the script is another build, the tags tell that apart from a part that got lost. */
  const otherBuild = `if(!${shared})throw Object.assign(Error("Another build"),{name:"OtherBuildError"});`;
  return {
    name: 'one-build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const wanted = new Set<string>();
        const needs: Record<string, string[]> = {};
        let face;
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          const loaded = output.code.replace(loading, 'importPart($1)');
          if (output.isEntry) {
            face = output;
            output.code = loaded;
            continue;
          }
          const own: string[] = [];
          output.code =
            otherBuild +
            (loaded === output.code ? '' : `const{importPart}=${shared};`) +
            loaded
              .replace(sharing, (_match, names: string) => {
                for (const [from] of pairs(names)) wanted.add(from);
                return `const{${taken(names)}}=${shared};`;
              })
              .replace(needing, (_match, names: string | undefined, part: string) => {
                own.push(part);
                return names ? `const{${taken(names)}}=${shared}["${part}"];` : '';
              });
          if (own.length) needs[`./${output.fileName}`] = own;
          if (/["'`]\.\/loyalite\.js/.test(output.code)) throw new Error(`${output.fileName} imports loyalite.js`);
        }
        const [, names = ''] =
          /export\s*\{([^}]*)\};?\s*$/.exec(face?.code.replace(/\/\/# sourceMappingURL.*\s*$/, '') ?? '') ?? [];
        const given = pairs(names).filter(([, to]) => wanted.has(to));
        if (!face || given.length !== wanted.size) throw new Error('loyalite.js does not give out what its parts take');
        // Before its exports, so that the lines of the source map stay.
        const at = face.code.lastIndexOf('export');
        const all = ['importPart', ...given.map(([from, to]) => `${to}:${from}`)];
        face.code = `${face.code.slice(0, at)}${shared}={${all.join()}};${face.code.slice(at)}`;
        putFirst(importPart(shared, needs), face, bundle);
      },
    },
  };
}
