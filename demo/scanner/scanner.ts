/**
 * Tests a hand scanner and a camera without a service: the look-up on this page is the real one, and its `fetch` ends here.
 */
import 'loyalite-elements/define';
import { generate } from 'lean-qr';
import { html, nothing, render, svg, type TemplateResult } from 'lit';
import { record, type Stroke } from './recorder.js';
import { duration, judge, pace, terminator, typedText } from './verdict.js';

/** Every kind of character that a code may have, and a long one for the pace. */
const known = ['cq_Test-AZ.az:09/xyz=qwm', `cq_${'0123456789abcdef'.repeat(14)}`];

const lookup = document.querySelector('loyalite-lookup') as HTMLElementTagNameMap['loyalite-lookup'];
const place = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
let burst: readonly Stroke[] = [];
let taken: string | null = null;

lookup.fetch = (input) => {
  taken = new URL(input, location.href).searchParams.get('qr');
  drawReport();
  const isKnown = taken !== null && known.includes(taken);
  const body = isKnown
    ? { data: { customer_code: 100000, masked_email: 'code of this page', stamp_count: 0, point_balance: 0 } }
    : { error: 'invalid_qr' };
  return Promise.resolve(Response.json(body, { status: isKnown ? 200 : 422 }));
};

record((strokes) => {
  if (strokes.length === 1) taken = null;
  burst = strokes;
  drawReport();
});

function qrCode(text: string): TemplateResult {
  const code = generate(text);
  const dark: string[] = [];
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) dark.push(`M${x + 4} ${y + 4}h1v1h-1z`);
  const side = code.size + 8;
  return html`<svg viewBox="0 0 ${side} ${side}" role="img" aria-label="QR code" shape-rendering="crispEdges">${svg`<path d=${dark.join('')} />`}</svg>`;
}

function drawReport(): void {
  const { isRight, words } = judge({ burst, taken, known, prefix: lookup.scanPrefix });
  const line = (name: string, value: string): TemplateResult =>
    html`<dt class="muted">${name}</dt><dd class="num">${value}</dd>`;
  render(
    html`<h2>What came in</h2>
      <div role="status">${burst.length ? html`<div class="verdict ${isRight ? '' : 'wrong'}"><b>${isRight ? 'Set right.' : 'To be set.'}</b>${words.map((one) => html`<p>${one}</p>`)}</div>` : html`<p class="muted">Scan one of the codes.</p>`}</div>
      ${
        burst.length
          ? html`<dl>
        ${line('Typed', typedText(burst))}${line('Understood', taken ?? 'nothing')}${line('Keys', String(burst.length))}
        ${line('Pace', `${pace(burst).toFixed(1)} ms a key, ${(duration(burst) / 1000).toFixed(2)} s in all`)}${line('Ends with', terminator(burst))}
        ${line('Scanner set to', localStorage.getItem('loyalite:scanner') ?? 'not known yet')}
      </dl>
      <div class="keys" tabindex="0" role="group" aria-label="Keys"><table><thead><tr><th>Key</th><th>Code</th><th>After</th></tr></thead>
        <tbody>${burst.map(({ key, code, gap }) => html`<tr><td>${key}</td><td>${code || '–'}</td><td class="num">${gap.toFixed(1)} ms</td></tr>`)}</tbody></table></div>`
          : nothing
      }`,
    place('report'),
  );
}

render(
  html`<h2>Scan these</h2>${known.map((text) => html`<figure>${qrCode(text)}<figcaption class="muted">${text.length} characters</figcaption></figure>`)}`,
  place('codes'),
);
render(
  html`<h2>As your till has it</h2>
    <label class="field">Prefix that the scanner types<input id="prefix" placeholder="\\" autocomplete="off" @change=${(event: Event) => (lookup.scanPrefix = (event.target as HTMLInputElement).value)}></label>
    <label class="field">A field of your till: it must stay as it is<input id="price" value="85.50" autocomplete="off"></label>`,
  place('set-up'),
);
drawReport();
