import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scenes } from '../../docs/gallery/scenes.ts';
import { record } from '../../scripts/record.mjs';
import { alone, Gallery, type Lang, type Scheme, type Theme } from '../visual/gallery.js';
import { findings } from './axe.js';
import { browser, demo } from '../support/running-demo.js';

const directions: [Lang, string][] = [
  ['en', 'left to right'],
  ['ar', 'right to left'],
];

/** What axe leaves to a person, and a person has looked at. */
function isKnownUndecided(line: string, where: string): boolean {
  if (!line.startsWith('color-contrast')) return false;
  // The system's own colours are none of the page's, and axe does not compute them.
  if (where.includes('forced')) return true;
  // An empty field has no text whose contrast could be measured; its colours are those of filled ones.
  if (line.includes('Element has no value')) return true;
  // The field of the PIN reaches beyond its frame, which cuts it; its digits have the colour of the title above them.
  return line.startsWith('color-contrast: loyalite-earn #input') && where.startsWith('earn-pin');
}

async function assertClean(gallery: Gallery, where: string, rules?: string[]): Promise<void> {
  const { violations, undecided, passes } = await findings(gallery.page, rules);
  assert.deepEqual(violations, [], where);
  assert.deepEqual(
    undecided.filter((line) => !isKnownUndecided(line, where)),
    [],
    where,
  );
  assert.ok(passes > (rules ? 0 : 20), `${where}: only ${passes} checks`);
}

/** All rules once, what hangs on sizes again with the text at twice its size, and what hangs on colours again in the dark. */
async function assertCleanEverywhere(gallery: Gallery, where: string): Promise<void> {
  await gallery.see('light');
  await gallery.zoom(100);
  await assertClean(gallery, `${where}, light`);
  await gallery.zoom(200);
  await assertClean(gallery, `${where}, text at 200 %`, ['target-size', 'scrollable-region-focusable']);
  await gallery.zoom(100);
  await gallery.see('dark');
  await assertClean(gallery, `${where}, dark`, ['color-contrast', 'link-in-text-block']);
}

after(() => record('axe', 'npm test -- test/a11y/axe.node.test.ts', { scenes: scenes.length }));

describe('axe', () => {
  for (const [lang, direction] of directions) {
    it(`finds nothing in any state, light, dark or in forced colours, at 320 px and with the text at 200 %, ${direction}`, async () => {
      const gallery = await Gallery.open(browser, demo.till, { lang });
      await assertCleanEverywhere(gallery, lang);
      await gallery.see('forced');
      await assertClean(gallery, `${lang}, forced colours`, ['color-contrast', 'link-in-text-block', 'target-size']);
      await gallery.close();
    });
  }

  describe('in a scene that has the page for itself', () => {
    let gallery: Gallery;
    before(async () => {
      gallery = await Gallery.open(browser, demo.till, { scene: 'lookup' });
    });
    after(() => gallery.close());

    for (const scene of alone) {
      it(`finds nothing, in either direction: ${scene}`, async () => {
        await gallery.show({ scene });
        for (const [lang] of directions) {
          await gallery.choose('lang', lang);
          await assertCleanEverywhere(gallery, `${scene} ${lang}`);
        }
      });
    }
  });

  // WCAG 1.4.3
  it('finds enough contrast in each theme, by day and by night, and 7 : 1 in the one for it', async () => {
    const gallery = await Gallery.open(browser, demo.till);
    // The plain one is gone through above, by day and by night.
    for (const theme of ['cafe', 'contrast'] satisfies Theme[]) {
      await gallery.choose('theme', theme);
      for (const scheme of ['light', 'dark'] satisfies Scheme[]) {
        await gallery.see(scheme);
        await assertClean(gallery, `${theme}, ${scheme}`, [
          'color-contrast',
          ...(theme === 'contrast' ? ['color-contrast-enhanced'] : []),
        ]);
      }
    }
    await gallery.close();
  });

  it('finds a word that nobody can read', async () => {
    const gallery = await Gallery.open(browser, demo.till, { scene: 'earn-done' });
    await gallery.page.$eval('loyalite-earn', (element) => element.style.setProperty('--loyalite-text', '#ccc'));
    const { violations } = await findings(gallery.page);
    assert.ok(
      violations.some((line) => line.startsWith('color-contrast')),
      violations.join('\n'),
    );
    await gallery.close();
  });
});
