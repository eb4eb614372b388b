/** The platform's Web Locks behind one function: one holder at a time, and a wait that can be given up. */
import { expect } from '@open-wc/testing';
import type * as locks from '../../src/journal/lock.js';
import { lockAhead, takeLock } from '../../src/journal/lock.js';
import { until } from '../support/until.js';

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

/** Another window of the origin: the same locks, and a copy of the module that knows nothing of this one's fingers. */
const otherWindow = (): Promise<typeof locks> => {
  const address = new URL(`/src/journal/lock.ts?window=${fresh()}`, location.href).href;
  return import(address) as Promise<typeof locks>;
};

const isHeld = async (name: string): Promise<boolean> => {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
};
const isAwaited = async (name: string): Promise<boolean> => {
  const { pending = [] } = await navigator.locks.query();
  return pending.some((lock) => lock.name === name);
};
const isFree = async (name: string): Promise<boolean> => !(await isHeld(name)) && !(await isHeld(`${name}:ahead`));
const waits = (): void => expect.fail('waits');

describe('a lock that a finger holds', () => {
  it('becomes the submit’s own, and others are told from then on that they wait', async () => {
    const name = fresh();
    lockAhead(name);
    const release = await takeLock(name, waits, never);
    const there = await otherWindow();
    let count = 0;
    const waiting = there.takeLock(name, () => (count += 1), never);
    await until(() => count === 1);
    release();
    (await waiting)();
  });

  it('is let go where nobody submits; whoever came meanwhile is told of no wait and has the lock', async () => {
    const name = fresh();
    lockAhead(name);
    await until(() => isHeld(name));
    const there = await otherWindow();
    (await there.takeLock(name, waits, never))();
    await until(() => isFree(name));
  });

  it('is submitted while another window waits for the finger: that one is told that it waits, and gets the lock after it', async () => {
    const name = fresh();
    lockAhead(name);
    await until(() => isHeld(`${name}:ahead`));
    const there = await otherWindow();
    const order: string[] = [];
    const waiting = there
      .takeLock(name, () => order.push('waits'), never)
      .then((free) => {
        order.push('has it');
        free();
      });
    await until(() => isAwaited(`${name}:ahead`));
    const release = await takeLock(name, waits, never);
    await until(() => order.length > 0);
    order.push('let go');
    release();
    await waiting;
    expect(order).to.deep.equal(['waits', 'let go', 'has it']);
  });

  it('is asked for once, however often the finger comes down', async () => {
    const name = fresh();
    lockAhead(name);
    lockAhead(name);
    (await takeLock(name, waits, never))();
    (await takeLock(name, waits, never))();
    await until(() => isFree(name));
  });

  it('is another window’s already: the submit waits as without a finger', async () => {
    const name = fresh();
    const there = await otherWindow();
    const release = await there.takeLock(name, waits, never);
    lockAhead(name);
    let count = 0;
    const waiting = takeLock(name, () => (count += 1), never);
    await until(() => count === 1);
    release();
    (await waiting)();
    await until(() => isFree(name));
  });
});
