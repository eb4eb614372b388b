/** Which document becomes which page of the site, and in which order they are offered. A new file in docs/ is a new page by itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** One page made of a document. */
export interface DocumentPage {
  /** The document, from the repository's root. */
  readonly source: string;
  /** The page, from the site's root. */
  readonly path: string;
  readonly group: 'Start' | 'Guides' | 'Project';
  readonly title: string;
}

/** The order in which somebody needs them. */
const guides = [
  'from-the-sample',
  'install',
  'frameworks',
  'editors',
  'proxy',
  'proxy-node',
  'proxy-php',
  'reverse-proxies',
  'events',
  'around-a-sale',
  'test-mode',
  'errors',
  'receipts',
  'theming',
  'scanning',
  'scanners',
  'headless',
  'csp',
  'verification',
  'accessibility',
  'privacy',
];

const projectFiles: Record<string, string> = {
  'SECURITY.md': 'security',
  'CHANGELOG.md': 'changelog',
  'CONTRIBUTING.md': 'contributing',
  'demo/README.md': 'demo',
  'src/README.md': 'architecture',
  'test/README.md': 'tests',
  'test/figures.md': 'figures',
  'findings/README.md': 'findings',
  'test/soak-figures.md': 'soak-figures',
  'test/bench/README.md': 'bench',
  'test/bench/scan/README.md': 'scan-bench',
};

function titleOf(source: string): string {
  const [, title = source] = /^# +(.+)$/m.exec(readFileSync(root + source, 'utf8')) ?? [];
  return title.replaceAll('`', '');
}

function exists(source: string): boolean {
  try {
    readFileSync(root + source);
    return true;
  } catch {
    return false;
  }
}

function rank(name: string): number {
  const at = guides.indexOf(name);
  return at < 0 ? guides.length : at;
}

/** Every page that is made of a document. */
export function documentPages(): DocumentPage[] {
  const names = readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3));
  const own = names.toSorted((one, other) => rank(one) - rank(other) || one.localeCompare(other));
  const project = Object.entries(projectFiles).filter(([source]) => exists(source));
  return [
    { source: 'README.md', path: 'index.html', group: 'Start', title: 'Start here' },
    ...own.map(
      (name) =>
        ({
          source: `docs/${name}.md`,
          path: `guides/${name}.html`,
          group: 'Guides',
          title: titleOf(`docs/${name}.md`),
        }) as const,
    ),
    ...project.map(
      ([source, name]) => ({ source, path: `project/${name}.html`, group: 'Project', title: titleOf(source) }) as const,
    ),
  ];
}
