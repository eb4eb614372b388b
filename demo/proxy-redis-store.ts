/**
 * The proxy's store in Redis, for more than one server: limits, scans and remembered answers are then shared.
 * Made for the `@redis/client` package; a client that can run a script does as well.
 *
 *   const redis = await createClient({ url: process.env.REDIS_URL }).connect();
 *   export default createProxy({ …, store: createRedisStore(redis, 'loyalite:my-shop:') });
 */
import type { ProxyStore } from 'loyalite-elements/proxy';

/** The two commands that are needed. */
export interface RedisCommands {
  get(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Runs in one step inside Redis. The first letter of a text says whether there is one at all. */
const swap = `
  local standing = redis.call('GET', KEYS[1])
  if (standing and '=' .. standing or '-') ~= ARGV[1] then return 0 end
  if ARGV[2] == '-' then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], string.sub(ARGV[2], 2), 'PX', ARGV[3]) end
  return 1`;

const marked = (text: string | undefined): string => (text === undefined ? '-' : `=${text}`);

/** Keeps what the proxy keeps under a prefix, one for each key of the service. */
export function createRedisStore(redis: RedisCommands, prefix: string): ProxyStore {
  return {
    get: async (key) => {
      const text = await redis.get(prefix + key);
      return typeof text === 'string' ? text : undefined;
    },
    swap: async (key, before, after, ttl) => {
      const values = [marked(before), marked(after), String(Math.max(1, Math.ceil(ttl)))];
      return (await redis.eval(swap, { keys: [prefix + key], arguments: values })) === 1;
    },
  };
}
