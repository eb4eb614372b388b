/** What the elements told the page, newest first. It shows what an event carries, and so also what it never carries. */
import { html, nothing, type TemplateResult } from 'lit';

/** One event as it came. */
export interface Entry {
  readonly at: Date;
  readonly tag: string;
  readonly name: string;
  readonly kind: 'good' | 'bad' | 'warn' | 'quiet-line';
  readonly word: string;
  readonly detail?: string;
}

const most = 60;

/** Every event of the family. */
export const eventNames = [
  'loyalite-found',
  'loyalite-earned',
  'loyalite-redeemed',
  'loyalite-settled',
  'loyalite-change',
  'loyalite-exceeded',
  'loyalite-complete',
  'loyalite-removed',
  'loyalite-next',
  'loyalite-error',
  'loyalite-cancel',
  'loyalite-statechange',
] as const;

/** Turns an event into a line; the target is read now, while the event is on its way. */
export function entryOf(event: CustomEvent<unknown>): Entry {
  const [target] = event.composedPath() as (Element & { state?: string })[];
  const tag = target?.localName.replace('loyalite-', '') ?? '';
  const common = { at: new Date(), tag, name: event.type };
  if (event.type === 'loyalite-statechange') return { ...common, kind: 'quiet-line', word: target?.state ?? '' };
  if (event.type === 'loyalite-error') return { ...common, ...failure(event.detail) };
  const kind = ['loyalite-cancel', 'loyalite-change'].includes(event.type) ? 'quiet-line' : 'good';
  return { ...common, kind, word: '', ...(event.detail !== null && { detail: JSON.stringify(event.detail, null, 2) }) };
}

function failure(detail: unknown): Pick<Entry, 'kind' | 'word' | 'detail'> {
  const { code, status, retryable } = detail as { code: string; status?: number; retryable: boolean };
  const unknown = code === 'unconfirmed' || code === 'probably_redeemed';
  return { kind: unknown ? 'warn' : 'bad', word: code, detail: JSON.stringify({ code, status, retryable }, null, 2) };
}

/** Keeps the newest lines. */
export function logged(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  return [entry, ...entries].slice(0, most);
}

/** Draws the log. */
export function eventLog(entries: readonly Entry[]): TemplateResult {
  return html`
    <div class="row between"><h2>Events</h2><span class="muted">what the page hears</span></div>
    ${
      entries.length
        ? html`<ol class="log" tabindex="0" aria-label="Events, newest first">${entries.map(line)}</ol>`
        : html`<div class="muted">Nothing yet. Find a customer: type <b>482193</b>, or let the phone be scanned.</div>`
    }`;
}

function line({ at, tag, name, kind, word, detail }: Entry): TemplateResult {
  return html`<li class=${kind}>
    <time class="num">${at.toLocaleTimeString('en-GB')}</time>
    <div><span class="name">${name}</span> <code>${tag}${word ? ` · ${word}` : ''}</code></div>
    ${detail ? html`<details><summary>detail</summary><pre>${detail}</pre></details>` : nothing}
  </li>`;
}
