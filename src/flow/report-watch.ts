/**
 * Asks the backend what was reported of an operation that is not known: once at once, then with growing pauses while it
 * stands on a screen, until a person goes on with it. What it is told it passes on, and decides nothing.
 */
import type { Posting } from '../protocol/operation.js';
import type { Reported } from '../protocol/reported.js';
import { askDelay } from './retry.js';
import type { RunnerOptions } from './runner-options.js';

/** What it needs of the runner: nobody is asked without `outcome`, and nobody by itself without `isShown`. */
export type ReportWatchParts = Pick<RunnerOptions, 'outcome' | 'isShown' | 'pause'>;

/** Watches one operation until its signal is aborted, or `tell` says that it is over. */
export async function watchReports(
  { outcome, isShown, pause }: ReportWatchParts,
  operation: Posting,
  signal: AbortSignal,
  tell: (told: Reported) => boolean,
): Promise<void> {
  if (!outcome || !isShown) return;
  // A getter, which the compiler does not believe to stay as it was across a pause.
  const isOver = (): boolean => signal.aborted;
  let ms = askDelay(0);
  for (let count = 1; ms !== null; count += 1) {
    if (ms > 0) await pause(ms, signal);
    if (isOver()) return;
    const told = isShown() ? await outcome(operation, signal) : undefined;
    if (isOver() || told?.kind === 'unsupported') return;
    // What has left the screen meanwhile would be told to nobody; it is offered and asked about again where it comes back.
    if (told && isShown() && tell(told)) return;
    ms = askDelay(count);
  }
}
