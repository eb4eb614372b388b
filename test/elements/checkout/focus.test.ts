/** Whoever works by keys never loses the focus: whatever has it goes away with its step, and it stands in the sale all the same. */
import { ending, enterPin, expect, part, reach, settled, until } from '../../support/elements.js';
import { openSale, type Sale } from './sale.js';

const calm = ({ checkout, lookup, redeem, earn }: Sale): Promise<void> =>
  until(() => ![checkout, lookup, redeem, earn].some((tag) => tag.matches(':state(settling)')));

/** Puts the focus onto a control and presses it. */
async function press(sale: Sale, control: HTMLElement): Promise<void> {
  await calm(sale);
  control.focus();
  control.click();
  await settled(sale.checkout);
}

/** Where the focus stands: `body` where it is lost. */
const place = ({ checkout }: Sale): string => {
  const { activeElement } = document;
  return activeElement && (activeElement === checkout || checkout.contains(activeElement)) ? 'sale' : 'body';
};

async function open(preset: 'standard' | 'strict' = 'standard'): Promise<Sale> {
  const sale = await openSale({ preset, redeem: '', more: 'point-value="0.10"' });
  sale.lookup.focus();
  sale.lookup.scan((await sale.till.phone('482193')).qr);
  await reach(sale.lookup, 'done');
  await settled(sale.checkout);
  expect(place(sale), 'found').to.equal('sale');
  return sale;
}

const way = ({ redeem }: Sale): HTMLElement => part(redeem, 'way');

describe('the focus of a sale', () => {
  it('is in the sale after every step: found, opened, back, used, given, next', async () => {
    const sale = await open();
    const { checkout, redeem, earn } = sale;
    const steps: [string, () => Promise<void>][] = [
      ['opened', () => press(sale, way(sale))],
      ['back', () => press(sale, part(redeem, 'back'))],
      ['opened again', () => press(sale, way(sale))],
      ['used', () => press(sale, part(redeem, 'submit')).then(() => reach(redeem, 'done'))],
      ['given', () => press(sale, part(earn, 'submit')).then(() => reach(earn, 'done'))],
      ['next', () => press(sale, part(checkout, 'next'))],
    ];
    for (const [name, step] of steps) {
      await step();
      await settled(checkout);
      expect(place(sale), name).to.equal('sale');
    }
  });

  it('is in the sale after the wrong customer was taken off', async () => {
    const sale = await open();
    await press(sale, part(sale.lookup, 'remove'));
    expect(place(sale)).to.equal('sale');
  });

  it('is in the sale after a PIN that was left, a refusal, and what is not known', async () => {
    const sale = await open('strict');
    const { till, redeem, earn } = sale;
    await press(sale, way(sale));
    await press(sale, part(redeem, 'submit'));
    await reach(redeem, 'pin');
    await press(sale, part(redeem, 'pin-cancel'));
    await reach(redeem, 'canceled');
    expect(place(sale), 'PIN left').to.equal('sale');
    await press(sale, part(redeem, 'back'));
    expect(place(sale), 'back').to.equal('sale');
    await till.fault('answer', { status: 402, body: {} });
    await press(sale, part(earn, 'submit'));
    await ending(earn);
    expect(place(sale), 'refused').to.equal('sale');
    await press(sale, part(earn, 'submit'));
    await reach(earn, 'pin');
    await till.fault('drop-after', { times: 9, path: '/webhook/pos' });
    await enterPin(earn, (await till.phone('482193')).pin ?? '');
    await reach(earn, 'unconfirmed');
    await settled(sale.checkout);
    expect(place(sale), 'not known').to.equal('sale');
    await press(sale, part(earn, 'dismiss'));
    await settled(sale.checkout);
    expect(place(sale), 'put off').to.equal('sale');
  });
});
