/** A tag that stands in another document of the page: a frame, as a second display or a window on top of others is one. */
import { sendMouse } from '@web/test-runner-commands';
import { openTill, type Till, type TillOptions } from '../support/till.js';
import {
  enterPin,
  event,
  expect,
  mount,
  part,
  reach,
  settled,
  submit,
  type,
  unmount,
  until,
  type Tag,
} from '../support/elements.js';
import { ownStorage } from '../support/own-storage.js';
import { armed, pull } from './scan/trigger.js';
import { FakeCameras } from '../scan/camera/fake-cameras.js';
import type { Customer, LoyaliteEarnElement, LoyaliteElement } from '../../src/index.js';

const tags = ['loyalite-lookup', 'loyalite-redeem', 'loyalite-earn', 'loyalite-checkout'] as const;
/** Nothing may be styled there but by sheets that a script has made. */
const policy = '<!doctype html><meta http-equiv=content-security-policy content="default-src &#39;none&#39;">';

/** What a look at the tag tells first: its own box, and the card in it. */
function looks(element: Element): Record<string, string> {
  const view = element.ownerDocument.defaultView!;
  const card = element.shadowRoot?.querySelector('.card') ?? element;
  const { display } = view.getComputedStyle(element);
  const { paddingTop, borderTopWidth, borderTopStyle, borderTopLeftRadius, backgroundColor } =
    view.getComputedStyle(card);
  return { display, paddingTop, borderTopWidth, borderTopStyle, borderTopLeftRadius, backgroundColor };
}

const styleOf = (element: Element): CSSStyleDeclaration => element.ownerDocument.defaultView!.getComputedStyle(element);

describe('in another document', () => {
  let till: Till;
  let frame: HTMLIFrameElement;
  let there: HTMLElement;
  let violations: string[];

  async function open(options: TillOptions = {}): Promise<void> {
    till = await openTill(options);
    frame = await mount<HTMLIFrameElement>(
      `<iframe title="second display" width="500" height="700" srcdoc="${policy.replaceAll('"', '&quot;')}"></iframe>`,
    );
    await event(frame, 'load');
    there = frame.contentDocument!.body;
    violations = [];
    frame.contentDocument!.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      violations.push(violatedDirective),
    );
  }

  beforeEach(() => ownStorage());
  afterEach(async () => {
    expect(violations).to.deep.equal([]);
    unmount();
    await till.close();
  });

  const lookupAt = (): Promise<LoyaliteElement<Customer>> =>
    mount(`<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`);
  const earnAt = (): Promise<LoyaliteEarnElement> =>
    mount(
      `<loyalite-earn endpoint="${till.endpoint}" order-id="A-7" customer-code="482193" amount="85.50" currency="TRY"></loyalite-earn>`,
    );

  for (const tag of tags) {
    const make = (): Promise<HTMLElement> => mount(`<${tag} endpoint="${till.endpoint}" order-id="A-1"></${tag}>`);

    it(`<${tag}> keeps its style, there and when it comes back`, async () => {
      await open();
      const element = await make();
      const here = element.parentElement!;
      const before = looks(element);
      expect(before.display).not.to.equal('inline');
      there.append(element);
      await settled(element);
      expect(looks(element)).to.deep.equal(before);
      here.append(element);
      await settled(element);
      expect(looks(element)).to.deep.equal(before);
    });

    it(`<${tag}> has its style where it was made here and is first put there`, async () => {
      await open();
      const before = looks(await make());
      const element = document.createElement(tag);
      there.append(element);
      await settled(element);
      expect(looks(element)).to.deep.equal(before);
    });
  }

  it('finds a customer who is typed there', async () => {
    await open();
    const lookup = await lookupAt();
    there.append(lookup);
    await settled(lookup);
    const found = event<Customer>(lookup, 'loyalite-found');
    type(part<HTMLInputElement>(lookup, 'input'), '482193');
    part(lookup, 'submit').click();
    expect((await found).detail.customerCode).to.equal('482193');
    await reach(lookup, 'done');
  });

  it('hears the hand scanner in the document where it stands, and in no other', async () => {
    await open();
    const lookup = await lookupAt();
    const basket = await mount<HTMLInputElement>('<input aria-label="basket">');
    await armed();
    there.append(lookup);
    await settled(lookup);
    const { qr } = await till.phone('482193');
    basket.focus();
    pull(qr);
    expect(basket.value).to.equal(qr);
    expect(await till.requests()).to.deep.equal([]);
    const found = event<Customer>(lookup, 'loyalite-found');
    pull(qr, {}, there);
    expect((await found).detail.verification).to.equal('qr');
  });

  it('leaves a scan alone while a dialog of that document stands before it', async () => {
    await open();
    const lookup = await lookupAt();
    await armed();
    there.append(lookup);
    await settled(lookup);
    const dialog = there.appendChild(frame.contentDocument!.createElement('dialog'));
    dialog.showModal();
    pull((await till.phone('482193')).qr, {}, dialog);
    expect([lookup.state, await till.requests()]).to.deep.equal(['idle', []]);
  });

  it('takes what an input method puts whole into its field there as scanned', async () => {
    await open();
    const redeem = await mount<Tag>(`<loyalite-redeem endpoint="${till.endpoint}" coupon=""></loyalite-redeem>`);
    there.append(redeem);
    await settled(redeem);
    const field = part<HTMLInputElement>(redeem, 'input');
    const view = frame.contentWindow as Window & typeof globalThis;
    field.value = 'cq_free_coffee';
    const inserted = { inputType: 'insertText', data: field.value, bubbles: true, composed: true };
    field.dispatchEvent(new view.InputEvent('input', inserted));
    field.dispatchEvent(new view.KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    part(redeem, 'submit').click();
    await reach(redeem, 'done');
    expect((await till.requests()).map(({ body }) => [body.token, body.manual_code])).to.deep.equal([
      ['cq_free_coffee', false],
    ]);
  });

  it('asks for the PIN there, over that document and in its own style', async () => {
    await open({ preset: 'strict' });
    const earn = await earnAt();
    there.append(earn);
    await settled(earn);
    await submit(earn);
    await reach(earn, 'pin');
    const dialog = part(earn, 'pin-dialog');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.ownerDocument).to.equal(frame.contentDocument);
    expect(styleOf(dialog).borderTopLeftRadius).not.to.equal('0px');
    expect(earn.shadowRoot!.activeElement).to.equal(part(earn, 'pin-input'));
    await enterPin(earn, (await till.phone('482193')).pin!);
    await reach(earn, 'done');
  });

  it('takes the taps that come there once all stands still, and no sooner', async () => {
    await open({ preset: 'strict' });
    const earn = await earnAt();
    there.append(earn);
    await settled(earn);
    await submit(earn);
    await reach(earn, 'pin');
    const key = part(earn, 'pin-key');
    const tap = async (): Promise<string> => {
      const [{ left, top }, inside] = [frame.getBoundingClientRect(), key.getBoundingClientRect()];
      const place = [left + inside.left + inside.width / 2, top + inside.top + inside.height / 2];
      await sendMouse({ type: 'click', position: place.map(Math.round) as [number, number] });
      return part<HTMLInputElement>(earn, 'pin-input').value;
    };
    const isSettling = (): boolean => earn.matches(':state(settling)');
    const digit = key.textContent;
    const before = isSettling();
    const first = await tap();
    // Half a second may be over on a slow machine before the tap has come.
    if (isSettling()) expect(first).to.equal('');
    if (!before) expect(first).to.equal(digit);
    await until(() => !isSettling());
    expect(await tap()).to.equal(first + digit);
  });

  it('prints the slip from the document where it stands', async () => {
    await open();
    const earn = await earnAt();
    there.append(earn);
    await settled(earn);
    await submit(earn);
    const view = frame.contentWindow!;
    const printed = new Promise<string>((resolve) => {
      view.print = () => resolve(there.querySelector('[data-loyalite-slip]')?.textContent ?? '');
    });
    part(earn, 'print').click();
    expect(await printed).to.contain('A-7');
    expect(frame.contentDocument!.adoptedStyleSheets).to.have.length(1);
    expect(document.querySelector('[data-loyalite-slip]')).to.equal(null);
    view.dispatchEvent(new Event('afterprint'));
    expect(there.querySelector('[data-loyalite-slip]')).to.equal(null);
    expect(frame.contentDocument!.adoptedStyleSheets).to.have.length(0);
  });

  for (const when of ['was opened before it moved', 'is first opened there'])
    it(`shows the camera in its own style where it ${when}`, async () => {
      await open();
      const cameras = new FakeCameras([{ id: 'back', facing: 'environment' }]);
      try {
        const lookup = await lookupAt();
        const tap = async (): Promise<void> => {
          part(lookup, 'scan').click();
          await until(() => lookup.shadowRoot!.querySelector('.camera') !== null);
        };
        if (when.startsWith('was')) await tap();
        there.append(lookup);
        await settled(lookup);
        await tap();
        expect(styleOf(lookup.shadowRoot!.querySelector('.camera')!).display).to.equal('grid');
      } finally {
        cameras.restore();
      }
    });
});
