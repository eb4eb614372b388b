/** Storage that lasts as long as the page: what a walk over its keys meets after a change. */
import { expect } from '@open-wc/testing';
import { PageMemory } from '../../src/journal/storage.js';

const keysOf = (memory: PageMemory): (string | null)[] =>
  Array.from({ length: memory.length }, (_, index) => memory.key(index));

describe('notes in the memory of a page', () => {
  it('number their keys anew when one comes or goes', () => {
    const memory = new PageMemory();
    memory.setItem('a', '1');
    memory.setItem('b', '2');
    expect(keysOf(memory)).to.deep.equal(['a', 'b']);
    memory.setItem('c', '3');
    expect(keysOf(memory)).to.deep.equal(['a', 'b', 'c']);
    memory.removeItem('a');
    expect(keysOf(memory)).to.deep.equal(['b', 'c']);
    expect(memory.key(2)).to.equal(null);
  });
});
