/** `UPDATE=1 npm test -- test/a11y/tree.node.test.ts` writes the trees anew; read the difference before it is committed. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { alone, Gallery } from '../visual/gallery.js';
import { spoken } from './tree.js';
import { browser, demo } from '../support/running-demo.js';

/** Each scene with its lines. */
async function scenes(gallery: Gallery): Promise<[string, string][]> {
  const figures = await gallery.page.$$('figure');
  const ids = await gallery.page.$$eval('figure', (all) => all.map(({ id }) => id));
  const dialogs = await Promise.all(figures.map((figure) => figure.$(':scope >>> dialog[open]')));
  const told = await spoken(
    gallery.page,
    figures.map((figure, index) => dialogs[index] ?? figure),
  );
  return ids.map((id, index) => [id, told[index]?.join('\n') ?? '']);
}

function assertSame(name: string, told: [string, string][]): void {
  const file = new URL(`trees/${name}.txt`, import.meta.url);
  // What o'clock it is, is no part of a sentence; nor are the blanks that a slip puts before it, fewer at 10:00 than at 9:59.
  const timeless = (lines: string): string =>
    lines.replace(/ +\d+\/\d+\/\d+,/g, ' 1/2/34,').replace(/\d+:\d\d\s[AP]M/g, '5:06 AM');
  const text = `${told.map(([id, lines]) => `# ${id}\n${timeless(lines)}`).join('\n\n')}\n`;
  if (process.env['UPDATE']) writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
}

describe('a screen reader is given', () => {
  // WCAG 1.3.1, 1.3.2
  it('every state of look-up, redemption, earn and sale, in the words of the committed trees', async () => {
    const gallery = await Gallery.open(browser, demo.till, { hasFonts: false });
    const told = await scenes(gallery);
    assert.ok(told.length > 30);
    for (const name of ['lookup', 'redeem', 'earn', 'sale'])
      assertSame(
        name,
        told.filter(([id]) => id.split('-')[0] === name),
      );
    await gallery.close();
  });

  for (const [name, what, isOne] of [
    ['pin', 'the dialog of the PIN', (id: string) => id.includes('-pin')],
    ['scan', 'the camera, its faults and what is said of a hand scanner', (id: string) => id.startsWith('scan')],
    ['till', 'a till without a network, and one that keeps no notes', (id: string) => id.startsWith('till')],
  ] as const) {
    // WCAG 1.1.1
    it(`${what}, in the words of the committed tree`, async () => {
      const told: [string, string][] = [];
      const [first, ...others] = alone.filter(isOne);
      const gallery = await Gallery.open(browser, demo.till, { ...(first && { scene: first }), hasFonts: false });
      told.push(...(await scenes(gallery)));
      for (const scene of others) {
        await gallery.show({ scene, hasFonts: false });
        told.push(...(await scenes(gallery)));
      }
      await gallery.close();
      assert.ok(told.length > 1);
      assertSame(name, told);
    });
  }

  it('every state of a sale from right to left in Arabic, no sentence of it in Latin letters', async () => {
    const gallery = await Gallery.open(browser, demo.till, { lang: 'ar', hasFonts: false });
    const lines = (await scenes(gallery)).flatMap(([, told]) => told.split('\n'));
    const names = lines
      .map((line) => /"(.*)"/.exec(line)?.[1] ?? '')
      .filter((name) => /[\p{Script=Latin}]{3,}/u.test(name));
    assert.ok(lines.length > 300);
    assert.deepEqual(
      names.filter((name) => !/@|cq_|coffee|cup/.test(name)),
      [],
    );
    await gallery.close();
  });
});
