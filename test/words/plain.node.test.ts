/** The words of a shop: none of an office or of our workings in any language, and every refusal says what to do now. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { english, type Sentence, type Values } from '../../src/words/english.js';
import { wordsOf } from './languages.js';

interface Language {
  /** What nobody says at a till. */
  foreign: RegExp;
  /** How a till tells its cashier what to do. */
  advice: RegExp;
}

const languages: Record<string, Language> = {
  en: {
    foreign: /\bbook|operation|credit|content\b|service|\bproof|redeem|redempt|transaction|idempot/i,
    advice:
      /\b(?:Ask|Check|Find|Finish|Load|Look|Set|Scan|Sign in|Switch|Take|Tap|Tell|Try|Type|Use|use (?:it|fewer)|scan it|find once more|required|put the goods back)\b/,
  },
  tr: {
    foreign: /kazandır|içeri[kğ]|hizmet|servis|kanıt|kredi|işlen|rezerv|iade/i,
    advice:
      /(?:arayın|ayarlayın|bakın|bildirin|bulun|deneyin|dokunun|girin|isteyin|kontrol edi|kullanın|okutun|tamamlayın|yazın|yükleyin|Kapatıp|Açıp|oturum açın|zorunludur|söyleyin)/,
  },
  de: {
    foreign: /buch(?!stab)|gutschr(?!ein)|gutgeschr|gutzuschr|dienst|beweis|nachweis|inhalt|transaktion/i,
    advice:
      /(?:abschließen|ansehen|Ausschalten|benutzen|Eingeben|eingeben|einlösen|einstellen|informieren|melden|nehmen|neu laden|prüfen|scannen|suchen|tippen|versuchen|zeigen lassen|anmelden|registrieren|erforderlich|Dem Kunden sagen|Einschalten)/,
  },
  ar: {
    foreign: /(?<!ست)خدمة|إثبات|محتوى|إضافة رصيد|سُجّلت|تُسجَّل|يُسجَّل|مسجَّل|قيد محاسبي|ائتمان/,
    advice:
      /(?:أبلغ|أخبر|أعد تحميل|أكمل|أوقفه|ابحث|استبدل|استخدم|اضبط|اضغط|اطلب|اكتب|امسح|انظر|تحقق|حاول|سجّل الدخول|شغّله|مطلوبان|فابحث|فامسحه)/,
  },
};

const money: Values = { count: '7', value: '7', email: 'a***@b.test', time: '14:02', name: 'Points' };
const figures: Values = { ...money, n: 7 };
/** With a number, and as an earn of money has none. */
const spoken = (sentence: Sentence | undefined): string[] =>
  typeof sentence === 'function' ? [sentence(figures), sentence(money)] : [sentence ?? ''];

/** Every sentence of something refused or not taken, by the code of an error or of what was wrong with a field. */
const refusals = [
  ...['customer_not_found', 'invalid_qr', 'email_required', 'insufficient_balance', 'insufficientKnown'],
  ...['manual_code_disabled', 'subscription_required', 'coupon_not_found', 'coupon_already_used'],
  ...['verification_required', 'redeem_open', 'rate_limited', 'unreachable', 'unreachableLookup', 'bad_response'],
  ...['outdated'],
  ...['session_expired', 'proxy_unavailable', 'signIn', 'setup', 'refused', 'noCustomer', 'noInput', 'emailWrong'],
  ...[
    'emailDoubtful',
    'wrongMethod',
    'wrongAmount',
    'wrongCount',
    'nothingThere',
    'tooMany',
    'exceeds_order',
    'sale_complete',
  ],
  ...['id_reused', 'consentMissing', 'scanAmbiguous', 'scanCapsLock', 'scanAltMode', 'scanNumLock', 'scanTorn'],
  ...['scanSlow', 'scanMissing', 'scanWasCoupon', 'scanWasCustomer', 'pinExpired', 'pinExceeded', 'exceeded'],
  ...['vetoed', 'veto_failed'],
];

describe('the refusals', () => {
  it('are all of those that a till can show: sentences that are no outcome are listed here', () => {
    const outcomes =
      /^(?:found|enrolled|credited|gained|redeemed|couponRedeemed|canceled|unfinished|unconfirmed|consentNeeded)/;
    // What `vetoedBecause` advises is the page's own word.
    const others = ['answer_mismatch', 'probably_redeemed', 'already_booked', 'vetoedBecause'];
    const parted = Object.keys(english).filter((key) => spoken(english[key as keyof typeof english])[0]?.includes('|'));
    const unlisted = parted.filter((key) => !refusals.includes(key) && !outcomes.test(key) && !others.includes(key));
    expect(unlisted).to.deep.equal([]);
  });
});

for (const [name, words] of Object.entries(wordsOf)) {
  describe(`the words of a till in ${name}`, () => {
    const { foreign, advice } = languages[name] ?? {};

    it('are looked through here: this file says what nobody says at a till, and how a till gives advice', () => {
      expect(languages).to.have.property(name);
    });

    // One that is not looked through yet has failed above.
    if (!foreign || !advice) return;

    it('are those of a shop in every sentence', () => {
      for (const [key, sentence] of Object.entries(words))
        for (const text of spoken(sentence)) expect(text, key).to.not.match(foreign);
    });

    it('say in every refusal what to do now', () => {
      for (const key of refusals) for (const text of spoken(words[key])) expect(text, key).to.match(advice);
    });

    it('say behind the bar what it means', () => {
      for (const [key, sentence] of Object.entries(words))
        for (const text of spoken(sentence))
          if (text.includes('|')) expect(text.split('|').at(-1)?.trim(), key).to.not.equal('');
    });
  });
}

describe('what an earn is for', () => {
  const say = (words: Record<string, Sentence>, key: string, values: Values): string => {
    const sentence = words[key];
    return typeof sentence === 'function' ? sentence(values) : (sentence ?? '');
  };

  /** What each language makes of it, by its code. */
  const inEach = <Said>(said: (words: Record<string, Sentence>) => Said): Record<string, Said> =>
    Object.fromEntries(Object.entries(wordsOf).map(([code, words]) => [code, said(words)]));

  it('is points where money is counted, and else the stamps', () => {
    const both = inEach((words) => [
      say(words, 'credit', { value: '₺85.50' }),
      say(words, 'credit', { value: '2 x', n: 2 }),
    ]);
    expect(both).to.deep.equal({
      en: ['Give points for ₺85.50', 'Give 2 x'],
      tr: ['₺85.50 için puan ver', '2 x ver'],
      de: ['Punkte für ₺85.50 geben', '2 x geben'],
      ar: ['إضافة: نقاط عن ₺85.50', 'إضافة: 2 x'],
    });
  });

  it('is named with what was gained and what there is now', () => {
    const told = inEach((words) => say(words, 'gained', { count: '+271', name: 'x', value: '363' }).replace('|', ' '));
    expect(told).to.deep.equal({
      en: '+271 x, now 363.',
      tr: '+271 x, yeni bakiye 363.',
      de: '+271 x, jetzt 363.',
      ar: '\u2066+271\u2069 x، الآن 363.',
    });
  });

  it('counts units in the plural of the language', () => {
    const units = (words: Record<string, Sentence>): string[] =>
      [1, 2, 5, 271].map((n) => say(words, 'pointsUnit', { n }));
    expect(inEach(units)).to.deep.equal({
      en: ['point', 'points', 'points', 'points'],
      tr: ['puan', 'puan', 'puan', 'puan'],
      de: ['Punkt', 'Punkte', 'Punkte', 'Punkte'],
      ar: ['نقطة', 'نقطة', 'نقاط', 'نقطة'],
    });
  });
});
