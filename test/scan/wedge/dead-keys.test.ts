/**
 * Dead keys of Linux: the browser tells of them, and of the key that follows, no more than that an input method has them, and the
 * text comes by composition, which a prevented key does not stop. What they write into the page's field is taken back.
 */
import { expect, fixture, html } from '@open-wc/testing';
import { awaiting } from '../../../src/scan/wedge/awaited.js';
import { KeyboardWedge } from '../../../src/scan/wedge/keyboard-wedge.js';
import type { LayoutName } from '../../../src/scan/wedge/layouts.js';
import type { ScanListener } from '../../../src/scan/wedge/scan-listener.js';
import { until } from '../../support/until.js';
import { scan } from './keyboards.js';
import { now, press } from './typing.js';

const token = awaiting();

describe('a dead key of Linux', () => {
  const wedge = new KeyboardWedge({ now });
  let listener: ScanListener;
  let told: string[];
  let others: string[];
  let input: HTMLInputElement;
  let submits: number;
  let startAt = 1_000_000;

  beforeEach(async () => {
    [told, others, submits] = [[], [], 0];
    const form = await fixture<HTMLFormElement>(html`<form><input value="85.50"><button>Pay</button></form>`);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    input = form.querySelector('input')!;
    input.focus();
    input.setSelectionRange(1, 3);
  });
  afterEach(() => wedge.remove(listener));

  function listen(begins: string, prefix = ''): void {
    listener = {
      settings: () => ({ prefix }),
      isListening: () => true,
      begins: (text) => !prefix && text.startsWith(begins),
      isCertain: () => false,
      claim: (text) => (text.startsWith(begins) && token(text) ? 'own' : 'none'),
      mayAsk: () => false,
      takesInField: token,
      onscan: ({ text }) => told.push(text),
      onrefused: (reason, texts) => told.push(reason, ...texts),
      onother: ({ text }) => others.push(text),
    };
    wedge.add(listener);
  }

  /** What an input method writes, whoever prevented the key. */
  function compose(text: string, isLast: boolean, length: number): void {
    const at = input.selectionStart!;
    input.setRangeText(text, at - length, input.selectionEnd!, 'end');
    input.dispatchEvent(
      new InputEvent('input', { inputType: 'insertCompositionText', data: text, bubbles: true, composed: true }),
    );
    if (isLast) input.dispatchEvent(new CompositionEvent('compositionend', { data: text, bubbles: true }));
  }

  /** Plays a scan on a board whose dead keys, and what follows each, come from an input method that writes `written`. */
  function play(
    text: string,
    till: LayoutName,
    isDead: (code: string, shift: boolean) => boolean,
    written: string,
  ): void {
    const strokes = scan(text, { scanner: 'us', till, pace: 10, jitter: 0, startAt: (startAt += 60_000) })!;
    let isComposing = false;
    for (const stroke of strokes) {
      const isAccent: boolean = !isComposing && isDead(stroke.code, stroke.shift);
      if (!isAccent && !isComposing) {
        press(stroke);
        continue;
      }
      press({ ...stroke, key: 'Process' }, { isComposing, keyCode: 229 });
      if (isAccent) {
        input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        compose(written.charAt(0), false, 0);
      } else compose(written, true, 1);
      isComposing = isAccent;
    }
    press({ key: 'Enter', at: strokes.at(-1)!.at + 10 });
  }

  const untouched = (): Promise<void> => until(() => input.value === '85.50');

  for (const [where, begins] of [
    ['once the scan is held', 'https://a.loyalite.app/'],
    ['before it is held', 'https://a.loyalite.app/q?t=Ab'],
  ] as const)
    it(`leaves nothing in the field ${where}`, async () => {
      listen(begins);
      play('https://a.loyalite.app/q?t=Ab_9', 'german', (code) => code === 'Equal', 'Á');
      await untouched();
      expect(told).to.include('https://a.loyalite.app/q?t=Ab_9');
      expect([submits, others]).to.deep.equal([0, []]);
      expect([input.selectionStart, input.selectionEnd]).to.deep.equal([1, 3]);
    });

  it('is a prefix as any other key', async () => {
    listen('lq1.', '~');
    play('~lq1.7f3a9b2e', 'us', (code, shift) => code === 'Backquote' && shift, '~l');
    await untouched();
    expect(told).to.include('lq1.7f3a9b2e');
    expect([submits, others]).to.deep.equal([0, []]);
  });

  it('of a person who types the key of a prefix writes its letter', async () => {
    listen('lq1.', '~');
    press({ key: 'Process', code: 'Backquote', shift: true, at: (startAt += 60_000) }, { keyCode: 229 });
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    compose('~', false, 0);
    press({ key: 'Process', code: 'KeyN', at: startAt + 200 }, { isComposing: true, keyCode: 229 });
    compose('ñ', true, 1);
    press({ key: 'Enter', at: startAt + 400 });
    await new Promise((resolve) => setTimeout(resolve));
    expect([input.value, submits, told]).to.deep.equal(['8ñ50', 1, []]);
  });
});
