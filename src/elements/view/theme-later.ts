/** How it looks what a question or a booking brings: dialogs, consents, coupons, progress. Loaded with the conversation. */
import { css } from 'lit';
import { maxPinLength } from '../../protocol/pin.js';

/** The room between the slots of a PIN. */
const gaps = (maxPinLength - 1) * 10;

/** Stands behind the styles that all elements share from the start. */
export const themeLater = css`
  .step:has(> [part='back']) > :is(.ok, .result) { display: none; }
  .step:has(> [part='back']) slot[name='heading'] { display: grid; align-content: center; min-height: 48px; padding-inline-end: 56px; }
  .step:is(.line, .tiles) > .ok { align-items: baseline; padding: 8px 12px; font-size: 1em; }
  .step:is(.line, .tiles) > .ok b { font-size: 1em; }
  .step:is(.line, .tiles) > .ok .actions { margin: 0; margin-inline-start: auto; }
  .step:is(.line, .tiles) > .ok svg { margin: 0; transform: translateY(0.2em); }
  .step:is(.line, .tiles) > .ok > div { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; justify-content: space-between; }
  .tiles:has(> .result) > .ok span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .over ~ #final { display: none; }
  .check { display: flex; gap: 10px; align-items: center; min-height: 48px; margin-block: -6px; }
  .check input { flex: none; width: 24px; height: 24px; margin: 0; accent-color: var(--_accent); }
  .check label { flex: 1; padding-block: 10px; }
  .links { display: flex; flex-wrap: wrap; gap: 0 20px; }
  .links:empty { display: none; }
  .links a { padding-block: 12px; }
  a { color: var(--_accent); }
  .bar { position: relative; height: 4px; margin-top: 8px; overflow: hidden; border-radius: 2px; background: var(--_line); }
  .bar::after { content: ''; position: absolute; inset-block: 0; width: 40%; background: var(--_accent); animation: slide 1.2s ease-in-out infinite alternate; }
  @keyframes slide { from { inset-inline-start: 0; } to { inset-inline-start: 60%; } }
  .qr { display: block; width: min(100%, 240px); margin: 8px auto; background: #fff; border-radius: 8px; }
  .code { margin-top: 4px; font-family: ui-monospace, monospace; text-align: center; user-select: all; }
  .coupon { padding: 12px; font-size: var(--_status); line-height: 1.3; border: 2px dashed var(--_accent); border-radius: calc(var(--_radius) - 4px); }
  dialog {
    --_slot: clamp(48px, 3.5rem, 14vh);
    width: min(100% - 16px, 22.5rem);
    max-height: calc(100% - 16px);
    padding: min(12px, 1.8vh) 16px;
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
    padding: max(16px, 4vh) max(16px, 12vw - 24px);
    font-size: clamp(1.125em, 5.6vw, 1.25em);
    border-radius: 0;
  }
  .handed[open] { display: grid; grid: auto-flow max-content / 1fr 1fr; align-content: start; gap: min(14px, 1.6vh) 14px; }
  .handed > :is(:not(button), .main) { grid-column: 1 / -1; }
  .handed > button { min-height: 64px; padding: 4px 8px; }
  .handed .check { margin: 0; }
  .handed .check input { width: 32px; height: 32px; }
  .title { font-size: min(1.25em, 7vh); font-weight: 650; line-height: 1.2; }
  .pin-head > .muted { font-size: min(0.875em, 5.2vh); }
  .pin-head, .pin-status { line-height: 1.3; }
  .slots { container-type: inline-size; position: relative; display: grid; grid-template-columns: repeat(${maxPinLength}, 1fr); gap: 10px; overflow: clip; border-radius: 10px; direction: ltr; }
  .slots:has(:focus-visible) { outline: 3px solid var(--_accent); outline-offset: 2px; }
  .slots i { height: var(--_slot); border: 2px solid var(--_field); border-radius: 10px; }
  .slots .on { border-color: var(--_accent); }
  .slots input {
    position: absolute;
    inset: 0 auto auto 0;
    /* The space behind the last digit counts as text: without room for it the first one is scrolled away. */
    width: calc(100% + 100% / ${maxPinLength} + 10px);
    height: var(--_slot);
    min-height: 0;
    padding: 0;
    padding-inline-start: calc(((100% - ${gaps}px) / ${maxPinLength} - 1ch) / 2);
    overflow: hidden;
    font: calc(var(--_slot) / 2) / var(--_slot) ui-monospace, 'DejaVu Sans Mono', monospace;
    letter-spacing: calc((100cqi - ${gaps}px) / ${maxPinLength} + 10px - 1ch);
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
  @media (max-height: 640px) and (min-width: 520px) {
    .handed { padding-block: 12px; }
    .handed > button { min-height: 56px; }
  }
  @media (orientation: portrait) and (min-height: 740px) {
    .pin-status { font-size: min(1.25em, 2.8vh); }
    .pin-head > .muted { font-size: min(1em, 2.4vh); }
  }
  @media (orientation: landscape) and (min-width: 520px) {
    dialog { width: min(100% - 16px, 42rem); }
    dialog > form { grid-template: auto auto 1fr auto / minmax(0, 1.15fr) minmax(0, 1fr); }
    dialog > form > * { grid-column: 1; }
    dialog > form > .pin-status { grid-row: 3 / -1; align-self: start; font-size: min(1.25em, 5.2vh); }
    .pin-head > .muted { font-size: min(1.0625em, 5.2vh); }
    dialog > form > .keys { grid-area: 1 / 2 / 4; }
    dialog > form > .pin-rest { grid-area: 4 / 2; }
  }
  @media (prefers-reduced-motion: reduce) { .bar::after { animation: none; inset-inline-start: 30%; } }
  @media (forced-colors: active) {
    dialog { border: 1px solid; }
    .bar::after { background: Highlight; forced-color-adjust: none; }
  }
`;
