/** The switches in the till's drawer. They change the demo, never a running operation. */
import { html, nothing, type TemplateResult } from 'lit';

/** What can be switched. */
export interface Settings {
  preset: 'standard' | 'balanced' | 'strict';
  card: 'points' | 'stamps';
  scheme: 'auto' | 'light' | 'dark';
  verifiedOnly: boolean;
}

/** Draws the switches; the preset belongs to the sandbox and is left out without one. */
export function settingsBar(
  settings: Settings,
  sandbox: boolean,
  change: (part: Partial<Settings>) => void,
): TemplateResult {
  return html`
    ${sandbox ? choice('Preset', 'preset', ['standard', 'balanced', 'strict'], settings, change) : nothing}
    ${choice('Earns', 'card', ['points', 'stamps'], settings, change)}
    <label class="toggle"><input type="checkbox" .checked=${settings.verifiedOnly}
      @change=${(event: Event) => change({ verifiedOnly: (event.target as HTMLInputElement).checked })}> Verified only</label>
    ${choice('Look', 'scheme', ['auto', 'light', 'dark'], settings, change)}`;
}

function choice<Name extends 'preset' | 'card' | 'scheme'>(
  title: string,
  name: Name,
  options: readonly Settings[Name][],
  settings: Settings,
  change: (part: Partial<Settings>) => void,
): TemplateResult {
  return html`<fieldset class="choice" id=${name}><legend>${title}</legend><div>${options.map(
    (option) => html`<label><input type="radio" name=${name} .checked=${settings[name] === option}
      @change=${() => change({ [name]: option })}>${option}</label>`,
  )}</div></fieldset>`;
}
