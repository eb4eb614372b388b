/** The playground: puts stage, knobs, phone, code and log together. Everything it does is done by public entries of the package. */
import 'loyalite-elements/define';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { LoyaliteCheckoutElement, LoyaliteElement } from 'loyalite-elements';
import type { Fault, Preset } from 'loyalite-elements/sandbox';
import { entryOf, eventLog, logged, type Entry } from '../../demo/till/event-log.js';
import cafe from '../../demo/themes/cafe.css?inline';
import contrast from '../../demo/themes/contrast.css?inline';
import { dirOf } from '../languages.js';
import { tags } from '../site/manifest.js';
import { initialValues, newOrder, tagsOn, withValue } from './knobs.js';
import { markup, styleSheet } from './markup.js';
import { initialBench, queryOf, settingOf, type Bench, type Setting } from './link.js';
import { choices, colouredMarkup, knobs } from './panels.js';
import { phonePanel } from './phone.js';
import { openService, type Call } from './service.js';
import * as stage from './stage.js';

const themes: Readonly<Record<string, string>> = { plain: '', cafe, contrast };
const place = document.querySelector<HTMLElement>('#workbench') as HTMLElement;
const theme = new CSSStyleSheet();
document.adoptedStyleSheets.push(theme);

const customProperties = [
  ...new Map(tags.flatMap(({ cssProperties = [] }) => cssProperties.map((one) => [one.name, one]))).values(),
];

const names = customProperties.map(({ name }) => name);
let { bench, values, properties }: Setting = settingOf(location.search, names);
let entries: readonly Entry[] = [];
let calls: readonly Call[] = [];
let copied = '';

const service = openService({
  changed: () => queueMicrotask(draw),
  called(call) {
    calls = [call, ...calls].slice(0, 40);
    // A fault strikes once; the choice says again what holds.
    if (bench.fault !== 'none') bench = { ...bench, fault: 'none' };
    draw();
  },
});

const stagePlace = document.createElement('div');
stagePlace.className = 'stage';
const pinNote = document.createElement('div');
pinNote.className = 'pin-note';
pinNote.popover = 'manual';
document.body.append(pinNote);

const acts: Readonly<Record<keyof Bench, (value: string) => void>> = {
  stage: () => restage(),
  preset: (value) => service.setPreset(value as Preset),
  fault: (value) => service.setFault(value === 'none' ? null : (value as Fault)),
  customer: takeCustomer,
  language(value) {
    stagePlace.lang = value;
    stagePlace.dir = dirOf(value);
  },
  theme: (value) => theme.replaceSync(themes[value] ?? ''),
  scheme: (value) => stagePlace.style.setProperty('color-scheme', value),
};

function restage(): void {
  values = initialValues(bench.stage);
  stage.build(stagePlace, bench.stage, values, service.fetch);
  takeProperties();
}

/** A customer is given as a page would: typed into the look-up, or by code to a tag that has none. */
function takeCustomer(code: string): void {
  const isAlone = bench.stage === 'loyalite-earn' || bench.stage === 'loyalite-redeem';
  if (isAlone) turn(bench.stage, 'customer-code', code);
  else turn('loyalite-lookup', 'value', code);
}

function turn(tag: string, name: string, value: string | null): void {
  values = withValue(values, tag, name, value);
  stage.turn(stagePlace, tag, name, value);
}

function takeProperties(): void {
  const selector = tagsOn(bench.stage)
    .map(({ tagName }) => tagName)
    .join(',');
  for (const element of stagePlace.querySelectorAll<HTMLElement>(selector)) {
    for (const { name } of customProperties) element.style.setProperty(name, properties[name] ?? '');
  }
}

function choose(name: keyof Bench, value: string): void {
  bench = { ...bench, [name]: value };
  acts[name](value);
  draw();
}

function newSale(): void {
  const [outer] = tagsOn(bench.stage);
  if (outer?.attributes.some(({ name }) => name === 'order-id')) turn(outer.tagName, 'order-id', newOrder());
  stagePlace.querySelector<LoyaliteCheckoutElement | LoyaliteElement<unknown>>(':scope > *')?.reset();
  draw();
}

function knobPanel(): TemplateResult {
  const on = tagsOn(bench.stage);
  return html`<h2 id="knobs-title">Knobs</h2>
    <p class="muted">Every attribute, as the package describes it.</p>
    ${on.map((tag, at) =>
      knobs(tag, values[tag.tagName] ?? {}, at === 0, (name, value) => {
        turn(tag.tagName, name, value);
        draw();
      }),
    )}
    <details class="knobs" data-tag="style"><summary>Custom properties</summary><div>
      ${customProperties.map(
        ({ name, description }) => html`<div class="knob"><label for=${name}><code>${name}</code></label>
        <input id=${name} type="text" autocomplete="off" spellcheck="false" .value=${properties[name] ?? ''} @input=${(
          event: Event,
        ) => {
          properties = { ...properties, [name]: (event.target as HTMLInputElement).value };
          takeProperties();
          draw();
        }}><p>${description}</p></div>`,
      )}
    </div></details>`;
}

function codePanel(): TemplateResult {
  const text = markup(values, bench);
  const css = styleSheet(bench.stage, properties);
  const copy = async (what: string, told: string): Promise<void> => {
    await navigator.clipboard.writeText(what);
    copied = told;
    draw();
    copied = '';
  };
  return html`<div class="row between"><h2 id="code-title">Code</h2><div class="row">
      <button class="quiet small" type="button" id="copy-link" @click=${() => copy(address(), 'The link is copied: it opens the playground as it is set now.')}>Copy link</button>
      <button class="quiet small" type="button" @click=${() => copy(text + (css && `\n\n${css}`), 'The code is copied.')}>Copy</button></div></div>
    <pre tabindex="0" aria-labelledby="code-title"><code id="code">${colouredMarkup(text)}</code></pre>
    ${css ? html`<pre tabindex="0" aria-label="Style sheet"><code id="css">${css}</code></pre>` : nothing}
    <p class="muted" role="status">${copied || nothing}</p>`;
}

function wirePanel(): TemplateResult {
  return html`<div class="row between"><h2>Calls</h2><span class="muted num" id="ledger">${service.ledger.length} booked</span></div>
    ${
      calls.length
        ? html`<ol class="calls num" tabindex="0" aria-label="Calls, newest first">${calls.map(
            ({ method, path, status, milliseconds }) => html`<li>
          <code>${method} ${path.replace('/webhook', '\u200b/webhook')}</code><b class=${status !== undefined && status < 300 ? 'good' : 'bad'}>${status ?? 'cut'}</b><span class="muted">${milliseconds} ms</span></li>`,
          )}</ol>`
        : html`<p class="muted">What goes over the wire, through the proxy of this page.</p>`
    }`;
}

function draw(): void {
  const phone = service.phone(bench.customer);
  render(
    html`
    <section class="card choices" aria-label="Surroundings">${choices(bench, choose)}</section>
    <div class="bench">
      <section class="card knob-column" aria-labelledby="knobs-title">${knobPanel()}</section>
      <div class="stage-column">
        <section class="stage-place" aria-label="Stage">${stagePlace}<button class="quiet" type="button" id="new-order" @click=${newSale}>New order</button></section>
        <section class="card" aria-labelledby="code-title">${codePanel()}</section>
      </div>
      <div class="phone-column">
        <section class="card" aria-labelledby="phone-title">${phonePanel({
          code: bench.customer,
          phone,
          canScan: (what) =>
            stagePlace.querySelector(what === 'customer' ? 'loyalite-lookup' : 'loyalite-redeem') !== null,
          scan: (what, text) => stage.scan(stagePlace, what, text),
        })}</section>
        <section class="card" id="events" aria-label="Events">${eventLog(entries)}</section>
        <section class="card" id="wire" aria-label="Calls">${wirePanel()}</section>
      </div>
    </div>`,
    place,
  );
  showPin(phone?.pin ?? null);
  noteSoon();
}

/** The address of the playground as it is set now. */
function address(): string {
  const { origin, pathname, hash } = location;
  const query = queryOf({ bench, values, properties });
  return new URL(origin + pathname + (query && `?${query}`) + hash).href;
}

let noting: ReturnType<typeof setTimeout> | undefined;

/** Keeps the page's own address in step; a browser takes no new one for every key. */
function noteSoon(): void {
  if (noting !== undefined || address() === location.href) return;
  noting = setTimeout(() => {
    noting = undefined;
    history.replaceState(null, '', address());
  }, 400);
}

/** As a message on a phone that lies beside the till: above the overlay, which covers the page. */
function showPin(pin: string | null): void {
  pinNote.textContent = pin === null ? '' : `Customer’s phone: PIN ${pin}`;
  if (pinNote.matches(':popover-open')) pinNote.hidePopover();
  if (pin !== null) pinNote.showPopover();
}

for (const name of new Set(tags.flatMap(({ events }) => events.map((one) => one.name)))) {
  stagePlace.addEventListener(name, (event) => {
    entries = logged(entries, entryOf(event as CustomEvent<unknown>));
    if (event.type === 'loyalite-found')
      bench = { ...bench, customer: (event as CustomEvent<{ customerCode: string }>).detail.customerCode };
    // What is drawn over everything has to be drawn after the overlay has opened.
    void (event.target as Element & { updateComplete: Promise<boolean> }).updateComplete.then(draw);
  });
}

for (const name of Object.keys(acts) as (keyof Bench)[])
  if (name !== 'stage' && bench[name] !== initialBench[name]) acts[name](bench[name]);
stage.build(stagePlace, bench.stage, values, service.fetch);
takeProperties();
draw();
// A rotating QR and the end of a PIN come without an event.
setInterval(draw, 1000);
place.dataset['ready'] = '';
