/**
 * The conversation with the service about one operation, as a pure state machine: a state and an action give the next state
 * and, where something is to be done, a command. It holds no PIN, no clock, no chance and no network; the runner carries it out.
 * It is longer than most: one table of states and actions, which has to be read, tested and modelled as a whole.
 */
import { LoyaliteError } from '../protocol/errors.js';
import type { Balances, Doubt } from '../protocol/journal-record.js';
import { isPosting, type Operation } from '../protocol/operation.js';
import type { Answer, PinRequest, Reply } from '../protocol/reply.js';
import type { Reported } from '../protocol/reported.js';
import { idle, isCancelable, isCheckable, isMoving, type Conversation, type Phase } from './conversation.js';
import { fitsKnown } from './fit.js';
import { repeatDelay, waitDelay } from './retry.js';

/** What can happen to a conversation. */
export type Action =
  /** Somebody wants this done; `lost` when an earlier try of it stands unanswered. */
  | { type: 'submit'; operation: Operation; lost?: boolean }
  /**
   * An earlier try stands unanswered: `final` when it is too old to be repeated, with a `doubt` when what was answered settled
   * nothing. It is only shown, unless somebody `asked`: then it ends what was submitted, for the reason in `cause`.
   */
  | {
      type: 'restore';
      operation: Operation;
      final?: boolean;
      doubt?: Doubt | undefined;
      asked?: boolean;
      cause?: LoyaliteError;
    }
  /** It was submitted again after it was booked: the remembered answer is given once more, and nothing is sent. */
  | { type: 'recall'; operation: Operation; answer: Answer; at: number }
  /** It was refused before anything was sent. */
  | { type: 'refuse'; error: LoyaliteError }
  /**
   * A turn is over, after `spent` of `budget` milliseconds; `lost` when another window sent the same meanwhile. `known` is
   * what the customer had before.
   */
  | {
      type: 'reply';
      reply: Reply;
      spent: number;
      budget: number;
      random: number;
      lost?: boolean;
      known?: Balances | undefined;
    }
  /** The backend has said what was reported of it; `at` where it is booked in the journal by now, by another window. */
  | { type: 'reported'; told: Reported; at?: number }
  /** The pause before a repeat is over. */
  | { type: 'elapsed' }
  /** A PIN was typed. */
  | { type: 'enter' }
  /** A new PIN is wanted. */
  | { type: 'renew' }
  /** Another window has the operation. */
  | { type: 'elsewhere' }
  /** The page is asked whether it may leave. */
  | { type: 'held' }
  /** The page let it go, or no other window has it any more: this one goes on with it. */
  | { type: 'alone' }
  /** Another window had the operation, and booked it (with this answer), did not, or lost the answer. */
  | { type: 'settled'; answer: Answer | 'none' | 'lost'; at?: number }
  /** Another window booked or sent something else under the same id, or the page refused it. */
  | { type: 'taken'; error: LoyaliteError }
  | { type: 'cancel'; lost?: boolean }
  | { type: 'reset' };

/** What is to be done about it: send the operation (with the turn's PIN), pause first, or drop a request under way. */
export type Command = { type: 'send' } | { type: 'pause'; ms: number } | { type: 'drop' };

/** The next state, and what to do. */
export interface Step {
  readonly state: Conversation;
  readonly command?: Command;
}

/** A rate limit may hold up a posting for a minute, a look-up for ten seconds. */
const waitBudget = (operation: Operation): number => (isPosting(operation) ? 60_000 : 10_000);

/**
 * Whether the backend may be asked what was reported. Of an answer that contradicts the known balances it knows no more: it
 * had that answer too.
 */
export function isReportable({ phase, operation, lost, error }: Conversation): boolean {
  const isOpen = phase === 'unconfirmed' || (phase === 'pending' && lost === true);
  return isOpen && operation !== undefined && isPosting(operation) && error?.code !== 'answer_mismatch';
}

/** A turn starts: the operation and what is known of its fate stay, everything of earlier turns goes. */
function begin({ lost, pinned }: Conversation, operation: Operation): Step {
  const state: Conversation = {
    ...idle,
    phase: 'pending',
    operation,
    ...(lost && { lost }),
    ...(pinned && { pinned }),
  };
  return { state, command: { type: 'send' } };
}

function end(from: Conversation, phase: Phase, error?: LoyaliteError): Step {
  const { operation, lost, loss, pinned } = from;
  return {
    state: {
      ...idle,
      phase,
      ...(operation && { operation }),
      ...(lost && { lost }),
      ...(loss && { loss }),
      ...(pinned && { pinned }),
      ...(error && { error }),
    },
  };
}

const notKnown = 'The operation was sent, and whether it was booked is not known.';
/** What is not known, and not asked again. */
const doubts: Record<Doubt, [code: string, message: string]> = {
  used: ['probably_redeemed', 'The coupon is used, most likely by this operation.'],
  mismatch: ['answer_mismatch', 'The answer does not follow from the known balances.'],
};

/** Ends without a success: not known where an answer was lost, else as `phase` says. */
function endWithout(from: Conversation, phase: 'failed' | 'canceled', error?: LoyaliteError): Step {
  const { operation, lost } = from;
  if (!lost || !operation) return end(from, phase, phase === 'failed' ? error : undefined);
  const isUsed = operation.kind === 'coupon' && (error?.status === 409 || error?.code === 'coupon_already_used');
  const [code, message] = isUsed ? doubts.used : ['unconfirmed', notKnown];
  return end(
    from,
    'unconfirmed',
    new LoyaliteError(code, message, { cause: error, status: error?.status, retryable: !isUsed }),
  );
}

/** Whether it is what was reported, and not the service's answer. */
export const isReport = (answer: Answer): boolean => 'confirmedBy' in answer;

/** Done before: told as what it is. */
function remembered(from: Conversation, answer: Answer, bookedAt?: number): Step {
  const { state } = end({ ...from, pinned: false }, 'done');
  return {
    state: {
      ...state,
      answer,
      repeated: true,
      ...(isReport(answer) && { confirmedBy: 'event' as const }),
      ...(bookedAt !== undefined && { bookedAt }),
    },
  };
}

/** What was reported ends it only where it must have been this operation; else it is shown, and what is known stays. */
function onReported(from: Conversation, { told, at }: Action & { type: 'reported' }): Step {
  if (!isReportable(from)) return { state: from };
  if (told.kind === 'evidence')
    return from.phase === 'unconfirmed' ? { state: { ...from, reports: told.reports } } : { state: from };
  if (told.kind !== 'booked') return { state: from };
  if (at !== undefined) return remembered({ ...from, lost: false }, told.answer, at);
  // A PIN whose answer was lost was not seen to be taken.
  const { state } = end({ ...from, lost: false, pinned: false }, 'done');
  const { answer, reports } = told;
  return {
    state: {
      ...state,
      answer,
      ...(isReport(answer) && { confirmedBy: 'event' as const }),
      ...(reports.length > 0 && { reports }),
    },
  };
}

/** A success ends it, unless its balances contradict what was known: then nobody can say what was booked. */
function onDone(from: Conversation, { answer, bookedAt }: Reply & { kind: 'done' }, known: Balances | undefined): Step {
  // The own proxy compares what was booked under an id; after a lost answer, what it remembers is this very operation.
  if (bookedAt !== undefined && !from.lost) return remembered(from, answer, bookedAt);
  if (!from.operation || bookedAt !== undefined || fitsKnown(from.operation, answer, known))
    return { state: { ...end({ ...from, lost: false }, 'done').state, answer } };
  return end({ ...from, lost: true }, 'unconfirmed', new LoyaliteError(...doubts.mismatch));
}

function onLost(
  from: Conversation,
  operation: Operation,
  reply: Reply & { kind: 'lost' },
  effort: { spent: number; budget: number; random: number },
): Step {
  const state: Conversation = {
    ...from,
    loss: reply.reason,
    ...(isPosting(operation) && reply.sent && { lost: true }),
  };
  const isFutile = reply.reason === 'offline' || reply.reason === 'conflict' || reply.reason === 'unclear';
  const ms = isFutile ? null : repeatDelay({ ...effort, count: from.repeats });
  if (ms === null) return endWithout(state, 'failed', reply.error);
  return { state: { ...state, repeats: from.repeats + 1 }, command: { type: 'pause', ms } };
}

function onBusy(from: Conversation, operation: Operation, reply: Reply & { kind: 'busy' }, random: number): Step {
  const effort = { count: from.waits, spent: from.waited, budget: waitBudget(operation), random };
  const ms = waitDelay(effort, reply.retryAfter);
  if (ms === null) return endWithout(from, 'failed', reply.error);
  return {
    state: { ...from, waits: from.waits + 1, waited: from.waited + ms, waiting: ms },
    command: { type: 'pause', ms },
  };
}

function onPin({ operation, lost }: Conversation, { reason, challengeId, remainingAttempts }: PinRequest): Step {
  const isDead = reason === 'invalid' && remainingAttempts === 0;
  const pin: PinRequest = {
    reason: isDead ? 'exceeded' : reason,
    ...(challengeId !== undefined && { challengeId }),
    ...(remainingAttempts !== undefined && { remainingAttempts }),
  };
  return { state: { ...idle, phase: 'pin', pin, ...(operation && { operation }), ...(lost && { lost }) } };
}

/** A doubtful scan that is no valid QR in one reading is looked up in the next: for the cashier it is one look-up. */
function nextReading(from: Conversation, operation: Operation, error: LoyaliteError): Step | undefined {
  const [text, ...others] = (operation.kind === 'find' && operation.others) || [];
  if (text === undefined || error.code !== 'invalid_qr') return undefined;
  const next: Operation = Object.freeze({ kind: 'find', by: 'qr', text, others });
  return { state: { ...from, operation: next, repeats: 0 }, command: { type: 'send' } };
}

function onReply(before: Conversation, action: Action & { type: 'reply' }): Step {
  const { reply, random } = action;
  const { operation } = before;
  if (before.phase !== 'pending' || !operation) return { state: before };
  const from = action.lost ? { ...before, lost: true } : before;
  switch (reply.kind) {
    case 'done':
      return onDone(from, reply, action.known);
    case 'pin':
      return onPin(from, reply);
    case 'consent':
      return end(from, 'consent', reply.error);
    case 'busy':
      return onBusy(from, operation, reply, random);
    case 'refused':
      return nextReading(from, operation, reply.error) ?? endWithout(from, 'failed', reply.error);
    case 'lost':
      return onLost(from, operation, reply, action);
  }
}

function onSubmit(from: Conversation, { operation, lost }: Action & { type: 'submit' }): Step {
  if (from.phase === 'pin' || isMoving(from) || (from.phase === 'pending' && isPosting(from.operation ?? operation)))
    return { state: from };
  // Of a restored coupon the token was not kept: what was shown again takes its place.
  const isUnseen = from.operation?.kind === 'coupon' && !from.operation.token && lost;
  if (from.phase !== 'unconfirmed' || isUnseen)
    return begin({ ...idle, ...(lost && { lost }) }, Object.freeze(operation));
  // A PIN whose answer was lost was not seen to be taken.
  return from.operation && isCheckable(from) ? begin({ ...from, pinned: false }, from.operation) : { state: from };
}

function onRecall(from: Conversation, { operation, answer, at }: Action & { type: 'recall' }): Step {
  const { phase } = from;
  if (phase === 'pending' || phase === 'pin' || phase === 'unconfirmed') return { state: from };
  return remembered({ ...idle, operation: Object.freeze(operation) }, answer, at);
}

function onSettled(from: Conversation, { answer, at }: Action & { type: 'settled' }): Step {
  if (from.phase !== 'pending') return { state: from };
  if (answer === 'lost') return endWithout({ ...from, lost: true }, 'failed');
  // The other window's word is certain: what was said to be lost was what it had under way.
  const certain = { ...from, lost: false };
  return answer === 'none' ? endWithout(certain, 'canceled') : remembered(certain, answer, at);
}

function onRestore(from: Conversation, { operation, final, doubt, asked, cause }: Action & { type: 'restore' }): Step {
  if (from.phase !== 'idle' && (!asked || from.phase === 'pin')) return { state: from };
  const [code, message] = doubt ? doubts[doubt] : ['unconfirmed', notKnown];
  const error = new LoyaliteError(code, message, { retryable: !final && !doubt, cause });
  return {
    state: {
      ...idle,
      phase: 'unconfirmed',
      operation: Object.freeze(operation),
      lost: true,
      ...(!asked && { restored: true }),
      error,
    },
  };
}

function onCancel(from: Conversation, lost = false): Step {
  if (!isCancelable(from)) return { state: from };
  // Whoever stops waiting for another window does not learn what became of it there.
  return {
    ...endWithout(from.elsewhere || lost ? { ...from, lost: true } : from, 'canceled'),
    command: { type: 'drop' },
  };
}

/** What a dead challenge cannot do is take a PIN. */
const isAlive = ({ phase, pin }: Conversation): boolean =>
  phase === 'pin' && (pin?.reason === 'required' || pin?.reason === 'invalid');

/** The next step of a conversation. An action that does not fit the phase changes nothing. */
export function transition(from: Conversation, action: Action): Step {
  const { phase, operation } = from;
  switch (action.type) {
    case 'submit':
      return onSubmit(from, action);
    case 'restore':
      return onRestore(from, action);
    case 'recall':
      return onRecall(from, action);
    case 'refuse':
      return phase === 'pending' || phase === 'pin' || phase === 'unconfirmed'
        ? { state: from }
        : end(idle, 'failed', action.error);
    case 'reply':
      return onReply(from, action);
    case 'reported':
      return onReported(from, action);
    case 'elapsed': {
      const { waiting, ...rest } = from;
      return phase === 'pending'
        ? { state: waiting === undefined ? from : rest, command: { type: 'send' } }
        : { state: from };
    }
    case 'enter':
      return isAlive(from) && operation ? begin({ ...from, pinned: true }, operation) : { state: from };
    case 'renew':
      return phase === 'pin' && operation ? begin({ ...from, pinned: false }, operation) : { state: from };
    case 'elsewhere':
      return phase === 'pending' ? { state: { ...from, elsewhere: true } } : { state: from };
    case 'held':
      return phase === 'pending' ? { state: { ...from, held: true } } : { state: from };
    case 'alone': {
      const { elsewhere, held, ...rest } = from;
      return { state: elsewhere || held ? rest : from };
    }
    case 'settled':
      return onSettled(from, action);
    case 'taken':
      return phase === 'pending' ? endWithout(from, 'failed', action.error) : { state: from };
    case 'cancel':
      return onCancel(from, action.lost);
    case 'reset':
      return phase === 'idle' || isMoving(from) ? { state: from } : { state: idle, command: { type: 'drop' } };
  }
}
