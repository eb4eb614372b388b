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
export function callHook<T>(hook: Hook, ms: number, call: () => T | Promise<T>): Promise<T> {
  const failed = (error: unknown): HookError =>
    error instanceof HookError ? error : new HookError(hook, `${hook} failed`, error);
  try {
    const result = call();
    if (!isPromise(result)) return Promise.resolve(result);
    return inTime(ms, result, () => new HookError(hook, `${hook} gave no answer within ${ms} ms`), failed);
  } catch (error) {
    return Promise.reject(failed(error));
  }
}

function isPromise<T>(result: T | Promise<T>): result is Promise<T> {
  return typeof (result as { then?: unknown } | null | undefined)?.then === 'function';
}

const settled = Promise.resolve();

/**
 * What `work` comes to, or after `ms` what `late` makes of it: an error to reject with; `failed` makes another one of what
 * `work` rejects with. Several such limits stand around each call, so it is one promise each, and no timer where the work is
 * over already, as that of a store in memory is.
 */
export function inTime<T>(
  ms: number,
  work: Promise<T>,
  late: () => Error,
  failed?: (error: unknown) => Error,
): Promise<T> {
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
      (error: unknown) => {
        end();
        if (failed) reject(failed(error));
        else resolve(work);
      },
    );
    // Runs behind the reaction of a promise that was settled before. `queueMicrotask` does the same, at several times the
    // cost in Node, which follows each of its calls.
    void settled.then(() => {
      if (!isOver) handle = setTimeout(() => reject(late()), ms);
    });
  });
}
