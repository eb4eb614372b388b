/**
 * The pauses between two tries of an operation pass twenty times as fast: no test waits for a time to pass. How long they
 * are is held in `flow/` with a clock that is handed in. Deadlines, and the pace of keys, stay as they are.
 */

/** Timers from half of the first repeat to the longest pause that a test brings about, in milliseconds: no test's deadline is one. */
const isPause = (ms: number): boolean => ms >= 250 && ms <= 2_500;

/** Makes the pauses short for every test of this file. */
export function shortPauses(): void {
  const { setTimeout } = globalThis;
  before(() => {
    const shortened = (act: () => void, ms = 0): unknown => setTimeout(act, isPause(ms) ? ms / 20 : ms);
    Object.assign(globalThis, { setTimeout: shortened });
  });
  after(() => {
    Object.assign(globalThis, { setTimeout });
  });
}
