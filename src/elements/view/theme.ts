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
  .check { display: flex; gap: 10px; align-items: center; min-height: 48px; margin-block: -6px; }
  .check input { flex: none; width: 24px; height: 24px; margin: 0; accent-color: var(--_accent); }
  .check label { flex: 1; padding-block: 10px; }
  .links { display: flex; flex-wrap: wrap; gap: 0 20px; }
  .links:empty { display: none; }
  .links a { padding-block: 12px; }
  a { color: var(--_accent); }
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
  .status:not(.full), .card > [role='status']:empty, form > [role='status']:empty { margin-top: calc(-1 * var(--_gap)); }
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
  .bar { position: relative; height: 4px; margin-top: 8px; overflow: hidden; border-radius: 2px; background: var(--_line); }
  .bar::after { content: ''; position: absolute; inset-block: 0; width: 40%; background: var(--_accent); animation: slide 1.2s ease-in-out infinite alternate; }
  @keyframes slide { from { inset-inline-start: 0; } to { inset-inline-start: 60%; } }
  .figures { display: flex; flex-wrap: wrap; gap: 4px 22px; font-variant-numeric: tabular-nums; }
  .figures b { display: block; }
  .figures b, .who b, .ok b { font-size: var(--_large); line-height: 1.2; }
  .who b { font-size: min(var(--_large), max(7cqi, 1.25rem)); }
  .card.step { --_gap: 8px; position: relative; }
  .card.step:not(.wide) { padding: 4px 0; border: 0; border-radius: 0; }
  .away, .step:not(.whole) > form, .step fieldset, .step:not(.whole) > slot[name='heading'], .step:not(:has(form)) > slot[name='heading'],
  .line .figures, .line .dots, .line .icon, .step .avatar, .line .who .muted, .tiles > .result, .line > .result:not(:has(.who)) { display: none; }
  .step > .ok { order: -1; }
  .step > .result:focus-visible { outline-offset: 1px; border-radius: 8px; }
  .step > .over { order: 1; min-height: 48px; font-size: 1em; }
  .step:has(> .warn) :is(label, input, #final) { display: none; }
  .step:has(#final) form > .row { display: contents; }
  .step:has(#final) .grow { flex: none; width: 100%; }
  .step #final { order: 1; padding: 8px 12px; font-size: var(--_status); line-height: 1.3; font-weight: 650; color: var(--_warn); background: var(--_warn-soft); border-radius: calc(var(--_radius) - 4px); }
  .step:has(#final) [part='submit'] { order: 2; min-height: 56px; font-size: 1.125em; }
  .step.whole:has(#final) > :is(.status, [part='hint']), .step slot[name='note'] { order: 3; }
  .step.tiles > .status { order: -1; }
  .step:is(.line, .tiles) .ok b { font-size: 1em; }
  .step:is(.line, .tiles) > .full { padding: 8px 12px; font-size: 1em; }
  .step.line .actions, .step.tiles .actions { margin: 0; }
  .step.line .status > div, .step.tiles .status > div { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; justify-content: space-between; }
  .compact { --_large: max(1.25rem, 20px); }
  .compact form > .row { flex-wrap: nowrap; }
  .step.compact form > .row > [part='submit'] { flex: none; }
  .compact .ways > button { min-height: 48px; padding: 4px 10px; font-size: 0.9375em; }
  .compact slot[name='heading'], .compact slot[name='note'] { display: none; }
  .ways { display: flex; flex-wrap: wrap; gap: 8px; }
  .ways > button { flex: 1 0 auto; display: grid; align-content: center; max-width: 100%; min-height: 64px; padding: 8px 14px; text-align: start; line-height: 1.25; }
  .ways > button b { font-size: 1.125em; }
  .ways > :only-child { min-height: 48px; text-align: center; }
  .icon { flex: none; width: 48px; padding: 0; }
  .icon svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 2; vertical-align: middle; }
  .icon:dir(rtl) [d^='M17'] { transform: scaleX(-1); transform-origin: center; }
  .step > .icon { position: absolute; inset-block-start: 0; inset-inline-end: 0; }
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
  .qr { display: block; width: min(100%, 240px); margin: 8px auto; background: #fff; border-radius: 8px; }
  .code { margin-top: 4px; font-family: ui-monospace, monospace; text-align: center; user-select: all; }
  .coupon { padding: 12px; font-size: var(--_status); line-height: 1.3; border: 2px dashed var(--_accent); border-radius: calc(var(--_radius) - 4px); }
  dialog {
    --_slot: clamp(48px, 3.5rem, 14vh);
    width: min(100% - 16px, 22.5rem);
    max-height: calc(100% - 16px);
    padding: 14px 16px;
    overflow: auto;
    color: inherit;
    background: var(--_surface);
    border: 0;
    border-radius: calc(var(--_radius) + 6px);
    box-shadow: 0 20px 60px #0005;
    visibility: visible;
  }
  dialog::backdrop { background: #0007; }
  dialog > form { display: grid; gap: 8px 20px; }
  dialog.handed {
    width: 100%;
    max-width: 100%;
    height: 100%;
    max-height: 100%;
    padding: max(16px, 4vh) max(16px, 12vw);
    font-size: 1.25em;
    border-radius: 0;
  }
  .handed[open] { display: flex; flex-direction: column; gap: 14px; }
  .handed > button { flex: none; min-height: 64px; }
  .handed .check { margin: 0; }
  .handed .check input { width: 32px; height: 32px; }
  .title { font-size: min(1.25em, 7vh); font-weight: 650; line-height: 1.2; }
  .pin-head > .muted { font-size: min(0.875em, 5.2vh); }
  .pin-head, .pin-status { line-height: 1.3; }
  .slots { container-type: inline-size; position: relative; display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; overflow: clip; border-radius: 10px; direction: ltr; }
  .slots:has(:focus-visible) { outline: 3px solid var(--_accent); outline-offset: 2px; }
  .slots i { height: var(--_slot); border: 2px solid var(--_field); border-radius: 10px; }
  .slots .on { border-color: var(--_accent); }
  .slots input {
    position: absolute;
    inset: 0 auto auto 0;
    /* The space behind the last digit counts as text: without room for it the first one is scrolled away. */
    width: calc(125% + 10px);
    height: var(--_slot);
    min-height: 0;
    padding: 0;
    padding-inline-start: calc((25% - 7.5px - 1ch) / 2);
    overflow: hidden;
    font: calc(var(--_slot) / 2) / var(--_slot) ui-monospace, 'DejaVu Sans Mono', monospace;
    letter-spacing: calc((100cqi - 30px) / 4 + 10px - 1ch);
    color: inherit;
    background: none;
    border: 0;
    outline: 0;
  }
  .slots input[type='text']:read-only { background: none; }
  .pin-status { display: grid; align-items: center; padding: 6px 12px; border-radius: 10px; font-size: min(0.9375em, 5.2vh); }
  .pin-status > * { grid-area: 1 / 1; }
  .pin-status > i { visibility: hidden; font-style: normal; }
  .pin-status > i::before { content: attr(data-text); }
  .keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; align-content: start; direction: ltr; }
  .keys button { min-height: clamp(48px, 3.25rem, 12vh); padding: 0; font-size: 1.375em; line-height: 1.2; color: var(--_text); background: var(--_sunken); }
  .keys svg { width: 1.2em; height: 1.2em; fill: none; stroke: currentColor; stroke-width: 2; vertical-align: middle; }
  .keys .go { grid-column: 1 / -1; min-height: clamp(52px, 3.5rem, 14vh); font-size: 1.25em; color: var(--_on-accent); background: var(--_accent); }
  .pin-rest { gap: 8px; }
  .pin-rest button { padding: 4px 8px; font-size: min(1em, 5.2vh); }
  @media (orientation: landscape) and (min-width: 520px) {
    dialog { width: min(100% - 16px, 42rem); }
    dialog > form { grid-template: auto auto 1fr auto / minmax(0, 1.15fr) minmax(0, 1fr); }
    dialog > form > * { grid-column: 1; }
    dialog > form > .pin-status { grid-row: 3 / -1; }
    dialog > form > .keys { grid-area: 1 / 2 / 4; }
    dialog > form > .pin-rest { grid-area: 4 / 2; }
  }
  @container (max-width: 400px) { .actions > * { flex-grow: 1; } }
  @container (max-width: 300px) { .card { padding: var(--_gap); } svg + div > .actions { margin-inline-start: -34px; } }
  @media (prefers-reduced-motion: reduce) { .bar::after { animation: none; inset-inline-start: 30%; } }
  @media (forced-colors: active) {
    .card, .status.full, .avatar, button, dialog { border: 1px solid; }
    .ok svg { color: CanvasText; }
    .cut { stroke: Canvas; }
    .dots .on, .bar::after { background: Highlight; forced-color-adjust: none; }
    .choice :checked + span { border-color: Highlight; }
    button[aria-disabled='true'] { color: GrayText; opacity: 1; }
  }
`;
