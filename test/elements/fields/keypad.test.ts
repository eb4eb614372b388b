/** The keypad of our fields for codes and counts: a finger brings it, everybody else never meets it, and it moves nothing. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import {
  ayse,
  event,
  expect,
  hasPart,
  mount,
  part,
  reach,
  settled,
  status,
  submit,
  unmount,
  until,
  type Tag,
} from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import { openSale } from '../checkout/sale.js';
import { armed, pull } from '../scan/trigger.js';
import type { Customer, LoyaliteLookupElement, LoyaliteRedeemElement } from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(() => {
  unmount();
  document.documentElement.removeAttribute('lang');
});

const openLookup = (more = ''): Promise<LoyaliteLookupElement> =>
  mount(`<loyalite-lookup endpoint="${till.endpoint}" ${more}></loyalite-lookup>`);

async function openRedeem(more = 'points=""'): Promise<LoyaliteRedeemElement> {
  const redeem = await mount<LoyaliteRedeemElement>(
    `<loyalite-redeem endpoint="${till.endpoint}" order-id="A-1" ${more}></loyalite-redeem>`,
  );
  redeem.customer = ayse();
  await redeem.updateComplete;
  return redeem;
}

const field = (element: Tag): HTMLInputElement => part<HTMLInputElement>(element, 'input');
const pad = (element: Tag): HTMLElement => part(element, 'keypad');
const isUp = (element: Tag): boolean =>
  hasPart(element, 'keypad') && pad(element).matches(':popover-open:not(.leaving)');
const hasFocus = (element: Tag): boolean => element.shadowRoot?.activeElement === field(element);

/** A press of that kind on the field, and the focus that browsers let follow it. */
function press(element: Tag, pointerType: string): void {
  field(element).dispatchEvent(new PointerEvent('pointerdown', { pointerType, bubbles: true, composed: true }));
  field(element).focus();
}

async function finger(element: Tag): Promise<void> {
  press(element, 'touch');
  await until(() => isUp(element), 'no keypad came');
}

/** Resolves when whatever a press has loaded is there. */
async function loaded(): Promise<void> {
  await import('../../../src/elements/conversation.js');
  await new Promise((resolve) => setTimeout(resolve));
}

function tap(element: Tag, keys: string): void {
  const all = [...pad(element).querySelectorAll<HTMLElement>('[part=keypad-key]')];
  for (const key of keys)
    all.find(({ textContent, ariaLabel }) => (key === '<' ? ariaLabel === 'Delete' : textContent === key))?.click();
}

/** The middle of a part, for a real pointer. */
function middle(element: HTMLElement): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

/** The part of the element that a tap on the middle of this place would hit. */
const hitAt = (element: Tag, [x, y]: [number, number]): Element | null =>
  element.shadowRoot?.elementFromPoint(x, y)?.closest('[part]') ?? null;

describe('the keypad of a field', () => {
  for (const [what, open] of [
    ['a customer code', () => openLookup()],
    ['points', () => openRedeem()],
    ['stamps', () => openRedeem('stamps=""')],
    ['a coupon', () => openRedeem('coupon=""')],
  ] as const) {
    it(`comes with a finger, for ${what}, and the focus and the field stay as they are`, async () => {
      const element: Tag = await open();
      const { inputMode, value } = field(element);
      const before = field(element).getBoundingClientRect().toJSON() as object;
      await finger(element);
      expect(hasFocus(element)).to.equal(true);
      expect(field(element).value).to.equal(value);
      expect(field(element).getBoundingClientRect().toJSON()).to.deep.equal(before);
      // The keyboard of the system stays away for as long.
      expect(field(element).inputMode).to.equal('none');
      expect([pad(element).role, pad(element).ariaLabel]).to.deep.equal(['group', 'Keypad']);
      field(element).blur();
      expect(isUp(element)).to.equal(false);
      expect(field(element).inputMode).to.equal(inputMode);
    });
  }

  it('is known not to be wanted before the focus comes, which brings the keyboard of the system', async () => {
    const lookup = await openLookup();
    let atFocus = '';
    field(lookup).addEventListener('focus', () => (atFocus = field(lookup).inputMode));
    press(lookup, 'touch');
    expect(atFocus).to.equal('none');
  });

  it('moves nothing of the page', async () => {
    const lookup = await openLookup();
    const { offsetHeight } = lookup;
    const [wide, high] = [document.documentElement.scrollWidth, document.documentElement.scrollHeight];
    await finger(lookup);
    expect(lookup.offsetHeight).to.equal(offsetHeight);
    expect([document.documentElement.scrollWidth, document.documentElement.scrollHeight]).to.deep.equal([wide, high]);
  });

  for (const how of ['a mouse', 'the keyboard', 'a script'] as const) {
    it(`never comes for ${how}`, async () => {
      const lookup = await openLookup();
      if (how === 'a mouse') await sendMouse({ type: 'click', position: middle(field(lookup)) });
      else if (how === 'a script') lookup.focus();
      else await sendKeys({ press: 'Tab' });
      expect(hasFocus(lookup)).to.equal(true);
      await loaded();
      expect(hasPart(lookup, 'keypad')).to.equal(false);
      expect(field(lookup).inputMode).to.equal('');
    });
  }

  it('comes for any pointer where the page says so: some screens tell a finger as a mouse', async () => {
    const lookup = await openLookup('keypad="on"');
    await sendMouse({ type: 'click', position: middle(field(lookup)) });
    await until(() => isUp(lookup));
    expect(hasFocus(lookup)).to.equal(true);
    await sendMouse({ type: 'click', position: middle(pad(lookup).querySelector('[part=keypad-key]')!) });
    expect(field(lookup).value).to.equal('1');
    expect(hasFocus(lookup)).to.equal(true);
  });

  for (const [why, more] of [
    ['the page does not want it', 'keypad="off"'],
    ['the field takes addresses alone', 'methods="email"'],
    ['there are letters to be mended', 'value="ayse@gmial"'],
    ['nothing can be typed', 'disabled'],
  ] as const) {
    it(`does not come where ${why}`, async () => {
      const lookup = await openLookup(more);
      press(lookup, 'touch');
      await loaded();
      expect(hasPart(lookup, 'keypad')).to.equal(false);
      expect(field(lookup).inputMode).to.equal('');
    });
  }

  it('follows the checkout, unless the tag itself says something else', async () => {
    const { lookup, redeem } = await openSale({
      till,
      more: 'keypad="off" layout="open"',
      redeem: 'coupon="" keypad="auto"',
    });
    press(lookup, 'touch');
    await loaded();
    expect(hasPart(lookup, 'keypad')).to.equal(false);
    await finger(redeem);
    expect(isUp(redeem)).to.equal(true);
  });

  it('goes with the first key of a keyboard, which writes as ever', async () => {
    const redeem = await openRedeem();
    await finger(redeem);
    await sendKeys({ press: '7' });
    expect(isUp(redeem)).to.equal(false);
    expect([field(redeem).value, field(redeem).inputMode]).to.deep.equal(['7', 'numeric']);
  });

  // WCAG 2.1.1, 2.4.3
  it('is in nobody’s way: Tab goes from the field to the button', async () => {
    const lookup = await openLookup();
    await finger(lookup);
    await sendKeys({ press: 'Tab' });
    expect(lookup.shadowRoot?.activeElement?.getAttribute('part')).to.equal('submit');
    expect(isUp(lookup)).to.equal(false);
  });

  it('goes with Escape, which closes nothing else', async () => {
    const lookup = await openLookup();
    const heard: string[] = [];
    const listen = ({ key }: KeyboardEvent): number => heard.push(key);
    document.addEventListener('keydown', listen);
    await finger(lookup);
    await sendKeys({ press: 'Escape' });
    expect([isUp(lookup), heard]).to.deep.equal([false, []]);
    await sendKeys({ press: 'Escape' });
    expect(heard).to.deep.equal(['Escape']);
    document.removeEventListener('keydown', listen);
  });

  it('is gone after its element was taken out, and comes again', async () => {
    const lookup = await openLookup();
    const { parentElement } = lookup;
    await finger(lookup);
    lookup.remove();
    parentElement?.append(lookup);
    await lookup.updateComplete;
    expect(isUp(lookup)).to.equal(false);
    expect(field(lookup).inputMode).to.equal('');
    await finger(lookup);
    tap(lookup, '4');
    expect(lookup.value).to.equal('4');
  });

  it('comes in another document too, and in its own look', async () => {
    const lookup = await openLookup();
    const frame = document.createElement('iframe');
    lookup.before(frame);
    frame.contentDocument?.body.append(lookup);
    await lookup.updateComplete;
    await finger(lookup);
    expect(frame.contentWindow?.getComputedStyle(pad(lookup)).display).to.equal('grid');
    tap(lookup, '48');
    expect(lookup.value).to.equal('48');
    lookup.remove();
  });
});

describe('a key of the keypad', () => {
  it('writes where the caret is, in the place of what is selected', async () => {
    const redeem = await openRedeem();
    await finger(redeem);
    tap(redeem, '50');
    expect(field(redeem).value).to.equal('50');
    field(redeem).setSelectionRange(1, 1);
    tap(redeem, '2');
    expect(field(redeem).value).to.equal('520');
    tap(redeem, '<');
    expect(field(redeem).value).to.equal('50');
    field(redeem).setSelectionRange(0, 2);
    tap(redeem, '<');
    expect(field(redeem).value).to.equal('');
    tap(redeem, '<7');
    expect(field(redeem).value).to.equal('7');
    await redeem.updateComplete;
    expect(part(redeem, 'submit').textContent).to.contain('Use 7 points');
  });

  // WCAG 4.1.3
  it('tells what stands in the field to whoever does not see it', async () => {
    const lookup = await openLookup();
    await finger(lookup);
    tap(lookup, '482');
    expect(pad(lookup).querySelector('[role=status]')?.textContent).to.equal('482');
  });

  it('counts at any pace, also right after another one has changed what stands around', async () => {
    const redeem = await openRedeem('points="" keypad="on"');
    await sendMouse({ type: 'click', position: middle(field(redeem)) });
    await until(() => isUp(redeem));
    const key = middle(pad(redeem).querySelector('[part=keypad-key]')!);
    for (const at of [1, 2, 3]) {
      await sendMouse({ type: 'click', position: key });
      expect(field(redeem).value).to.equal('1'.repeat(at));
      // The buttons of the element itself are not to be pressed for a moment.
      redeem.style.width = `${500 + at}px`;
      redeem.style.paddingTop = `${at * 20}px`;
      await until(() => redeem.matches(':state(settling)'));
      redeem.style.paddingTop = '';
    }
  });

  it('is none of a keyboard: in a sale by fingers the focus is not led on', async () => {
    const { checkout, lookup, earn } = await openSale({ till, redeem: 'coupon=""' });
    await finger(lookup);
    tap(lookup, '482193');
    part(lookup, 'keypad-ok').click();
    await reach(lookup, 'done');
    await settled(checkout);
    await submit(earn);
    part(checkout, 'next').click();
    await settled(checkout);
    expect(hasFocus(lookup)).to.equal(false);
  });
});

describe('OK', () => {
  it('looks a code up as Enter does, and the keypad leaves the answer in sight', async () => {
    const lookup = await openLookup();
    await finger(lookup);
    tap(lookup, '482193');
    const found = event<Customer>(lookup, 'loyalite-found');
    part(lookup, 'keypad-ok').click();
    expect(isUp(lookup)).to.equal(false);
    expect((await found).detail.customerCode).to.equal('482193');
    expect((await till.requests()).map(({ query }) => query)).to.deep.equal([{ code: '482193' }]);
  });

  it('leaves a code that was refused to be typed anew, by one more tap on the field', async () => {
    const lookup = await openLookup();
    await finger(lookup);
    tap(lookup, '111111');
    part(lookup, 'keypad-ok').click();
    await reach(lookup, 'failed');
    expect(status(lookup)).to.contain('No such customer');
    expect([hasFocus(lookup), field(lookup).inputMode]).to.deep.equal([true, 'none']);
    await finger(lookup);
    tap(lookup, '5');
    expect(field(lookup).value).to.equal('5');
  });

  it('uses nothing: the sum stands on a button of its own, and the second tap does not reach it', async () => {
    const redeem = await openRedeem();
    await finger(redeem);
    tap(redeem, '50');
    const ok = part(redeem, 'keypad-ok');
    const at = middle(ok);
    ok.click();
    expect(isUp(redeem)).to.equal(false);
    expect(hitAt(redeem, at) === ok).to.equal(true);
    ok.click();
    tap(redeem, '9');
    expect(field(redeem).value).to.equal('50');
    await until(() => !pad(redeem).matches(':popover-open'));
    expect(hitAt(redeem, at) === ok).to.equal(false);
    expect([redeem.state, await till.requests()]).to.deep.equal(['idle', []]);
    expect(part(redeem, 'submit').textContent).to.contain('Use 50 points');
  });
});

describe('the key for letters', () => {
  it('gives way to the keyboard of the system until the field is left, and the caret stays', async () => {
    const lookup = await openLookup();
    await finger(lookup);
    tap(lookup, '482');
    field(lookup).setSelectionRange(2, 2);
    part(lookup, 'keypad-letters').click();
    expect([isUp(lookup), hasFocus(lookup), field(lookup).inputMode]).to.deep.equal([false, true, '']);
    expect(field(lookup).selectionStart).to.equal(2);
    press(lookup, 'touch');
    await loaded();
    expect([isUp(lookup), field(lookup).inputMode]).to.deep.equal([false, '']);
    field(lookup).blur();
    await finger(lookup);
    expect(isUp(lookup)).to.equal(true);
  });
});

describe('a hand scanner beside the keypad', () => {
  it('is taken as without it, where the field is for a code', async () => {
    const lookup = await openLookup();
    await armed();
    await finger(lookup);
    const { qr } = await till.phone('482193');
    pull(qr);
    await reach(lookup, 'done');
    expect(lookup.result?.verification).to.equal('qr');
    expect(isUp(lookup)).to.equal(false);
  });

  it('types no product into a count', async () => {
    await openLookup();
    const redeem = await openRedeem();
    await armed();
    await finger(redeem);
    const unclaimed = event<{ text: string }>(document, 'loyalite-unclaimed');
    pull('7654321');
    expect((await unclaimed).detail.text).to.equal('7654321');
    expect(field(redeem).value).not.to.contain('7654321');
  });
});

describe('the words of the keypad', () => {
  for (const [lang, words] of Object.entries({
    tr: ['Tuş takımı', 'Sil', 'Tamam', 'Tuş takımını kapat', 'Harfli klavye'],
    de: ['Tastenfeld', 'Löschen', 'Fertig', 'Tastenfeld schließen', 'Tastatur mit Buchstaben'],
    ar: ['لوحة الأرقام', 'حذف', 'تم', 'إغلاق لوحة الأرقام', 'لوحة مفاتيح بالحروف'],
  })) {
    it(`are those of the page: ${lang}`, async () => {
      document.documentElement.lang = lang;
      const lookup = await openLookup();
      await until(() => part(lookup, 'submit').textContent.trim() !== 'Find');
      await finger(lookup);
      const name = (element: Element): string => element.ariaLabel ?? element.textContent.trim();
      const names = [pad(lookup), ...pad(lookup).querySelectorAll('button')].map(name);
      expect(names.filter((one) => !/^\d$/.test(one))).to.deep.equal(words);
      // Digits are read from the left in every language.
      const [one, two, three] = [...pad(lookup).querySelectorAll('[part=keypad-key]')].map(
        (key) => key.getBoundingClientRect().left,
      );
      expect(one).to.be.lessThan(two!);
      expect(two).to.be.lessThan(three!);
    });
  }
});
