/** Criteria of WCAG 2.2 that no checker decides: what is drawn around a control, where the focus stands, and what a pointer does. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Gallery, type Scheme, type Theme } from '../visual/gallery.js';
import { weakEdges } from './edges.js';
import { look } from './focus.js';
import { calm } from '../support/browser.js';
import { browser, demo } from '../support/running-demo.js';

const themes: Theme[] = ['plain', 'cafe', 'contrast'];

describe('the edges of fields, choices, buttons, stamps and icons', () => {
  for (const scene of [undefined, 'redeem-pin-wrong']) {
    // WCAG 1.4.11
    it(`stand out 3 : 1 from what is behind them, in each theme, by day and by night: ${scene ?? 'every state'}`, async () => {
      const gallery = await Gallery.open(browser, demo.till, { ...(scene && { scene }) });
      for (const theme of themes) {
        await gallery.choose('theme', theme);
        for (const scheme of ['light', 'dark'] satisfies Scheme[]) {
          await gallery.see(scheme);
          const { weak, seen } = await gallery.page.evaluate(weakEdges);
          assert.deepEqual(weak, [], `${theme}, ${scheme}`);
          assert.ok(seen > (scene ? 8 : 200), `${seen} edges`);
        }
      }
      await gallery.close();
    });
  }

  it('are measured: a pale line is found', async () => {
    const gallery = await Gallery.open(browser, demo.till, { scene: 'lookup' });
    await gallery.page.$eval('loyalite-lookup', (element) => element.style.setProperty('--loyalite-field', '#ddd'));
    assert.match((await gallery.page.evaluate(weakEdges)).weak.join(), /lookup input/);
    await gallery.close();
  });
});

describe('the focus, led by Tab,', () => {
  // As low as a tablet with its keyboard out.
  const screens = [
    { width: 320, height: 400 },
    { width: 800, height: 360 },
  ];

  for (const [scene, least] of [
    ['lookup-consent', 7],
    ['sale', 5],
    ['sale-step', 3],
    ['sale-complete', 3],
    ['earn-unconfirmed', 3],
    ['redeem-pin-wrong', 15],
    ['scan-denied', 6],
  ] as const) {
    // WCAG 1.3.4, 2.4.7, 2.4.11
    it(`is drawn around every control, and nothing covers it, upright and across: ${scene}`, async () => {
      const gallery = await Gallery.open(browser, demo.till, { scene });
      for (const screen of screens) {
        await gallery.page.setViewport(screen);
        const met = new Set<string>();
        for (let step = 0; step < 40; step += 1) {
          await gallery.page.keyboard.press('Tab');
          const stop = await gallery.page.evaluate(look);
          if (!stop) continue;
          assert.ok(stop.isRinged, `${stop.name} has no ring`);
          assert.ok(stop.isInSight, `${stop.name} is covered`);
          met.add(stop.name);
        }
        assert.ok(met.size >= least, [...met].join(', '));
      }
      await gallery.close();
    });
  }
});

describe('a ring', () => {
  it('is missed where there is none', async () => {
    const gallery = await Gallery.open(browser, demo.till, { scene: 'earn-unconfirmed' });
    await gallery.page.$eval('loyalite-earn', ({ shadowRoot }) =>
      shadowRoot?.querySelectorAll<HTMLElement>('button').forEach(({ style }) => (style.outline = 'none')),
    );
    for (let stop = null; !stop; stop = await gallery.page.evaluate(look)) await gallery.page.keyboard.press('Tab');
    assert.equal((await gallery.page.evaluate(look))?.isRinged, false);
    await gallery.close();
  });
});

describe('a pointer that goes down on a button', () => {
  // WCAG 2.5.2
  it('does nothing yet, and nothing at all when it goes up elsewhere', async () => {
    const gallery = await Gallery.open(browser, demo.till, { scene: 'redeem-pin' });
    const keys = await gallery.page.$$('loyalite-redeem >>> [part=pin-key]');
    const digits = (): Promise<string | undefined> =>
      gallery.page.$eval('loyalite-redeem >>> [part=pin-input]', (input) => (input as HTMLInputElement).value);
    // Nothing that is pressed while the dialog is new would count.
    await calm(gallery.page);
    const box = await keys[0]?.boundingBox();
    assert.ok(box);
    await gallery.page.mouse.move(box.x + 10, box.y + 10);
    await gallery.page.mouse.down();
    assert.equal(await digits(), '');
    await gallery.page.mouse.move(1, 1);
    await gallery.page.mouse.up();
    assert.equal(await digits(), '');
    await calm(gallery.page);
    await keys[0]?.click();
    assert.equal(await digits(), '1');
    await gallery.close();
  });

  it('submits nothing when it goes up elsewhere', async () => {
    const gallery = await Gallery.open(browser, demo.till, { scene: 'earn' });
    const state = (): Promise<string> => gallery.page.$eval('loyalite-earn', (element) => element.state);
    const button = await gallery.page.$('loyalite-earn >>> [part=submit]');
    const box = await button?.boundingBox();
    assert.ok(box);
    await gallery.page.mouse.move(box.x + 10, box.y + 10);
    await gallery.page.mouse.down();
    await gallery.page.mouse.move(1, 1);
    await gallery.page.mouse.up();
    assert.equal(await state(), 'idle');
    await button?.click();
    assert.notEqual(await state(), 'idle');
    await gallery.close();
  });
});

describe('the name of a control', () => {
  // WCAG 2.4.6, 2.5.3
  it('has the words that are seen on it', async () => {
    const gallery = await Gallery.open(browser, demo.till);
    const session = await gallery.page.createCDPSession();
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const controls = nodes.filter(
      ({ ignored, role }) =>
        !ignored && ['button', 'link', 'checkbox', 'radio', 'textbox'].includes(String(role?.value)),
    );
    assert.ok(controls.length > 200);
    for (const { name, backendDOMNodeId } of controls) {
      const { object } = await session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId ?? 0 });
      const { result } = await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId ?? '',
        functionDeclaration:
          'function () { return (this.labels?.[0] ?? this.closest("button, a") ?? this).innerText ?? ""; }',
      });
      const [seen, said] = [String(result.value), String(name?.value)].map((text) => text.replace(/\s+/g, ' ').trim());
      assert.ok(said && said.includes(seen ?? ''), `"${seen ?? ''}" is called "${said ?? ''}"`);
    }
    await gallery.close();
  });
});
