import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { languageCodes } from '../../docs/languages.js';
import { Gallery } from './gallery.js';
import { browser, demo, started } from '../support/running-demo.js';

/** A thing to tap, as it stands on the screen. */
interface Target {
  where: string;
  kind: 'button' | 'field' | 'tick' | 'link';
  width: number;
  height: number;
}

/** Runs in the page: everything in the scenes that a finger may aim at. */
function targets(): Target[] {
  const roots = [...document.querySelectorAll('figure *')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot] : [],
  );
  const inner = roots.flatMap((root) =>
    [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : [])),
  );
  const kindOf = (element: Element): Target['kind'] => {
    if (element.matches('a')) return 'link';
    if (element.matches('[type=checkbox]')) return 'tick';
    return element.matches('[type=text]') ? 'field' : 'button';
  };
  return [...roots, ...inner].flatMap((root) =>
    [...root.querySelectorAll('button, input:not([type=file]), a, .choice, .photo')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const where = `${root.host.closest('figure')?.id ?? ''} ${root.host.localName} ${element.getAttribute('part') ?? element.localName}`;
        return { where, kind: kindOf(element), width, height };
      }),
  );
}

/** Runs in the page: what stands out at the side, of the page or of its own element. */
function overflows(): string[] {
  const page = document.documentElement;
  const found = page.scrollWidth > innerWidth ? [`page: ${page.scrollWidth} of ${innerWidth}`] : [];
  // What is there for the ear alone takes no room.
  const isUnseen = (element: Element | null): boolean =>
    element !== null && (getComputedStyle(element).clipPath !== 'none' || isUnseen(element.parentElement));
  const look = (root: ShadowRoot, where: string): void => {
    const { left, right } = root.host.getBoundingClientRect();
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot, where);
      if (element.closest('dialog:not([open])') || !element.checkVisibility() || isUnseen(element)) continue;
      const box = element.getBoundingClientRect();
      const isOut = !element.closest('dialog') && box.width > 0 && (box.left < left - 1 || box.right > right + 1);
      const isCut =
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 0 &&
        // The field of the PIN is wider than its frame, so that no digit is ever scrolled away.
        !element.matches('input, .bar, .slots') &&
        getComputedStyle(element).display !== 'inline';
      if (isOut || isCut)
        found.push(
          `${where} ${element.localName}.${element.getAttribute('class') ?? ''} ${isOut ? 'stands out' : 'is cut'}`,
        );
    }
  };
  for (const figure of document.querySelectorAll('figure')) {
    for (const element of figure.querySelectorAll('*')) if (element.shadowRoot) look(element.shadowRoot, figure.id);
  }
  return found;
}

/** Runs in the page: text as wide as WCAG 1.4.12 asks an author to allow for. */
function spread(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
  );
  const roots = (root: ParentNode): ShadowRoot[] =>
    [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot, ...roots(shadowRoot)] : []));
  for (const root of roots(document)) root.adoptedStyleSheets.push(sheet);
}

const modals = ['earn-pin', 'redeem-pin-wrong', 'earn-pin-over'];
const cameras = ['scan-camera', 'scan-denied', 'scan-troubles'];

let gallery: Gallery;
before(async () => {
  await started;
  gallery = await Gallery.open(browser, demo.till, { scene: 'lookup' });
});

describe('what a finger aims at', () => {
  for (const scene of [undefined, ...modals, ...cameras]) {
    // WCAG 2.5.8
    it(`is at least 48 px high for buttons and fields, 24 px for ticks and links: ${scene ?? 'every state'}`, async () => {
      await gallery.show({ ...(scene && { scene }) });
      const found = await gallery.page.evaluate(targets);
      const small = found.filter(
        ({ kind, width, height }) =>
          height < (kind === 'button' || kind === 'field' ? 48 : 24) ||
          width < (kind === 'button' || kind === 'field' ? 48 : 24),
      );
      assert.ok(found.length >= (scene ? (scene.includes('pin') ? 15 : 5) : 100), `${found.length} targets`);
      assert.deepEqual(small, []);
    });
  }
});

describe('the room', () => {
  for (const lang of languageCodes) {
    // WCAG 1.4.4, 1.4.10
    it(`is enough in a column of 280 px, in one of 240, on a till of 1920, and with the text at 200 %, odd and long content included: ${lang}`, async () => {
      await gallery.show({ lang });
      for (const [width, zoom] of [
        [320, 100],
        [280, 100],
        [320, 200],
        [1920, 100],
      ] as const) {
        await gallery.resize(width);
        await gallery.zoom(zoom);
        assert.deepEqual(await gallery.page.evaluate(overflows), [], `${width} px, text at ${zoom} %`);
      }
    });

    it(`is enough for the PIN and the camera: ${lang}`, async () => {
      for (const scene of ['redeem-pin-wrong', ...cameras]) {
        await gallery.show({ lang, scene });
        for (const [width, zoom] of [
          [280, 100],
          [320, 200],
          [1920, 100],
        ] as const) {
          await gallery.resize(width);
          await gallery.zoom(zoom);
          assert.deepEqual(await gallery.page.evaluate(overflows), [], `${scene}, ${width} px, text at ${zoom} %`);
        }
      }
    });
  }

  for (const scene of [undefined, 'redeem-pin-wrong', ...cameras]) {
    // WCAG 1.4.12
    it(`is enough for letters, words and lines set as far apart as a reader may need them: ${scene ?? 'every state'}`, async () => {
      await gallery.show({ ...(scene && { scene }) });
      await gallery.page.evaluate(spread);
      const spaced = await gallery.page.$eval(
        'figure :is(loyalite-lookup, loyalite-redeem)',
        ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('button') as Element).letterSpacing,
      );
      assert.ok(parseFloat(spaced) > 1.9, spaced);
      assert.deepEqual(await gallery.page.evaluate(overflows), []);
    });
  }

  it('is measured: what is too wide is found', async () => {
    await gallery.show({ scene: 'earn-done' });
    await gallery.page.$eval('loyalite-earn', ({ shadowRoot }) =>
      shadowRoot?.querySelector<HTMLElement>('.figures')?.style.setProperty('width', '400px'),
    );
    assert.match((await gallery.page.evaluate(overflows)).join(), /earn-done div\.figures stands out/);
  });

  it('is one column in a narrow place, and the button beside its field in a wide one, whatever the window', async () => {
    await gallery.show({ scene: 'redeem-odd', width: 1920 });
    const isBeside = async (width: number): Promise<boolean> =>
      gallery.page.$eval(
        'loyalite-redeem',
        async (element, size) => {
          (element.parentElement as HTMLElement).style.width = `${size}px`;
          // The checkout is told of its width with the next frame, and draws itself then.
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
          await element.updateComplete;
          const [field, button] = ['input', 'submit'].map(
            (part) => element.shadowRoot?.querySelector(`[part=${part}]`)?.getBoundingClientRect().top,
          );
          return field === button;
        },
        width,
      );
    assert.deepEqual([await isBeside(280), await isBeside(900)], [false, true]);
  });
});

describe('the steps of a sale', () => {
  it('stand one below the other in a column, and side by side on a wide till', async () => {
    await gallery.show({ scene: 'sale', width: 1920 });
    const columns = async (width: number): Promise<number> =>
      gallery.page.$eval(
        'loyalite-checkout',
        async (element, size) => {
          (element.parentElement as HTMLElement).style.width = `${size}px`;
          // The checkout is told of its width with the next frame, and draws itself then.
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
          await element.updateComplete;
          return new Set([...element.children].map((child) => child.getBoundingClientRect().left)).size;
        },
        width,
      );
    assert.deepEqual([await columns(280), await columns(900), await columns(1880)], [1, 1, 3]);
  });

  for (const scene of ['sale-start', 'sale', 'sale-step', 'sale-used', 'sale-complete', 'sale-over'])
    it(`leave no hole side by side, begin at one height and end at one: ${scene}`, async () => {
      await gallery.show({ scene, width: 1920 });
      const { gap, room, boxes } = await gallery.page.$eval('loyalite-checkout', async (element) => {
        (element.parentElement as HTMLElement).style.width = '1200px';
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        const row = element.shadowRoot?.querySelector('.sale') as HTMLElement;
        return {
          gap: parseFloat(getComputedStyle(row).columnGap),
          room: row.clientWidth,
          boxes: [...element.children].flatMap((child) => {
            const card = child.shadowRoot?.querySelector('.card');
            if (!card?.checkVisibility()) return [];
            const { top, bottom, width } = card.getBoundingClientRect();
            return [{ top, bottom, width }];
          }),
        };
      });
      assert.ok(boxes.length > 1, `${boxes.length} steps`);
      assert.deepEqual(
        [new Set(boxes.map(({ top }) => top)).size, new Set(boxes.map(({ bottom }) => bottom)).size],
        [1, 1],
      );
      const filled = boxes.reduce((sum, { width }) => sum + width, gap * (boxes.length - 1));
      assert.ok(Math.abs(filled - room) < 1, `${filled} of ${room} px`);
    });

  for (const width of [320, 1200])
    it(`show the new balances in one place: ${width} px`, async () => {
      await gallery.show({ scene: 'sale-complete', width: 1920 });
      const balances = await gallery.page.$eval(
        'loyalite-checkout',
        async (element, size) => {
          (element.parentElement as HTMLElement).style.width = `${size}px`;
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
          return [...element.children].flatMap((child) =>
            [...(child.shadowRoot?.querySelectorAll('.figures') ?? [])].filter((one) => one.checkVisibility()),
          ).length;
        },
        width,
      );
      assert.equal(balances, 1);
    });
});

describe('what is over in a narrow sale', () => {
  it('tells the new points once', async () => {
    await gallery.show({ scene: 'sale-complete' });
    const told = await gallery.page.$eval('loyalite-earn', ({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll<HTMLElement>('[role=status], .figures b') ?? [])]
        .filter((one) => one.checkVisibility())
        .map(({ innerText }) => innerText.trim())
        .filter(Boolean),
    );
    assert.deepEqual(told, ['4 / 10', '+270 points, now 390.']);
  });

  it('and not known has its three buttons in two rows', async () => {
    await gallery.show({ scene: 'earn-unconfirmed' });
    const tops = await gallery.page.$eval('loyalite-earn', ({ shadowRoot, parentElement }) => {
      (parentElement as HTMLElement).style.width = '304px';
      return [...(shadowRoot?.querySelectorAll('.actions button') ?? [])].map((one) => one.getBoundingClientRect().top);
    });
    assert.deepEqual([tops.length, new Set(tops).size], [3, 2]);
  });
});

describe('what was left unfinished', () => {
  it('has the width of the sale, and its buttons in two rows', async () => {
    await gallery.show({ scene: 'sale-unfinished' });
    const { tops, spare } = await gallery.page.$eval('loyalite-checkout', async (element) => {
      (element.parentElement as HTMLElement).style.width = '304px';
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      const [open] = element.shadowRoot?.querySelectorAll('.unfinished') ?? [];
      const box = open?.shadowRoot?.querySelector('.status') as Element;
      const buttons = [...(open?.shadowRoot?.querySelectorAll('.actions button') ?? [])];
      return {
        tops: buttons.map((button) => button.getBoundingClientRect().top),
        spare: element.getBoundingClientRect().width - box.getBoundingClientRect().width,
      };
    });
    assert.deepEqual([tops.length, new Set(tops).size], [3, 2]);
    assert.ok(spare < 40, `${spare} px beside it`);
  });
});

describe('an address in a page from right to left', () => {
  it('stands in its field as it is written, at the side of the other words, and begins in sight', async () => {
    await gallery.show({ scene: 'lookup-doubtful', lang: 'ar' });
    const { direction, textAlign, isAtStart } = await gallery.page.$eval('loyalite-lookup', ({ shadowRoot }) => {
      const field = shadowRoot?.querySelector('#field') as HTMLInputElement;
      const { direction, textAlign } = getComputedStyle(field);
      return { direction, textAlign, isAtStart: field.scrollLeft === 0 };
    });
    assert.deepEqual({ direction, textAlign, isAtStart }, { direction: 'ltr', textAlign: 'right', isAtStart: true });
  });
});

describe('the camera', () => {
  for (const lang of languageCodes)
    it(`stands between its field and its buttons in the window of a low till: ${lang}`, async () => {
      await gallery.show({ scene: 'scan-camera', lang, width: 800 });
      await gallery.page.setViewport({ width: 800, height: 480 });
      const { height, picture } = await gallery.page.$eval('loyalite-lookup', ({ shadowRoot, parentElement }) => {
        (parentElement as HTMLElement).style.width = '760px';
        const box = (selector: string): DOMRect =>
          (shadowRoot?.querySelector(selector) as Element).getBoundingClientRect();
        return { height: box('#camera-close').bottom - box('#field').top, picture: box('video').height };
      });
      assert.ok(height <= 480 && picture >= 200, `${height} px in 480, the picture ${picture}`);
    });
});

describe('the consent that the screen is turned for', () => {
  for (const lang of languageCodes)
    for (const [width, zoom] of [
      [320, 100],
      [800, 100],
      [320, 200],
      [800, 200],
    ] as const)
      it(`has each line below the one before: ${lang}, ${width} px, text at ${zoom} %`, async () => {
        await gallery.show({ scene: 'lookup-handed', lang, width });
        await gallery.zoom(zoom);
        const overlaps = await gallery.page.$eval('loyalite-lookup', ({ shadowRoot }) => {
          const lines = [...(shadowRoot?.querySelectorAll('.handed > *') ?? [])].filter(
            ({ textContent }) => textContent,
          );
          return lines.flatMap((line) => {
            const { bottom } = line.getBoundingClientRect();
            const inner = Math.max(...[...line.children].map((child) => child.getBoundingClientRect().bottom));
            return inner > bottom + 1 ? [`${line.textContent.trim()}: ${inner - bottom} px`] : [];
          });
        });
        assert.deepEqual(overlaps, []);
      });

  for (const lang of languageCodes)
    it(`is whole on a phone and on the screens of small tills: ${lang}`, async () => {
      for (const [width, height] of [
        [320, 740],
        [800, 480],
        [1024, 600],
      ] as const) {
        await gallery.show({ scene: 'lookup-handed', lang, width });
        await gallery.page.setViewport({ width, height });
        const { high, room, lines } = await gallery.page.$eval('loyalite-lookup', ({ shadowRoot }) => {
          const sheet = shadowRoot?.querySelector('.handed') as HTMLElement;
          const texts = [...sheet.querySelectorAll('button')].map((button) => {
            const range = document.createRange();
            range.selectNodeContents(button);
            return new Set([...range.getClientRects()].map(({ top }) => top)).size;
          });
          return { high: sheet.scrollHeight, room: sheet.clientHeight, lines: texts };
        });
        assert.ok(high <= room, `${width}×${height}: ${high} in ${room}`);
        assert.deepEqual(lines, [1, 1, 1], `the lines of the buttons, ${width}×${height}`);
      }
    });
});

describe('the bar of what is under way', () => {
  const animations = (gallery: Gallery): Promise<number> =>
    gallery.page.$eval('loyalite-earn', ({ shadowRoot }) => shadowRoot?.getAnimations().length ?? 0);

  // WCAG 2.2.2, 2.3.1
  it('moves, and stands still where the system asks for less motion', async () => {
    await gallery.show({ scene: 'earn-pending', moves: true });
    assert.equal(await animations(gallery), 1);
    await gallery.see('light');
    assert.equal(await animations(gallery), 0);
  });
});
