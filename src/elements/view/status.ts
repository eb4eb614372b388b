/**
 * What the screen says of an outcome: which sentence belongs to which error, and the status line with its live regions.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { isCancelable, isCheckable, type Conversation, type Phase } from '../../flow/conversation.js';
import { isLoyaliteError, type LoyaliteError } from '../../protocol/errors.js';
import type { LossReason } from '../../protocol/reply.js';
import { isPosting } from '../../protocol/operation.js';
import { formatTime } from '../../words/format.js';
import { icons } from './icons.js';
import { InputError } from '../input-error.js';
import type { WordingKey } from '../../words/english.js';
import { englishOf, type Localization } from '../../words/localization.js';

/** How an outcome looks; three of them are endings. */
export type Tone = 'none' | 'busy' | 'note' | 'ok' | 'bad' | 'warn';

/** What the status line shows. */
export interface StatusView {
  tone: Tone;
  /** What happened, and after a bar what it means. */
  text: string;
  canRetry?: boolean;
  canDismiss?: boolean;
  canCancel?: boolean;
  canPrint?: boolean;
}

/** What its buttons do. */
export interface StatusActions {
  retry(): void;
  dismiss(): void;
  cancel(): void;
  print(): void;
}

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

/** What happened, bold, and what it means. */
function strong(text: string): TemplateResult {
  const [what = '', ...rest] = text.split('|');
  return html`<b>${what}</b> ${rest.join(' ')}`;
}

/** The live regions, polite and urgent, and below them what can be done, named by its `subject`: other tags have the same buttons. */
export function statusView(
  view: StatusView,
  words: Localization,
  subject: string,
  actions: StatusActions,
): TemplateResult {
  const { tone, text, canRetry, canDismiss, canCancel, canPrint } = view;
  const isUrgent = tone === 'bad' || tone === 'warn';
  const shown = tone === 'none' ? nothing : tone === 'busy' ? text : strong(text);
  const icon =
    tone === 'ok' || tone === 'bad' || tone === 'warn'
      ? html`<svg viewBox="0 0 20 20" aria-hidden="true">${icons[tone]}</svg>`
      : nothing;
  const button = (
    isThere: boolean | undefined,
    part: string,
    key: WordingKey,
    act: () => void,
  ): TemplateResult | typeof nothing =>
    isThere
      ? html`<button type="button" part=${part} class=${part === 'retry' ? '' : 'quiet'} aria-label="${words.say(key)}: ${subject}" @click=${act}>${words.say(key)}</button>`
      : nothing;
  return html`<div part="status" class="status ${tone} ${tone === 'none' ? '' : 'full'}">
    ${icon}
    <div>
      <div role="status">${isUrgent ? nothing : shown}</div>
      <div role="alert" id="alert">${isUrgent ? shown : nothing}</div>
      ${tone === 'busy' && text ? html`<div class="bar"></div>` : nothing}
      <div class="row actions">${button(canRetry, 'retry', 'checkAgain', actions.retry)}${button(canDismiss, 'dismiss', 'later', actions.dismiss)}${button(canCancel, 'cancel', 'cancel', actions.cancel)}${button(canPrint, 'print', 'print', actions.print)}</div>
    </div>
  </div>`;
}
