/** axe finds nothing in any state of any tag, and nothing is cut off in 320 px. `test/chromium/` has the same in the dark. */
import { expect, unmount } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { findings } from './findings.js';
import { settings } from './stages.js';

shortPauses();

/** The elements that stick out of the width they were given. */
function overflowing(root: HTMLElement): string[] {
  const hosts = [
    root,
    ...root.querySelectorAll<HTMLElement>('*'),
    ...(root.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []),
  ];
  const limit = root.getBoundingClientRect().right + 1;
  return hosts
    .flatMap((host) => [host, ...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])])
    .filter(
      (element) => !element.closest('dialog, .hidden, [aria-hidden]') && element.getBoundingClientRect().right > limit,
    )
    .map(({ localName, className }) => `${localName}.${className}`);
}

document.documentElement.lang = 'en';

describe('on a light till, axe finds nothing in', () => {
  afterEach(unmount);

  for (const [name, open] of Object.entries(settings)) {
    it(name, async () => {
      const { root, till } = await open();
      expect(await findings(root)).to.deep.equal([]);
      await till.release();
    });
  }
});

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
    style.textContent = (root.shadowRoot!.adoptedStyleSheets.length ? [...root.shadowRoot!.adoptedStyleSheets] : [])
      .flatMap((sheet) => [...sheet.cssRules])
      .map(({ cssText }) => cssText)
      .join('\n');
    page.head.append(style);
    const copy = page.querySelector('dialog')!;
    copy.close();
    copy.showModal();
    expect(copy.getBoundingClientRect().right).to.be.at.most(320);
    for (const key of copy.querySelectorAll<HTMLElement>('.keys button'))
      expect(Math.min(key.offsetWidth, key.offsetHeight)).to.be.at.least(48);
    frame.remove();
  });
});
