/** What the screen says of an outcome: which sentence belongs to which error, and what was reported beside it. */
import { isCancelable, isCheckable, type Conversation, type Phase } from '../../flow/conversation.js';
import { isLoyaliteError, type LoyaliteError } from '../../protocol/errors.js';
import { isPosting } from '../../protocol/operation.js';
import type { LossReason } from '../../protocol/reply.js';
import type { WordingKey } from '../../words/english.js';
import { formatTime } from '../../words/format.js';
import { englishOf, type Localization } from '../../words/localization.js';
import { InputError } from '../input-error.js';
import type { StatusView, Tone } from './status.js';

const setup = [
  'misconfigured',
  'unauthorized',
  'forbidden',
  'origin_refused',
  'route_unknown',
  'too_large',
  'invalid_input',
];

function unconfirmedKey({ code, retryable, cause }: LoyaliteError, loss: LossReason | undefined): WordingKey {
  if (code === 'probably_redeemed' || code === 'answer_mismatch') return code;
  if (!retryable) return 'unconfirmedFinal';
  if (loss === 'conflict') return 'unconfirmedConflict';
  if (loss === 'unclear') return 'unconfirmedUnclear';
  if (isLoyaliteError(cause) && cause.code === 'invalid_input') return 'unfinishedOther';
  if (isLoyaliteError(cause) && cause.code === 'session_expired') return 'unconfirmedSession';
  const isRefused = isLoyaliteError(cause) && cause.code !== 'unreachable' && cause.code !== 'bad_response';
  return isRefused ? 'unconfirmedRefused' : loss === 'login' ? 'unconfirmedLogin' : 'unconfirmed';
}

/** Whether a code has a sentence of its own; a word of the screen (`later`, `checkAgain`) is none. */
function isOutcome(code: string): code is WordingKey {
  return /^[a-z_]+$/.test(code) && String(englishOf(code)).includes('|');
}

/** The cashier's sentence for an error: never its code. */
function failure(error: LoyaliteError, { phase, loss }: Conversation, words: Localization): string {
  if (phase === 'unconfirmed') return words.say(unconfirmedKey(error, loss));
  if (error instanceof InputError) return words.say(error.key, error.values());
  const { code } = error;
  if (loss === 'login') return words.say('signIn');
  if (code === 'unreachable' && loss !== 'offline') return words.say('unreachableLookup');
  if (setup.includes(code)) return words.say('setup');
  return words.say(isOutcome(code) ? code : 'refused');
}

/** What the line is made of beside the conversation itself. */
export interface StatusParts {
  /** The tag's own sentence, if it has one. */
  own: string | StatusView | null;
  isSlow: boolean;
  /** Whether the PIN overlay tells of the progress. */
  isCovered: boolean;
  words: Localization;
}

const tones: Record<Phase, Tone> = {
  idle: 'none',
  pin: 'none',
  pending: 'busy',
  consent: 'note',
  done: 'ok',
  failed: 'bad',
  unconfirmed: 'warn',
  canceled: 'note',
};

/** Before what was booked earlier: when that was, and that nothing was sent now. */
function repeatNote({ bookedAt }: Conversation, words: Localization): string {
  if (bookedAt === undefined) return '';
  const time = formatTime(new Date(bookedAt).toISOString(), words.lang());
  return `${words.say('already_booked', { time })} `;
}

/** What the service has reported: that it was this, that it may have been this, or that somebody booked by hand beside it. */
function reportNotes({ operation, confirmedBy, reports = [] }: Conversation, words: Localization): string[] {
  const isEarn = operation?.kind === 'earn';
  const latest = (byHand: boolean): number =>
    Math.max(...reports.filter((one) => one.byHand === byHand).map(({ at }) => at));
  const note = (at: number, key: WordingKey): string[] =>
    Number.isFinite(at) ? [words.say(key, { time: formatTime(new Date(at).toISOString(), words.lang()) })] : [];
  return [
    ...(confirmedBy ? [words.say('serviceReported')] : []),
    ...note(latest(false), isEarn ? 'reportedCredit' : 'reportedRedemption'),
    ...note(latest(true), isEarn ? 'creditedByHand' : 'redeemedByHand'),
  ];
}

/** What the status line says of a conversation. */
export function statusOf(state: Conversation, { own, isSlow, isCovered, words }: StatusParts): StatusView {
  const { phase, waiting, elsewhere, held, error, operation } = state;
  if (own !== null && typeof own !== 'string') return own;
  const tone = tones[phase];
  if (tone === 'none') return { tone, text: '' };
  if (phase === 'pending') {
    const text = held
      ? words.say('asking')
      : waiting
        ? words.say('waiting')
        : elsewhere
          ? words.say('elsewhere')
          : isSlow
            ? words.say('slow')
            : (own ?? '');
    return { tone: isCovered ? 'none' : tone, text, canCancel: isCancelable(state) };
  }
  const outcome = own ?? (error ? failure(error, state, words) : words.say('canceled'));
  const text = [repeatNote(state, words) + outcome, ...reportNotes(state, words)].join(' ');
  const isOpen = phase === 'unconfirmed';
  const canPrint = operation !== undefined && isPosting(operation) && (isOpen || phase === 'done');
  return { tone, text, canRetry: isOpen && isCheckable(state), canDismiss: isOpen, canPrint };
}
