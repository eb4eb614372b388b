/** The PIN has no memory: it is in one field, for one turn, and nowhere else. */
import { ownStorage } from '../../support/own-storage.js';
import { sendKeys } from '@web/test-runner-commands';
import { event, expect, part, reach, settled, typeByHand, unmount, type Tag } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { askForPin, dialog, field, paste, phonePin, sentPins, tap } from './pin.js';

shortPauses();

afterEach(unmount);

const native = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'change',
  'paste',
  'cut',
  'copy',
  'compositionstart',
  'compositionupdate',
  'compositionend',
];
const ours = ['statechange', 'earned', 'error', 'cancel'].map((name) => `loyalite-${name}`);

/** Every property and nested value of an event's detail, as text. */
const told = ({ detail }: CustomEvent<unknown>): string =>
  JSON.stringify(detail) +
  (detail instanceof Error ? `${detail.message}${detail.stack}${JSON.stringify(detail.cause)}` : '');

/** Everything of an element that markup, style or script can read, but for the field's own value. */
const readable = (element: Tag): string =>
  element.outerHTML + element.shadowRoot!.innerHTML + JSON.stringify(element.result);

describe('the native events of the PIN field', () => {
  it("stop at the shadow root: the page's listeners on element, document and window hear nothing", async () => {
    const { earn } = await askForPin();
    const heard: string[] = [];
    const listen = ({ type }: Event): void => void heard.push(type);
    for (const target of [earn, document, window]) for (const type of native) target.addEventListener(type, listen);
    await typeByHand('0407');
    paste('');
    tap(earn, '1<');
    for (const type of ['change', 'paste', 'copy', 'cut', 'compositionstart', 'compositionupdate', 'compositionend'])
      field(earn).dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    for (const target of [earn, document, window]) for (const type of native) target.removeEventListener(type, listen);
    expect(heard).to.deep.equal([]);
    expect(field(earn).value).to.equal('040');
  });

  it('of the overlay itself, close and cancel, stay inside too', async () => {
    const { earn } = await askForPin();
    const heard: string[] = [];
    for (const type of ['close', 'cancel', 'submit']) earn.addEventListener(type, () => heard.push(type));
    part(earn, 'pin-submit').click();
    await sendKeys({ press: 'Escape' });
    await reach(earn, 'canceled');
    expect(heard).to.deep.equal([]);
  });
});

describe('a PIN', () => {
  it('stands in no event, attribute, markup, result, storage, address, cookie or log', async () => {
    // The notes of other tests hold balances, and one of them may be the PIN by chance.
    ownStorage();
    const { till, earn } = await askForPin();
    const pin = await phonePin(till);
    const traces: string[] = [];
    const names = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const originals = names.map((name) => console[name]);
    for (const name of names) console[name] = (...words: unknown[]) => void traces.push(words.map(String).join(' '));
    for (const name of ours) earn.addEventListener(name, (event) => traces.push(told(event as CustomEvent)));
    const mutations: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records) mutations.push((target as Element).outerHTML ?? target.textContent);
    });
    observer.observe(earn.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    await till.fault('drop-after');
    tap(earn, pin);
    await settled(earn);
    traces.push(readable(earn));
    part(earn, 'pin-submit').click();
    await till.received(2);
    traces.push(readable(earn), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
    await reach(earn, 'done');
    observer.disconnect();
    names.forEach((name, index) => (console[name] = originals[index]!));
    traces.push(
      readable(earn),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      location.href,
      document.cookie,
      ...mutations,
    );
    expect(await sentPins(till)).to.deep.equal([undefined, pin, pin]);
    traces.push(...(await till.requests()).map(({ search, headers }) => search + JSON.stringify(headers)));
    // Not as part of a longer number or of a version: a port or a browser's name may hold the same four digits.
    const digits = new RegExp(`(?<![\\d.])${pin}(?!\\d)`);
    for (const trace of traces) expect(trace.replace(/\blit\$\d+\$/g, '')).not.to.match(digits);
    expect(traces.length).to.be.greaterThan(8);
  });

  it('is forgotten when a check comes after the outcome got lost: the service asks for a new one', async () => {
    const { till, earn } = await askForPin();
    const pin = await phonePin(till);
    await till.fault('drop-before', { times: 3 });
    tap(earn, pin);
    part(earn, 'pin-submit').click();
    await reach(earn, 'unconfirmed');
    part(earn, 'retry').click();
    await reach(earn, 'pin');
    expect(await sentPins(till)).to.deep.equal([undefined, pin, pin, pin, undefined]);
  });
});

describe('the PIN field', () => {
  it('is emptied when the page goes', async () => {
    const { earn } = await askForPin();
    tap(earn, '1234');
    dispatchEvent(new Event('pagehide'));
    expect(field(earn).value).to.equal('');
    await settled(earn);
    expect(dialog(earn).querySelectorAll('.slots .on').length).to.equal(0);
    expect(earn.state).to.equal('pin');
  });

  it('is emptied after a minute without a key', async () => {
    const { earn } = await askForPin();
    const timers = new Map<number, () => void>();
    const { setTimeout: later, clearTimeout: never } = globalThis;
    let last = 0;
    // The only timers that this test stops are those of a minute.
    Object.assign(globalThis, {
      setTimeout: (act: () => void, ms?: number) => {
        if (ms !== 60_000) return later(act, ms);
        timers.set((last -= 1), act);
        return last;
      },
      clearTimeout: (id?: number) => (timers.delete(id ?? 0) ? undefined : never(id)),
    });
    try {
      tap(earn, '12');
      tap(earn, '34');
      expect(timers.size).to.equal(1);
      for (const act of timers.values()) act();
    } finally {
      Object.assign(globalThis, { setTimeout: later, clearTimeout: never });
    }
    expect(field(earn).value).to.equal('');
    expect(earn.state).to.equal('pin');
  });

  it('is emptied when the element is taken out', async () => {
    const { earn } = await askForPin();
    tap(earn, '1234');
    const canceled = event(earn, 'loyalite-cancel');
    earn.remove();
    expect(field(earn).value).to.equal('');
    await canceled;
  });

  it('is emptied when a new PIN is asked for', async () => {
    const { earn } = await askForPin();
    tap(earn, '1234');
    part(earn, 'pin-resend').click();
    expect(field(earn).value).to.equal('');
    await reach(earn, 'pin');
  });
});
