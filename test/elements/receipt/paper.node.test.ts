/** What a customer reads on paper: slips of every outcome, through the encoders that shops use, by the code pages of their printers. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eastAsianWidth } from 'get-east-asian-width';
import type { Browser } from 'puppeteer-core';
import { columnsOf } from '../../../src/elements/receipt/paper-text.js';
import { openBrowser } from '../../support/browser.js';
import { printers, read, type Encode } from './printers.js';
import { realSlips, type Slip } from './slips.js';

/** Which languages a printer can print that is set so. */
const langs: Record<string, string[]> = {
  cp857: ['en', 'tr', 'de'],
  'windows-1254': ['en', 'tr', 'de'],
  cp858: ['en', 'de'],
  default: ['en', 'tr', 'de'],
};

let browser: Browser;
let slips: Slip[] = [];
/** For paper of 58 mm. */
let narrow: Slip[] = [];
before(async () => {
  browser = await openBrowser();
  slips = await realSlips(browser, ['en', 'tr', 'de', 'ar'], ['TRY', 'EUR', 'INR']);
  narrow = await realSlips(browser, ['en', 'tr', 'de', 'ar'], ['TRY'], 32);
});
after(() => browser.close());

const of = (...lang: string[]): Slip[] => slips.filter(({ outcome }) => lang.includes(outcome.slice(0, 2)));

/** esc-pos-encoder 3.0.0 puts a value that fills its line with the blanks before it to the left: its words are all there. */
const placed = (line: string, columns: number): string => (columns < 42 ? line.trim() : line.trimEnd());

function misread(encode: Encode, { outcome, lines }: Slip, columns = 42): string[] {
  const paper = read(encode(lines, columns));
  return lines
    .map((line, index) => [placed(line, columns), placed(paper[index] ?? '', columns)] as const)
    .filter(([line, printed]) => line !== printed)
    .map(([line, printed]) => `${outcome}: "${line}" is read as "${printed}"`);
}

describe('a slip on paper', () => {
  it('is there for every outcome in every language and currency', () => {
    assert.equal(slips.length, 4 * 3 * 14);
    assert.deepEqual(
      slips.filter(({ lines }) => !Array.isArray(lines) || lines.length < 5),
      [],
    );
  });

  for (const [name, sets] of Object.entries(printers)) {
    for (const [set, encode] of Object.entries(sets)) {
      it(`is read as it was written, by ${name} as ${set}`, (test) => {
        const wanted = of(...(langs[set] ?? [])).filter(({ outcome }) => {
          // Coupons of this till have Turkish names, which a page without Turkish cannot print.
          return set !== 'cp858' || !/card filled|coupon redeemed/.test(outcome);
        });
        test.diagnostic(`${wanted.length} slips`);
        assert.ok(wanted.length > 60);
        assert.deepEqual(
          wanted.flatMap((slip) => misread(encode, slip)),
          [],
        );
      });
    }
  }

  it('names Turkish money as a Turkish till does, other money by its sign or its code', () => {
    const sums = (outcome: string): string => slips.find((slip) => slip.outcome === outcome)?.lines.join('\n') ?? '';
    assert.match(sums('tr TRY earned'), /1\.285,50 TL\n/);
    assert.match(sums('tr TRY redeemed'), /500 puan = 50,00 TL/);
    assert.match(sums('en INR earned'), /1,285\.50 INR\n/);
    assert.match(sums('de EUR earned'), /1\.285,50 €\n/);
    assert.match(sums('en EUR earned'), /€1,285\.50\n/);
  });

  it('keeps every line within its columns, in every language', () => {
    const tooLong = (all: Slip[], columns: number): string[] =>
      all.flatMap(({ lines }) => lines).filter((line) => columnsOf(line) > columns);
    assert.deepEqual([tooLong(slips, 42), tooLong(narrow, 32)], [[], []]);
    assert.ok(narrow.every(({ lines }) => lines.some((line) => columnsOf(line) === 32)));
  });

  for (const [name, sets] of Object.entries(printers)) {
    it(`is read as it was written on paper of 58 mm, by ${name}`, () => {
      const wanted = narrow.filter(({ outcome }) => !outcome.startsWith('ar'));
      assert.equal(wanted.length, 3 * 14);
      assert.deepEqual(
        wanted.flatMap((slip) => misread(sets['cp857'] as Encode, slip, 32)),
        [],
      );
    });
  }

  it('names order, customer and coupon, of a coupon too', () => {
    for (const { outcome, lines } of of('en').filter((slip) => / coupon /.test(slip.outcome))) {
      const text = lines.join('\n');
      assert.match(text, /^Order +A-10/m, outcome);
      assert.match(text, /^Customer +a\*\*\*@gmail\.com$/m, outcome);
      assert.match(text, outcome.endsWith('redeemed') ? /^Coupon +17$/m : /^Coupon +\*\*\*ffee$/m, outcome);
      assert.doesNotMatch(text, /_coffee/);
    }
  });

  it('is not for Arabic: no page of the encoders here prints it, and the picture of the print dialog does', () => {
    const [slip] = of('ar');
    assert.ok(slip);
    for (const sets of Object.values(printers)) assert.notDeepEqual(misread(sets['cp857'] as Encode, slip), []);
  });
});

describe('the columns of a character', () => {
  it('are those of a maintained table, for every letter and sign there is', () => {
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x40000; code += 1) {
      const letter = String.fromCodePoint(code);
      // Flags are made of two letters, each of which is counted as wide as the flag.
      if (/[\p{M}\p{C}\p{Emoji_Modifier}\p{Regional_Indicator}]/u.test(letter)) continue;
      if (columnsOf(letter) !== eastAsianWidth(code)) wrong.push(code.toString(16));
    }
    assert.deepEqual(wrong, []);
  });
});
