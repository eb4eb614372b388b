/** What every store promises, told without a test runner's words, so that each runner can bring its own. */
import type { ProxyStore } from '../../src/proxy.js';

/** One promise of a store: a fact, and what is to be true. */
export interface StorePromise {
  title: string;
  holds: (store: ProxyStore) => Promise<unknown[]>;
  expected: unknown[];
}

/** All of them; each is given an empty store. */
export const storePromises: StorePromise[] = [
  {
    title: 'gives back what was put under a free key',
    holds: async (store: ProxyStore): Promise<unknown[]> => [
      await store.get('a'),
      await store.swap('a', undefined, 'ü"1', 5000),
      await store.get('a'),
    ],
    expected: [undefined, true, 'ü"1'],
  },
  {
    title: 'changes a text only where the one named before still stands',
    holds: async (store: ProxyStore): Promise<unknown[]> => {
      await store.swap('b', undefined, '1', 5000);
      const taken = [await store.swap('b', undefined, '2', 5000), await store.swap('b', '0', '2', 5000)];
      return [...taken, await store.swap('b', '1', '2', 5000), await store.get('b')];
    },
    expected: [false, false, true, '2'],
  },
  {
    title: 'frees a key',
    holds: async (store: ProxyStore): Promise<unknown[]> => {
      await store.swap('c', undefined, '1', 5000);
      const freed = [await store.swap('c', '0', undefined, 5000), await store.swap('c', '1', undefined, 5000)];
      return [...freed, await store.get('c'), await store.swap('c', undefined, '2', 5000)];
    },
    expected: [false, true, undefined, true],
  },
  {
    title: 'lets one of many win a free key',
    holds: async (store: ProxyStore): Promise<unknown[]> => {
      const tries = Array.from({ length: 20 }, (_, index) => store.swap('d', undefined, String(index), 5000));
      return [(await Promise.all(tries)).filter(Boolean).length];
    },
    expected: [1],
  },
];
