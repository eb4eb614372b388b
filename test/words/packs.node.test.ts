/** Every language has every sentence, none says the same code or leaves a figure out, and no sentence stands unused. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { english, type Sentence, type Values } from '../../src/words/english.js';
import { pinLengths } from '../../src/protocol/pin.js';
import { pack as ar } from '../../src/words/ar.js';
import { pack as de } from '../../src/words/de.js';
import { pack as tr } from '../../src/words/tr.js';
import { allEnglish as all, packs, wordsOf } from './languages.js';

const keys = Object.keys(all).sort();
const figures: Required<Values> = {
  n: 7,
  count: '«count»',
  value: '«value»',
  email: '«email»',
  time: '«time»',
  name: '«name»',
};
const spoken = (sentence: Sentence | undefined, values: Values = figures): string =>
  typeof sentence === 'function' ? sentence(values) : (sentence ?? '');
const marks = (text: string): string[] => (text.match(/«\w+»/g) ?? []).sort();

for (const { code, words } of packs) {
  describe(`the ${code} pack`, () => {
    it('has every sentence and no other', () => {
      expect(Object.keys(words).sort()).to.deep.equal(keys);
    });

    it('shows the same figures as English', () => {
      for (const key of keys) expect(marks(spoken(words[key])), key).to.deep.equal(marks(spoken(all[key])));
    });

    it('parts what happened from what it means where English does', () => {
      for (const key of keys) expect(spoken(words[key]).includes('|'), key).to.equal(spoken(all[key]).includes('|'));
    });

    it('leaves nothing in English', () => {
      const same = keys.filter((key) => spoken(words[key]) === spoken(all[key]));
      expect(same).to.deep.equal([]);
    });
  });
}

describe('what is said of a PIN', () => {
  /** How Arabic writes these counts: in words. */
  const arabic: Record<number, RegExp> = { 2: /رقم(ان|ين)/, 4: /أربعة/ };

  for (const [code, words] of Object.entries(wordsOf))
    it(`names each length that one may have: ${code}`, () => {
      for (const key of ['pinLabel', 'pinShape'])
        for (const length of pinLengths)
          expect(spoken(words[key]), `${key} of src/words, with ${length}`).to.match(
            (code === 'ar' ? arabic[length] : undefined) ?? new RegExp(`\\b${length}\\b`),
          );
    });
});

describe('plurals', () => {
  it('follow the language', () => {
    const one = (words: Record<string, Sentence>, n: number): string => spoken(words.points, { n, count: String(n) });
    expect([1, 2].map((n) => one(english, n))).to.deep.equal(['1 point', '2 points']);
    expect([1, 2].map((n) => one(de.words, n))).to.deep.equal(['1 Punkt', '2 Punkte']);
    expect([1, 2].map((n) => one(tr.words, n))).to.deep.equal(['1 puan', '2 puan']);
    expect([1, 2, 5, 25].map((n) => one(ar.words, n))).to.deep.equal(['نقطة واحدة', 'نقطتان', '5 نقاط', '25 نقطة']);
    expect([0, 5, 11, 100].map((n) => spoken(ar.words.stamps, { n, count: String(n) }))).to.deep.equal([
      '0 ختم',
      '5 أختام',
      '11 ختمًا',
      '100 ختم',
    ]);
  });
});
