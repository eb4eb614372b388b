/** The guide for PHP keeps to every rule that a till relies on, where PHP with curl is; elsewhere the block is shown as it was checked. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { snippet } from '../../docs/markdown.js';
import { printed, run } from '../../docs/programs.js';
import { freePort } from '../../proxy/serve.js';

const hasPhp = spawnSync('php', ['-r', "exit((int) !extension_loaded('curl'));"]).status === 0;

if (hasPhp) {
  describe('the proxy in PHP', () => {
    it('lets nobody in without a session of its own, whatever cookie comes', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'loyalite-php-'));
      await writeFile(join(folder, 'loyalite.php'), snippet('docs/proxy-php.md', 'php'));
      for (const session of ['', 'till-session-0001']) {
        const port = await freePort();
        const env = { LOYALITE_URL: 'http://127.0.0.1:9', LOYALITE_API_KEY: 'sk_live_in_php', TILL_SESSION: session };
        const words = ['-d', 'display_errors=stderr', '-S', `127.0.0.1:${port}`, 'loyalite.php'];
        const stdio = ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'];
        const proxy = spawn('php', words, { cwd: folder, env: { ...process.env, ...env }, stdio });
        await new Promise<void>((resolve) =>
          proxy.stderr.on('data', (text) => String(text).includes('started') && resolve()),
        );
        for (const cookie of ['', 'till=', 'till[]=x', 'till[a]=till-session-0001']) {
          const init = { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{}' };
          const answer = await fetch(`http://127.0.0.1:${port}/loyalite/webhook/pos`, init);
          const told = [answer.status, await answer.json()];
          assert.deepEqual(told, [401, { error: 'session_expired', sent: false }], cookie);
        }
        proxy.kill();
      }
      await rm(folder, { recursive: true });
    });

    it('keeps to every rule that a till relies on', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'loyalite-php-'));
      await writeFile(join(folder, 'loyalite.php'), snippet('docs/proxy-php.md', 'php'));
      const [upstream, own] = [await freePort(), await freePort()];
      const env = {
        LOYALITE_URL: `http://127.0.0.1:${upstream}`,
        LOYALITE_API_KEY: 'sk_live_in_php',
        TILL_ORIGIN: 'https://till.example',
        TILL_SESSION: 'till-session-0001',
        PHP_CLI_SERVER_WORKERS: '4',
      };
      const proxy = spawn('php', ['-d', 'display_errors=stderr', '-S', `127.0.0.1:${own}`, 'loyalite.php'], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      });
      await new Promise<void>((resolve) =>
        proxy.stderr.on('data', (text) => String(text).includes('started') && resolve()),
      );
      const check = run('bin/loyalite-elements.mjs', [], {}, [
        'check-proxy',
        `http://127.0.0.1:${own}/loyalite`,
        '--upstream-port',
        String(upstream),
        '--header',
        'Cookie: till=till-session-0001',
      ]);
      const [ended, [report]] = await Promise.all([once(check, 'exit'), printed(check, /[^]*passed, \d+ failed[^]*/)]);
      // Its workers are processes of their own.
      process.kill(-(proxy.pid ?? 0));
      await rm(folder, { recursive: true });
      assert.deepEqual(ended, [0, null], report);
    });
  });
}
