/** A whole sale with the keyboard alone: nothing is clicked, and the focus is never lost. */
import { sendKeys } from '@web/test-runner-commands';
import { event, expect, reach, settled, typeByHand, unmount, until } from '../../support/elements.js';
import { openSale } from '../checkout/sale.js';
import type { Checkout } from '../../../src/index.js';

afterEach(unmount);

/** The innermost element that has the focus. */
function focused(): Element {
  let element: Element = document.activeElement ?? document.body;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Tabs on until the focus stands there. */
async function tabTo(isThere: (element: Element) => boolean): Promise<void> {
  for (let step = 0; step < 30 && !isThere(focused()); step += 1) await sendKeys({ press: 'Tab' });
  expect(isThere(focused()), focused().outerHTML.slice(0, 120)).to.equal(true);
}

const isPart =
  (name: string, host: Element) =>
  (element: Element): boolean =>
    element.getAttribute('part') === name && (element.getRootNode() as ShadowRoot).host === host;

/** Whether an Enter is heeded: not while our code moved the focus a moment ago. */
const isCalm = (element: Element): boolean => !element.matches(':state(settling)');

describe('a sale with the keyboard alone', () => {
  // WCAG 2.1.1
  it('finds, redeems, earns with a PIN and goes on to the next customer', async () => {
    const { till, checkout, lookup, redeem, earn } = await openSale({ preset: 'balanced', redeem: '' });
    lookup.focus();
    await typeByHand('482193');
    await sendKeys({ press: 'Enter' });
    await reach(lookup, 'done');
    await settled(checkout);
    await until(() => isPart('result', lookup)(focused()) && isCalm(redeem));
    await tabTo(isPart('way', redeem));
    await sendKeys({ press: 'Enter' });
    await until(() => isPart('input', redeem)(focused()) && isCalm(redeem));
    await typeByHand('50');
    await sendKeys({ press: 'Enter' });
    await reach(redeem, 'pin');
    await typeByHand((await till.phone('482193')).pin!);
    await sendKeys({ press: 'Enter' });
    await reach(redeem, 'done');
    await settled(checkout);
    await until(() => isPart('status', redeem)(focused()) && isCalm(redeem));
    await sendKeys({ press: 'Enter' });
    await until(() => isPart('submit', earn)(focused()) && isCalm(earn));
    const complete = event<Checkout>(checkout, 'loyalite-complete');
    await sendKeys({ press: 'Enter' });
    expect((await complete).detail.redemptions.length).to.equal(1);
    await settled(checkout);
    await until(() => focused().getAttribute('part') === 'next' && isCalm(checkout));
    await sendKeys({ press: 'Enter' });
    await until(() => isPart('input', lookup)(focused()));
    expect(checkout.customer).to.equal(null);
  });

  it('ticks the consents and enrols', async () => {
    const { lookup } = await openSale();
    lookup.focus();
    lookup.value = 'new@shop.example';
    await lookup.updateComplete;
    await sendKeys({ press: 'Enter' });
    await reach(lookup, 'consent');
    await tabTo(isPart('consent-terms', lookup));
    await sendKeys({ press: ' ' });
    await tabTo(isPart('consent-privacy', lookup));
    await sendKeys({ press: ' ' });
    await tabTo(isPart('submit', lookup));
    await sendKeys({ press: 'Enter' });
    await reach(lookup, 'done');
    expect(lookup.result?.isNew).to.equal(true);
  });

  it('checks what is not known', async () => {
    const { till, checkout, lookup, earn } = await openSale();
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await settled(checkout);
    await till.fault('answer', { status: 409, body: { error: 'taken' } });
    earn.focus();
    await until(() => isCalm(earn));
    await sendKeys({ press: 'Enter' });
    await reach(earn, 'unconfirmed');
    await tabTo(isPart('retry', earn));
    await sendKeys({ press: 'Enter' });
    await reach(earn, 'done');
  });
});
