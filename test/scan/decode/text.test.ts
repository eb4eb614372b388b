import { expect } from '@open-wc/testing';
import { decodeFrame } from '../../../src/scan.js';
import type { Segment } from '../../../src/scan/decode/jsqr.js';
import { textOf } from '../../../src/scan/decode/text.js';
import { codeOf, photograph, square } from '../support/picture.js';

const byte = (...bytes: number[]): Segment => ({ kind: 'bytes', bytes });
const eci = (number: number): Segment => ({ kind: 'encoding', eci: number });
const plain = (text: string): Segment => ({ kind: 'text', text });

describe('text of a code', () => {
  it('is UTF-8 where the bytes are UTF-8', () => {
    expect(textOf([byte(...new TextEncoder().encode('Çiğköfte ₺85,50'))])).to.equal('Çiğköfte ₺85,50');
  });

  it('is Latin-1 where accents stand alone', () => {
    expect(textOf([byte(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0xdf)])).to.equal('Müller ß');
  });

  it('is Shift-JIS where the bytes are Japanese', () => {
    expect(textOf([byte(0x93, 0xfa, 0x96, 0x7b)])).to.equal('日本');
    expect(textOf([byte(0xc3, 0xde, 0xbb, 0xde)])).to.equal('ﾃﾞｻﾞ');
  });

  it('is Shift-JIS where kana have their voices among Latin letters, and Latin-1 never writes so', () => {
    const address = Array.from('QR http://a.example', (letter) => letter.charCodeAt(0));
    expect(textOf([byte(0xc3, 0xde, 0xbb, 0xde, 0xb2, 0xdd, ...address)])).to.equal('ﾃﾞｻﾞｲﾝQR http://a.example');
  });

  it('is Shift-JIS in all its bytes where one segment is of kanji', () => {
    const kanji: Segment = { kind: 'kanji', bytes: [0x93, 0xfa] };
    expect(textOf([kanji, byte(0xc0, 0xde, 0xcc, 0xde, 0xd9, 0x51)])).to.equal('日ﾀﾞﾌﾞﾙQ');
    expect(textOf([byte(0xb2, 0x51), kanji])).to.equal('ｲQ日');
  });

  it('is Latin-1 where accents stand among letters, also two of them, also where the bytes are a kanji', () => {
    const latin = (text: string): Segment => byte(...Array.from(text, (letter) => letter.charCodeAt(0)));
    for (const text of ['ÜBERÖÄ', 'ÇÖPÇÜ', 'téléphone', 'répété', 'Größe'])
      expect(textOf([latin(text)]), text).to.equal(text);
  });

  it('is none where the bytes are as good in Latin-1 as in Shift-JIS', () => {
    expect(textOf([byte(0xc4, 0xd6, 0xdc)]), 'ÄÖÜ or ﾄﾖﾜ').to.equal(null);
    expect(textOf([byte(0x41, 0xb6, 0xcc, 0xdf)]), 'A¶Ìß or Aｶﾌﾟ').to.equal(null);
    expect(textOf([byte(0xc0, 0xde, 0xcc, 0xde, 0xd9, 0x51)]), 'ÀÞÌÞÙQ or ﾀﾞﾌﾞﾙQ').to.equal(null);
  });

  it('is none where a percent sign may stand for the separator of a GS1 code', () => {
    expect(textOf([plain('010401234512345610AB12%21X9')])).to.equal(null);
    expect(textOf([eci(26), plain('AB12%21X9')])).to.equal(null);
    expect(textOf([plain('HTTPS://A.EXAMPLE/%20')])).to.equal('HTTPS://A.EXAMPLE/%20');
    expect(textOf([plain('HTTPS://A.EXAMPLE/%20')], true)).to.equal(null);
    expect(textOf([plain('HTTPS://A.EXAMPLE/20')], true)).to.equal('HTTPS://A.EXAMPLE/20');
    expect(textOf([byte(...new TextEncoder().encode('01%20'))])).to.equal('01%20');
  });

  it('is what the code declares, against all looks', () => {
    expect(textOf([eci(20), byte(0x93, 0xfa)])).to.equal('日');
    expect(textOf([eci(3), byte(0x93, 0xfa)])).to.equal('\u0093ú');
    expect(textOf([eci(11), byte(0xfd, 0xfe)])).to.equal('ış');
    expect(textOf([eci(26), byte(0xc3, 0xbc)])).to.equal('ü');
  });

  it('joins numbers, letters, bytes and kanji in their order', () => {
    const kanji: Segment = { kind: 'kanji', bytes: [0x93, 0xfa] };
    expect(textOf([plain('007'), plain('A:B'), byte(0x63), kanji])).to.equal('007A:Bc日');
  });

  it('is none where there are no bytes, or the declaration is broken', () => {
    expect(textOf([])).to.equal(null);
    expect(textOf([byte()])).to.equal(null);
    expect(textOf([eci(26), byte(0xff)])).to.equal(null);
    expect(textOf([eci(-1), byte(0x41)])).to.equal(null);
  });

  it('survives the way through a picture, byte by byte', () => {
    for (const [bytes, text] of [
      [[0x93, 0xfa, 0x96, 0x7b], '日本'],
      [[0x4d, 0xfc, 0x6c], 'Mül'],
      [[0xe2, 0x82, 0xba], '₺'],
    ] as const) {
      const frame = photograph(codeOf(Uint8Array.from(bytes)), {
        width: 320,
        height: 240,
        corners: square({ x: 160, y: 120 }, 150),
      });
      expect(decodeFrame(frame)).to.equal(text);
    }
  });
});
