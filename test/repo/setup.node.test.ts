/** What `npm test` does before the tests where there is a browser: it starts, or the reader is told what it lacks and how to get it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = join(import.meta.dirname, '../..');

describe('the set-up with a browser', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'setup-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** The set-up's last words with this program as browser, and whether it went on. */
  function setUpWith(program: string): { goesOn: boolean; words: string } {
    const path = join(folder, 'browser');
    writeFileSync(path, `#!/bin/sh\n${program}\n`, { mode: 0o755 });
    const { status, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs', '--browser'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CHROME_PATH: path },
    });
    return { goesOn: status === 0, words: stderr };
  }

  it('goes on where it opens a page', () => {
    const { goesOn, words } = setUpWith('echo "<html></html>"');
    assert.ok(goesOn, words);
  });

  it('names the library that the machine lacks, and what brings it', () => {
    const linker = 'error while loading shared libraries: libnss3.so: cannot open shared object file';
    const { goesOn, words } = setUpWith(`echo "[1:1] WARNING: no bus" >&2; echo "browser: ${linker}" >&2; exit 127`);
    assert.ok(!goesOn);
    assert.match(words, /browser does not start: .*libnss3\.so/);
    assert.match(words, /chromium.*CHROME_PATH/i);
  });

  it('gives the words of a program that is no browser yet', () => {
    const { goesOn, words } = setUpWith('echo "Command requires the chromium snap to be installed." >&2; exit 1');
    assert.ok(!goesOn);
    assert.match(words, /does not start: Command requires the chromium snap/);
  });

  it('says of a name that leads nowhere that it is no program', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs', '--browser'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CHROME_PATH: join(folder, 'nowhere') },
    });
    assert.equal(status, 1);
    assert.match(stderr, /nowhere, which is no program/);
  });
});
