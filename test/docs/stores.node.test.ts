/** The blocks of docs/proxy.md that open a shared store, against real servers where they are installed. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { ProxyStore } from '../../src/proxy.js';
import { startPostgres } from '../proxy/stores/postgres-server.js';
import { end, isInstalled, postgresFolder, startServer } from '../proxy/stores/program.js';
import { describeMissing } from '../proxy/stores/missing.js';
import { snippet } from './markdown.js';
import { moduleOf } from './programs.js';

interface Guide {
  openStore(where: unknown): Promise<ProxyStore> | ProxyStore;
}

async function keeps(store: ProxyStore): Promise<void> {
  assert.equal(await store.swap('a', undefined, '1', 5000), true);
  assert.equal(await store.get('a'), '1');
}

if (isInstalled('redis-server')) {
  describe('the guide for Redis', () => {
    it('opens a store', async () => {
      const { openStore } = await moduleOf<Guide>('store-redis', snippet('docs/proxy.md', 'store-redis'));
      const folder = await mkdtemp(join(tmpdir(), 'redis-guide-'));
      const path = join(folder, 'redis.sock');
      const words = ['--port', '0', '--unixsocket', path, '--dir', folder, '--save', ''];
      const server = await startServer('redis-server', words, /ready to accept connections/i);
      await keeps(await openStore({ path, tls: false }));
      await end(server);
      await rm(folder, { recursive: true, force: true });
    });
  });
} else describeMissing('the guide for Redis', 'redis-server is not installed');

if (postgresFolder()) {
  describe('the guide for PostgreSQL', () => {
    it('opens a store', async () => {
      const { openStore } = await moduleOf<Guide>('store-postgres', snippet('docs/proxy.md', 'store-postgres'));
      const { address, stop } = await startPostgres();
      await keeps(await openStore(address));
      await stop();
    });
  });
} else describeMissing('the guide for PostgreSQL', 'PostgreSQL is not installed');
