/** What a person meant by a text that was typed or pasted. */
import { expect } from '@open-wc/testing';
import {
  addressKind,
  foldDigits,
  typedAddress,
  typedCode,
  typedCount,
} from '../../../src/elements/fields/typed-text.js';

describe('digits of every script', () => {
  const systems = ['arab', 'arabext', 'beng', 'deva', 'fullwide', 'khmr', 'mathsans', 'mymr', 'thai', 'tibt'];

  for (const system of systems) {
    it(`are read as 0 to 9: ${system}`, () => {
      const format = new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false });
      expect(foldDigits(format.format(1234567890))).to.equal('1234567890');
    });
  }

  it('leave all else as it stands', () => {
    expect(foldDigits('a½²Ⅷ-٥')).to.equal('a½²Ⅷ-5');
  });
});

describe('a typed code', () => {
  for (const text of [
    '482193',
    ' 482 193 ',
    '482-193',
    '482\u2013193',
    '٤٨٢١٩٣',
    '４８２１９３',
    '\u202a482193\u202c',
    '482193\u200b',
  ])
    it(`is six digits: ${JSON.stringify(text)}`, () => expect(typedCode(text)).to.equal('482193'));

  for (const text of ['cq_7f3a9b2e', '48.21', '', ' - ', '482a193'])
    it(`is none: ${JSON.stringify(text)}`, () => expect(typedCode(text)).to.equal(null));
});

describe('a typed count', () => {
  for (const [text, count] of [
    ['٥٠', '50'],
    ['۵۰', '50'],
    ['５０', '50'],
    [' 50\u200b', '50'],
    ['5 0', '5 0'],
    ['4.5', '4.5'],
  ] as const)
    it(`of ${JSON.stringify(text)} is ${count}`, () => expect(typedCount(text)).to.equal(count));
});

describe('a pasted address', () => {
  for (const text of [
    'ayse@gmail.com',
    'ayse@gmail.com\u200b',
    '\u202aayse@gmail.com\u202c',
    'mailto:ayse@gmail.com',
    'MAILTO:ayse@gmail.com?subject=Hi',
    '<ayse@gmail.com>',
    'Ayşe Kaya <ayse@gmail.com>',
    'ayse@gmail.com.',
    ' (ayse@gmail.com); ',
    'ayse＠gmail.com',
  ])
    it(`is the bare one: ${JSON.stringify(text)}`, () => expect(typedAddress(text)).to.equal('ayse@gmail.com'));

  for (const [address, kind] of [
    ['ayse@gmail.com', 'plain'],
    ['a.b+c@shop.example', 'plain'],
    ['ayse@gmial', 'doubtful'],
    ['ALİ.KAYA@EXAMPLE.COM', 'doubtful'],
    ['ayse@gmaıl.com', 'doubtful'],
    ['ayşe@gmail.com', 'doubtful'],
    ['@', 'wrong'],
    ['ayse@', 'wrong'],
    ['@gmail.com', 'wrong'],
    ['a b@gmail.com', 'wrong'],
  ] as const)
    it(`is ${kind}: ${address}`, () => expect(addressKind(address)).to.equal(kind));
});
