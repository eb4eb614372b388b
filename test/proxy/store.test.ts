import { expect } from '@open-wc/testing';
import { createMemoryStore } from '../../src/proxy.js';
import { Shelf } from '../../src/proxy/store.js';
import { storePromises } from './store-contract.js';

describe('the store in memory', () => {
  for (const { title, holds, expected } of storePromises) {
    it(title, async () => {
      expect(await holds(createMemoryStore())).to.deep.equal(expected);
    });
  }

  it('forgets when the time is over', async () => {
    let now = 0;
    const store = createMemoryStore({ now: () => now });
    await store.swap('a', undefined, '1', 1000);
    now = 999;
    expect(await store.get('a')).to.equal('1');
    now = 1000;
    expect(await store.get('a')).to.equal(undefined);
    expect(await store.swap('a', undefined, '2', 1000)).to.equal(true);
  });

  it('holds a bounded number of texts and drops the one that was written longest ago', async () => {
    const store = createMemoryStore({ entries: 2 });
    for (const key of ['a', 'b']) await store.swap(key, undefined, '1', 1000);
    await store.swap('a', '1', '2', 1000);
    await store.swap('c', undefined, '1', 1000);
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).to.deep.equal(['2', undefined, '1']);
  });
});

describe('a change', () => {
  it('is made on what stands, also when another server came in between', async () => {
    const store = createMemoryStore();
    const add = (before: string | undefined): { after: string; result: undefined } => ({ after: String(Number(before ?? 0) + 1), result: undefined });
    const shelves = [new Shelf(store), new Shelf(store), new Shelf(store)];
    await Promise.all(shelves.flatMap((shelf) => Array.from({ length: 20 }, () => shelf.change('n', 1000, add))));
    expect(await store.get('n')).to.equal('60');
  });
});
