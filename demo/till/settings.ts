/** The switches in the till's bar. They change the demo, never a running operation. */
import { html, nothing, type TemplateResult } from 'lit';

/** What can be switched. */
export interface Settings {
  preset: 'standard' | 'balanced' | 'strict';
  card: 'points' | 'stamps';
  redeem: 'points' | 'stamps' | 'coupon';
  scheme: 'auto' | 'light' | 'dark';
  verifiedOnly: boolean;
}

/** Draws the switches; the preset belongs to the sandbox and is left out without one. */
export function settingsBar(settings: Settings, sandbox: boolean, change: (part: Partial<Settings>) => void): TemplateResult {
  return html`
    ${sandbox ? choice('Verification', 'preset', ['standard', 'balanced', 'strict'], settings, change) : nothing}
    ${choice('The order earns', 'card', ['points', 'stamps'], settings, change)}
    ${choice('Redeem', 'redeem', ['points', 'stamps', 'coupon'], settings, change, 'redeem ')}
    <label class="toggle"><input type="checkbox" .checked=${settings.verifiedOnly}
      @change=${(event: Event) => change({ verifiedOnly: (event.target as HTMLInputElement).checked })}> Verified only</label>
    ${choice('Colours', 'scheme', ['auto', 'light', 'dark'], settings, change)}`;
}

function choice<Name extends 'preset' | 'card' | 'redeem' | 'scheme'>(
  title: string,
  name: Name,
  options: readonly Settings[Name][],
  settings: Settings,
  change: (part: Partial<Settings>) => void,
  prefix = '',
): TemplateResult {
  return html`<fieldset class="choice" id=${name}><legend>${title}</legend>${options.map(
    (option) => html`<label><input type="radio" name=${name} .checked=${settings[name] === option}
      @change=${() => change({ [name]: option })}>${prefix}${option}</label>`,
  )}</fieldset>`;
}
