/** The store in Redis, against a real one: Debian's `redis-server`, or whatever stands under that name on the path. */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { createRedisStore } from '../../../src/store-redis.js';
import { openStore } from './open.js';
import { end, isInstalled, startServer } from './program.js';
import { describeStore, type StoreHarness } from './suite.js';

let folder = '';
let server: ChildProcess;
const socket = (): string => join(folder, 'redis.sock');

/** Listens on a socket file only; writes every change to the disk, as the guide asks for. */
async function start(): Promise<void> {
  const words = ['--port', '0', '--unixsocket', socket(), '--dir', folder, '--save', ''];
  const safe = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  server = await startServer('redis-server', [...words, ...safe], /ready to accept connections/i);
}

const redis: StoreHarness = {
  name: 'Redis',
  start: async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-store-'));
    await start();
    return { kind: 'redis', at: socket() };
  },
  kill: () => end(server),
  revive: start,
  stop: async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  },
  openFull: async () => {
    const client = await createClient({ socket: { path: socket(), tls: false } }).connect();
    const used = Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
    await client.configSet('maxmemory', String(used + 300_000));
    return {
      store: createRedisStore(client, 'full:'),
      says: /Redis store .*failed: .*maxmemory/,
      close: async () => {
        await client.configSet('maxmemory', '0');
        client.destroy();
      },
    };
  },
};

describeStore(redis, openStore, isInstalled('redis-server') ? undefined : 'redis-server is not installed');
