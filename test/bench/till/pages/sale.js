// What the three buttons of a till do, over the vendor's code. `ui` is what draws it:
// `code()`, `value()`, `choice()`, `say(text, tone)`, `found(customer)`, `askPin({ remainingAttempts })`, `fire(name, detail)`.
import { earnPoints, lookUp, redeem, redeemCoupon } from './vendor.js';

export const choices = [
  ['points', 'Points'],
  ['stamps', 'Stamps'],
  ['coupon', 'Coupon'],
];
export const labels = {
  lookup: 'Find customer',
  code: 'Customer code or e-mail',
  find: 'Find',
  hint: 'Or scan the QR code on the customer’s phone.',
  redeem: 'Redeem',
  what: 'What to redeem',
  value: 'How many points',
  redeemNow: 'Redeem',
  final: 'A redemption cannot be taken back.',
  earn: 'Give points',
  credit: 'Credit 85.50 TRY',
  pinTitle: 'Customer’s PIN',
  pin: 'PIN from the customer’s phone',
  confirm: 'Confirm',
  cancel: 'Cancel',
};

export const order = { id: 'A-1001', amount: 85.5 };

export function createSale(ui) {
  let customer = null;

  async function run(busy, name, act) {
    ui.say(busy, 'busy');
    try {
      const detail = await act();
      ui.say('Done.', 'ok');
      ui.fire(name, detail);
    } catch ({ message }) {
      ui.say(message, 'bad');
    }
  }

  const code = () => customer?.customer_code ?? ui.code();
  return {
    find: () =>
      run('Looking …', 'found', async () => {
        customer = await lookUp(ui.code());
        ui.found(customer);
        return customer;
      }),
    redeem: () =>
      run('Redeeming …', 'redeemed', () => {
        const choice = ui.choice();
        if (choice === 'coupon') return redeemCoupon(ui.value(), ui.askPin);
        return redeem(code(), Number(ui.value()), choice === 'points' ? 'point' : 'stamp', order.id, ui.askPin);
      }),
    earn: () => run('Crediting …', 'earned', () => earnPoints(code(), order.amount, order.id, ui.askPin)),
  };
}

/** The same, for a till whose controls stand in the page under these ids; `open` and `close` are the dialog's own ways. */
export function wire(root, { dialog, open, close }) {
  const at = (id) => root.querySelector(`#${id}`);
  let answerPin = () => {};
  const sale = createSale({
    code: () => at('code').value,
    value: () => at('value').value,
    choice: () => at('choice').value ?? root.querySelector('#choice :checked')?.value ?? 'points',
    say: (text, tone) => {
      at('status').textContent = text;
      at('status').className = tone;
    },
    found: ({ masked_email: email, point_balance: points }) =>
      (at('customer').textContent = `${email}: ${points} points`),
    fire: (name, detail) => root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })),
    askPin: ({ remainingAttempts }) =>
      new Promise((resolve) => {
        at('pin-status').textContent = `${remainingAttempts} tries left`;
        at('pin').value = '';
        answerPin = resolve;
        open(dialog);
        at('pin').focus();
      }),
  });
  const leave = (pin) => {
    close(dialog);
    answerPin(pin);
  };
  at('find').addEventListener('click', sale.find);
  at('redeem').addEventListener('click', sale.redeem);
  at('earn').addEventListener('click', sale.earn);
  at('confirm').addEventListener('click', () => leave(at('pin').value));
  at('cancel').addEventListener('click', () => leave(null));
}
