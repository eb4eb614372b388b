/** Public entry `loyalite-elements/store-redis`: the proxy's notes in Redis, for several servers. */
export { createRedisStore } from './stores/redis.js';
export type { RedisClient } from './stores/redis.js';
export { StoreError } from './stores/store-error.js';
