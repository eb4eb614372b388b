/**
 * One window at a time for one operation, by the platform's Web Locks. Without a secure context there are none; then the
 * journal and the external id guard alone.
 */

/** Takes `name` for this window, says `onwait` first where another has it, and resolves to what lets it go. */
export async function takeLock(name: string, onwait: () => void, signal: AbortSignal): Promise<() => void> {
  const { locks } = (globalThis as { navigator?: Partial<Navigator> }).navigator ?? {};
  const nothing = (): void => {};
  if (!locks) return nothing;
  const take = (options: LockOptions): Promise<(() => void) | null> =>
    new Promise((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (lock) return new Promise((release) => resolve(release));
        resolve(null);
        return undefined;
      };
      locks.request(name, options, hold).catch(reject);
    });
  try {
    // Asked twice: what this very window has just let go is free only once the first refusal is back.
    const free = (await take({ ifAvailable: true })) ?? (await take({ ifAvailable: true }));
    if (free) return free;
    onwait();
    return (await take({ signal })) ?? nothing;
  } catch {
    return nothing;
  }
}
