/**
 * What becomes of lost answers that nobody touches: those of bookings that stand in the ledger and on a screen as not known,
 * while the service's events arrive.
 */
import type { EventFault } from '../../src/sandbox.js';

/** What happens to the event of the booking. */
export type EventFate = EventFault | 'none';

/** One answer that was lost, on one screen. */
export interface LeftAlone {
  /** Whether the merchant's proxy had got the answer, so that no event was needed. */
  readonly isAnswered: boolean;
  readonly fate: EventFate;
  /** Whether the screen said in the end, by itself, that it is booked. */
  readonly isDone: boolean;
}

/** So long nobody taps, in steps: longer than the longest pause between two questions. */
export const patience = { steps: 36, step: 10_000 };

const arrives: readonly EventFate[] = ['none', 'late', 'twice', 'by-hand'];

/** One line for each way in which an answer was lost. */
export function formatLeftAlone(all: readonly LeftAlone[]): string[] {
  const line = (name: string, some: readonly LeftAlone[]): string => {
    const done = some.filter(({ isDone }) => isDone).length;
    const share = some.length > 0 ? `${((100 * done) / some.length).toFixed(1)} %` : 'none';
    return `  ${name.padEnd(52)}${`${done} of ${some.length}`.padStart(14)}${share.padStart(10)}`;
  };
  const byEvent = all.filter(({ isAnswered }) => !isAnswered);
  return [
    'lost answers that nobody touched for six minutes, and that ended booked without a tap:',
    line(
      'the proxy had got the answer',
      all.filter(({ isAnswered }) => isAnswered),
    ),
    line('nobody had; its event came within a minute', inTime(byEvent)),
    line(
      'nobody had; badly signed, behind a next one, or never',
      byEvent.filter(({ fate }) => !arrives.includes(fate)),
    ),
    line('all whose event came within a minute', inTime(all)),
  ];
}

/** Those whose event arrived within a minute. */
export function inTime(all: readonly LeftAlone[]): LeftAlone[] {
  return all.filter(({ fate }) => arrives.includes(fate));
}

/** Which part of them ended booked. */
export function shareDone(all: readonly LeftAlone[]): number {
  return all.filter(({ isDone }) => isDone).length / all.length;
}
