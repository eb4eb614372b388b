/** The controls as templates: the knobs of each tag, what surrounds them, and the code. They hold nothing and tell every change. */
import { html, type TemplateResult } from 'lit';
import { faultList, magic, seededCustomers } from 'loyalite-elements/sandbox';
import { languages } from '../languages.js';
import type { Tag } from '../site/manifest.js';
import { knobsOf, stages, type Knob } from './knobs.js';
import type { Bench } from './link.js';

/** A control of the workbench that is no attribute. */
interface Choice {
  readonly label: string;
  readonly id: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly act: (value: string) => void;
}

/** The languages, as they call themselves. */
const languageChoices = Object.entries(languages).map(([code, { name }]) => [code, name] as const);

/** The customers: those of every sandbox, and the magic ones with what they bring about. */
const customers: readonly (readonly [string, string])[] = [
  ...seededCustomers.map(({ code, points, stamps }) => [code, `${code} · ${points} points, ${stamps} stamps`] as const),
  ...magic
    .filter(({ kind }) => kind === 'customer')
    .map(({ value, outcome, effect }) => [value, `${value} · ${outcome}: ${effect}`] as const),
];

const faults: readonly (readonly [string, string])[] = [
  ['none', 'nothing unusual'],
  ...faultList.map(({ fault, effect }) => [fault, `${fault}: ${effect}`] as const),
];

function choice({ label, id, value, options, act }: Choice): TemplateResult {
  return html`<label class="field">${label}
    <select id=${id} .value=${value} @change=${(event: Event) => act((event.target as HTMLSelectElement).value)}>
      ${options.map(([name, text]) => html`<option value=${name} ?selected=${name === value}>${text}</option>`)}
    </select>
  </label>`;
}

/** The choices above the stage. */
export function choices(bench: Bench, act: (name: keyof Bench, value: string) => void): TemplateResult {
  const one = (label: string, id: keyof Bench, options: Choice['options']): TemplateResult =>
    choice({ label, id, value: bench[id], options, act: (value) => act(id, value) });
  return html`
    ${one(
      'Element',
      'stage',
      stages.map((tag) => [tag, tag === 'loyalite-checkout' ? 'all four: a checkout' : `${tag} alone`]),
    )}
    ${one('Verification preset', 'preset', [
      ['standard', 'Standard: no PIN'],
      ['balanced', 'Balanced: PIN to redeem'],
      ['strict', 'Strict: PIN always, QR only'],
    ])}
    ${one('Customer', 'customer', customers)}
    ${one('The next request meets', 'fault', faults)}
    ${one('Language', 'language', languageChoices)}
    ${one('Theme', 'theme', [
      ['plain', 'plain'],
      ['cafe', 'café'],
      ['contrast', 'high contrast'],
    ])}
    ${one('Light or dark', 'scheme', [
      ['light dark', 'as this page'],
      ['light', 'light'],
      ['dark', 'dark'],
    ])}`;
}

/** The knobs of one tag, folded. */
export function knobs(
  tag: Tag,
  values: Readonly<Record<string, string | null>>,
  isOpen: boolean,
  act: (name: string, value: string | null) => void,
): TemplateResult {
  return html`<details class="knobs" ?open=${isOpen} data-tag=${tag.tagName}>
    <summary><code>&lt;${tag.tagName}&gt;</code></summary>
    <div>${knobsOf(tag).map((knob) => control(`${tag.tagName}-${knob.name}`, knob, values[knob.name] ?? null, (value) => act(knob.name, value)))}</div>
  </details>`;
}

function control(id: string, knob: Knob, value: string | null, act: (value: string | null) => void): TemplateResult {
  const input =
    knob.kind === 'choice'
      ? select(id, knob, value, act)
      : knob.kind === 'switch'
        ? toggle(id, value, act)
        : field(id, knob, value, act);
  return html`<div class="knob"><label for=${id}><code>${knob.name}</code></label>${input}<p id="${id}-says">${prose(knob.description)}</p></div>`;
}

/** Backticks become code. */
function prose(text: string): unknown[] {
  return text.split('`').map((piece, at) => (at % 2 ? html`<code>${piece}</code>` : piece));
}

function select(
  id: string,
  { options }: Knob,
  value: string | null,
  act: (value: string | null) => void,
): TemplateResult {
  const none = '\0';
  const text = (option: string | null): string => option ?? 'left out';
  return html`<select id=${id} aria-describedby="${id}-says" @change=${({ target }: Event) => {
    const { selectedIndex } = target as HTMLSelectElement;
    act(options[selectedIndex] ?? null);
  }}>${options.map((option) => html`<option value=${option ?? none} ?selected=${option === value}>${option === '' ? 'empty' : text(option)}</option>`)}</select>`;
}

function toggle(id: string, value: string | null, act: (value: string | null) => void): TemplateResult {
  return html`<input id=${id} type="checkbox" role="switch" aria-describedby="${id}-says" .checked=${value !== null}
    @change=${(event: Event) => act((event.target as HTMLInputElement).checked ? '' : null)}>`;
}

function field(id: string, { kind }: Knob, value: string | null, act: (value: string | null) => void): TemplateResult {
  return html`<input id=${id} type="text" inputmode=${kind === 'number' ? 'numeric' : 'text'} autocomplete="off" spellcheck="false" aria-describedby="${id}-says" .value=${value ?? ''}
    @input=${(event: Event) => act((event.target as HTMLInputElement).value || null)}>`;
}

/** Markup with its words in classes. */
export function colouredMarkup(text: string): unknown[] {
  const words = text.split(/(<\/?[\w-]+|\/?>(?=<|\n|$)|"[^"]*"| {1,}[\w-]+(?==|>|\n| |$))/);
  return words.map((word) => {
    if (/^<\/?[\w-]+$/.test(word) || word === '>') return html`<span class="hljs-tag">${word}</span>`;
    if (word.startsWith('"')) return html`<span class="hljs-string">${word}</span>`;
    return word.trim() ? html`<span class="hljs-attr">${word}</span>` : word;
  });
}
