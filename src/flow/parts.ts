/**
 * What a runner is handed: where it writes things down, how it takes turns with other windows, how it sends and how time
 * passes. Only shapes; nothing is carried out here.
 */
import type { Operation, Posting } from '../protocol/operation.js';
import type { Answer, Reply } from '../protocol/reply.js';
import type { Verification } from '../protocol/results.js';
import type { Conversation } from './transition.js';

/** What stays true of an operation over a reload: who it is for, and how that was shown. */
export interface Circumstances {
  maskedEmail: string;
  verification: Verification;
}

/** What the journal knows of an operation. */
export type Trace =
  /**
   * An earlier try stands unanswered: it is repeated as it was sent, unless that was too long ago or its coupon is used.
   * `isSame` when it has the same content, `isOwn` when all its tries were made here.
   */
  | { kind: 'open'; operation: Posting; circumstances: Circumstances; isSame: boolean; isFinal: boolean; isUsed: boolean; isOwn: boolean; at: number }
  /** The id was booked, with the same content or with another. */
  | { kind: 'booked'; operation: Posting; circumstances: Circumstances; isSame: boolean; at: number; answer: Answer }
  /** It was sent, and certainly not booked. */
  | { kind: 'closed' };

/** Where unanswered and booked operations are written down. */
export interface Ledger {
  trace(operation: Posting): Trace | null;
  open(operation: Posting, circumstances: Circumstances): void;
  close(operation: Posting): void;
  book(operation: Posting, circumstances: Circumstances, answer: Answer): void;
  markUsed(operation: Posting): void;
}

/**
 * Takes an operation for this window alone, says `onwait` first where another window has it, and resolves to what lets it
 * go again; also when the signal is aborted.
 */
export type Lock = (operation: Posting, onwait: () => void, signal: AbortSignal) => Promise<() => void>;

/** What belongs to one try. */
export interface Try {
  pin?: string | undefined;
  signal: AbortSignal;
  /** Milliseconds that are left for it. */
  deadline: number;
}

/** All that a runner is handed. */
export interface RunnerParts {
  send(operation: Operation, attempt: Try): Promise<Reply>;
  journal: Ledger;
  lock: Lock;
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
