/** Machines press no button of ours: scans of products, held keys, and presses that were meant for something else. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { event, expect, hasPart, mount, part, reach, settled, unmount, until } from '../support/elements.js';
import { pressAtOnce } from '../support/keys.js';
import { openTill } from '../support/till.js';
import { openSale, openSaleOf } from '../elements/checkout/sale.js';
import { DeliberatePresses } from '../../src/elements/fields/deliberate.js';
import type { ReactiveControllerHost } from 'lit';

afterEach(unmount);

const product = '4006381333931\n';

/** The innermost element that has the focus. */
function focused(): Element {
  let element: Element = document.activeElement ?? document.body;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Resolves once a key has gone through the page. */
async function passed(): Promise<void> {
  const up = new Promise((resolve) => addEventListener('keyup', resolve, { once: true, capture: true }));
  await sendKeys({ press: 'F9' });
  await up;
}

describe('the Enter of a product scan', () => {
  it('presses no button that has the focus', async () => {
    const { till, earn, redeem } = await openSaleOf({ more: 'layout="open"' });
    for (const element of [earn, redeem]) {
      part(element, 'submit').focus();
      await pressAtOnce(product);
      await passed();
      expect(element.state).to.equal('idle');
    }
    expect(await till.ledger()).to.deep.equal([]);
  });

  it('does not take the customer of the sale away at the button for the next', async () => {
    const { checkout, earn } = await openSaleOf();
    earn.submit();
    await reach(earn, 'done');
    await settled(checkout);
    part(checkout, 'next').focus();
    await pressAtOnce(product);
    await passed();
    expect(checkout.customer?.customerCode).to.equal('482193');
  });

  it('redeems nothing out of a field for a count', async () => {
    const till = await openTill();
    const redeem = await mount<HTMLElementTagNameMap['loyalite-redeem']>(
      `<loyalite-redeem endpoint="${till.endpoint}" customer-code="482193" points="" order-id="A-1"></loyalite-redeem>`,
    );
    redeem.focus();
    await pressAtOnce(product);
    await passed();
    expect(await till.requests()).to.deep.equal([]);
  });
});

describe('a held Enter', () => {
  async function hold(times: number): Promise<void> {
    for (let count = 0; count < times; count += 1) await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
  }

  it('sends one look-up and books nothing', async () => {
    const { till, lookup } = await openSale();
    lookup.focus();
    await sendKeys({ type: '482193' });
    await hold(12);
    await reach(lookup, 'done');
    await hold(12);
    await passed();
    expect((await till.requests()).length).to.equal(1);
    expect(await till.ledger()).to.deep.equal([]);
  });

  it('sends one look-up where nobody has that code', async () => {
    const till = await openTill();
    const lookup = await mount<HTMLElementTagNameMap['loyalite-lookup']>(
      `<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`,
    );
    lookup.focus();
    await sendKeys({ type: '111111' });
    const failed = event(lookup, 'loyalite-error');
    await hold(3);
    await failed;
    await hold(0);
    await sendKeys({ down: 'Enter' });
    const before = (await till.requests()).length;
    for (let count = 0; count < 5; count += 1) await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    await passed();
    expect(before).to.be.at.most(2);
    expect((await till.requests()).length).to.equal(before);
  });
});

describe('the focus', () => {
  it('goes to the customer after a typed code, who stays in sight', async () => {
    const { lookup, earn } = await openSale();
    lookup.focus();
    const { scrollY } = window;
    await sendKeys({ type: '482193' });
    await sendKeys({ press: 'Enter' });
    await reach(lookup, 'done');
    await until(() => focused() === part(lookup, 'result'));
    expect(window.scrollY).to.equal(scrollY);
    const { top, bottom } = part(lookup, 'result').getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
    await pressAtOnce(product);
    await passed();
    expect(earn.state).to.equal('idle');
    expect(lookup.value).to.equal('');
  });

  it('leads on from there by Enter, which books nothing yet', async () => {
    const { lookup, earn } = await openSale();
    lookup.focus();
    await sendKeys({ type: '482193' });
    await sendKeys({ press: 'Enter' });
    await reach(lookup, 'done');
    await until(() => focused() === part(lookup, 'result') && !lookup.matches(':state(settling)'));
    await sendKeys({ press: 'Enter' });
    expect(focused()).to.equal(part(earn, 'submit'));
    expect(earn.state).to.equal('idle');
    await until(() => !earn.matches(':state(settling)'));
    await sendKeys({ press: 'Enter' });
    await reach(earn, 'done');
  });

  it('stays with the page where nobody types here', async () => {
    const { till, checkout, lookup, earn } = await openSale();
    (document.activeElement as HTMLElement | null)?.blur();
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    earn.submit();
    await reach(earn, 'done');
    await settled(checkout);
    expect(document.activeElement === document.body).to.equal(true);
  });

  it('is not in the look-up for the next customer of a till that is tapped and scans', async () => {
    const { checkout, lookup, earn } = await openSaleOf();
    earn.submit();
    await reach(earn, 'done');
    await settled(checkout);
    part(checkout, 'next').focus();
    part(checkout, 'next').click();
    await until(() => !hasPart(checkout, 'next'));
    await settled(checkout);
    await until(() => document.activeElement === checkout);
    await pressAtOnce('40063813');
    await passed();
    expect(lookup.value).to.equal('');
  });

  it('leaves the field for points after a redemption', async () => {
    const { redeem } = await openSaleOf({ redeem: 'points=""' });
    redeem.focus();
    await pressAtOnce('50\n');
    await reach(redeem, 'done');
    await until(() => focused() === part(redeem, 'status'));
  });

  it('is not lost when a button goes that had it', async () => {
    const { till, earn } = await openSaleOf();
    await till.fault('answer', { status: 409, body: { error: 'taken' } });
    earn.submit();
    await reach(earn, 'unconfirmed');
    part(earn, 'dismiss').focus();
    part(earn, 'dismiss').click();
    await earn.updateComplete;
    expect(document.activeElement === earn).to.equal(true);
  });
});

/** Presses on a board of a script, at the times that are handed in. */
async function board(): Promise<{
  presses: DeliberatePresses;
  at(ms: number): void;
  button: HTMLElement;
  input: HTMLElement;
}> {
  const holder = await mount<HTMLElement>('<div></div>');
  const root = holder.attachShadow({ mode: 'open' });
  for (const name of ['button', 'input']) root.append(document.createElement(name));
  let now = 0;
  const host = Object.assign(holder, { addController: () => {} }) as unknown as ReactiveControllerHost & HTMLElement;
  const presses = new DeliberatePresses(host, { now: () => now, timeOf: () => now });
  presses.hostConnected();
  return {
    presses,
    at: (ms) => (now = ms),
    button: root.querySelector('button')!,
    input: root.querySelector('input')!,
  };
}

describe('a press', () => {
  /** Sends a key and says whether an Enter there and then would be meant. */
  function key(presses: DeliberatePresses, target: HTMLElement, init: KeyboardEventInit): boolean {
    let isMeant = false;
    target.addEventListener('keydown', (event) => (isMeant = presses.isMeant(event)), { once: true });
    target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
    return isMeant;
  }

  it('of Enter is meant half a second after the focus was moved, and not before', async () => {
    const { presses, at, button } = await board();
    expect(key(presses, button, { key: 'Enter' })).to.equal(true);
    at(1000);
    presses.focusMoved();
    at(1499);
    expect(key(presses, button, { key: 'Enter' })).to.equal(false);
    at(1500);
    expect(key(presses, button, { key: 'Enter' })).to.equal(true);
    expect(key(presses, button, { key: 'Enter', repeat: true })).to.equal(false);
    presses.hostDisconnected();
  });

  it('of Enter is meant at once where something was typed since', async () => {
    const { presses, at, input } = await board();
    at(1000);
    presses.focusMoved();
    at(1100);
    input.setAttribute('inputmode', 'numeric');
    expect(key(presses, input, { key: 'Enter' })).to.equal(false);
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    expect(key(presses, input, { key: 'Enter' })).to.equal(true);
    presses.hostDisconnected();
  });

  for (const pace of [2, 25, 100, 300]) {
    it(`of Enter on a button is not meant after text keys of ${pace} ms each`, async () => {
      const { presses, at, button } = await board();
      let now = 1000;
      for (const text of '4006381333931') {
        at((now += pace));
        key(presses, button, { key: text });
      }
      at((now += pace));
      expect(key(presses, button, { key: 'Enter' })).to.equal(false);
      at(now + 500);
      expect(key(presses, button, { key: 'Enter' })).to.equal(true);
      presses.hostDisconnected();
    });
  }

  it('of a script, or of an aid that names what it presses, is always meant', async () => {
    const { earn } = await openSaleOf();
    earn.focus();
    part(earn, 'submit').click();
    await reach(earn, 'done');
  });
});

describe('a tap', () => {
  /** The middle of an element, where a finger goes. */
  function middleOf(element: Element): [number, number] {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  }

  it('presses a button half a second after it came to stand there, and not before', async () => {
    const { at, button } = await board();
    let presses = 0;
    button.addEventListener('click', () => (presses += 1));
    const tap = (): Promise<void> => sendMouse({ type: 'click', position: middleOf(button) });
    await tap();
    expect(presses).to.equal(1);
    at(5000);
    const above = document.createElement('div');
    const drawn = new Promise((resolve) => {
      new ResizeObserver(() => above.isConnected && resolve(null)).observe((button.getRootNode() as ShadowRoot).host);
    });
    above.append('The customer, large.', document.createElement('br'), 'And the balance.');
    button.before(above);
    await drawn;
    at(5499);
    await tap();
    expect(presses).to.equal(1);
    at(5500);
    await tap();
    expect(presses).to.equal(2);
  });

  it('on the PIN pad presses nothing in the half second after it came up', async () => {
    const { presses, at, button } = await board();
    const dialog = document.createElement('dialog');
    button.replaceWith(dialog);
    dialog.append(button);
    dialog.showModal();
    at(5000);
    presses.overlayOpened();
    let count = 0;
    button.addEventListener('click', () => (count += 1));
    await sendMouse({ type: 'click', position: middleOf(button) });
    expect(count).to.equal(0);
    at(5500);
    await sendMouse({ type: 'click', position: middleOf(button) });
    expect(count).to.equal(1);
    dialog.close();
  });
});
