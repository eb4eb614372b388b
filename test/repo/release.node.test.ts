/** The workflows: pinned, with few rights, and made of steps that do what they say. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { linksOf } from '../docs/markdown.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const workflows = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const release = workflows.get('release.yml') ?? '';
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  scripts: Record<string, string>;
};

const stepsOf = (text: string): string[] =>
  [...text.matchAll(/^ +(?:- )?run: (.+)$/gm)].map(([, command = '']) => command);

/** The command of a step by its name. */
function step(name: string): string {
  return new RegExp(`- name: ${name}\\n +run: (.+)`).exec(release)?.[1] ?? assert.fail(`no step is named "${name}"`);
}

/** Runs a step as the workflow does; gives its exit code and what it printed. */
function carryOut(command: string, tag: string, cwd = root): { status: number | null; stdout: string } {
  return spawnSync('bash', ['-e', '-c', command], {
    cwd,
    env: { ...process.env, GITHUB_REF_NAME: tag, GITHUB_REPOSITORY: 'shop/loyalite-elements' },
    encoding: 'utf8',
  });
}

for (const [name, text] of workflows) {
  describe(name, () => {
    it('pins every action to a commit', () => {
      const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
      assert.ok(uses.length > 0);
      assert.deepEqual(
        uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action)),
        [],
      );
    });

    it('runs commands and files that exist', () => {
      const scripts = stepsOf(text)
        .flatMap((command) => [...command.matchAll(/npm run ([\w:-]+)/g)])
        .map(([, script = '']) => script);
      assert.ok(scripts.includes('check'));
      assert.deepEqual(
        scripts.filter((script) => !(script in about.scripts)),
        [],
      );
      const files = stepsOf(text)
        .flatMap((command) => [...command.matchAll(/node (scripts\/[\w-]+\.mjs)/g)])
        .map(([, file = '']) => file);
      for (const file of files) readFileSync(join(root, file));
    });

    it('leaves no credentials behind for what it runs, and takes no input of strangers into a command', () => {
      const checkouts = text.split('uses: actions/checkout').length - 1;
      assert.equal(text.split('persist-credentials: false').length - 1, checkouts);
      assert.deepEqual(
        stepsOf(text).filter((command) => command.includes('${{')),
        [],
      );
    });
  });
}

describe('a release', () => {
  it('waits until it is switched on, tests before it publishes, and proves where it was built', () => {
    assert.match(release, /^ {4}if: vars\.RELEASE == 'on'$/m);
    const steps = stepsOf(release);
    const at = (command: RegExp): number => steps.findIndex((one) => command.test(one));
    assert.ok(
      at(/^npm run check$/) >= 0 && at(/^npm run check$/) < at(/^npm publish/) && at(/^npm test$/) < at(/^npm publish/),
    );
    assert.match(steps[at(/^npm publish/)]!, / --provenance /);
    assert.match(release, /^ {6}id-token: write/m);
    assert.match(steps.at(-1)!, /dist\/integrity\.json/);
  });

  it('is made of the version that the tag names and of no other', () => {
    assert.equal(carryOut(step('The tag is the version'), `v${about.version}`).status, 0);
    assert.notEqual(carryOut(step('The tag is the version'), 'v99.0.0').status, 0);
  });

  it('has the changelog of its version as its notes, and fails without one', () => {
    const shop = mkdtempSync(join(tmpdir(), 'release-'));
    mkdirSync(join(shop, 'scripts'));
    writeFileSync(join(shop, 'scripts/changelog.mjs'), readFileSync(join(root, 'scripts/changelog.mjs')));
    writeFileSync(
      join(shop, 'CHANGELOG.md'),
      '# Changelog\n\n## Unreleased\n\n## 1.2.0 (2030-01-02)\n\n### Added\n\n- One.\n\n## 1.1.0\n\n- Two.\n',
    );
    const notes = (tag: string): string | undefined =>
      carryOut(step('The changelog has an entry'), tag, shop).status === 0
        ? readFileSync(join(shop, 'notes.md'), 'utf8')
        : undefined;
    assert.equal(notes('v1.2.0'), '### Added\n\n- One.\n');
    assert.equal(notes('v1.1.0'), '- Two.\n');
    assert.equal(notes('v1.2'), undefined);
    assert.equal(notes('v2.0.0'), undefined);
    rmSync(shop, { recursive: true });
  });

  it('names its repository, and every link and picture of its documents leads there at its version', () => {
    const shop = mkdtempSync(join(tmpdir(), 'release-'));
    const documents = ['README.md', 'CHANGELOG.md', 'SECURITY.md'];
    mkdirSync(join(shop, 'scripts'));
    for (const file of ['package.json', 'scripts/public-links.mjs', ...documents])
      writeFileSync(join(shop, file), readFileSync(join(root, file)));
    assert.equal(carryOut(step('The package names its repository'), 'v1.2.0', shop).status, 0);
    const { repository, homepage, bugs } = JSON.parse(readFileSync(join(shop, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const home = 'https://github.com/shop/loyalite-elements';
    assert.deepEqual(
      { repository, homepage, bugs },
      { repository: { type: 'git', url: `git+${home}.git` }, homepage: `${home}#readme`, bugs: `${home}/issues` },
    );
    const leads = (file: string, link: string): boolean => {
      const made = readFileSync(join(shop, file), 'utf8');
      const whole = `${home}/${link.endsWith('.png') ? 'raw' : 'blob'}/v1.2.0/${link}`;
      return link.startsWith('#')
        ? made.includes(`](${link})`)
        : made.includes(`](${whole})`) && !made.includes(`](${link})`);
    };
    const links = documents.flatMap((file) => linksOf(file).map((link) => ({ file, link })));
    assert.ok(links.length > 40, 'hardly any link was found');
    assert.deepEqual(
      links.filter(({ file, link }) => !leads(file, link)),
      [],
    );
    const readme = readFileSync(join(shop, 'README.md'), 'utf8');
    // What is shown as code is to be copied, and is not ours to change.
    assert.ok(readme.includes('<script type="module" src="/loyalite.js"></script>'));
    rmSync(shop, { recursive: true });
  });

  it('has the hash of every script, as a browser computes it', () => {
    const dist = mkdtempSync(join(tmpdir(), 'dist-'));
    mkdirSync(join(dist, 'chunks'));
    for (const path of ['loyalite.js', 'chunks/tr.js', 'loyalite.js.map'])
      writeFileSync(join(dist, path), `// ${path}`);
    spawnSync(process.execPath, [join(root, 'scripts/integrity.mjs'), dist]);
    const hash = (path: string): string => `sha384-${createHash('sha384').update(`// ${path}`).digest('base64')}`;
    const made = JSON.parse(readFileSync(join(dist, 'integrity.json'), 'utf8')) as unknown;
    assert.deepEqual(made, { 'chunks/tr.js': hash('chunks/tr.js'), 'loyalite.js': hash('loyalite.js') });
    rmSync(dist, { recursive: true });
  });
});
