import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore } from '../../src/proxy.js';
import { AtomicStore } from '../../src/proxy/atomic-store.js';
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

  it('holds a bounded number of texts, those that were written last', async () => {
    const store = createMemoryStore({ entries: 10 });
    const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
    for (const key of keys) {
      await store.swap(key, undefined, '1', 1000);
      await store.swap('often', await store.get('often'), key, 1000);
    }
    const held = (await Promise.all(keys.map((key) => store.get(key)))).map((text) => text !== undefined);
    expect(held.filter(Boolean).length).to.be.within(3, 9);
    expect(held.slice(-3)).to.deep.equal([true, true, true]);
    expect(held.slice(0, -9)).to.not.include(true);
    expect(await store.get('often')).to.equal('key-99');
  });

  it('holds as many of each kind, so that many of one push out none of another', async () => {
    const store = createMemoryStore({ entries: 10 });
    await store.swap('reply:till:A-1', undefined, 'booked', 1000);
    for (let index = 0; index < 100; index += 1) await store.swap(`pass:${index}`, undefined, '1', 1000);
    expect(await store.get('reply:till:A-1')).to.equal('booked');
    expect(await store.get('pass:0')).to.equal(undefined);
  });
});

describe('a change', () => {
  it('is made on what stands, also when another server came in between', async () => {
    const store = createMemoryStore();
    const add = (before: string | undefined): { after: string; result: undefined } => ({
      after: String(Number(before ?? 0) + 1),
      result: undefined,
    });
    const servers = [1, 2, 3].map(() => new AtomicStore(store, 5000));
    await Promise.all(servers.flatMap((server) => Array.from({ length: 20 }, () => server.change('n', 1000, add))));
    expect(await store.get('n')).to.equal('60');
  });
});
