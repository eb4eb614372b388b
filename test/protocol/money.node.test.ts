/** Money is a decimal string: what is one, what is refused, and what points are worth. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { canonicalAmount, canonicalCount, currencyDigits, pointsWorth, worth } from '../../src/protocol/money.js';

describe('canonicalAmount', () => {
  const read: [string, string][] = [
    ['85.50', '85.50'],
    ['85.5', '85.50'],
    ['85', '85.00'],
    ['0.01', '0.01'],
    ['0.1', '0.10'],
    ['1000000', '1000000.00'],
    ['9999999999999.99', '9999999999999.99'],
  ];
  for (const [text, canonical] of read) {
    it(`reads "${text}" as ${canonical}`, () => void expect(canonicalAmount(text)).to.equal(canonical));
  }

  const refused = [
    '85,50',
    '1e3',
    '.5',
    '085.50',
    '',
    '0',
    '0.0',
    '0.00',
    '-1',
    '-0.01',
    '+5',
    '5.',
    '1.234',
    '1 000',
    '1,000.00',
    ' 85.50',
    '85.50 ',
    '85.50\n',
    'NaN',
    'Infinity',
    '0x10',
    '٨٥',
    '85.50₺',
    '1_000',
    '00',
    '1.2.3',
    '10000000000000.00',
    '9'.repeat(400),
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => void expect(canonicalAmount(text)).to.equal(null));
  }

  const currencies: [string, string, string | null][] = [
    ['TRY', '85.5', '85.50'],
    ['TRY', '85.505', null],
    ['JPY', '850', '850'],
    ['JPY', '850.0', null],
    ['JPY', '0', null],
    ['KWD', '85.5', '85.500'],
    ['KWD', '0.001', '0.001'],
    ['KWD', '0.0001', null],
  ];
  for (const [currency, text, canonical] of currencies) {
    it(`reads "${text}" in ${currency} as ${canonical ?? 'no amount'}`, () => {
      expect(canonicalAmount(text, currencyDigits(currency))).to.equal(canonical);
    });
  }

  it('gives a text whose JSON number says exactly the same', () => {
    for (const text of ['85.10', '0.07', '1.15', '9999999999999.99', '123456789012.34']) {
      const canonical = canonicalAmount(text)!;
      expect(Number(JSON.stringify(Number(canonical))).toFixed(2)).to.equal(canonical);
    }
  });

  it('leaves its own result as it is', () => {
    for (const [, canonical] of read) expect(canonicalAmount(canonical)).to.equal(canonical);
  });
});

describe('canonicalCount', () => {
  it('reads whole numbers', () =>
    void expect(['1', '50', '2450'].map(canonicalCount)).to.deep.equal(['1', '50', '2450']));
  it('refuses fractions, zero, signs and leading zeros', () => {
    expect(['1.5', '1.0', '0', '-1', '+1', '01', '', '1e2'].map(canonicalCount)).to.deep.equal(Array(8).fill(null));
  });
});

describe('currencyDigits', () => {
  it('knows the decimals of a currency, and takes two where it does not', () => {
    expect(['TRY', 'EUR', 'JPY', 'KWD', '', 'nonsense', 'XQX'].map(currencyDigits)).to.deep.equal([
      2, 2, 0, 3, 2, 2, 2,
    ]);
  });
});

describe('worth', () => {
  const table: [string, string, number, string | null][] = [
    ['50', '0.05', 2, '2.50'],
    ['1', '0.01', 2, '0.01'],
    ['3', '0.333', 2, '0.99'],
    ['1', '0.001', 2, '0.00'],
    ['120', '1', 2, '120.00'],
    ['120', '0.5', 0, '60'],
    ['7', '0.0015', 3, '0.010'],
    ['0', '0.05', 2, '0.00'],
    ['9007199254740993', '0.01', 2, '90071992547409.93'],
    ['50', '', 2, null],
    ['50', '0,05', 2, null],
    ['50', '-1', 2, null],
    ['', '0.05', 2, null],
    ['1.5', '0.05', 2, null],
    ['-3', '0.05', 2, null],
  ];
  for (const [count, value, digits, money] of table) {
    it(`says ${money ?? 'nothing'} for "${count}" points at "${value}" with ${digits} decimals`, () => {
      expect(worth(count, value, digits)).to.equal(money);
    });
  }
});

describe('pointsWorth', () => {
  const table: [string, string, string | null][] = [
    ['85.50', '0.05', '1710'],
    ['85.50', '1', '85'],
    ['0.04', '0.05', '0'],
    ['0.30', '0.1', '3'],
    ['10', '0.003', '3333'],
    ['85.50', '0', null],
    ['85.50', '0.00', null],
    ['85.50', '', null],
    ['', '0.05', null],
    ['85,50', '0.05', null],
  ];
  for (const [amount, value, points] of table) {
    it(`says ${points ?? 'nothing'} for "${amount}" at "${value}" a point`, () =>
      void expect(pointsWorth(amount, value)).to.equal(points));
  }
});
