/** The PIN pad on the screens of small tills: all of it is there at once, also in large text, and nothing moves. */
import { setViewport } from '@web/test-runner-commands';
import { languageCodes } from '../../docs/languages.js';
import { expect, part, reach, submit, unmount, until, type Tag } from '../support/elements.js';
import { takeFonts } from '../support/fonts.js';
import { askForPin, dialog, field, tap, wrong, phonePin, news } from '../elements/pin/pin.js';

const root = document.documentElement;

before(takeFonts);

afterEach(async () => {
  unmount();
  root.removeAttribute('lang');
  root.style.fontSize = '';
  await setViewport({ width: 800, height: 600 });
});

/** What is pressed or read in the dialog and does not stand in the screen whole. */
function hidden(earn: Tag): string[] {
  const pad = dialog(earn);
  const all = [...pad.querySelectorAll<HTMLElement>('button, .slots, [part=pin-status], .pin-head')];
  const cut = all.filter((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return (
      top < 0 ||
      left < 0 ||
      bottom > innerHeight ||
      right > innerWidth ||
      (element.localName === 'button' && element.scrollWidth > element.clientWidth + 1)
    );
  });
  const scrolls = pad.scrollHeight > pad.clientHeight ? [`${pad.scrollHeight} in ${pad.clientHeight}`] : [];
  return [...scrolls, ...cut.map((element) => element.getAttribute('part') ?? element.className)];
}

describe('the PIN pad', () => {
  for (const lang of languageCodes) {
    for (const [width, height, size] of [
      [800, 480, 16],
      [1024, 600, 16],
      [320, 640, 16],
      [360, 740, 16],
      [1280, 800, 16],
      [800, 480, 32],
      [1024, 600, 32],
      [1280, 800, 32],
    ] as const) {
      it(`is whole on ${width}×${height} with text at ${(size / 16) * 100} %, in ${lang}`, async () => {
        await setViewport({ width, height });
        root.lang = lang;
        root.style.fontSize = `${size}px`;
        const { earn } = await askForPin();
        await until(() => lang === 'en' || !dialog(earn).textContent.includes('Confirm'));
        expect(hidden(earn)).to.deep.equal([]);
        for (const key of dialog(earn).querySelectorAll<HTMLElement>('button'))
          expect(Math.min(key.offsetHeight, key.offsetWidth)).to.be.at.least(48);
      });
    }
  }

  it('draws four typed digits in their four boxes', async () => {
    const { earn } = await askForPin();
    field(earn).focus();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what a person types, through the field's own editing
    for (const digit of '7609') document.execCommand('insertText', false, digit);
    expect(field(earn).value).to.equal('7609');
    expect(field(earn).scrollLeft).to.equal(0);
  });

  it('moves nothing when a message comes', async () => {
    const { till, earn } = await askForPin();
    const places = (): number[] =>
      [...dialog(earn).querySelectorAll('button, .slots')].map((element) => element.getBoundingClientRect().top);
    const before = places();
    part(earn, 'pin-submit').click();
    await earn.updateComplete;
    expect(news(earn)).to.equal('The PIN has 2 or 4 digits.');
    expect(places()).to.deep.equal(before);
    tap(earn, wrong(await phonePin(till)));
    part(earn, 'pin-submit').click();
    await until(() => news(earn).includes('Wrong PIN.'));
    expect(places()).to.deep.equal(before);
    earn.amount = '9999';
    await earn.updateComplete;
    expect(places()).to.deep.equal(before);
  });

  for (const [width, height] of [
    [800, 480],
    [1024, 600],
    [1280, 800],
  ] as const) {
    it(`tells what was wrong as large as a result on ${width}×${height}, in no more room than that takes`, async () => {
      await setViewport({ width, height });
      const { till, earn } = await askForPin();
      tap(earn, wrong(await phonePin(till)));
      part(earn, 'pin-submit').click();
      await until(() => news(earn).includes('Wrong PIN.'));
      const box = part(earn, 'pin-status');
      expect(parseFloat(getComputedStyle(box).fontSize)).to.be.at.least(20);
      expect(box.offsetHeight).to.be.at.most(120);
    });
  }

  it('has its largest button for Confirm', async () => {
    const { earn } = await askForPin();
    const sizes = [...dialog(earn).querySelectorAll('button')].map((button) => {
      const { width, height } = button.getBoundingClientRect();
      return { name: button.getAttribute('part'), room: width * height };
    });
    expect(sizes.sort((one, other) => other.room - one.room)[0]?.name).to.equal('pin-submit');
  });
});

describe('an element that is not drawn', () => {
  for (const [what, hide, show] of [
    ['hidden', (holder: HTMLElement) => (holder.hidden = true), (holder: HTMLElement) => (holder.hidden = false)],
    [
      'in closed details',
      (holder: HTMLElement) => (holder.closest('details')!.open = false),
      (holder: HTMLElement) => (holder.closest('details')!.open = true),
    ],
  ] as const) {
    it(`and is ${what} locks nobody out, and asks for its PIN when it is drawn`, async () => {
      const details = document.createElement('details');
      const holder = document.createElement('div');
      details.open = true;
      details.append(holder);
      document.body.append(details);
      const { earn } = await askForPin();
      earn.cancel();
      holder.append(earn);
      await earn.updateComplete;
      hide(holder);
      await submit(earn);
      await reach(earn, 'pin');
      expect(dialog(earn).open).to.equal(false);
      expect(document.querySelector(':modal')).to.equal(null);
      show(holder);
      await until(() => dialog(earn).open);
      expect(earn.shadowRoot!.activeElement === field(earn)).to.equal(true);
      hide(holder);
      await until(() => !dialog(earn).open);
      expect(earn.state).to.equal('pin');
      details.remove();
    });
  }
});
