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
    return isPromise(result) ? await inTime(hook, ms, result) : result;
  } catch (error) {
    throw error instanceof HookError ? error : new HookError(hook, `${hook} failed`, error);
  }
}

function isPromise<T>(result: T | Promise<T>): result is Promise<T> {
  return typeof (result as { then?: unknown } | null | undefined)?.then === 'function';
}

async function inTime<T>(hook: Hook, ms: number, result: Promise<T>): Promise<T> {
  const { promise, stop } = timer(ms);
  const late = promise.then(() => {
    throw new HookError(hook, `${hook} gave no answer within ${ms} ms`);
  });
  return Promise.race([result, late]).finally(stop);
}
