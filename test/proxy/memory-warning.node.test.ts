import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore, createProxy, type ProxyOptions } from '../../src/proxy.js';

const options: ProxyOptions = { upstream: 'https://shop.loyalite.app', apiKey: 'sk_live_1', authorize: () => 'till' };

describe('a proxy without a store', () => {
  it('says once on the console that its notes are in memory, and nothing where memory was asked for', () => {
    const { warn } = console;
    const said: unknown[] = [];
    console.warn = (text: unknown) => said.push(text);
    try {
      createProxy({ ...options, store: createMemoryStore() });
      expect(said).to.deep.equal([]);
      createProxy(options);
      createProxy(options);
    } finally {
      console.warn = warn;
    }
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/memory.*store-sqlite/);
  });
});
