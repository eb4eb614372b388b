// Who is measured: what stands in each page, what it is built from, and how to tell that it can be used.
// `ready` and `find` are expressions for the page: the last control has its size; the button that looks a customer up.
const deep = (path) =>
  path
    .split(' > ')
    .reduce(
      (root, selector, index) =>
        index ? `${root}?.shadowRoot?.querySelector('${selector}')` : `document.querySelector('${selector}')`,
      '',
    );
const sized = (path, least = 24) => `${deep(path)}?.getBoundingClientRect().height > ${least}`;

export const contenders = [
  { name: 'empty', title: 'an empty page', ready: 'document.querySelector("main").textContent !== ""' },
  {
    name: 'ours',
    title: 'loyalite-elements',
    body: 'ours.html',
    built: 'loyalite.js',
    ready: `${sized('loyalite-lookup > input')} && ${sized('loyalite-redeem > [part=submit]')} && ${sized('loyalite-earn > [part=submit]')}`,
    field: deep('loyalite-lookup > input'),
    find: deep('loyalite-lookup > [part=submit]'),
  },
  {
    // As a page has it that says nothing: only the first step is drawn. `ours` draws all that the others draw.
    name: 'ours-steps',
    title: 'the same, one step at a time',
    body: 'ours-steps.html',
    built: 'loyalite.js',
    ready: `${sized('loyalite-lookup > input')} && ${sized('loyalite-redeem > [part=way]')}`,
    field: deep('loyalite-lookup > input'),
    find: deep('loyalite-lookup > [part=submit]'),
  },
  {
    name: 'vanilla',
    title: 'vanilla, by hand',
    kind: 'vanilla',
    ready: sized('#earn'),
    field: deep('#code'),
    find: deep('#find'),
  },
  {
    name: 'lit-hello',
    title: 'Lit hello',
    kind: 'hello',
    body: 'lit-hello.html',
    ready: sized('hello-till > button', 10),
  },
  {
    name: 'material',
    title: 'Material Web',
    kind: 'kit',
    body: 'material.html',
    ready: `${sized('#earn > button', 10)} && ${sized('#code > input', 10)}`,
    field: deep('#code'),
    find: deep('#find'),
  },
  {
    name: 'shoelace',
    title: 'Shoelace',
    kind: 'kit',
    body: 'shoelace.html',
    ready: `${sized('#earn > button')} && ${sized('#code > input')}`,
    field: deep('#code'),
    find: deep('#find'),
  },
  {
    name: 'webawesome',
    title: 'Web Awesome',
    kind: 'kit',
    body: 'webawesome.html',
    ready: `${sized('#earn > button')} && ${sized('#code > input')}`,
    field: deep('#code'),
    find: deep('#find'),
  },
  {
    name: 'fluent',
    title: 'Fluent UI',
    kind: 'kit',
    body: 'fluent.html',
    ready: `${deep('#earn > slot')} && ${sized('#code > input', 10)}`,
    field: deep('#code'),
    find: deep('#find'),
  },
  {
    name: 'react',
    title: 'React, radix, input-otp',
    kind: 'widget',
    ready: sized('#earn'),
    field: deep('#code'),
    find: deep('#find'),
  },
  {
    name: 'adyen',
    title: 'Adyen Drop-in',
    kind: 'widget',
    ready:
      'document.querySelectorAll(".adyen-checkout__payment-method").length >= 2 && document.querySelector(".adyen-checkout__payment-method").getBoundingClientRect().height > 10',
  },
];

/** An earlier build, where one was named. */
export const earlier = { ...contenders[1], name: 'before', title: 'an earlier build', kind: 'before', isEarlier: true };

/** Two pages more, for what happens between a tap and its event. */
export const pages = [
  { name: 'ours-alone', body: 'ours-alone.html', built: 'loyalite.js' },
  { name: 'vendor-page', body: 'vendor-page.html' },
];
