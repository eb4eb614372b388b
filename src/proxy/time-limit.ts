/** Time limits: for the merchant's own hooks and store, which must not hold up a till. */

/** Which part of the merchant's set-up failed. */
export type Hook = 'authorize' | 'verify' | 'store';

/** A hook or the store threw, or did not answer in time; `cause` is what it threw. */
export class HookError extends Error {
  override readonly name = 'HookError';
  readonly hook: Hook;

  constructor(hook: Hook, message: string, cause?: unknown) {
    super(message, { cause });
    this.hook = hook;
  }
}

/** A promise that resolves after some milliseconds unless it is stopped. */
export function timer(ms: number): { promise: Promise<void>; stop: () => void } {
  let handle: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<void>((resolve) => {
    handle = setTimeout(resolve, ms);
  });
  return { promise, stop: () => clearTimeout(handle) };
}

/** Calls a hook; whatever it throws, and its silence after `ms`, becomes a `HookError`. */
export async function callHook<T>(hook: Hook, ms: number, call: () => T | Promise<T>): Promise<T> {
  try {
    const result = call();
    if (!isPromise(result)) return result;
    return await inTime(ms, result, () => new HookError(hook, `${hook} gave no answer within ${ms} ms`));
  } catch (error) {
    throw error instanceof HookError ? error : new HookError(hook, `${hook} failed`, error);
  }
}

function isPromise<T>(result: T | Promise<T>): result is Promise<T> {
  return typeof (result as { then?: unknown } | null | undefined)?.then === 'function';
}

/**
 * What `work` comes to, or after `ms` what `late` makes of it: an error to reject with. Several such limits stand around each
 * call, so it is one promise each, and no timer where the work is over already, as that of a store in memory is.
 */
export function inTime<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    let handle: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const end = (): void => {
      isOver = true;
      if (handle !== undefined) clearTimeout(handle);
    };
    work.then(
      (result) => {
        end();
        resolve(result);
      },
      () => {
        end();
        resolve(work);
      },
    );
    // Runs behind the reaction of a promise that was settled before.
    queueMicrotask(() => {
      if (!isOver) handle = setTimeout(() => reject(late()), ms);
    });
  });
}
