/** The drawings: three outcomes that differ in shape, and the delete key. All are decoration; the words stand beside them. */
import { svg, type SVGTemplateResult } from 'lit';

/** Done: a filled disc with a tick. Refused: a ring with a cross. Not known: a triangle. */
export const icons: Record<'ok' | 'bad' | 'warn', SVGTemplateResult> = {
  ok: svg`<circle cx="10" cy="10" r="9" fill="currentColor"/><path class="cut" d="M5.5 10.5l3 3 6-7"/>`,
  bad: svg`<circle cx="10" cy="10" r="8.5"/><path d="M6.5 6.5l7 7m0-7l-7 7"/>`,
  warn: svg`<path d="M10 2l9 16H1z"/><path d="M10 8v5m0 2v1"/>`,
};

/** Takes off what stands beside it. */
export const cross: SVGTemplateResult = svg`<path d="M5 5l10 10m0-10L5 15"/>`;

/** Goes back; turned where the language is read from the right. */
export const back: SVGTemplateResult = svg`<path d="M17 10H3m6-6l-6 6 6 6"/>`;

/** The delete key of a keypad. */
export const erase: SVGTemplateResult = svg`<path d="M9 5h12v14H9l-6-7zM12 9.5l5 5m0-5l-5 5"/>`;
