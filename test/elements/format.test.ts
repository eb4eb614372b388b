/** Money that is written without the platform's formats looks as if it were written by them; times are as a shop writes them. */
import { expect } from '@open-wc/testing';
import { formatMoney, formatTime } from '../../src/words/format.js';

const locales = ['en', 'en-US', 'en-GB', 'en-IN', 'tr', 'tr-TR', 'de', 'de-DE', 'de-AT', 'de-CH', 'ar'];
const currencies = ['TRY', 'EUR', 'USD', 'GBP', 'JPY', 'KWD'];
const amounts = ['0.05', '5.00', '85.50', '999.99', '1000.00', '12345.60', '1234567.89', '123456789012.34', '42'];

describe('money', () => {
  it('is written as the platform writes it, in every language and currency', () => {
    for (const locale of locales) {
      for (const currency of currencies) {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
        for (const amount of amounts)
          expect(formatMoney(amount, currency, locale), `${amount} ${currency} ${locale}`).to.equal(
            format.format(Number(amount)),
          );
      }
    }
  });

  it('is a bare number where the currency is none, whatever else its name means', () => {
    for (const currency of ['', 'constructor', 'TR'])
      expect(formatMoney('1085.50', currency, 'en')).to.equal('1,085.50');
  });
});

describe('a time of day', () => {
  it('has a zero before it where the language has no morning and evening, and else none', () => {
    const iso = new Date(2034, 0, 2, 9, 5).toISOString();
    expect(formatTime(iso, 'en-US').replace(/\s/g, ' ')).to.equal('9:05 AM');
    for (const locale of ['de', 'tr', 'en-GB']) expect(formatTime(iso, locale), locale).to.equal('09:05');
  });
});
