/** The camera in the elements: found by it, redeemed by it, told of its failures, and off whatever happens. */
import axe from 'axe-core';
import { ownStorage } from '../../support/own-storage.js';
import { FakeCameras } from './fake-cameras.js';
import { openTill, type Till } from '../../support/till.js';
import { event, expect, hasPart, mount, part, reach, unmount, until, type Tag } from '../../support/elements.js';
import { codeOf } from '../support/picture.js';
import type { Customer, LoyaliteError, LoyaliteLookupElement, LoyaliteRedeemElement } from '../../../src/index.js';

const ayse = '482193';

describe('the camera of an element', () => {
  let till: Till;
  let cameras: FakeCameras;

  // Pages that are tested side by side are not all drawn: their pictures are asked for by the clock, as in browsers without the callback.
  const drawn = Object.getOwnPropertyDescriptor(HTMLVideoElement.prototype, 'requestVideoFrameCallback')!;
  before(() => Reflect.deleteProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback'));
  after(() => Object.defineProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback', drawn));

  beforeEach(async () => {
    ownStorage();
    till = await openTill();
    cameras = new FakeCameras([{ id: 'back', facing: 'environment' }]);
  });
  afterEach(async () => {
    unmount();
    cameras.restore();
    await till.close();
  });

  const root = (element: Element): ShadowRoot => element.shadowRoot!;
  const button = (element: Element, words: string): HTMLButtonElement =>
    [...root(element).querySelectorAll('button')].find(({ textContent }) => textContent.trim() === words)!;
  const says = (element: Element, words: string): Promise<void> =>
    until(() => root(element).textContent.includes(words), `it does not say "${words}"`);
  const lookupAt = (): Promise<LoyaliteLookupElement> =>
    mount(`<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`);
  const redeemAt = (): Promise<LoyaliteRedeemElement> =>
    mount(`<loyalite-redeem endpoint="${till.endpoint}" customer-code="${ayse}"></loyalite-redeem>`);

  async function open(element: Tag): Promise<void> {
    part(element, 'scan').click();
    await until(() => hasPart(element, 'camera'));
  }

  async function openLive(element: Tag): Promise<void> {
    await open(element);
    await says(element, 'Hold the code before the camera');
  }

  it('finds the customer whose code it sees, and lets the camera go', async () => {
    const { qr } = await till.phone(ayse);
    cameras.cameras[0]!.shows = qr;
    const lookup = await lookupAt();
    const found = event<Customer>(lookup, 'loyalite-found');
    part(lookup, 'scan').click();
    expect((await found).detail).to.include({ customerCode: ayse, manualCode: false, verification: 'qr' });
    expect((await till.requests()).map(({ query }) => query)).to.deep.equal([{ qr }]);
    expect(cameras.areOff).to.equal(true);
    await lookup.updateComplete;
    expect(hasPart(lookup, 'camera')).to.equal(false);
  });

  it('redeems the coupon that it sees', async () => {
    cameras.cameras[0]!.shows = 'cq_free_coffee';
    const redeem = await mount<LoyaliteRedeemElement>(
      `<loyalite-redeem endpoint="${till.endpoint}" coupon=""></loyalite-redeem>`,
    );
    const redeemed = event(redeem, 'loyalite-redeemed');
    part(redeem, 'scan').click();
    await redeemed;
    expect((await till.requests())[0]!.body).to.deep.equal({ token: 'cq_free_coffee', manual_code: false });
    expect(cameras.areOff).to.equal(true);
  });

  it('reads with the decoder of the page, one frame at a time, and closes it with the camera', async () => {
    let [inWork, most, closed] = [0, 0, 0];
    const lookup = await lookupAt();
    const { qr } = await till.phone(ayse);
    lookup.decoder = {
      async decode(frame) {
        most = Math.max(most, (inWork += 1));
        await createImageBitmap(frame).then((picture) => picture.close());
        inWork -= 1;
        return qr;
      },
      close: () => (closed += 1),
    };
    const found = event(lookup, 'loyalite-found');
    part(lookup, 'scan').click();
    await found;
    await until(() => closed > 0);
    expect([most, closed]).to.deep.equal([1, 1]);
  });

  it('says so when the decoder fails, turns the camera off, and reads at the next try', async () => {
    const { qr } = await till.phone(ayse);
    const lookup = await lookupAt();
    lookup.decoder = { decode: () => Promise.reject(new Error('no wasm')) };
    await open(lookup);
    await says(lookup, 'The reader of codes does not work');
    expect(cameras.areOff).to.equal(true);
    lookup.decoder = { decode: () => Promise.resolve(qr) };
    const found = event(lookup, 'loyalite-found');
    button(lookup, 'Try again').click();
    await found;
  });

  it('does not blame the photo where the decoder fails', async () => {
    cameras.refusals.push('NotFoundError');
    const lookup = await lookupAt();
    lookup.decoder = { decode: () => Promise.reject(new Error('no wasm')) };
    await open(lookup);
    await says(lookup, 'Take a photo instead');
    await choosePhoto(lookup, null);
    await says(lookup, 'The reader of codes does not work');
  });

  it('says of a file that is no picture that it shows no code', async () => {
    cameras.refusals.push('NotFoundError');
    const lookup = await lookupAt();
    await open(lookup);
    await says(lookup, 'Take a photo instead');
    choose(lookup, new File(['no picture'], 'photo.png', { type: 'image/png' }));
    await says(lookup, 'No code in this photo');
  });

  it('asks for nothing before the tap', async () => {
    await lookupAt();
    expect(cameras.asked).to.deep.equal([]);
  });

  describe('is off', () => {
    const endings: Record<string, (element: Tag) => unknown> = {
      'when it is closed': (element) => button(element, 'Close camera').click(),
      'on Escape': (element) =>
        part(element, 'camera').dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
        ),
      'when the element is taken out': (element) => element.remove(),
      'when the element is reset': (element) => element.reset(),
      'when the element is disabled': (element) => (element.disabled = true),
      'when the element is hidden': (element) => (element.hidden = true),
      'when what it stands in is not displayed': (element) => (element.parentElement!.style.display = 'none'),
      'when it is not visible': (element) => (element.style.visibility = 'hidden'),
      'when it is inert': (element) => (element.inert = true),
      'when its track ends': () => cameras.tracks[0]!.dispatchEvent(new Event('ended')),
    };
    for (const [way, end] of Object.entries(endings)) {
      it(`in a look-up ${way}`, async () => {
        const lookup = await lookupAt();
        await openLive(lookup);
        end(lookup);
        await until(() => cameras.areOff);
      });
    }

    it('in a look-up that found the customer by the code that was typed', async () => {
      const lookup = await lookupAt();
      await openLive(lookup);
      lookup.value = ayse;
      lookup.submit();
      await reach(lookup, 'done');
      expect(cameras.areOff).to.equal(true);
    });

    it('in a redeem when something else is to be redeemed', async () => {
      const redeem = await redeemAt();
      root(redeem).querySelectorAll<HTMLInputElement>('[name=what]')[2]!.click();
      await redeem.updateComplete;
      await openLive(redeem);
      root(redeem).querySelectorAll<HTMLInputElement>('[name=what]')[0]!.click();
      await until(() => cameras.areOff);
      expect(hasPart(redeem, 'camera')).to.equal(false);
    });

    it('where permission comes after it was closed', async () => {
      let allow = (): void => undefined;
      cameras.gate = new Promise((resolve) => (allow = resolve));
      const lookup = await lookupAt();
      await open(lookup);
      await until(() => cameras.asked.length === 1);
      button(lookup, 'Close camera').click();
      allow();
      await until(() => cameras.areOff);
      await open(lookup);
    });
  });

  it('pauses in a hidden tab and goes on when the tab is seen', async () => {
    const lookup = await lookupAt();
    await openLive(lookup);
    const hide = (isHidden: boolean): void => {
      Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hide(true);
    expect(cameras.areOff).to.equal(true);
    hide(false);
    Reflect.deleteProperty(document, 'hidden');
    await until(() => cameras.tracks.length === 2);
    await says(lookup, 'Hold the code');
    expect(cameras.tracks[1]!.readyState).to.equal('live');
  });

  for (const [name, words] of Object.entries({
    NotAllowedError: 'The camera is not allowed',
    NotFoundError: 'No camera was found',
    NotReadableError: 'in use by another program',
    OverconstrainedError: 'This camera does not fit',
  })) {
    it(`says what to do on ${name}, tells the page, and can be tried again`, async () => {
      cameras.refusals.push(name);
      const lookup = await lookupAt();
      const failure = event<LoyaliteError>(lookup, 'loyalite-error');
      await open(lookup);
      expect((await failure).detail.code).to.equal('camera_unavailable');
      await says(lookup, words);
      expect([lookup.state, lookup.error]).to.deep.equal(['idle', null]);
      button(lookup, 'Try again').click();
      await says(lookup, 'Hold the code');
    });
  }

  it('goes on to the other camera, mirrors the one that faces the cashier alone, and remembers it', async () => {
    cameras.cameras.push({ id: 'front', facing: 'user' });
    const lookup = await lookupAt();
    const video = (): HTMLVideoElement => root(lookup).querySelector('video')!;
    await openLive(lookup);
    expect(video().className).to.equal('');
    await says(lookup, 'Other camera');
    button(lookup, 'Other camera').click();
    await until(() => video().className === 'mirrored');
    expect(localStorage.getItem('loyalite:camera')).to.equal('front');
    button(lookup, 'Other camera').click();
    await until(() => video().className === '');
  });

  it('offers the other camera where one is in use', async () => {
    cameras.cameras.push({ id: 'front', facing: 'user' });
    cameras.refusals.push('NotReadableError');
    const lookup = await lookupAt();
    await open(lookup);
    await says(lookup, 'Other camera');
    button(lookup, 'Other camera').click();
    await says(lookup, 'Hold the code');
  });

  it('has a light where the camera has one', async () => {
    cameras.cameras[0]!.torch = true;
    const lookup = await lookupAt();
    await openLive(lookup);
    const light = button(lookup, 'Light');
    expect(light.getAttribute('aria-pressed')).to.equal('false');
    light.click();
    await until(() => light.getAttribute('aria-pressed') === 'true');
    expect(cameras.lights).to.deep.equal([{ advanced: [{ torch: true }] }]);
  });

  it('reads a photo where there is no camera', async () => {
    const { qr } = await till.phone(ayse);
    cameras.refusals.push('NotFoundError');
    const lookup = await lookupAt();
    await open(lookup);
    await says(lookup, 'Take a photo instead');
    await choosePhoto(lookup, null);
    await says(lookup, 'No code in this photo');
    const found = event<Customer>(lookup, 'loyalite-found');
    await choosePhoto(lookup, qr);
    expect((await found).detail.verification).to.equal('qr');
  });

  it('has the focus while it is open and gives it back to its button', async () => {
    const lookup = await lookupAt();
    part(lookup, 'scan').focus();
    await openLive(lookup);
    expect(root(lookup).activeElement?.textContent).to.equal('Close camera');
    root(lookup).activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    await until(() => root(lookup).activeElement?.part.contains('scan') === true);
  });

  it('keeps Escape from the page’s own dialog', async () => {
    const lookup = await lookupAt();
    await openLive(lookup);
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    let passed = 0;
    const count = (): void => void (passed += 1);
    document.addEventListener('keydown', count);
    part(lookup, 'camera').dispatchEvent(escape);
    document.removeEventListener('keydown', count);
    expect([escape.defaultPrevented, passed]).to.deep.equal([true, 0]);
  });

  it('leaves the live region standing that told of it', async () => {
    const lookup = await lookupAt();
    const region = root(lookup).querySelector('[part=scan] ~ div [role=status]');
    await openLive(lookup);
    expect(part(lookup, 'camera').querySelector('[role=status]')).to.equal(region);
    expect(region?.textContent).to.contain('Hold the code');
  });

  for (const refusal of [null, 'NotAllowedError']) {
    it(`has no fault of accessibility ${refusal ? 'after a refusal' : 'while it is live'}`, async () => {
      if (refusal) cameras.refusals.push(refusal);
      cameras.cameras.push({ id: 'front', torch: true });
      const lookup = await lookupAt();
      await open(lookup);
      await says(lookup, refusal ? 'not allowed' : 'Hold the code');
      await says(lookup, 'Other camera');
      const { violations } = await axe.run(lookup.parentElement!, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).to.deep.equal([]);
    });
  }
});

/** Chooses a file where a photo is asked for. */
function choose(element: Tag, file: File): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('.photo input')!;
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

async function choosePhoto(element: Tag, text: string | null): Promise<void> {
  choose(element, new File([await photoOf(text)], 'photo.png', { type: 'image/png' }));
}

/** A photograph of a code, or of a wall. */
async function photoOf(text: string | null): Promise<Blob> {
  const canvas = new OffscreenCanvas(2400, 1800);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#eee';
  context.fillRect(0, 0, 2400, 1800);
  context.fillStyle = '#111';
  const { size, modules } = text === null ? { size: 0, modules: [] } : codeOf(text);
  modules.forEach(
    (dark, at) => dark && context.fillRect(700 + (at % size) * 24, 300 + Math.floor(at / size) * 24, 24, 24),
  );
  return canvas.convertToBlob({ type: 'image/png' });
}
