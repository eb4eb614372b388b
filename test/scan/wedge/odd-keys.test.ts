import { expect } from '@open-wc/testing';
import { OddKeys } from '../../../src/scan/wedge/odd-keys.js';

const down = (key: string, code: string, init: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, code, ...init });
const moves: [string, string][] = [
  ['ArrowLeft', 'Numpad4'],
  ['ArrowUp', 'Numpad8'],
  ['PageDown', 'Numpad3'],
  ['Insert', 'Numpad0'],
  ['End', 'Numpad1'],
];

describe('OddKeys', () => {
  it('sees that Num Lock is off, once for each scan', () => {
    const odd = new OddKeys();
    const said = moves.map(([key, code], index) => odd.press(down(key, code), 1000 + 10 * index));
    expect(said).to.deep.equal([null, null, null, 'num lock', null]);
  });

  it('takes no person who moves the cursor for a scanner', () => {
    const odd = new OddKeys();
    const slow = moves.map(([key, code], index) => odd.press(down(key, code), 1000 + 90 * index));
    const held = moves.map((_, index) => odd.press(down('ArrowLeft', 'Numpad4', { repeat: true }), 5000 + 30 * index));
    expect([...slow, ...held].filter(Boolean)).to.deep.equal([]);
  });

  it('reads a text that was typed by numbers while Alt was held', () => {
    const odd = new OddKeys();
    let at = 1000;
    for (const char of 'cq_7f') {
      odd.press(down('Alt', 'AltLeft', { altKey: true }), (at += 5));
      for (const digit of `0${char.charCodeAt(0)}`)
        odd.press(down(digit, `Numpad${digit}`, { altKey: true }), (at += 5));
      odd.lift(new KeyboardEvent('keyup', { key: 'Alt' }), (at += 5));
    }
    odd.press(down('Enter', 'Enter'), (at += 5));
    expect([odd.takeText(), odd.takeText()]).to.deep.equal(['cq_7f', '']);
  });
});
