/** The tags watch the size of boxes, the page's own among them; the page hears nothing of that. */
import { expect, mount, unmount, type Tag } from '../../support/elements.js';
import { until } from '../../support/until.js';

afterEach(unmount);

describe('a page that sets its own boxes by the size of a tag', () => {
  for (const tag of ['loyalite-lookup', 'loyalite-redeem', 'loyalite-earn'])
    it(`hears of no error because of ${tag}`, async () => {
      const errors: string[] = [];
      const listen = (event: ErrorEvent): void => {
        errors.push(event.message);
        event.stopImmediatePropagation();
      };
      addEventListener('error', listen, true);
      const page = await mount<HTMLElement>(
        `<div><${tag} endpoint="/nowhere" amount="10" points=""></${tag}><p></p></div>`,
      );
      const [element, beside] = page.children as unknown as [Tag, HTMLElement];
      let told = 0;
      const own = new ResizeObserver(([entry]) => {
        told += 1;
        beside.style.height = `${(entry?.contentRect.height ?? 0) * 2}px`;
      });
      own.observe(element);
      await until(() => told > 0);
      for (const width of ['300px', '200px', '640px']) {
        const before = told;
        page.style.width = width;
        await until(() => told > before);
      }
      // The error of a frame comes before the next one.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      own.disconnect();
      removeEventListener('error', listen, true);
      expect(errors).to.deep.equal([]);
    });
});
