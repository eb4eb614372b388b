/** The HTML and CSS that one would paste for what the knobs say, as plain text. */
import { dirOf } from '../languages.js';
import { tagsOn, type Values } from './knobs.js';

/** What surrounds the tags. */
export interface Surroundings {
  readonly stage: string;
  readonly language: string;
  readonly theme: string;
}

const widest = 84;

function written([name, value]: readonly [string, string]): string {
  return value === '' ? name : `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
}

function opening(tag: string, values: Values, indent: string): string {
  const said = Object.entries(values[tag] ?? {})
    .filter((pair): pair is [string, string] => pair[1] !== null)
    .map(written);
  const line = `${indent}<${[tag, ...said].join(' ')}>`;
  return line.length <= widest
    ? line
    : `${indent}<${tag}\n${said.map((one) => `${indent}  ${one}`).join('\n')}\n${indent}>`;
}

function elements(stage: string, values: Values, indent: string): string[] {
  const [outer, ...inner] = tagsOn(stage).map(({ tagName }) => tagName);
  if (!outer) return [];
  if (!inner.length) return [`${opening(outer, values, indent)}</${outer}>`];
  return [
    opening(outer, values, indent),
    ...inner.map((tag) => `${opening(tag, values, `${indent}  `)}</${tag}>`),
    `${indent}</${outer}>`,
  ];
}

/** The whole snippet. */
export function markup(values: Values, { stage, language, theme }: Surroundings): string {
  const isForeign = language !== 'en';
  const lines = elements(stage, values, isForeign ? '  ' : '');
  const said = isForeign
    ? [`<div lang="${language}"${dirOf(language) === 'rtl' ? ' dir="rtl"' : ''}>`, ...lines, '</div>']
    : lines;
  return [
    '<script type="module" src="/loyalite.js"></script>',
    ...(theme === 'plain' ? [] : [`<link rel="stylesheet" href="/${theme}.css">`]),
    '',
    ...said,
  ].join('\n');
}

/** The custom properties as a rule, or nothing where none is set. It names each tag, as a theme does, which else would win. */
export function styleSheet(stage: string, properties: Readonly<Record<string, string>>): string {
  const set = Object.entries(properties).filter(([, value]) => value);
  return set.length
    ? `${tagsOn(stage)
        .map(({ tagName }) => tagName)
        .join(', ')} {\n${set.map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}`
    : '';
}
