/**
 * What a runner is handed: where it writes things down, how it takes turns with other windows, how it sends and how time
 * passes. Only shapes; nothing is carried out here.
 */
import type { LoyaliteError } from '../protocol/errors.js';
import type { CustomerContext, Doubt, JournalRecord } from '../protocol/journal-record.js';
import type { Operation, Posting } from '../protocol/operation.js';
import type { Answer, Reply } from '../protocol/reply.js';
import type { Reported } from '../protocol/reported.js';
import type { Conversation } from './conversation.js';

/** Where unanswered and booked operations are written down. */
export interface JournalPort {
  trace(operation: Posting): JournalRecord | null;
  open(operation: Posting, customerContext: CustomerContext): void;
  close(operation: Posting): void;
  book(operation: Posting, customerContext: CustomerContext, answer: Answer): void;
  mark(operation: Posting, doubt: Doubt): void;
}

/**
 * Takes an operation for this window alone, says `onwait` first where another window has it, and resolves to what lets it
 * go again; also when the signal is aborted.
 */
export type Lock = (operation: Posting, onwait: () => void, signal: AbortSignal) => Promise<() => void>;

/** What belongs to one try. */
export interface SendAttempt {
  pin?: string | undefined;
  signal: AbortSignal;
  /** Milliseconds that are left for it. */
  deadline: number;
}

/** All that a runner is handed. */
export interface RunnerOptions {
  send(operation: Operation, attempt: SendAttempt): Promise<Reply>;
  /** What was reported of a posting whose answer was lost; never rejects. Left out where nobody takes in reports. */
  outcome?(operation: Posting, signal: AbortSignal): Promise<Reported>;
  /** Whether the conversation is on a screen: only then is it asked for reports by itself. */
  isShown?(): boolean;
  /**
   * Asks whether a new booking may leave; resolves to why it may not. Never rejects. Left out where nobody is asked. What is
   * asked about again was let go before.
   */
  allow?(operation: Posting, signal: AbortSignal): Promise<LoyaliteError | null>;
  journal: JournalPort;
  lock: Lock;
  /** Takes at once what this window has locked ahead of a submit, and returns what lets it go; `null` where it has not. */
  lockedAhead?(operation: Posting): (() => void) | null;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  random(): number;
  /** Milliseconds per try; a turn with its repeats takes at most two and a half times as long. */
  deadline(): number;
  /** Called after every change of state. */
  onchange(state: Conversation): void;
}
