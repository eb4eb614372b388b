/**
 * The proxy's store in Redis or Valkey, for several servers. Takes a client of `@redis/client` or `redis`, or whatever has
 * the same two commands. The server expires notes by its own clock. Knows nothing of what is kept.
 */
import type { ProxyStore } from '../proxy/store.js';
import { StoreError } from './store-error.js';

/** What is needed of a client. */
export interface RedisClient {
  get(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  /** False while there is no connection: a call would be queued and carried out later, when nobody waits any more. */
  readonly isReady?: boolean;
  on?(event: 'error', listener: (error: unknown) => void): unknown;
  listenerCount?(event: 'error'): number;
}

/** Runs in one step inside Redis. The first letter of a text says whether there is one at all. */
const swapScript = `
  local standing = redis.call('GET', KEYS[1])
  if (standing and '=' .. standing or '-') ~= ARGV[1] then return 0 end
  if ARGV[2] == '-' then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], string.sub(ARGV[2], 2), 'PX', ARGV[3]) end
  return 1`;

/**
 * Keeps notes under a prefix, one for each key of the service. Run Redis with `maxmemory-policy noeviction`, or it forgets
 * booked ids when it is full, and with `appendonly yes`, or it forgets them in a restart.
 *
 * @example
 * ```ts
 * import { createClient } from '@redis/client';
 * import { createRedisStore } from 'loyalite-elements/store-redis';
 *
 * const redis = await createClient({ url: 'redis://127.0.0.1:6379' }).connect();
 * const store = createRedisStore(redis, 'loyalite:my-shop:'); // for createProxy({ store })
 * ```
 */
export function createRedisStore(client: RedisClient, prefix = 'loyalite:'): ProxyStore {
  // Without any listener a connection that breaks would end the merchant's whole process.
  if (client.listenerCount?.('error') === 0) client.on?.('error', () => undefined);
  return {
    get: (key) =>
      attempt(client, async () => {
        const text = await client.get(prefix + key);
        return typeof text === 'string' ? text : undefined;
      }),
    swap: (key, before, after, ttl) =>
      attempt(client, async () => {
        const values = [marked(before), marked(after), String(Math.max(1, Math.ceil(ttl)))];
        return (await client.eval(swapScript, { keys: [prefix + key], arguments: values })) === 1;
      }),
  };
}

const marked = (text: string | undefined): string => (text === undefined ? '-' : `=${text}`);

async function attempt<T>(client: RedisClient, work: () => Promise<T>): Promise<T> {
  if (client.isReady === false) throw new StoreError('Redis', 'there is no connection');
  try {
    return await work();
  } catch (error) {
    throw new StoreError('Redis', error);
  }
}
