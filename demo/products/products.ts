/**
 * A till whose scanner reads products and customers mixed. The products arrive by the
 * page's own key listener, as they do at most tills; what the look-up tells of a scan that is not ours stands beside it.
 */
import 'loyalite-elements/define';
import { html, render } from 'lit';

const products: Readonly<Record<string, string>> = {
  '4006381333931': 'Pen (EAN-13)',
  '40123455': 'Chewing gum (EAN-8)',
  'SKU-00012345': 'T-shirt (house label)',
  '010400638133393110LOT42': 'Yoghurt (GS1-128)',
};
const pause = 50;
const basket: string[] = [];
const told: string[] = [];

const place = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function draw(): void {
  const list = (texts: readonly string[]) => html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
  render(
    html`<h2>Basket</h2>${basket.length ? list(basket) : html`<p class="muted">Scan a product, then the code on the customer’s phone.</p>`}
      <h2>loyalite-unclaimed</h2>${list(told)}`,
    place('basket'),
  );
}

render(
  html`<h2>Products</h2><dl>${Object.entries(products).map(([code, name]) => html`<dt>${name}</dt><dd class="num">${code}</dd>`)}</dl>
    <p class="muted">Print them, or type them into a scanner’s test page. The customer’s code is on <a href="/phone/">the phone</a>.</p>`,
  place('products'),
);

let text = '';
let lastAt = -Infinity;
document.addEventListener('keydown', ({ key, timeStamp }) => {
  if (timeStamp - lastAt > pause) text = '';
  lastAt = timeStamp;
  if (key.length === 1) text += key;
  if (key !== 'Enter' || text.length < 8) return;
  basket.push(products[text] ?? `not known: ${text}`);
  text = '';
  draw();
});
document.body.addEventListener('loyalite-unclaimed', (event) => {
  told.push(event.detail.text);
  draw();
});
draw();
