import { expect } from '@open-wc/testing';
import { isProduct, isRetailNumber, mayBeProduct } from '../../../src/scan/wedge/products.js';

const products: Readonly<Record<string, string>> = {
  '4006381333931': 'EAN-13',
  '40123455': 'EAN-8',
  '012345678905': 'UPC-A',
  '04006381333931': 'GTIN-14',
  '482': 'a number of the shop’s own',
  '977130177890203': 'a magazine and its issue',
  '978020137962452495': 'a book and its price',
  '356938035643809': 'a phone',
  '010400638133393110LOT42': 'GS1: article and batch',
  '0104006381333931172612311021': 'GS1: article, date and batch',
  '(01)04006381333931(10)LOT42': 'GS1 as people read it',
  '00340123450000000018': 'a parcel',
  ']C1010400638133393110LOT42': 'GS1 with the name of its symbology',
  ']E04006381333931': 'EAN-13 with the name of its symbology',
  '010400638133393110LOT42\x1d21SERIAL': 'GS1 with its separator',
  'https://id.gs1.org/01/04006381333931': 'a GS1 link',
};

const others = [
  'cq_7f3a9b2e',
  'SKU-00012345',
  'lq1.8aqx.lzk1m0.7f3a9b2e7f3a9b2e7f3a9b2e7f3a9b2e',
  '12345678901234567890',
  '011234567890123410AB12',
  'https://shop.example/p/1',
];

describe('isProduct', () => {
  for (const [text, name] of Object.entries(products))
    it(`knows ${name}: ${text.replace('\x1d', '<GS>')}`, () => expect(isProduct(text)).to.equal(true));
  for (const text of others) it(`does not know ${text}`, () => expect(isProduct(text)).to.equal(false));
});

it('isRetailNumber wants the length and the check digit of one', () => {
  for (const text of ['4006381333931', '40123455']) expect(isRetailNumber(text), text).to.equal(true);
  for (const text of ['4006381333932', '482193', '4006381333931X']) expect(isRetailNumber(text), text).to.equal(false);
});

it('mayBeProduct takes any web address and any GS1 string for a product’s, and no signed code', () => {
  for (const text of ['https://maker.example/serial/', '0104006381333931', '10LOT\x1d2'])
    expect(mayBeProduct(text), text).to.equal(true);
  for (const text of ['lq1.8aqx.lzk1m0', 'eyJhbGciOiJIUzI1NiJ9']) expect(mayBeProduct(text), text).to.equal(false);
});
