/** axe finds nothing in any state of any tag, light, dark and 320 px wide, and nothing is cut off there. */
import axe from 'axe-core';
import { emulateMedia } from '@web/test-runner-commands';
import { expect, unmount } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { settings } from './stages.js';

shortPauses();

const isChromium = 'chrome' in window;
const schemes = isChromium ? (['light', 'dark'] as const) : (['light'] as const);

async function findings(root: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(root, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`));
}

/** The elements that stick out of the width they were given. */
function overflowing(root: HTMLElement): string[] {
  const hosts = [root, ...root.querySelectorAll<HTMLElement>('*'), ...(root.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])];
  const limit = root.getBoundingClientRect().right + 1;
  return hosts.flatMap((host) => [host, ...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])])
    .filter((element) => !element.closest('dialog, .hidden, [aria-hidden]') && element.getBoundingClientRect().right > limit)
    .map(({ localName, className }) => `${localName}.${className}`);
}

document.documentElement.lang = 'en';

for (const scheme of schemes) {
  describe(`on a ${scheme} till, axe finds nothing in`, () => {
    before(async () => {
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: ${scheme === 'dark' ? '#000' : '#fff'}`;
      if (isChromium) await emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    });
    after(async () => {
      document.documentElement.style.cssText = '';
      if (isChromium) await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
    });
    afterEach(unmount);

    for (const [name, open] of Object.entries(settings)) {
      it(name, async () => {
        const { root, till } = await open();
        expect(await findings(root)).to.deep.equal([]);
        await till.release();
      });
    }
  });
}

describe('in a column of 320 px, nothing sticks out of', () => {
  afterEach(unmount);

  for (const [name, open] of Object.entries(settings)) {
    it(name, async () => {
      const { root, till } = await open();
      root.style.width = '320px';
      expect(overflowing(root)).to.deep.equal([]);
      await till.release();
    });
  }
});

describe('on a screen of 320 px', () => {
  afterEach(unmount);

  it('the PIN overlay fits, and keeps its keys at 48 px', async () => {
    const frame = document.createElement('iframe');
    frame.width = '320';
    frame.height = '640';
    document.body.append(frame);
    const page = frame.contentDocument!;
    const { root } = await settings['earn at the PIN']!();
    const dialog = root.shadowRoot!.querySelector('dialog')!;
    page.body.append(page.importNode(dialog, true));
    page.adoptedStyleSheets = [];
    const style = page.createElement('style');
    style.textContent = (root.shadowRoot!.adoptedStyleSheets.length ? [...root.shadowRoot!.adoptedStyleSheets] : []).flatMap((sheet) => [...sheet.cssRules]).map(({ cssText }) => cssText).join('\n');
    page.head.append(style);
    const copy = page.querySelector('dialog')!;
    copy.close();
    copy.showModal();
    expect(copy.getBoundingClientRect().right).to.be.at.most(320);
    for (const key of copy.querySelectorAll<HTMLElement>('.keys button')) expect(Math.min(key.offsetWidth, key.offsetHeight)).to.be.at.least(48);
    frame.remove();
  });
});
