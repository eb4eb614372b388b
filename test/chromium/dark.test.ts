/** axe finds nothing in any state of any tag on a dark till: only Chromium lets a test ask for the scheme. */
import { emulateMedia } from '@web/test-runner-commands';
import { findings } from '../elements/a11y/findings.js';
import { settings } from '../elements/a11y/stages.js';
import { expect, unmount } from '../support/elements.js';
import { shortPauses } from '../support/pauses.js';

shortPauses();

describe('on a dark till, axe finds nothing in', () => {
  before(async () => {
    document.documentElement.lang = 'en';
    document.documentElement.style.cssText = 'color-scheme: dark; background: #000';
    await emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  });
  after(() => emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' }));
  afterEach(unmount);

  for (const [name, open] of Object.entries(settings)) {
    it(name, async () => {
      const { root, till } = await open();
      expect(await findings(root)).to.deep.equal([]);
      await till.release();
    });
  }
});
