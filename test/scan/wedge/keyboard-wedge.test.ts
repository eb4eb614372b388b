import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';
import { awaiting } from '../../../src/scan/wedge/awaited.js';
import { KeyboardWedge } from '../../../src/scan/wedge/keyboard-wedge.js';
import { layoutNames } from '../../../src/scan/wedge/layouts.js';
import type { HandScan, OtherScan, ScanListener, ScannerSettings } from '../../../src/scan/wedge/scan-listener.js';
import { isOfKind, isTooLong, nothingKnown } from '../../../src/scan/wedge/shapes.js';
import { pressAtOnce } from '../../support/keys.js';
import { until } from '../../support/until.js';
import { person, scan, seeded, type Scene } from './keyboards.js';
import { edit, now, play, press, setClock } from './typing.js';

const us: Scene = { scanner: 'us', till: 'us' };
const qr = 'cq_7f3a9b2e';

/** A code of the vendor, held from its beginning on, and one that only its length tells from a product's. */
const long = `${'0123456789abcdef'.repeat(3)}-_.7f3a`;

describe('KeyboardWedge', () => {
  let scans: HandScan[];
  let refusals: [string, readonly string[]][];
  let input: HTMLInputElement;
  let form: HTMLFormElement;
  let submits: number;
  let inputs: string[];
  let others: [OtherScan, readonly string[]][];
  let ends: string[];
  /** For keys whose time is the browser's: each event is five milliseconds after the one before. */
  let isTicking = false;
  const wedge = new KeyboardWedge({ now: () => (isTicking ? (startAt += 5) : now()) });
  let listeners: ScanListener[];
  let startAt = 1_000;

  /** A look-up that knows no more than on its first day, but for what a test says. */
  const listen = ({
    settings = {},
    ...more
  }: Partial<Omit<ScanListener, 'settings'>> & { settings?: ScannerSettings } = {}) => {
    const known = nothingKnown();
    const listener: ScanListener = {
      settings: () => settings,
      isListening: () => true,
      begins: (text) => text.startsWith('cq_'),
      isCertain: isTooLong,
      claim: (text) => {
        if (settings.prefix && awaiting()(text)) return 'own';
        return isOfKind('coupon', text, known) || isOfKind('customer', text, known) ? 'own' : 'none';
      },
      mayAsk: awaiting(),
      takesInField: awaiting(),
      onscan: (one) => scans.push(one),
      onrefused: (reason, texts) => refusals.push([reason, texts]),
      onother: (other, ask) => others.push([other, ask]),
      onend: (by) => ends.push(by),
      ...more,
    };
    wedge.add(listener);
    listeners.push(listener);
    return { stop: () => wedge.remove(listener) };
  };
  const texts = () => scans.map(({ text }) => text);
  const strokes = (text: string, scene: Partial<Scene> = {}) =>
    scan(text, { ...us, startAt: (startAt += 60_000), ...scene })!;
  const typed = (text: string, random = seeded(startAt)) => person(text, { startAt: (startAt += 60_000), random });

  beforeEach(async () => {
    [scans, refusals, others, ends, listeners, submits, inputs] = [[], [], [], [], [], 0, []];
    isTicking = false;
    startAt += 600_000;
    form = await fixture(html`<form><input value="85.50"><textarea></textarea><button>Pay</button></form>`);
    input = form.querySelector('input')!;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    input.addEventListener('input', () => inputs.push(input.value));
    input.focus();
    input.setSelectionRange(5, 5);
  });
  afterEach(() => listeners.forEach((listener) => wedge.remove(listener)));

  describe('takes a scan', () => {
    it('and tells when it began and how long it took', () => {
      listen();
      const keys = strokes(qr, { pace: 20, jitter: 0 });
      play(keys, 'Enter');
      expect(scans).to.deep.equal([{ text: qr, startedAt: keys[0]!.at, durationMs: 200, inOwnField: false }]);
    });

    it('whatever has the focus', () => {
      listen();
      for (const place of [input, form.querySelector('textarea')!, form.querySelector('button')!, undefined]) {
        if (place) place.focus();
        else (document.activeElement as HTMLElement).blur();
        play(strokes(qr), 'Enter');
      }
      expect(texts()).to.deep.equal([qr, qr, qr, qr]);
    });

    it('whose keys a script sends to the document itself', () => {
      listen();
      const keys = strokes(qr);
      for (const { key, code, at } of [...keys, { key: 'Enter', code: 'Enter', at: keys.at(-1)!.at + 10 }]) {
        setClock(at);
        document.dispatchEvent(new KeyboardEvent('keydown', { key, code, cancelable: true }));
      }
      expect([texts(), input.value]).to.deep.equal([[qr], '85.50']);
    });

    it('without a terminator, after silence, where the scanner is known for that', async () => {
      listen({ settings: { endsBySilence: true } });
      play(strokes(qr));
      expect(scans).to.have.length(0);
      await until(() => scans.length > 0);
      expect([texts(), ends]).to.deep.equal([[qr], ['silence']]);
    });

    it('without a terminator, where the very same comes twice', async () => {
      listen();
      play(strokes(qr));
      await until(() => refusals.length > 0);
      expect([refusals, scans, input.value]).to.deep.equal([[['interrupted', []]], [], '85.50']);
      startAt -= 50_000;
      play(strokes(qr));
      await until(() => scans.length > 0);
      expect([texts(), input.value]).to.deep.equal([[qr], '85.50']);
    });

    it('with its Enter late, and a second one right behind', () => {
      listen();
      const keys = strokes(qr);
      play(keys);
      press({ key: 'Enter', at: keys.at(-1)!.at + 700 });
      press({ key: 'Enter', at: keys.at(-1)!.at + 720 });
      expect([texts(), submits, input.value]).to.deep.equal([[qr], 0, '85.50']);
    });

    for (const after of [1, 2, 3, 5, 8, 10])
      for (const ms of [53, 84, 113, 150, 171, 288])
        it(`with a pause of ${ms} ms after ${after} keys, whole, and leaves nothing in the field`, () => {
          listen();
          const keys = strokes('cq_7f3a9b2e0011', { pace: 9, jitter: 0 });
          play(
            keys.map((stroke, index) => (index < after ? stroke : { ...stroke, at: stroke.at + ms })),
            'Enter',
          );
          expect([texts(), input.value, submits]).to.deep.equal([['cq_7f3a9b2e0011'], '85.50', 0]);
        });

    it('that only its length tells from a product, and takes back what it wrote until then', () => {
      listen();
      input.setSelectionRange(1, 3);
      play(strokes(long), 'Enter');
      expect([texts(), input.value, input.selectionStart, input.selectionEnd, submits]).to.deep.equal([
        [long],
        '85.50',
        1,
        3,
        0,
      ]);
      expect(inputs.at(-2)).to.have.length(5 - 2 + 48);
    });

    it('behind the name of its symbology, on every layout', () => {
      listen();
      for (const layout of layoutNames)
        for (const identifier of [']Q1', ']Q2', ']C0'])
          for (const text of [qr, long]) {
            scans.length = 0;
            play(strokes(identifier + text, { till: layout }), 'Enter');
            const read = scans.length > 0 ? texts() : refusals.pop()?.[1];
            expect(read, `${identifier} ${layout}`).to.include(text);
            expect([input.value, submits]).to.deep.equal(['85.50', 0]);
          }
    });

    it('on the Arabic (101) layout of Windows, where one key writes two characters that nobody tells', () => {
      listen();
      const arabic: Record<string, string> = { c: 'ؤ', q: 'ض', f: 'ب', a: 'ش', e: 'ث' };
      const keys = strokes('cq_7b3a9b2e').map((stroke) => ({
        ...stroke,
        key: stroke.code === 'KeyB' ? 'Unidentified' : (arabic[stroke.key] ?? stroke.key),
      }));
      play(keys, 'Enter');
      expect([texts(), refusals]).to.deep.equal([['cq_7b3a9b2e'], []]);
    });

    it('typed by real keys of the browser', async () => {
      isTicking = true;
      listen();
      await pressAtOnce(`${qr}.a-B:c/d=\n`);
      await until(() => scans.length + refusals.length > 0);
      expect(texts()).to.deep.equal([`${qr}.a-B:c/d=`]);
      expect(input.value).to.equal('85.50');
      expect(submits).to.equal(0);
    });

    it('and tells the layout that it repaired', () => {
      listen();
      play(strokes(qr, { till: 'turkish-q' }), 'Enter');
      expect(scans[0]).to.include({ text: qr, repairedFrom: 'turkish-q', scanner: 'us' });
    });

    it('some of whose keys the till takes for dead ones', () => {
      listen({ settings: { layout: 'us' } });
      const keys = strokes('cq_==7f3a9b2e', { till: 'german' });
      expect(keys[3]!.key).to.equal('Dead');
      play(keys, 'Enter');
      expect([texts(), input.value]).to.deep.equal([['cq_==7f3a9b2e'], '85.50']);
    });

    it('through Shift keys, and by their modifiers alone', () => {
      listen();
      for (const stroke of strokes('cq_aBcD1234')) {
        if (stroke.shift) press({ key: 'Shift', at: stroke.at - 1 });
        press(stroke);
      }
      press({ key: 'Enter', at: startAt + 110 });
      expect(texts()).to.deep.equal(['cq_aBcD1234']);
    });

    it('with a hesitation of the cable in its middle', () => {
      listen();
      play(
        strokes(qr, { pace: 5, jitter: 0 }).map((stroke, index) =>
          index > 5 ? { ...stroke, at: stroke.at + 60 } : stroke,
        ),
        'Enter',
      );
      expect(texts()).to.deep.equal([qr]);
    });
  });

  describe('keeps a scan from the page', () => {
    it('in text, selection and undo history', () => {
      listen();
      input.setSelectionRange(1, 3);
      play(strokes(qr), 'Enter');
      expect([input.value, input.selectionStart, input.selectionEnd]).to.deep.equal(['85.50', 1, 3]);
      expect(inputs.at(-1)).to.equal('85.50');
    });

    it('and leaves what a person typed before to the undo history', () => {
      listen();
      edit('insertText', '9');
      play(strokes(qr), 'Enter');
      expect(input.value).to.equal('85.509');
      for (let steps = 0; steps < 9 && input.value !== '85.50'; steps += 1) edit('undo');
      expect(input.value).to.equal('85.50');
    });

    it('but for the beginning that makes it ours, which is there for one key', () => {
      listen();
      play(strokes(qr), 'Enter');
      expect(inputs).to.deep.equal(['85.50c', '85.50cq', '85.50']);
    });

    it('to the last character where a prefix is set', () => {
      listen({ settings: { prefix: '~' } });
      play(strokes(`~${qr}`), 'Enter');
      expect(texts()).to.deep.equal([qr]);
      expect(inputs).to.deep.equal([]);
    });

    it('in fields that have no selection, format what is typed, or lie in shadow roots', async () => {
      listen();
      const number: HTMLInputElement = await fixture(html`<input type="number" value="12">`);
      number.focus();
      play(strokes(qr), 'Enter');
      expect(number.value).to.equal('12');
      const formatted: HTMLInputElement = await fixture(html`<input value="1,2">`);
      formatted.addEventListener(
        'input',
        () => (formatted.value = Array.from(formatted.value.replaceAll(',', '')).join(',')),
      );
      formatted.focus();
      play(strokes(qr), 'Enter');
      expect(formatted.value).to.equal('1,2');
      for (const mode of ['open', 'closed'] as const) {
        const host = document.body.appendChild(document.createElement('pos-field'));
        const inner = document.createElement('input');
        inner.value = '7';
        host.attachShadow({ mode }).append(inner);
        inner.focus();
        inner.setSelectionRange(1, 1);
        play(strokes(qr), 'Enter');
        expect(inner.value, mode).to.equal('7');
        host.remove();
      }
      expect(texts()).to.deep.equal([qr, qr, qr, qr]);
    });

    it('in an editor', async () => {
      listen();
      const editor: HTMLElement = await fixture(html`<div contenteditable>note</div>`);
      editor.focus();
      getSelection()!.selectAllChildren(editor);
      getSelection()!.collapseToEnd();
      play(strokes(qr), 'Enter');
      expect(editor.textContent).to.equal('note');
    });

    it('in a field that a framework controls by watching its value', () => {
      listen();
      const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
      let tracked = input.value;
      let state = input.value;
      Object.defineProperty(input, 'value', {
        configurable: true,
        get() {
          return get!.call(this) as string;
        },
        set(value: string) {
          tracked = value;
          set!.call(this, value);
        },
      });
      input.addEventListener('input', () => {
        const value = get!.call(input) as string;
        if (value === tracked) return;
        tracked = state = value;
      });
      play(strokes(qr), 'Enter');
      expect([state, input.value]).to.deep.equal(['85.50', '85.50']);
    });

    it('and its key events, releases included, from the key on that makes it ours', () => {
      listen();
      const seen: string[] = [];
      for (const name of ['keydown', 'keypress', 'keyup'] as const)
        input.addEventListener(name, ({ key }) => seen.push(`${name} ${key}`));
      play(strokes(qr), 'Enter');
      expect(seen).to.deep.equal(['keydown c', 'keyup c', 'keydown q', 'keyup q']);
    });

    it('and the release of a key that outlasts the scan, but no later one', () => {
      listen();
      const released: string[] = [];
      input.addEventListener('keyup', ({ key }) => released.push(key));
      const keys = strokes(qr);
      play(keys.slice(0, -1));
      const last = { key: 'e', code: 'KeyE', bubbles: true, cancelable: true, composed: true };
      setClock(keys.at(-1)!.at);
      input.dispatchEvent(new KeyboardEvent('keydown', last));
      press({ key: 'Enter', at: startAt + 110 });
      expect(texts()).to.deep.equal([qr]);
      input.dispatchEvent(new KeyboardEvent('keyup', last));
      expect(released).to.deep.equal(['c', 'q']);
      input.dispatchEvent(new KeyboardEvent('keyup', last));
      expect(released).to.deep.equal(['c', 'q', 'e']);
    });

    it('and every terminator: Enter, Tab, a second one, a line feed', () => {
      listen();
      play(strokes(qr), 'Enter');
      press({ key: 'Enter', at: startAt + 120 });
      play(strokes(qr), 'Tab');
      play(strokes(qr), 'Enter');
      const feed: KeyboardEvent[] = [];
      input.addEventListener('keydown', (event) => feed.push(event));
      press({ key: 'j', code: 'KeyJ', at: startAt + 130 }, { ctrlKey: true });
      expect(feed).to.deep.equal([]);
      expect(submits).to.equal(0);
      expect(scans).to.have.length(3);
    });

    it('also when it is disarmed by what it scanned', () => {
      const scanner = listen({
        onscan: (one) => {
          scans.push(one);
          scanner.stop();
        },
      });
      const released: string[] = [];
      input.addEventListener('keyup', ({ key }) => released.push(key));
      play(strokes(qr), 'Enter');
      press({ key: 'Enter', at: startAt + 120 });
      expect([submits, released]).to.deep.equal([0, ['c', 'q']]);
    });

    it('when it is disarmed halfway, and tells nobody', () => {
      const scanner = listen();
      const keys = strokes(qr);
      play(keys.slice(0, 6));
      scanner.stop();
      play(keys.slice(6), 'Enter');
      expect([input.value, submits, scans.length]).to.deep.equal(['85.50', 0, 0]);
    });
  });

  describe('gives the page what is its own', () => {
    it("a person's text and Enter", () => {
      listen();
      play(typed('12 apples, 482193'));
      press({ key: 'Enter', at: startAt + 50_000 });
      expect([input.value, submits]).to.deep.equal(['85.5012 apples, 482193', 1]);
    });

    it('any text of any person, in its order and at its place', () => {
      listen();
      const word = fc.string({
        unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
        maxLength: 30,
      });
      fc.assert(
        fc.property(word, fc.nat(), fc.nat({ max: 5 }), (text, seed, caret) => {
          input.value = '85.50';
          input.setSelectionRange(caret, caret);
          play(typed(text, seeded(seed)));
          press({ key: 'ArrowLeft', at: startAt + 55_000 });
          expect(input.value).to.equal('85.50'.slice(0, caret) + text + '85.50'.slice(caret));
          expect(scans).to.deep.equal([]);
        }),
        { numRuns: 150 },
      );
    });

    it('two keys that two fingers rolled over, before the next key', () => {
      listen();
      play(
        [{ at: 0 }, { at: 25 }, { at: 200 }].map(({ at }, index) => ({ ...strokes('the')[index]!, at: at + startAt })),
      );
      expect(input.value).to.equal('85.50the');
      expect(inputs).to.deep.equal(['85.50t', '85.50th', '85.50the']);
    });

    it('two quick keys at once', () => {
      listen();
      play(strokes('th'));
      expect(input.value).to.equal('85.50th');
    });

    it('the key of a prefix that a person typed, after silence', async () => {
      listen({ settings: { prefix: '~' } });
      play(strokes('~'));
      expect(input.value).to.equal('85.50');
      await until(() => input.value === '85.50~');
    });

    it('the key of a prefix, before the next key that does not go with it', () => {
      listen({ settings: { prefix: '~!' } });
      play([...strokes('~'), { ...strokes('a')[0]!, at: startAt - 60_000 + 90 }]);
      expect(input.value).to.equal('85.50~a');
    });

    it("a product's code with the prefix before it, late but whole", () => {
      listen({ settings: { prefix: '~' } });
      play(strokes('~8690526085074'), 'Enter');
      expect([input.value, submits]).to.deep.equal(['85.50~8690526085074', 1]);
    });

    it('a quick key before the Backspace that follows it', () => {
      listen();
      play(strokes('th'));
      press({ key: 'Backspace', at: startAt + 60 });
      expect(input.value).to.equal('85.50t');
    });

    it("a product's barcode, with its keys and its Enter", () => {
      listen();
      const seen: string[] = [];
      for (const name of ['keydown', 'keyup'] as const) {
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- what older barcode libraries read
        input.addEventListener(name, ({ key, keyCode }) => seen.push(`${name} ${key} ${keyCode}`));
      }
      const late: string[] = [];
      form.addEventListener('submit', () => late.push(input.value));
      for (const stroke of strokes('8690526085074')) press(stroke, { keyCode: stroke.key.charCodeAt(0) });
      press({ key: 'Enter', at: startAt + 130 });
      expect(late).to.deep.equal(['85.508690526085074']);
      const keys = Array.from('8690526085074').flatMap((key) => [
        `keydown ${key} ${key.charCodeAt(0)}`,
        `keyup ${key} ${key.charCodeAt(0)}`,
      ]);
      expect(seen).to.deep.equal([...keys, 'keydown Enter 0', 'keyup Enter 0']);
      expect(scans).to.deep.equal([]);
    });

    it("a product's barcode over a selection that it replaces", () => {
      listen();
      input.select();
      play(strokes('8690526085074'), 'Enter');
      expect(input.value).to.equal('8690526085074');
    });

    it("a product's barcode typed by real keys", async () => {
      isTicking = true;
      listen();
      await pressAtOnce('8690526085074\n');
      await until(() => submits > 0);
      expect(input.value).to.equal('85.508690526085074');
    });

    it('keys that its own listeners refuse stay refused', () => {
      listen();
      input.addEventListener('keydown', (event) => {
        if (/\D/.test(event.key)) event.preventDefault();
      });
      const released: string[] = [];
      input.addEventListener('keyup', ({ key }) => released.push(key));
      play(strokes('86905x6'), 'Enter');
      expect(input.value).to.equal('85.50869056');
      expect(released.join('')).to.equal('86905x6Enter');
    });

    it('the keys of a shortcut, a held key and an input method', () => {
      listen();
      const seen: string[] = [];
      input.addEventListener('keydown', ({ key, ctrlKey, repeat, isComposing }) =>
        seen.push(`${key}${+ctrlKey}${+repeat}${+isComposing}`),
      );
      press({ key: 'a', at: (startAt += 1000) }, { ctrlKey: true });
      for (let index = 0; index < 5; index += 1) press({ key: 'b', at: startAt + 30 * index }, { repeat: true });
      for (let index = 0; index < 5; index += 1)
        press({ key: 'か', at: startAt + 200 + 10 * index }, { isComposing: true });
      expect(seen).to.deep.equal(['a100', ...Array<string>(5).fill('b010'), ...Array<string>(5).fill('か001')]);
    });

    it("a fast cashier's digits, though they would make a customer's code", () => {
      listen();
      const gaps = [0, 90, 160, 300, 365, 480];
      play(strokes('482193').map((stroke, index) => ({ ...stroke, at: startAt + gaps[index]! })));
      press({ key: 'Enter', at: startAt + 600 });
      expect([input.value, submits, scans.length]).to.deep.equal(['85.50482193', 1, 0]);
    });

    it('the digits of a cashier whose fingers rolled over three keys at first', () => {
      listen();
      const gaps = [0, 25, 50, 160, 220, 330];
      play(strokes('482193').map((stroke, index) => ({ ...stroke, at: startAt + gaps[index]! })));
      press({ key: 'Enter', at: startAt + 430 });
      expect([input.value, submits, scans.length]).to.deep.equal(['85.50482193', 1, 0]);
    });

    it('everything once it is disarmed', () => {
      listen().stop();
      play(strokes(qr), 'Enter');
      expect([input.value, submits, scans.length]).to.deep.equal([`85.50${qr}`, 1, 0]);
    });
  });

  describe('refuses', () => {
    it('what can be read in two ways', () => {
      listen();
      const code = `${'0123456789abcdef'.repeat(3)}yz`;
      play(strokes(code, { till: 'german' }), 'Enter');
      expect(refusals).to.have.length(1);
      const [reason, readings] = refusals[0]!;
      expect(reason).to.equal('ambiguous layout');
      expect(readings).to.have.members([code, code.replace('yz', 'zy')]);
      expect([input.value, submits, scans.length]).to.deep.equal(['85.50', 0, 0]);
    });

    it('a burst into a field that is none of its business, and leaves the field as it was', async () => {
      const pin: HTMLInputElement = await fixture(html`<input inputmode="numeric" value="0">`);
      listen({ isForbidden: (path) => path.includes(pin) });
      pin.focus();
      pin.setSelectionRange(1, 1);
      for (const text of [qr, '482193', '8690526085074']) play(strokes(text), 'Enter');
      expect(refusals.map(([reason]) => reason)).to.deep.equal(['forbidden', 'forbidden', 'forbidden']);
      expect([pin.value, scans.length]).to.deep.equal(['0', 0]);
      play(typed('007'));
      press({ key: 'ArrowLeft', at: startAt + 50_000 });
      expect(pin.value).to.equal('0007');
    });

    it("a long scan that a person's key ran into, and loses neither the key nor its place", () => {
      listen();
      press({ ...strokes('5')[0]!, at: startAt - 60 });
      play(
        strokes(long).map((stroke, index) => ({ ...stroke, at: startAt - 60_000 + 10 * index })),
        'Enter',
      );
      expect(refusals.map(([reason]) => reason)).to.deep.equal(['interrupted']);
      expect([input.value, scans.length]).to.deep.equal(['85.505', 0]);
    });

    it("but not one whose beginning tells it from a person's key before it", () => {
      listen();
      press({ ...strokes('5')[0]!, at: startAt - 60 });
      play(
        strokes(qr).map((stroke, index) => ({ ...stroke, at: startAt - 60_000 + 10 * index })),
        'Enter',
      );
      expect([texts(), input.value]).to.deep.equal([[qr], '85.505']);
    });

    it('a scan that another key broke off', () => {
      listen();
      play(strokes(qr));
      press({ key: 'F5', at: startAt + 110 });
      expect(refusals.map(([reason]) => reason)).to.deep.equal(['interrupted']);
    });

    it("a last key that may be a person's", async () => {
      listen();
      const keys = strokes(`${qr}5`);
      play(keys.map((stroke, index) => (index === qr.length ? { ...stroke, at: stroke.at + 80 } : stroke)));
      await until(() => refusals.length > 0);
      expect(refusals.map(([reason]) => reason)).to.deep.equal(['interrupted']);
      expect(scans).to.deep.equal([]);
    });
  });

  describe('among several', () => {
    it('one alone takes each scan: the first in the page, whoever came first', () => {
      const taken: string[] = [];
      const [field, button] = [form.querySelector('textarea')!, form.querySelector('button')!];
      const second = listen({ scope: button, onscan: () => taken.push('second') });
      const first = listen({ scope: field, onscan: () => taken.push('first') });
      play(strokes(qr), 'Enter');
      first.stop();
      play(strokes(qr), 'Enter');
      second.stop();
      expect(taken).to.deep.equal(['first', 'second']);
    });

    it('the one whose own code it is, wherever it stands', () => {
      const taken: string[] = [];
      listen({ claim: () => 'others too', onscan: () => taken.push('first') });
      listen({ onscan: () => taken.push('second') });
      play(strokes(qr), 'Enter');
      expect(taken).to.deep.equal(['second']);
    });

    it('the one whose scope has the focus goes first', () => {
      const taken: string[] = [];
      const area = form.querySelector('textarea')!;
      listen({ scope: area, onscan: () => taken.push('area') });
      listen({ scope: input, onscan: () => taken.push('input') });
      area.focus();
      play(strokes(qr), 'Enter');
      input.focus();
      play(strokes(qr), 'Enter');
      expect(taken).to.deep.equal(['area', 'input']);
    });

    it('a burst stays with its owner, whoever is armed or focused meanwhile', () => {
      const taken: string[] = [];
      listen({ onscan: () => taken.push('first') });
      const keys = strokes(qr);
      play(keys.slice(0, 5));
      listen({ scope: form, onscan: () => taken.push('second') });
      play(keys.slice(5), 'Enter');
      expect(taken).to.deep.equal(['first']);
    });

    it('what is not awaited by the owner goes to the page once', () => {
      listen();
      listen();
      play(strokes('8690526085074'), 'Enter');
      expect([input.value, submits]).to.deep.equal(['85.508690526085074', 1]);
    });
  });

  it("recovers or refuses any scan at any pace on any board, between a person's words", () => {
    listen();
    const unit = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/='));
    const token = fc.string({ unit, minLength: 8, maxLength: 40 }).map((text) => `cq_${text}`);
    const board = fc.constantFrom(...layoutNames);
    fc.assert(
      fc.property(
        token,
        board,
        fc.boolean(),
        fc.integer({ min: 5, max: 85 }),
        fc.nat(),
        (text, till, local, pace, seed) => {
          [scans.length, refusals.length, input.value] = [0, 0, ''];
          const random = seeded(seed);
          play(typed('ab 12', random));
          play(
            strokes(text, { till, scanner: local ? till : 'us', pace, jitter: pace > 50 ? 0.25 : 0.4, random }),
            'Enter',
          );
          play(typed('cd', random));
          press({ key: 'ArrowLeft', at: startAt + 50_000 });
          expect(input.value).to.equal('ab 12cd');
          expect(scans.length + refusals.length).to.equal(1);
          if (scans.length) expect(texts()).to.deep.equal([text]);
          else expect(refusals[0]![0]).to.equal('ambiguous layout');
        },
      ),
      { numRuns: 300 },
    );
    expect(submits).to.equal(0);
  });

  it('takes no printable text for another without naming it, on any board', () => {
    listen();
    const drawn = [
      Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
      Array.from('abiyz019=&+?_-./:'),
    ];
    const text = fc.oneof(
      ...drawn.map((unit) =>
        fc.string({ unit: fc.constantFrom(...unit), minLength: 8, maxLength: 40 }).map((end) => `cq_${end}`),
      ),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...layoutNames), fc.boolean(), (sent, till, local) => {
        const keys = scan(sent, { till, scanner: local ? till : 'us', startAt: (startAt += 60_000) });
        if (!keys) return;
        [scans.length, refusals.length, input.value] = [0, 0, ''];
        play(keys, 'Enter');
        press({ key: 'ArrowLeft', at: startAt + 50_000 });
        expect(scans.length + refusals.length).to.be.at.most(1);
        for (const [reason] of refusals) expect(reason).to.equal('ambiguous layout');
        for (const { text: read, others = [] } of scans) expect([read, ...others]).to.include(sent);
        if (scans.length && awaiting()(sent)) expect(texts()).to.deep.equal([sent]);
        if (awaiting()(sent)) expect(scans.length + refusals.length).to.equal(1);
      }),
      { numRuns: 300 },
    );
  });
});
