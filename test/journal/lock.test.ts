/** The platform's Web Locks behind one function: one holder at a time, and a wait that can be given up. */
import { expect } from '@open-wc/testing';
import { takeLock } from '../../src/journal/lock.js';

const never = new AbortController().signal;
let count = 0;
const fresh = (): string => `loyalite:test:${(count += 1)}`;

describe('takeLock', () => {
  it('resolves at once where nobody has it, and says nothing of a wait', async () => {
    let waits = 0;
    (await takeLock(fresh(), () => (waits += 1), never))();
    expect(waits).to.equal(0);
  });

  it('says that it waits before it waits, and gets the lock when the other lets it go', async () => {
    const name = fresh();
    const release = await takeLock(name, () => {}, never);
    const order: string[] = [];
    const waiting = new Promise<void>((resolve) => {
      void takeLock(
        name,
        () => {
          order.push('waits');
          resolve();
        },
        never,
      ).then((free) => {
        order.push('has it');
        free();
      });
    });
    await waiting;
    order.push('let go');
    release();
    (await takeLock(name, () => {}, never))();
    expect(order).to.deep.equal(['waits', 'let go', 'has it']);
  });

  it('gives a wait up when the signal is aborted, and lets the next one in', async () => {
    const [name, abort] = [fresh(), new AbortController()];
    const release = await takeLock(name, () => {}, never);
    const gaveUp = takeLock(name, () => abort.abort(), abort.signal);
    (await gaveUp)();
    release();
    const next = await takeLock(name, () => {}, never);
    expect(next).to.be.a('function');
    next();
  });

  it('keeps what was granted, whatever becomes of the signal', async () => {
    const [name, abort] = [fresh(), new AbortController()];
    const release = await takeLock(name, () => {}, abort.signal);
    abort.abort();
    let waits = 0;
    const second = takeLock(
      name,
      () => {
        waits += 1;
        release();
      },
      never,
    );
    (await second)();
    expect(waits).to.equal(1);
  });

  it('is free for all on a page without locks', async () => {
    const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks')!;
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      const name = fresh();
      await takeLock(name, () => expect.fail('waits'), never);
      (await takeLock(name, () => expect.fail('waits'), never))();
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
      expect(Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks')).to.deep.equal(own);
    }
  });
});
