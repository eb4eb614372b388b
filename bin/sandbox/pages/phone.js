// The customer's phone: the QR to be scanned, the PIN when one is asked for, balances and coupons, live. It follows the code in
// the address, which the till of the same browser sets when it finds somebody, and holds its codes to that till.
const find = (id) => document.querySelector(`#${id}`);
const link = new BroadcastChannel('loyalite-sandbox');
const { customers } = await (await fetch('/till.json')).json();
find('codes').append(...customers.map(({ code, email }) => new Option(email, code)));
let source;

function show(code) {
  source?.close();
  find('code').value = code;
  source = new EventSource(`/phone/${encodeURIComponent(code)}/live`);
  source.addEventListener('message', ({ data }) => draw(JSON.parse(data)));
}

function draw({ unknown, pin, points, stamps, maskedEmail, qr, picture, coupons }) {
  find('unknown').textContent = unknown ? 'The service knows no customer with this code.' : '';
  find('card').hidden = Boolean(unknown);
  find('pin').replaceChildren(...(pin ? [element('span', 'Your PIN for the cashier'), element('b', pin)] : []));
  if (unknown) return;
  find('who').textContent = maskedEmail;
  find('points').textContent = points;
  find('stamps').textContent = stamps;
  const codes = [
    { name: 'Loyalty card', text: qr, picture, what: 'customer' },
    ...coupons.map((coupon) => ({ ...coupon, text: coupon.qrToken, what: 'coupon' })),
  ];
  find('codes-shown').replaceChildren(...codes.map(code));
}

function code({ name, text, picture, what }) {
  const figure = element('figure');
  const image = Object.assign(element('img'), { src: picture, alt: `QR code: ${name}` });
  const scan = Object.assign(element('button', 'Hold it to the till'), {
    type: 'button',
    onclick: () => link.postMessage({ what, text }),
  });
  const copy = Object.assign(element('button', 'Copy its text'), {
    type: 'button',
    onclick: () => navigator.clipboard.writeText(text),
  });
  copy.className = 'quiet';
  figure.append(element('figcaption', name), image, scan, copy);
  return figure;
}

function element(name, text = '') {
  return Object.assign(document.createElement(name), { textContent: text });
}

find('code').addEventListener('change', ({ target }) => {
  if (/^\d+$/.test(target.value)) location.hash = target.value;
});
link.addEventListener('message', ({ data: { found } }) => {
  if (found) location.hash = found;
});
const follow = () => show(location.hash.slice(1) || customers[0].code);
addEventListener('hashchange', follow);
follow();
