/**
 * What the screen says of an outcome: which sentence belongs to which error, and the status line with its live regions.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Phase } from '../flow/transition.js';
import { isLoyaliteError, type LoyaliteError } from '../protocol/errors.js';
import type { LossReason } from '../protocol/reply.js';
import { icons } from './icons.js';
import { InputError } from './input-error.js';
import { english, type Values, type WordingKey } from './wording.js';

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
  say(key: WordingKey): string;
  retry(): void;
  dismiss(): void;
  cancel(): void;
  print(): void;
}

const setup = ['misconfigured', 'unauthorized', 'forbidden', 'origin_refused', 'route_unknown', 'too_large', 'invalid_input'];

function unconfirmedKey({ code, retryable, cause }: LoyaliteError, loss: LossReason | undefined): WordingKey {
  if (code === 'probably_redeemed') return 'probably_redeemed';
  if (!retryable) return 'unconfirmedFinal';
  if (loss === 'conflict') return 'unconfirmedConflict';
  if (isLoyaliteError(cause) && cause.code === 'invalid_input') return 'unfinishedOther';
  const isRefused = isLoyaliteError(cause) && cause.code !== 'unreachable' && cause.code !== 'bad_response';
  return isRefused ? 'unconfirmedRefused' : loss === 'login' ? 'unconfirmedLogin' : 'unconfirmed';
}

/** Whether a code has a sentence of its own; a word of the screen (`later`, `checkAgain`) is none. */
function isOutcome(code: string): code is WordingKey {
  return /^[a-z_]+$/.test(code) && Object.hasOwn(english, code) && String(english[code as WordingKey]).includes('|');
}

/** The cashier's sentence for an error: never its code. */
export function failureSentence(
  error: LoyaliteError,
  loss: LossReason | undefined,
  phase: Phase,
  say: (key: WordingKey, values?: Values) => string,
  time: (iso: string) => string,
): string {
  if (phase === 'unconfirmed') return say(unconfirmedKey(error, loss));
  if (error instanceof InputError) return say(error.key, error.values);
  const { code, bookedAt } = error;
  if (bookedAt !== undefined) return code === 'already_booked' ? say('already_booked', { time: time(bookedAt) }) : say('otherContent');
  if (loss === 'login') return say('signIn');
  if (code === 'unreachable' && loss !== 'offline') return say('unreachableLookup');
  if (setup.includes(code)) return say('setup');
  return say(isOutcome(code) ? code : 'refused');
}

function words(text: string): TemplateResult {
  const [what = '', ...rest] = text.split('|');
  return html`<b>${what}</b> ${rest.join('|')}`;
}

/** The live regions, polite and urgent, and below them what can be done. */
export function statusView({ tone, text, canRetry, canDismiss, canCancel, canPrint }: StatusView, actions: StatusActions): TemplateResult {
  const isUrgent = tone === 'bad' || tone === 'warn';
  const shown = tone === 'none' ? nothing : tone === 'busy' ? text : words(text);
  const icon = tone === 'ok' || tone === 'bad' || tone === 'warn' ? html`<svg viewBox="0 0 20 20" aria-hidden="true">${icons[tone]}</svg>` : nothing;
  const button = (part: string, kind: string, key: WordingKey, act: () => void): TemplateResult =>
    html`<button type="button" part=${part} class=${kind} @click=${act}>${actions.say(key)}</button>`;
  return html`<div part="status" class="status ${tone} ${tone === 'none' ? '' : 'full'}">
    ${icon}
    <div>
      <div role="status">${isUrgent ? nothing : shown}</div>
      <div role="alert">${isUrgent ? shown : nothing}</div>
      ${tone === 'busy' && text ? html`<div class="bar"></div>` : nothing}
      ${canRetry || canDismiss || canCancel || canPrint
        ? html`<div class="row actions">
            ${canRetry ? button('retry', '', 'checkAgain', actions.retry) : nothing}${canDismiss ? button('dismiss', 'quiet', 'later', actions.dismiss) : nothing}${
              canCancel ? button('cancel', 'quiet', 'cancel', actions.cancel) : nothing
            }${canPrint ? button('print', 'quiet', 'print', actions.print) : nothing}
          </div>`
        : nothing}
    </div>
  </div>`;
}
