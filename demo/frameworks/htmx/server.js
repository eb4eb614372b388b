// A server that renders the sale, and a page that sends it the tags' events. There is nothing to build.
import { readFile } from 'node:fs/promises';

const total = 85.5;
const sale = { order: 1001, discount: 0, receipts: [] };

/** What the tags reported. A shop would ask its own books what was booked, rather than the page. */
const reactions = {
  'loyalite-redeemed': ({ discount = 0 }) => (sale.discount += Number(discount)),
  'loyalite-complete': ({ customer, earned }) => sale.receipts.push(`${earned.externalId} ${customer.maskedEmail}: ${earned.points} points`),
  'loyalite-next': () => Object.assign(sale, { order: sale.order + 1, discount: 0 }),
};

const escape = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Morphed into the page, so that the tags stay the elements that they are and only `order-id` changes. */
const main = () => `
  <main id="sale" hx-post="/sale" hx-trigger="loyalite-redeemed, loyalite-complete, loyalite-next" hx-swap="outerMorph"
    hx-vals="js:{ type: ctx.sourceEvent.type, detail: JSON.stringify(ctx.sourceEvent.detail) }">
    <h1>Order A-${sale.order}</h1>
    <p>To pay: <output id="to-pay">${(total - sale.discount).toFixed(2)}</output></p>
    <loyalite-checkout endpoint="/loyalite" order-id="A-${sale.order}" amount="${total.toFixed(2)}" currency="TRY" point-value="0.10">
      <loyalite-lookup terms-url="/terms" privacy-url="/privacy"><h2 slot="heading">Customer</h2></loyalite-lookup>
      <loyalite-redeem><h2 slot="heading">Use points</h2></loyalite-redeem>
      <loyalite-earn><h2 slot="heading">Give points</h2></loyalite-earn>
    </loyalite-checkout>
    <ol id="receipts">${sale.receipts.map((receipt) => `<li>${escape(receipt)}</li>`).join('')}</ol>
  </main>`;

const page = () => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Till</title>
    <script src="/htmx.js" defer></script>
    <script type="module" src="/elements/loyalite.js"></script>
  </head>
  <body>
    ${main()}
    <script>
      // The tags are not defined yet: they take over what was set before.
      document.querySelector('loyalite-checkout').wording = { credit: ({ value }) => 'Add points for ' + value };
    </script>
  </body>
</html>`;

const html = (text) => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });

async function script(path) {
  const file = await readFile(new URL(`node_modules/${path}`, import.meta.url)).catch(() => null);
  return new Response(file, { status: file ? 200 : 404, headers: { 'content-type': 'text/javascript' } });
}

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/') return html(page());
    if (pathname === '/htmx.js') return script('htmx.org/dist/htmx.min.js');
    const [, module] = /^\/elements\/((?:[\w-]+\/)?[\w.-]+\.js)$/.exec(pathname) ?? [];
    if (module) return script(`loyalite-elements/dist/${module}`);
    if (pathname !== '/sale' || request.method !== 'POST') return new Response(null, { status: 404 });
    const form = await request.formData();
    reactions[form.get('type')]?.(JSON.parse(form.get('detail')) ?? {});
    return html(main());
  },
};
