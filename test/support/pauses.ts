/**
 * The pauses between two tries of an operation pass twenty times as fast: no test waits for a time to pass. How long they
 * are is held in `flow/` with a clock that is handed in. Deadlines, and the pace of keys, stay as they are.
 */

/** Timers from half of the first repeat to the longest pause that a test brings about, in milliseconds: no test's deadline is one. */
const isPause = (ms: number): boolean => ms >= 250 && ms <= 2_500;
/** The pauses between two questions what was reported of a lost answer, from the second on. */
const questionPauses = [4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 300_000];

function shorten(factor: (ms: number) => number): void {
  const { setTimeout } = globalThis;
  before(() => {
    const shortened = (act: () => void, ms = 0): unknown => setTimeout(act, ms / factor(ms));
    Object.assign(globalThis, { setTimeout: shortened });
  });
  after(() => {
    Object.assign(globalThis, { setTimeout });
  });
}

/** Makes the pauses short for every test of this file. */
export function shortPauses(): void {
  shorten((ms) => (isPause(ms) ? 20 : 1));
}

/** Makes them short, and those between two questions as well. */
export function shortQuestionPauses(): void {
  shorten((ms) => (questionPauses.includes(ms) ? 100 : isPause(ms) ? 20 : 1));
}
