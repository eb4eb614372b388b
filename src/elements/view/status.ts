/**
 * The status line with its live regions, and what it says before anything could have been asked.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { isCancelable, type Conversation } from '../../flow/conversation.js';
import { icons } from './icons.js';
import { InputError } from '../input-error.js';
import type { WordingKey } from '../../words/english.js';
import type { Localization } from '../../words/localization.js';

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

/** What the status line says while nothing can have been asked: why something was refused, or that it waits. */
export function firstStatus(state: Conversation, words: Localization): StatusView {
  const { phase, error } = state;
  if (phase === 'pending') return { tone: 'busy', text: words.say('asking'), canCancel: isCancelable(state) };
  if (phase === 'canceled') return { tone: 'note', text: words.say('canceled') };
  if (phase !== 'failed') return { tone: 'none', text: '' };
  const own = error instanceof InputError ? words.say(error.key, error.values()) : words.say('setup');
  return { tone: 'bad', text: own || words.say('unreachable') };
}

/** What happened, bold, and what it means. */
function strong(text: string): TemplateResult {
  const [what = '', ...rest] = text.split('|');
  return html`<b>${what}</b> <span>${rest.join(' ')}</span>`;
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
