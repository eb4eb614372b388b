/** The words of a shop: none of an office or of our workings in any language, and every refusal says what to do now. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { cameraEnglish } from '../../src/words/camera-english.js';
import { english, type Sentence, type Values } from '../../src/words/english.js';
import { keypadEnglish } from '../../src/words/keypad-english.js';
import { pack as ar } from '../../src/words/ar.js';
import { pack as de } from '../../src/words/de.js';
import { pack as tr } from '../../src/words/tr.js';

interface Language {
  words: Record<string, Sentence>;
  /** What nobody says at a till. */
  foreign: RegExp;
  /** How a till tells its cashier what to do. */
  advice: RegExp;
}

const languages: Record<string, Language> = {
  en: {
    words: { ...english, ...cameraEnglish, ...keypadEnglish },
    foreign: /\bbook|operation|credit|content\b|service|\bproof|redeem|redempt|transaction|idempot/i,
    advice:
      /\b(?:Ask|Check|Find|Finish|Look|Set|Scan|Sign in|Switch|Take|Tap|Tell|Try|Type|Use|use (?:it|fewer)|scan it|find once more|required|put the goods back)\b/,
  },
  tr: {
    words: tr.words,
    foreign: /kazandır|içeri[kğ]|hizmet|servis|kanıt|kredi|işlen|rezerv|iade/i,
    advice:
      /(?:arayın|ayarlayın|bakın|bildirin|bulun|deneyin|dokunun|girin|isteyin|kontrol edi|kullanın|okutun|tamamlayın|yazın|Kapatıp|Açıp|oturum açın|zorunludur|söyleyin)/,
  },
  de: {
    words: de.words,
    foreign: /buch(?!stab)|gutschr(?!ein)|gutgeschr|gutzuschr|dienst|beweis|nachweis|inhalt|transaktion/i,
    advice:
      /(?:abschließen|ansehen|Ausschalten|benutzen|Eingeben|eingeben|einlösen|einstellen|informieren|melden|nehmen|prüfen|scannen|suchen|tippen|versuchen|zeigen lassen|anmelden|erforderlich|Dem Kunden sagen|Einschalten)/,
  },
  ar: {
    words: ar.words,
    foreign: /(?<!ست)خدمة|إثبات|محتوى|إضافة رصيد|سُجّلت|تُسجَّل|يُسجَّل|مسجَّل|قيد محاسبي|ائتمان/,
    advice:
      /(?:أبلغ|أخبر|أكمل|أوقفه|ابحث|استبدل|استخدم|اضبط|اضغط|اطلب|اكتب|امسح|انظر|تحقق|حاول|سجّل الدخول|شغّله|مطلوبان|فابحث|فامسحه)/,
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
  ...['session_expired', 'proxy_unavailable', 'signIn', 'setup', 'refused', 'noCustomer', 'noInput', 'emailWrong'],
  ...['emailDoubtful', 'wrongMethod', 'wrongAmount', 'wrongCount', 'tooMany', 'exceeds_order', 'sale_complete'],
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

for (const [name, { words, foreign, advice }] of Object.entries(languages)) {
  describe(`the words of a till in ${name}`, () => {
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

  it('is points where money is counted, and else the stamps', () => {
    const both = Object.values(languages).map(({ words }) => [
      say(words, 'credit', { value: '₺85.50' }),
      say(words, 'credit', { value: '2 x', n: 2 }),
    ]);
    expect(both).to.deep.equal([
      ['Give points for ₺85.50', 'Give 2 x'],
      ['₺85.50 için puan ver', '2 x ver'],
      ['Punkte für ₺85.50 geben', '2 x geben'],
      ['إضافة: نقاط عن ₺85.50', 'إضافة: 2 x'],
    ]);
  });

  it('is named with what was gained and what there is now', () => {
    const told = Object.values(languages).map(({ words }) =>
      say(words, 'gained', { count: '+271', name: 'x', value: '363' }).replace('|', ' '),
    );
    expect(told).to.deep.equal([
      '+271 x, now 363.',
      '+271 x, yeni bakiye 363.',
      '+271 x, jetzt 363.',
      '\u2066+271\u2069 x، الآن 363.',
    ]);
  });

  it('counts units in the plural of the language', () => {
    const units = (words: Record<string, Sentence>): string[] =>
      [1, 2, 5, 271].map((n) => say(words, 'pointsUnit', { n }));
    expect(Object.values(languages).map(({ words }) => units(words))).to.deep.equal([
      ['point', 'points', 'points', 'points'],
      ['puan', 'puan', 'puan', 'puan'],
      ['Punkt', 'Punkte', 'Punkte', 'Punkte'],
      ['نقطة', 'نقطة', 'نقاط', 'نقطة'],
    ]);
  });
});
