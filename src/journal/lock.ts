/**
 * One window at a time for one operation, by the platform's Web Locks. Without a secure context there are none; then the
 * journal and the external id guard alone.
 *
 * The answer to a request for a lock comes from another process, in Chromium a frame after the tap. So it is asked for when a finger
 * goes down, under a second lock that says so: whoever finds that one held knows that nothing is sent yet.
 */

/** How long a finger may stay down, in milliseconds. */
const pressMs = 1_000;

interface Taken {
  /** Lets it go; resolves once it is free for others. */
  release: () => Promise<void>;
}

interface Ahead {
  own: Promise<Taken | null>;
  /** What has come by now. */
  taken?: Taken | null;
  sign: Promise<Taken | null>;
  timer: ReturnType<typeof setTimeout>;
}

/** What fingers on buttons hold, by name. */
const ahead = new Map<string, Ahead>();
const signOf = (name: string): string => `${name}:ahead`;
const webLocks = (): LockManager | undefined => (globalThis as { navigator?: Partial<Navigator> }).navigator?.locks;

/** Resolves to the lock, or to `null` where it is only wanted if it is free and it is not. */
function take(locks: LockManager, name: string, options: LockOptions): Promise<Taken | null> {
  return new Promise((resolve, reject) => {
    const released = locks.request(name, options, (lock) =>
      lock
        ? new Promise<void>((end) => {
            const release = (): Promise<void> => {
              end();
              return released as Promise<void>;
            };
            resolve({ release });
          })
        : resolve(null),
    );
    released.catch(reject);
  });
}

const takeNow = (locks: LockManager, name: string): Promise<Taken | null> => take(locks, name, { ifAvailable: true });
const orNull = (taken: Promise<Taken | null>): Promise<Taken | null> => taken.catch(() => null);

/** Asks for `name` before anybody submits; it is let go where nobody does within a second. */
export function lockAhead(name: string): void {
  const locks = webLocks();
  if (!locks || ahead.has(name)) return;
  // The sign first: who is refused the lock finds it.
  const sign = orNull(takeNow(locks, signOf(name)));
  const own = orNull(takeNow(locks, name));
  const timer = setTimeout(() => {
    ahead.delete(name);
    // The sign last: who waited for its end finds the lock free.
    void own.then((taken) => taken?.release()).then(async () => (await sign)?.release());
  }, pressMs);
  const held: Ahead = { own, sign, timer };
  void own.then((taken) => (held.taken = taken));
  ahead.set(name, held);
}

const letGo =
  ({ release }: Taken) =>
  (): void =>
    void release();

/** What a finger asked for becomes the submit's own: what was asked for, or `undefined` where no finger did. */
function adopt(name: string): Ahead | undefined {
  const held = ahead.get(name);
  ahead.delete(name);
  clearTimeout(held?.timer);
  void held?.sign.then((taken) => taken?.release());
  return held;
}

/** Takes `name` at once where it came with the finger, and returns what lets it go. */
export function takeLockedAhead(name: string): (() => void) | null {
  return ahead.get(name)?.taken ? letGo(adopt(name)?.taken as Taken) : null;
}

/** Takes `name` for this window, says `onwait` first where another has it, and resolves to what lets it go. */
export async function takeLock(name: string, onwait: () => void, signal: AbortSignal): Promise<() => void> {
  const locks = webLocks();
  const nothing = (): void => {};
  if (!locks) return nothing;
  const letGo =
    ({ release }: Taken) =>
    () =>
      void release();
  // Asked twice: what this very window has just let go is free only once the first refusal is back.
  const ask = async (): Promise<Taken | null> => (await takeNow(locks, name)) ?? (await takeNow(locks, name));
  try {
    let free = (await adopt(name)?.own) ?? (await ask());
    if (free) return letGo(free);
    const { held = [] } = await locks.query();
    if (held.some((lock) => lock.name === signOf(name))) {
      // Another window's finger: it ends with a submit, which has a note of its own, or with nothing.
      void (await take(locks, signOf(name), { signal }))?.release();
      free = await ask();
      if (free) return letGo(free);
    }
    if (signal.aborted) return nothing;
    onwait();
    const waited = await take(locks, name, { signal });
    return waited ? letGo(waited) : nothing;
  } catch {
    return nothing;
  }
}
