/** The tags for those who listen, and as controls of a form: names, errors, descriptions, labels, fieldsets, languages. */
import { code, expect, mount, part, reach, settled, submit, unmount, until, type Tag } from '../../support/elements.js';
import { openSaleOf } from '../checkout/sale.js';
import { kinds, postings, stand } from '../contract/kinds.js';
import { openTill } from '../../support/till.js';
import { askForPin, dialog, field, news, tap, paste } from '../pin/pin.js';
import type { LoyaliteEarnElement, LoyaliteLookupElement } from '../../../src/index.js';

afterEach(() => {
  unmount();
  document.documentElement.removeAttribute('lang');
});

const described = (control: HTMLElement): string =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent.trim() ?? '')
    .join(' ')
    .trim();

for (const kind of kinds) {
  describe(`the structure of ${kind.tag}`, () => {
    // WCAG 1.3.1
    it('is a named group with a heading', async () => {
      const { element } = await stand(kind);
      const heading = element.shadowRoot!.querySelector('[role=heading]')!;
      expect(heading.textContent).not.to.equal('');
      expect(part(element, 'card').getAttribute('role')).to.equal('group');
      expect(part(element, 'card').ariaLabel).to.equal(heading.textContent);
    });

    it('is left alone by the translation of a page, which would keep old sums', async () => {
      const { element } = await stand(kind);
      expect(part(element, 'card').translate).to.equal(false);
    });

    it('takes no letter case, blanks or spacing over from the page', async () => {
      const { element } = await stand(kind);
      element.parentElement!.style.cssText =
        'text-transform: uppercase; white-space: nowrap; letter-spacing: 1em; word-spacing: 1em; text-indent: 2em; font-variant: small-caps';
      const style = getComputedStyle(part(element, 'card'));
      expect([style.textTransform, style.letterSpacing, style.textIndent, style.fontVariantCaps]).to.deep.equal([
        'none',
        'normal',
        '0px',
        'normal',
      ]);
      expect(style.whiteSpace).to.equal('normal');
      expect(parseFloat(style.wordSpacing) || 0).to.equal(0);
    });

    it('gets the focus where the page wants it at once', async () => {
      const till = await openTill();
      (document.activeElement as HTMLElement | null)?.blur();
      const element = await mount<Tag>(`<${kind.tag} endpoint="${till.endpoint}" autofocus></${kind.tag}>`);
      expect(document.activeElement === element).to.equal(true);
    });

    it('gets the focus by its label', async () => {
      const till = await openTill();
      const holder = await mount<HTMLElement>(
        `<p><label for="tag">Loyalty</label><${kind.tag} id="tag" endpoint="${till.endpoint}"></${kind.tag}></p>`,
      );
      await settled(holder);
      holder.querySelector('label')!.click();
      expect(document.activeElement === holder.querySelector('#tag')).to.equal(true);
    });

    it('holds back the form that waits for it', async () => {
      const till = await openTill();
      const form = await mount<HTMLFormElement>(
        `<form><${kind.tag} endpoint="${till.endpoint}" ${kind.attributes} required></${kind.tag}></form>`,
      );
      const element = form.firstElementChild as Tag;
      await settled(form);
      expect(form.checkValidity()).to.equal(false);
      const valid = new Promise((resolve) =>
        element.addEventListener(kind.success, () => resolve(form.checkValidity()), { once: true }),
      );
      element.submit();
      expect(await valid).to.equal(true);
    });
  });
}

for (const kind of postings) {
  it(`${kind.tag} in a disabled fieldset books nothing`, async () => {
    const till = await openTill();
    const set = await mount<HTMLFieldSetElement>(
      `<fieldset disabled><${kind.tag} endpoint="${till.endpoint}" ${kind.attributes}></${kind.tag}></fieldset>`,
    );
    const element = set.firstElementChild as Tag;
    await settled(set);
    part(element, 'submit').click();
    element.submit();
    expect(element.state).to.equal('idle');
    set.disabled = false;
    await submit(element);
    expect(element.state).to.equal('done');
    expect((await till.requests()).length).to.equal(1);
  });
}

describe('an error', () => {
  // WCAG 3.3.1
  it('is tied to the field of a look-up', async () => {
    const till = await openTill();
    const lookup = await mount<LoyaliteLookupElement>(
      `<loyalite-lookup endpoint="${till.endpoint}" value="111111"></loyalite-lookup>`,
    );
    expect(part(lookup, 'input').ariaInvalid).to.equal('false');
    await submit(lookup);
    expect(code(lookup)).to.equal('customer_not_found');
    expect(part(lookup, 'input').ariaInvalid).to.equal('true');
    expect(described(part(lookup, 'input'))).to.contain('No such customer.');
  });

  it('is tied to the field of a redemption, beside the warning', async () => {
    const { redeem } = await openSaleOf({ redeem: 'points=""' });
    redeem.value = '999';
    await submit(redeem);
    expect(part(redeem, 'input').ariaInvalid).to.equal('true');
    expect(described(part(redeem, 'input')))
      .to.contain('Cannot be undone.')
      .and.to.contain('Too many.');
    expect(described(part(redeem, 'submit'))).to.contain('Cannot be undone. 120 points available.');
  });

  it('is tied to the field of the PIN', async () => {
    const { earn } = await askForPin();
    expect(field(earn).ariaInvalid).to.equal('false');
    part(earn, 'pin-submit').click();
    await earn.updateComplete;
    expect(field(earn).ariaInvalid).to.equal('true');
    expect(described(field(earn))).to.equal('The PIN has 2 or 4 digits.');
  });

  it('of the network is no fault of the field', async () => {
    const till = await openTill();
    await till.fault('answer', { status: 402, body: { error: 'subscription_required' } });
    const lookup = await mount<LoyaliteLookupElement>(
      `<loyalite-lookup endpoint="${till.endpoint}" value="482193"></loyalite-lookup>`,
    );
    await submit(lookup);
    expect(lookup.state).to.equal('failed');
    expect(part(lookup, 'input').ariaInvalid).to.equal('false');
  });
});

describe('the buttons of a sale', () => {
  it('have a name each', async () => {
    const { checkout, lookup, redeem, earn } = await openSaleOf();
    redeem.submit();
    await reach(redeem, 'done');
    earn.submit();
    await reach(earn, 'done');
    await settled(checkout);
    const names = [lookup, redeem, earn].flatMap((tag) =>
      [...tag.shadowRoot!.querySelectorAll('button')].map(({ ariaLabel, innerText }) => ariaLabel ?? innerText.trim()),
    );
    expect(names.filter((name) => name.startsWith('Print slip')).length).to.equal(2);
    expect([...new Set(names)]).to.deep.equal(names);
  });
});

describe('the PIN', () => {
  it('is drawn as dots where the page wants it', async () => {
    const { earn } = await askForPin({}, 'masked-pin');
    expect(field(earn).type).to.equal('password');
    expect(field(earn).inputMode).to.equal('numeric');
  });

  it('is masked in a sale by the word of the sale', async () => {
    const { earn } = await openSaleOf({ preset: 'strict', more: 'masked-pin' });
    earn.submit();
    await reach(earn, 'pin');
    expect(field(earn).type).to.equal('password');
  });

  it('is told by its count, after a key of the keypad, and never by its digits', async () => {
    const { earn } = await askForPin();
    const told = (): string => dialog(earn).querySelector('.told')!.textContent;
    for (const [keys, words] of [
      ['4', '1 of 4'],
      ['7', '2 of 4'],
      ['<', '1 of 4'],
    ] as const) {
      tap(earn, keys);
      await earn.updateComplete;
      expect(told()).to.equal(words);
    }
    field(earn).focus();
    paste('1');
    await earn.updateComplete;
    expect(told()).to.equal('');
  });

  it('is cleared after a minute with a word before, and any key begins the minute anew', async () => {
    const { earn } = await askForPin();
    const due = new Map<number, { act: () => void; ms: number }>();
    const { setTimeout: later, clearTimeout: never } = globalThis;
    let last = 0;
    // The only timers that this test stops are those of the minute.
    Object.assign(globalThis, {
      setTimeout: (act: () => void, ms = 0) => {
        if (ms !== 45_000 && ms !== 60_000) return later(act, ms);
        due.set((last -= 1), { act, ms });
        return last;
      },
      clearTimeout: (id?: number) => (due.delete(id ?? 0) ? undefined : never(id)),
    });
    const run = (ms: number): void => [...due.values()].find((one) => one.ms === ms)?.act();
    try {
      tap(earn, '12');
      run(45_000);
      await earn.updateComplete;
      expect(news(earn)).to.contain('about to be cleared');
      const [before] = due.keys();
      field(earn).dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }));
      await earn.updateComplete;
      expect(news(earn)).to.equal('');
      expect([...due.values()].map(({ ms }) => ms)).to.deep.equal([45_000, 60_000]);
      expect(due.has(before!)).to.equal(false);
      expect(field(earn).value).to.equal('12');
      run(60_000);
      await earn.updateComplete;
    } finally {
      Object.assign(globalThis, { setTimeout: later, clearTimeout: never });
    }
    expect(field(earn).value).to.equal('');
    expect(news(earn)).to.contain('Type the PIN again.');
  });

  for (const digits of ['٤٢', '۴۲', '４２']) {
    it(`is typed in the digits of any script: ${digits}`, async () => {
      const { earn } = await askForPin();
      field(earn).focus();
      paste(digits);
      expect(field(earn).value).to.equal('42');
    });
  }

  it('is left alone while an input method composes', async () => {
    const { earn } = await askForPin();
    field(earn).dispatchEvent(new CompositionEvent('compositionstart'));
    field(earn).value = 'ka';
    field(earn).dispatchEvent(new InputEvent('input'));
    expect(field(earn).value).to.equal('ka');
    field(earn).value = '４';
    field(earn).dispatchEvent(new CompositionEvent('compositionend'));
    expect(field(earn).value).to.equal('4');
  });
});

describe('an Arabic page', () => {
  it('draws what comes from outside in its own order', async () => {
    document.documentElement.lang = 'ar';
    const { lookup, earn } = await openSaleOf({ more: 'card-size="10"' });
    lookup.value = '482193';
    await submit(lookup);
    await until(() => part(lookup, 'result').textContent.match(/[\u0600-\u06ff]/) !== null);
    const mask = part(lookup, 'result').querySelector('.who bdi')!;
    expect(mask.getAttribute('dir')).to.equal('ltr');
    // "4 / 10" is read from the right: the 4 stands there.
    const held = [...part(lookup, 'result').querySelectorAll('.figures bdi')].find((one) =>
      one.textContent.includes('/'),
    )!;
    const [first, last] = [0, held.textContent.length - 1].map((index) => {
      const range = new Range();
      range.setStart(held.firstChild!.nextSibling ?? held.firstChild!, index);
      range.setEnd(held.firstChild!.nextSibling ?? held.firstChild!, index + 1);
      return range.getBoundingClientRect().left;
    });
    expect(first!).to.be.greaterThan(last!);
    expect(earn.shadowRoot!.textContent).to.contain('\u2068a***@gmail.com\u2069');
  });
});

describe('the language', () => {
  for (const lang of ['tr_TR', ' tr ', 'tr_TR.UTF-8']) {
    it(`is understood as servers write it: ${JSON.stringify(lang)}`, async () => {
      document.documentElement.lang = lang;
      const earn = await mount<LoyaliteEarnElement>('<loyalite-earn amount="10"></loyalite-earn>');
      await until(() => part(earn, 'submit').textContent.includes('puan ver'));
    });
  }
});
