/**
 * Where a conversation stands and what that means for whoever shows it: the words that screens and the conversation share. What
 * happens next is in `transition.ts`, which is loaded behind the first paint.
 */
import type { LoyaliteError } from '../protocol/errors.js';
import { isPosting, type Operation } from '../protocol/operation.js';
import type { Answer, LossReason, PinRequest } from '../protocol/reply.js';
import type { BookingReport } from '../protocol/reported.js';

/** Where a conversation stands. */
export type Phase = 'idle' | 'pending' | 'pin' | 'consent' | 'done' | 'failed' | 'unconfirmed' | 'canceled';

/** All that is known of a conversation. */
export interface Conversation {
  readonly phase: Phase;
  /** Frozen at submit. */
  readonly operation?: Operation;
  /** An answer of this posting got lost: from then on only a success ends it for sure. */
  readonly lost?: boolean;
  /** Why the last answer was lost. */
  readonly loss?: LossReason;
  /** Automatic repeats of this turn. */
  readonly repeats: number;
  /** Rate limits waited out in this turn, and for how long. */
  readonly waits: number;
  readonly waited: number;
  /** Milliseconds of the wait under way for a rate limit: the one moment of `pending` in which a posting can be canceled. */
  readonly waiting?: number;
  /** The same operation is under way in another window. */
  readonly elsewhere?: boolean;
  /** The page has not said yet whether it may leave: nothing was sent. */
  readonly held?: boolean;
  /** What is known of the PIN that is asked for. */
  readonly pin?: PinRequest;
  /** Its answer was remembered: it was booked before, here or in another window, and nothing was sent now. */
  readonly repeated?: boolean;
  /** When it was booked, in milliseconds since 1970; of what is `repeated` alone. */
  readonly bookedAt?: number;
  /** A PIN was entered for the turn that counts. */
  readonly pinned?: boolean;
  /** It was left unanswered by an earlier page or another window, and nobody has asked about it here. */
  readonly restored?: boolean;
  /** It was no answer that made it certain: the service has reported it to the backend. */
  readonly confirmedBy?: 'event';
  /** What the service has reported that may have been this operation, or was booked by hand beside it. */
  readonly reports?: readonly BookingReport[];
  readonly answer?: Answer;
  readonly error?: LoyaliteError;
}

/** Nothing asked yet. */
export const idle: Conversation = Object.freeze({ phase: 'idle', repeats: 0, waits: 0, waited: 0 });

/** Whether a posting is on its way, so that nobody can call it back. */
export const isMoving = ({ phase, operation, waiting, elsewhere, held }: Conversation): boolean =>
  phase === 'pending' && !waiting && !elsewhere && !held && operation !== undefined && isPosting(operation);

/** Whether an operation is under way, at its PIN or not known. */
export const isUnsettled = (phase: Phase): boolean => phase === 'pending' || phase === 'pin' || phase === 'unconfirmed';

/** Whether an operation has come to an ending that nothing changes any more. */
export const isOver = (phase: Phase): boolean => phase === 'done' || phase === 'failed' || phase === 'canceled';

/** The states that a cancel leaves; where another window may have booked, it ends `unconfirmed`. */
export function isCancelable(state: Conversation): boolean {
  return state.phase === 'pin' || state.phase === 'consent' || (state.phase === 'pending' && !isMoving(state));
}

/** Whether the same operation may be asked about again. */
export function isCheckable({ phase, error }: Conversation): boolean {
  return phase === 'unconfirmed' && error?.retryable !== false;
}
