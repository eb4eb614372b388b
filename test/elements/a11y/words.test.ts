/** What a screen reader is told: live regions that stood before their message, and controls that can be found and hit. */
import { ending, expect, mount, part, reach, settled, submit, unmount, type Tag } from '../../support/elements.js';
import { openTill } from '../../support/till.js';
import { kinds, stand } from '../contract/kinds.js';
import { settings } from './stages.js';

afterEach(unmount);

for (const kind of kinds) {
  describe(`the live regions of ${kind.tag}`, () => {
    const regions = (element: Tag): Element[] => [
      ...part(element, 'status').querySelectorAll('[role="status"], [role="alert"]'),
    ];

    it('stand, polite and urgent and empty, from the first render', async () => {
      const { element } = await stand(kind);
      expect(regions(element).map((region) => [region.getAttribute('role'), region.textContent.trim()])).to.deep.equal([
        ['status', ''],
        ['alert', ''],
      ]);
    });

    it('are the same nodes when the message comes: a success politely, a refusal urgently', async () => {
      const { till, element } = await stand(kind);
      const before = regions(element);
      await till.fault('answer', { status: 402, body: {} });
      await submit(element);
      expect(regions(element)).to.deep.equal(before);
      expect(before[1]!.textContent).to.contain('Loyalty is not available');
      expect(before[0]!.textContent.trim()).to.equal('');
      await submit(element);
      expect(regions(element)).to.deep.equal(before);
      expect(before[0]!.textContent).to.match(/Found|Points given|Used/);
      expect(before[1]!.textContent.trim()).to.equal('');
    });

    it('are never hidden', async () => {
      const { element } = await stand(kind);
      for (const region of regions(element)) {
        expect(getComputedStyle(region).display).not.to.equal('none');
        expect(getComputedStyle(region).visibility).to.equal('visible');
        expect(region.closest('[hidden], [aria-hidden=true]')).to.equal(null);
      }
    });
  });
}

describe('an outcome', () => {
  // WCAG 1.3.3, 1.4.1
  it('differs by icon and word, never by colour alone', async () => {
    const shapes = new Map<string, string>();
    for (const name of ['earn done', 'earn failed', 'earn unconfirmed']) {
      const { root } = await settings[name]!();
      const icon = part(root, 'status').querySelector('svg');
      expect(icon?.getAttribute('aria-hidden')).to.equal('true');
      shapes.set(icon!.innerHTML.replace(/<!--.*?-->/g, ''), part(root, 'status').querySelector('b')!.textContent);
      unmount();
    }
    expect(shapes.size).to.equal(3);
    expect(new Set(shapes.values()).size).to.equal(3);
  });
});

describe('every control', () => {
  it('has a visible label and a size for a finger', async () => {
    for (const name of ['lookup at the consent', 'redeem idle', 'earn idle', 'earn unconfirmed', 'checkout complete']) {
      const { root } = await settings[name]!();
      const hosts = [root, ...root.querySelectorAll<HTMLElement>('*')].filter(({ shadowRoot }) => shadowRoot);
      for (const control of hosts.flatMap((host) => [
        ...host.shadowRoot!.querySelectorAll<HTMLElement>('button, input'),
      ])) {
        if (!control.checkVisibility()) continue;
        const box = control.getBoundingClientRect();
        const isBox = control.matches('[type=checkbox]');
        expect(box.height, `${name}: ${control.outerHTML.slice(0, 80)}`).to.be.at.least(isBox ? 24 : 44);
        if (control instanceof HTMLInputElement) expect(control.labels?.[0]?.textContent.trim(), name).to.match(/\w/);
      }
      unmount();
    }
  });

  it('is reached by a tap without focus: the main flow on touch alone', async () => {
    const till = await openTill({ preset: 'strict' });
    const earn = await mount<Tag>(
      `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="482193" amount="10"></loyalite-earn>`,
    );
    const touch = (target: HTMLElement): void => {
      target.dispatchEvent(
        new PointerEvent('pointerdown', { bubbles: true, composed: true, cancelable: true, pointerType: 'touch' }),
      );
      target.click();
    };
    touch(part(earn, 'submit'));
    await reach(earn, 'pin');
    const { pin } = await till.phone('482193');
    for (const digit of pin!)
      touch(
        [...earn.shadowRoot!.querySelectorAll<HTMLElement>('[part=pin-key]')].find(
          ({ textContent }) => textContent === digit,
        )!,
      );
    touch(part(earn, 'pin-submit'));
    await ending(earn);
    await settled(earn);
    expect(earn.state).to.equal('done');
  });
});
