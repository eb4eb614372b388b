// A page that calls the vendor's code from its buttons and reports by an event; the PIN is asked for in a plain field.
import { earnPoints, lookUp } from './vendor.js';

const at = (id) => document.getElementById(id);
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function askPin() {
  at('dialog').showModal();
  at('pin').focus();
  return new Promise((resolve) => at('dialog').addEventListener('close', () => resolve(null), { once: true }));
}

at('find').addEventListener('click', async () => tell('found', await lookUp(at('code').value)));
at('earn').addEventListener('click', async () =>
  tell('earned', await earnPoints('482193', 85.5, at('earn').dataset.order, askPin).catch(() => null)),
);
