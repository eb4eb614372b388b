/** Money by ISO 4217: every engine takes, shows and converts the same amounts, whatever its own formats say. */
import { event, expect, mount, part, submit, unmount } from '../support/elements.js';
import { openTill, type Till } from '../support/till.js';
import { currencyDigits } from '../../src/protocol/money.js';
import { formatMoney } from '../../src/words/format.js';
import type { Earning, LoyaliteEarnElement, LoyaliteRedeemElement, Redemption } from '../../src/index.js';

/** The standard's own list, as a maintained package ships it; metals, test codes and the like have no decimals to speak of there. */
async function standard(): Promise<Map<string, number>> {
  const file = await fetch(new URL('../../node_modules/currency-codes/iso-4217-list-one.xml', import.meta.url));
  const list = new DOMParser().parseFromString(await file.text(), 'text/xml');
  const found = new Map<string, number>();
  for (const entry of list.querySelectorAll('CcyNtry')) {
    const [code = '', units = ''] = ['Ccy', 'CcyMnrUnts'].map((name) => entry.querySelector(name)?.textContent ?? '');
    if (/^\d$/.test(units)) found.set(code, Number(units));
  }
  return found;
}

/** Currencies whose everyday decimals in some engine are not those of the standard. */
const disputed = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SOS SYP UYW YER'.split(' ');
const amountOf = (currency: string): string => `1250.${'5'.padEnd(currencyDigits(currency), '0')}`;

describe('the decimals of a currency', () => {
  it('are those of ISO 4217, for every currency of its list', async () => {
    const list = await standard();
    expect(list.size).to.be.above(150);
    expect([...list].filter(([code, digits]) => currencyDigits(code) !== digits)).to.deep.equal([]);
  });

  it('do not ask the platform, and do not depend on how the code is written', () => {
    const { NumberFormat } = Intl;
    Intl.NumberFormat = (() => {
      throw new Error('asked');
    }) as unknown as typeof Intl.NumberFormat;
    try {
      expect(['HUF', 'huf', 'jpy', 'KWD', 'XQX', '', 'constructor'].map(currencyDigits)).to.deep.equal([
        2, 2, 0, 3, 2, 2, 2,
      ]);
    } finally {
      Intl.NumberFormat = NumberFormat;
    }
  });

  it('are shown in all four languages, also where the platform would round them away', () => {
    for (const currency of disputed) {
      const fraction = `5${'0'.repeat(currencyDigits(currency) - 1)}`;
      for (const locale of ['en', 'tr', 'de'])
        expect(formatMoney(amountOf(currency), currency, locale), currency).to.match(
          new RegExp(`[.,]${fraction}(?!\\d)`),
        );
      expect(formatMoney(amountOf(currency), currency, 'ar'), currency).to.match(/[.,٫](?:5|٥)(?:0|٠)+(?![\d٠-٩])/u);
    }
  });
});

describe('an amount of the standard’s decimals', () => {
  let till: Till;
  beforeEach(async () => {
    till = await openTill({ preset: 'standard' });
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  for (const currency of disputed) {
    it(`is credited in ${currency}, and stands on the button`, async () => {
      const amount = amountOf(currency);
      const element = await mount<LoyaliteEarnElement>(
        `<loyalite-earn endpoint=${till.endpoint} customer-code="482193" order-id="A-1" amount=${amount} currency=${currency}></loyalite-earn>`,
      );
      expect(part(element, 'submit').textContent).to.match(/1,250\.50*$|1,250\.50*\D/);
      const earned = event<Earning>(element, 'loyalite-earned');
      await submit(element);
      expect((await earned).detail.amount).to.equal(amount);
      expect((await till.ledger()).map(({ amount }) => amount)).to.deep.equal([1250.5]);
    });
  }

  for (const [currency, discount] of [
    ['RSD', '5.50'],
    ['HUF', '5.50'],
    ['IQD', '5.500'],
    ['UYW', '5.5000'],
    ['JPY', '5'],
  ] as const) {
    it(`is what points are worth in ${currency}: a discount of ${discount}`, async () => {
      const element = await mount<LoyaliteRedeemElement>(
        `<loyalite-redeem endpoint=${till.endpoint} customer-code="482193" order-id="A-1" points="55" point-value="0.10" currency=${currency}></loyalite-redeem>`,
      );
      const redeemed = event<Redemption>(element, 'loyalite-redeemed');
      await submit(element);
      expect((await redeemed).detail).to.include({ discount });
    });
  }

  it('is refused where the currency has fewer, zeros too: "1.500" may be meant as a thousand and a half', async () => {
    for (const [amount, currency] of [
      ['100.00', 'JPY'],
      ['1.500', 'TRY'],
    ]) {
      const element = await mount<LoyaliteEarnElement>(
        `<loyalite-earn endpoint=${till.endpoint} customer-code="482193" order-id="A-1" amount=${amount} currency=${currency}></loyalite-earn>`,
      );
      await submit(element);
      expect(element.error?.code).to.equal('invalid_input');
    }
    expect(await till.requests()).to.deep.equal([]);
  });
});
