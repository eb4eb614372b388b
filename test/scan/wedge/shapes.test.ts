import { expect } from '@open-wc/testing';
import {
  beginsLike,
  charsOf,
  isOfKind,
  isRefused,
  nothingKnown,
  parseShapes,
  startOf,
  withRefused,
  withTaken,
  type KnownShapes,
} from '../../../src/scan/wedge/shapes.js';

const hex = '0123456789abcdef'.repeat(4);
const signed = `lq1.8aqx.lzk1m0.${hex}`;
const short = 'Kx7_fQ2mZp9-aB3dE5gH';

describe('on the first day', () => {
  const known = nothingKnown();
  const customers: [string, boolean][] = [
    [signed, true],
    [hex, true],
    ['https://x.loyalite.app/q?c=1&b=7f3a9b2e', true],
    ['SKU-00012345', false],
    [short, false],
    ['4006381333931', false],
    [`0104006381333931${hex}`, false],
    [`https://maker.example/${hex}`, false],
    [`cq_${hex}`, false],
    [`${hex} and words`, false],
  ];
  for (const [text, isOurs] of customers)
    it(`${isOurs ? 'knows' : 'does not know'} ${text} for a customer's`, () =>
      expect(isOfKind('customer', text, known)).to.equal(isOurs));

  it("knows the vendor's coupons, and nothing else for one", () => {
    expect(isOfKind('coupon', 'cq_7f3a9b2e', known)).to.equal(true);
    for (const text of ['cq_', 'cpn_7f3a9b2e', signed, 'SKU-00012345', 'CQ_7F3A9B2E'])
      expect(isOfKind('coupon', text, known), text).to.equal(false);
    expect(beginsLike('coupon', 'cq_', known)).to.equal(true);
    expect(beginsLike('coupon', 'cq', known)).to.equal(false);
  });
});

describe('a taken text', () => {
  it('teaches its beginning where that is believed, and what it is made of', () => {
    const known = withTaken('customer', signed, startOf(signed), nothingKnown());
    expect(known.customer).to.deep.equal([{ start: 'lq1.', chars: '.0a', least: 80, most: 80 }]);
    expect(beginsLike('customer', 'lq1.', known)).to.equal(true);
    expect(isOfKind('customer', signed.replace('8aqx', '9bry'), known)).to.equal(true);
    expect(isOfKind('customer', 'lq1.7', known)).to.equal(false);
  });

  it('without a beginning teaches a shape that no product has, where it is long and mixed', () => {
    const known = withTaken('customer', short, '', nothingKnown());
    expect(isOfKind('customer', 'Zz0_aa1bb2cc3-DD4ee5', known)).to.equal(true);
    expect(isOfKind('customer', 'SKU-0001234500012345', known)).to.equal(false);
    const plain = withTaken('customer', 'SKU-00012345', '', nothingKnown());
    expect(isOfKind('customer', 'SKU-00012346', plain)).to.equal(false);
  });

  it('widens what its kind is made of and how long it is', () => {
    const first = withTaken('customer', signed, 'lq1.', nothingKnown());
    const second = withTaken('customer', `${signed}-AB`, 'lq1.', first);
    expect(second.customer).to.deep.equal([{ start: 'lq1.', chars: '-.0Aa', least: 80, most: 83 }]);
  });

  it('leaves nothing of itself but its beginning', () => {
    const stored = JSON.stringify(withTaken('customer', signed, startOf(signed), nothingKnown()));
    for (let at = 4; at + 4 <= signed.length; at += 1) expect(stored).not.to.contain(signed.slice(at, at + 4));
  });

  const starts: [string, string][] = [
    [signed, 'lq1.'],
    ['https://shop.example/q/7f3a9b2e', 'https://shop.example/'],
    ['482193.lzk1m0.7f3a9b2e7f3a9b2e', ''],
    ['ab12345.lzk1m0.7f3a9b2e7f3a9b2e', ''],
    ['ayse.7f3a9b2e', ''],
    [hex, ''],
  ];
  for (const [text, start] of starts)
    it(`begins with ${start ? `“${start}”` : 'nothing that is fixed'}: ${text}`, () =>
      expect(startOf(text)).to.equal(start));
});

describe('a refused text', () => {
  const refused = (...texts: string[]): KnownShapes =>
    texts.reduce((known, text) => withRefused(text, known), nothingKnown());

  it('is asked about again in another text of its shape, three times in all', () => {
    expect(isRefused('SKU-00012348', refused('SKU-00012345', 'SKU-00012346'))).to.equal(false);
    const known = refused('SKU-00012345', 'SKU-00012346', 'SKU-00012347');
    expect(isRefused('SKU-00012348', known)).to.equal(true);
    expect(isRefused('SKU-000123456', known)).to.equal(false);
    expect(isRefused('sku-00012345', known)).to.equal(false);
  });

  it('takes a learned beginning that it has as well from our codes', () => {
    const known = withTaken('customer', 'SKU-aaaaaaaaaaaa', 'SKU-', nothingKnown());
    expect(beginsLike('customer', 'SKU-', known)).to.equal(true);
    expect(beginsLike('customer', 'SKU-', withRefused('SKU-00012345', known))).to.equal(false);
  });

  it('counts no more where the service takes one of its shape after all', () => {
    const known = refused('SKU-00012345', 'SKU-00012346', 'SKU-00012347');
    expect(isRefused('SKU-00012349', withTaken('customer', 'SKU-00012348', '', known))).to.equal(false);
  });
});

it('charsOf names the kinds of characters and no character of a word', () => {
  expect(charsOf('lq1.8aqX-')).to.equal('-.0Aa');
});

it('parseShapes takes nothing from the storage that is no shape', () => {
  const shape = { start: 'lq1.', chars: '.0a', least: 80, most: 80 };
  expect(parseShapes(JSON.stringify({ customer: [shape] })).customer).to.deep.equal([shape]);
  for (const text of [
    null,
    '',
    '{',
    '7',
    '[]',
    '{"customer":7}',
    '{"customer":[{"start":7}]}',
    '{"customer":[{"chars":"a","least":-1,"most":2}]}',
  ])
    expect(parseShapes(text), String(text)).to.deep.equal(nothingKnown());
});
