/** The keypad of a field on the screens of small tills: all of it is there, beside its field, whatever the size of the text. */
import { setViewport } from '@web/test-runner-commands';
import { dirOf, languageCodes } from '../../docs/languages.js';
import { ayse, expect, mount, part, unmount, until, type Tag } from '../support/elements.js';
import { takeFonts } from '../support/fonts.js';
import { pressAtOnce } from '../support/keys.js';

const root = document.documentElement;

before(takeFonts);

afterEach(async () => {
  unmount();
  root.removeAttribute('lang');
  root.removeAttribute('dir');
  root.style.fontSize = '';
  document.body.removeAttribute('style');
  await setViewport({ width: 800, height: 600 });
});

const pad = (element: Tag): HTMLElement => part(element, 'keypad');

/** Two frames later: in the first one it takes its place. */
const drawn = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** A look-up in a column of the page, and a finger on its field. */
async function open({ width = 320, top = 0, left = 0 } = {}): Promise<{ lookup: Tag; field: HTMLElement }> {
  document.body.style.cssText = `margin: 0; width: ${width}px; padding-top: ${top}px; padding-left: ${left}px`;
  const lookup = await mount<Tag>('<loyalite-lookup endpoint="/nowhere"></loyalite-lookup>');
  const { lang } = root;
  await until(() => !lang || lang === 'en' || part(lookup, 'submit').textContent.trim() !== 'Find');
  const field = part(lookup, 'input');
  field.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true }));
  field.focus();
  await until(() => lookup.shadowRoot?.querySelector('[part=keypad]:popover-open') != null);
  return { lookup, field };
}

/** What of it stands outside of the screen, is cut, too small for a finger, or over the field. */
function faults(lookup: Tag, field: HTMLElement): string[] {
  const place = field.getBoundingClientRect();
  return [pad(lookup), ...pad(lookup).querySelectorAll<HTMLElement>('button')].flatMap((element) => {
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const isOver = bottom > place.top && top < place.bottom && right > place.left && left < place.right;
    const name = element.ariaLabel ?? element.textContent.trim();
    return [
      top < 0 || left < 0 || bottom > innerHeight || right > innerWidth ? `${name} is outside` : '',
      width < 44 || height < 44 ? `${name} is ${width}×${height}` : '',
      element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight ? `${name} is cut` : '',
      isOver ? `${name} is over the field` : '',
    ].filter(Boolean);
  });
}

describe('the keypad of a field', () => {
  for (const lang of languageCodes)
    for (const [width, height] of [
      [320, 568],
      [800, 480],
      [1024, 600],
      [1280, 800],
    ] as const)
      for (const size of [16, 32])
        it(`is whole and beside its field on ${width}×${height}, at the top, the middle and the bottom, text at ${(size / 16) * 100} %, in ${lang}`, async () => {
          await setViewport({ width, height });
          root.lang = lang;
          root.dir = dirOf(lang);
          root.style.fontSize = `${size}px`;
          for (const top of [0, (height - 200) / 2, height]) {
            const { lookup, field } = await open({ top });
            field.scrollIntoView({ block: top > 0 ? (top === height ? 'end' : 'center') : 'nearest' });
            await drawn();
            expect(faults(lookup, field), `${top}`).to.deep.equal([]);
            unmount();
          }
        });

  it('stands beside the field where there is no room above and below', async () => {
    await setViewport({ width: 640, height: 320 });
    const { lookup, field } = await open({ width: 280, top: 60, left: 340 });
    expect(faults(lookup, field)).to.deep.equal([]);
    expect(pad(lookup).getBoundingClientRect().right).to.be.at.most(field.getBoundingClientRect().left);
  });

  it('begins where its field begins, as the language runs', async () => {
    await setViewport({ width: 800, height: 600 });
    const { lookup, field } = await open({ width: 800 });
    expect(pad(lookup).getBoundingClientRect().left).to.equal(field.getBoundingClientRect().left);
    unmount();
    root.lang = 'ar';
    root.dir = 'rtl';
    const arabic = await open({ width: 800 });
    const { right } = pad(arabic.lookup).getBoundingClientRect();
    expect(right).to.be.closeTo(arabic.field.getBoundingClientRect().right, 0.01);
  });

  it('follows its field where the page moves it', async () => {
    await setViewport({ width: 800, height: 600 });
    const { lookup, field } = await open();
    const distance = (): number => pad(lookup).getBoundingClientRect().top - field.getBoundingClientRect().bottom;
    await drawn();
    const before = distance();
    document.body.style.paddingTop = '120px';
    await until(() => Math.abs(distance() - before) < 1 && field.getBoundingClientRect().top > 120);
    expect(field.getBoundingClientRect().top).to.be.greaterThan(120);
  });
});

describe('a hand scanner beside the keypad', () => {
  it('submits no count with its Enter', async () => {
    const redeem = await mount<Tag>(
      '<loyalite-redeem endpoint="/nowhere" order-id="A-1" points="" scan-keys="off"></loyalite-redeem>',
    );
    Object.assign(redeem, { customer: ayse() });
    await redeem.updateComplete;
    const field = part<HTMLInputElement>(redeem, 'input');
    field.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true }));
    field.focus();
    await until(() => redeem.shadowRoot?.querySelector('[part=keypad]:popover-open') != null);
    part(redeem, 'keypad-ok').click();
    await pressAtOnce('12345678\n');
    await redeem.updateComplete;
    expect([field.value, redeem.state]).to.deep.equal(['12345678', 'idle']);
  });
});
