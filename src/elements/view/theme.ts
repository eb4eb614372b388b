/**
 * How the elements look: the page's font, its colour scheme, and custom properties for all else. Measured for a finger and
 * for a metre's distance; container queries, because the element may stand in anybody's column.
 */
import { css } from 'lit';

/** The styles that all elements share. */
export const theme = css`
  :host {
    --_accent: var(--loyalite-accent, light-dark(#0f6b4f, #5ad1a5));
    --_on-accent: var(--loyalite-on-accent, light-dark(#fff, #06251b));
    --_surface: var(--loyalite-surface, light-dark(#fff, #171b1a));
    --_sunken: var(--loyalite-sunken, light-dark(#f3f5f4, #0e1110));
    --_text: var(--loyalite-text, light-dark(#16201c, #e9efec));
    --_muted: var(--loyalite-muted, light-dark(#54625c, #9fb0a9));
    --_line: var(--loyalite-line, light-dark(#d9e0dd, #2c3532));
    --_field: var(--loyalite-field, light-dark(#78857f, #77867f));
    --_ok: var(--loyalite-ok, light-dark(#0f6b4f, #5ad1a5));
    --_ok-soft: var(--loyalite-ok-soft, light-dark(#e3f4ec, #0f2e23));
    --_bad: var(--loyalite-bad, light-dark(#a6211a, #ff9d94));
    --_bad-soft: var(--loyalite-bad-soft, light-dark(#fdecea, #3a1714));
    --_warn: var(--loyalite-warn, light-dark(#7a4f00, #ffce73));
    --_warn-soft: var(--loyalite-warn-soft, light-dark(#fff4dc, #332608));
    --_radius: var(--loyalite-radius, 14px);
    --_gap: var(--loyalite-gap, 12px);
    --_small: var(--loyalite-small, 0.875em);
    --_status: var(--loyalite-status, max(1.25rem, 20px));
    --_large: var(--loyalite-large, max(1.625rem, 26px));
    display: block;
    container-type: inline-size;
    overflow-wrap: anywhere;
    color: var(--_text);
    line-height: 1.45;
    font-size: max(1rem, 16px);
    font-variant: normal;
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    text-wrap: pretty;
    white-space: normal;
    word-spacing: normal;
  }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  .card {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
    padding: calc(var(--_gap) + 4px);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  form { display: contents; }
  .heading, .card:has(.check) > .status { order: -1; }
  .heading { font-weight: 650; letter-spacing: 0.01em; }
  .muted, .note { color: var(--_muted); font-size: var(--_small); }
  .row { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
  .row > [part='submit'] { flex: 1 0 auto; max-width: 100%; }
  .row > .grow { flex: 3 1 9em; width: 0; min-width: 0; }
  .between { justify-content: space-between; }
  .between > button { flex: 1 0 auto; max-width: 100%; }
  .field { display: grid; gap: 6px; font-size: var(--_small); font-weight: 650; }
  input[type='text'] {
    width: 100%;
    min-height: 48px;
    padding: 0 14px;
    font: inherit;
    font-size: max(1.125rem, 18px);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    color: inherit;
    background: var(--_surface);
    border: 1.5px solid var(--_field);
    border-radius: calc(var(--_radius) - 4px);
  }
  [dir='rtl'] #field { text-align: right; }
  input[type='text']:read-only { background: var(--_sunken); }
  button {
    min-height: 48px;
    padding: 8px 18px;
    font: inherit;
    font-weight: 650;
    color: var(--_on-accent);
    background: var(--_accent);
    border: 1.5px solid transparent;
    border-radius: calc(var(--_radius) - 4px);
    cursor: pointer;
    touch-action: manipulation;
  }
  .quiet, .over { color: var(--_text); background: transparent; border-color: var(--_field); }
  .main { width: 100%; min-height: 56px; font-size: 1.125em; }
  button[aria-disabled='true'] { opacity: 0.55; cursor: default; }
  :focus-visible, :focus-visible + span { outline: 3px solid var(--_accent); outline-offset: 2px; }
  fieldset { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; border: 0; min-width: 0; }
  legend { padding: 0 0 6px; font-size: var(--_small); font-weight: 650; }
  .choice { position: relative; flex: 1 1 0; min-width: min-content; }
  .choice input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .choice span {
    display: grid;
    place-items: center;
    min-height: 48px;
    padding: 4px 2px;
    font-size: 0.9375em;
    font-weight: 650;
    overflow-wrap: normal;
    border: 1.5px solid var(--_field);
    border-radius: calc(var(--_radius) - 4px);
  }
  .choice :checked + span { color: var(--_accent); border: 2.5px solid currentColor; text-decoration: underline; text-underline-offset: 4px; }
  .status { display: flex; gap: 10px; align-items: flex-start; border-radius: calc(var(--_radius) - 4px); }
  .status.full { padding: 12px; font-size: var(--_status); line-height: 1.3; }
  .status:not(.full) { border: 0 !important; }
  /* Empty it has no height: stretched, it would take the taps of what the page has above. */
  .status:not(.full), .card > [role='status']:empty, form > [role='status']:empty { align-self: start; margin-top: calc(-1 * var(--_gap)); }
  .status > div { flex: 1; }
  .status svg { flex: none; width: 1.2em; height: 1.2em; margin-top: 0.05em; fill: none; stroke: currentColor; stroke-width: 2; }
  .ok { background: var(--_ok-soft); }
  .ok svg { color: var(--_ok); }
  .cut { stroke: var(--_ok-soft); }
  .bad { background: var(--_bad-soft); color: var(--_bad); }
  .warn { background: var(--_warn-soft); color: var(--_warn); }
  .busy, .status.note { color: var(--_muted); background: var(--_sunken); }
  .actions { margin-top: 10px; font-size: max(1rem, 16px); }
  .actions:empty { display: none; }
  .figures { display: flex; flex-wrap: wrap; gap: 4px 22px; font-variant-numeric: tabular-nums; }
  .figures b { display: block; }
  .told > :first-child { display: none; }
  .figures b, .who b, .ok b { font-size: var(--_large); line-height: 1.2; }
  .who b { font-size: min(var(--_large), max(7cqi, 1.25rem)); }
  .card.step { --_gap: 8px; position: relative; }
  .card.step:not(.wide) { padding: 4px 0; border: 0; border-radius: 0; box-shadow: none !important; }
  .away, .step:not(.whole) > form, .step fieldset, .step:not(.whole) > slot[name='heading'], .step:not(:has(form)) > slot[name='heading'],
  .line .figures, .line .dots, .line .icon, .step .avatar, .line .who .muted, .tiles > .result, .line > .result:not(:has(.who)) { display: none; }
  .step > .ok { order: -1; }
  .step > .result:focus-visible { margin-inline: -8px; padding-inline: 8px; outline-offset: 1px; border-radius: 8px; }
  .step > .over { order: 1; min-height: 48px; font-size: 1em; }
  .step:has(> .warn) :is(label, input, #final) { display: none; }
  .step:has(#final) form > .row { display: contents; }
  .step:has(#final) .grow { flex: none; width: 100%; }
  .step #final { order: 1; padding: 8px 12px; font-size: var(--_status); line-height: 1.3; font-weight: 650; color: var(--_warn); background: var(--_warn-soft); border-radius: calc(var(--_radius) - 4px); }
  .step:has(#final) [part='submit'] { order: 2; min-height: 56px; font-size: 1.125em; }
  .step.whole:has(#final) > :is(.status, [part='hint']), .step slot[name='note'] { order: 3; }
  .step.tiles > .status { order: -1; }
  .compact { --_large: max(1.25rem, 20px); }
  .compact form > .row { flex-wrap: nowrap; }
  .step.compact form > .row > [part='submit'] { flex: none; }
  .compact .ways > button { min-height: 48px; padding: 4px 10px; font-size: 0.9375em; }
  .compact .ways .muted { font-size: 0.9375em; }
  .compact slot[name='heading'], .compact slot[name='note'] { display: none; }
  .ways { display: flex; flex-wrap: wrap; gap: 8px; }
  .ways > button { flex: 1 0 auto; display: grid; align-content: center; max-width: 100%; min-height: 64px; padding: 8px 14px; text-align: start; line-height: 1.25; }
  .ways > button b { font-size: 1.125em; }
  .ways > :only-child { min-height: 48px; text-align: center; }
  .icon { flex: none; width: 48px; padding: 0; }
  .icon svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 2; vertical-align: middle; }
  .icon:dir(rtl) [d^='M17'] { transform: scaleX(-1); transform-origin: center; }
  .step > .icon { position: absolute; inset-block-start: 0; inset-inline-end: 0; }
  .wide { height: 100%; }
  .wide > .icon { inset-block-start: 8px; inset-inline-end: 12px; }
  .who > .icon { margin-inline-start: auto; }
  .result { display: grid; gap: 10px; }
  .who { display: flex; gap: 12px; align-items: center; }
  .avatar { flex: none; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 50%; font-weight: 700; color: var(--_accent); background: var(--_ok-soft); }
  .dots { display: flex; flex-wrap: wrap; gap: 5px; }
  .dots i { width: 16px; height: 16px; border: 2px solid var(--_accent); border-radius: 50%; }
  .dots .on { background: var(--_accent); }
  .hidden, .result:has(.who) + .ok { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .result:has(.who) + .ok { width: 180px; white-space: normal; }
  @container (max-width: 400px) { .actions > * { flex-grow: 1; } svg + div > .actions { margin-inline-start: -34px; } }
  @container (max-width: 300px) { .card { padding: var(--_gap); } }
  @media (forced-colors: active) {
    .card, .status.full, .avatar, button { border: 1px solid; }
    .ok svg { color: CanvasText; }
    .cut { stroke: Canvas; }
    .dots .on { background: Highlight; forced-color-adjust: none; }
    .choice :checked + span { border-color: Highlight; }
    button[aria-disabled='true'] { color: GrayText; opacity: 1; }
  }
`;
