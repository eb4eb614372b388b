// The page around the tags: an order number, what the command was told about the country, and the events as they come.
const checkout = document.querySelector('loyalite-checkout');
const events = document.querySelector('#events');
const total = document.querySelector('#total');

const nextOrder = () => {
  const id = `order-${Date.now().toString(36)}`;
  checkout.setAttribute('order-id', id);
  document.querySelector('#order').value = id;
};

for (const name of ['found', 'redeemed', 'earned', 'complete', 'error', 'cancel']) {
  checkout.addEventListener(`loyalite-${name}`, ({ type, detail }) => {
    const line = document.createElement('li');
    const told =
      detail instanceof Error ? { code: detail.code, status: detail.status, retryable: detail.retryable } : detail;
    line.textContent = `${type} ${told ? JSON.stringify(told, (key, value) => (key === 'receipt' ? undefined : value)) : ''}`;
    events.prepend(line);
  });
}

// The next customer gets the next order, whether the page or the tag's own button asked for it.
checkout.addEventListener('loyalite-next', nextOrder);
total.addEventListener('change', () => checkout.setAttribute('amount', total.value));

const link = new BroadcastChannel('loyalite-sandbox');
link.addEventListener('message', ({ data: { what, text } }) => {
  document.querySelector(what === 'coupon' ? 'loyalite-redeem' : 'loyalite-lookup').scan(text);
});
checkout.addEventListener('loyalite-found', ({ detail }) => link.postMessage({ found: detail.customerCode }));

const { lang, currency } = await (await fetch('/till.json')).json();
document.documentElement.lang = lang;
document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
checkout.setAttribute('currency', currency);
nextOrder();
