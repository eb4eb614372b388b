// A till written by hand: one template that is cloned, listeners, the platform's own dialog, and a keypad like ours.
import { choices, labels, wire } from './sale.js';

const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9, '⌫', 0, 'OK'];

export const markup = `<div class="till">
<div class="card"><div class="heading">${labels.lookup}</div>
  <label for="code">${labels.code}</label>
  <div class="row"><input id="code" type="text" autocomplete="off"><button id="find" type="button">${labels.find}</button></div>
  <button id="scan" class="quiet" type="button">Scan</button>
  <div class="muted">${labels.hint}</div><div id="customer"></div></div>
<div class="card"><div class="heading">${labels.redeem}</div>
  <fieldset id="choice"><legend>${labels.what}</legend>${choices.map(([value, text], index) => `<label class="choice"><input type="radio" name="what" value="${value}"${index ? '' : ' checked'}><span>${text}</span></label>`).join('')}</fieldset>
  <label for="value">${labels.value}</label>
  <div class="row"><input id="value" type="text" inputmode="numeric" autocomplete="off"><button id="redeem" type="button">${labels.redeemNow}</button></div>
  <div class="muted">${labels.final}</div></div>
<div class="card"><div class="heading">${labels.earn}</div>
  <button id="earn" class="main" type="button">${labels.credit}</button><div id="status" role="status"></div></div>
<dialog id="dialog" aria-labelledby="pin-title"><div class="heading" id="pin-title">${labels.pinTitle}</div>
  <label for="pin">${labels.pin}</label><input id="pin" type="text" inputmode="numeric" maxlength="4" autocomplete="off">
  <div id="pin-status" role="status"></div>
  <div class="keys">${keys.map((key) => `<button type="button"${key === 'OK' ? ' id="confirm"' : ' class="quiet key"'}>${key}</button>`).join('')}</div>
  <button id="cancel" class="quiet" type="button">${labels.cancel}</button></dialog>
</div>`;

let template;

/** Connects a till whose markup stands in the page already. */
export function bring(root) {
  const dialog = root.querySelector('#dialog');
  wire(root, { dialog, open: () => dialog.showModal(), close: () => dialog.close() });
  const pin = root.querySelector('#pin');
  for (const key of root.querySelectorAll('.key')) {
    key.addEventListener('click', () => {
      pin.value = key.textContent === '⌫' ? pin.value.slice(0, -1) : (pin.value + key.textContent).slice(0, 4);
    });
  }
  return root;
}

export function mountTill(into) {
  template ??= Object.assign(document.createElement('template'), { innerHTML: markup });
  const root = template.content.firstElementChild.cloneNode(true);
  into.append(root);
  return bring(root);
}
