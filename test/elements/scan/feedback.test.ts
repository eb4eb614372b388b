/** Ear and hand are told what the screen says, as far as the page wants it and the person can bear it. */
import { give } from '../../../src/elements/view/feedback.js';
import { openTill, type Till } from '../../support/till.js';
import { expect, mount, reach, submit, unmount, until, type Tag } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import type { LoyaliteLookupElement } from '../../../src/index.js';

shortPauses();

type Own = [object, string, PropertyDescriptor | undefined];

describe('feedback', () => {
  let till: Till;
  let pulses: number[][];
  let tones: number;
  let owned: Own[];

  /** Puts something in the place of what the platform has, until the test is over. */
  function replace(target: object, name: string, value: unknown): void {
    owned.push([target, name, Object.getOwnPropertyDescriptor(target, name)]);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }

  const calm = (isCalm: boolean): void => replace(window, 'matchMedia', () => ({ matches: isCalm }));
  const silent: Record<string, unknown> = { setValueAtTime: () => silent, linearRampToValueAtTime: () => silent };

  class Silence {
    currentTime = 0;
    destination = {};
    createGain = (): unknown => ({ gain: silent, connect: (next: unknown) => next });
    createOscillator = (): unknown => ({
      frequency: silent,
      connect: (next: unknown) => next,
      start: () => (tones += 1),
      stop: () => undefined,
      addEventListener: (_: string, end: () => void) => end(),
    });
    close = async (): Promise<void> => void (closed += 1);
  }
  let closed: number;

  beforeEach(async () => {
    [pulses, tones, closed, owned] = [[], 0, 0, []];
    replace(navigator, 'vibrate', (pattern: number[]) => pulses.push(pattern) > 0);
    replace(navigator, 'userActivation', { hasBeenActive: true });
    replace(window, 'AudioContext', Silence);
    calm(false);
    till = await openTill();
  });
  afterEach(async () => {
    unmount();
    for (const [target, name, before] of owned.reverse()) {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    }
    await till.close();
  });

  const earnAt = (more = ''): string =>
    `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10" order-id="A-1" ${more}></loyalite-earn>`;
  const told = (): Promise<void> => until(() => pulses.length + tones > 0, 'nothing was told');

  it('vibrates, and is silent, where the page says nothing', async () => {
    await submit(await mount<Tag>(earnAt()));
    await told();
    expect([pulses.length, tones]).to.deep.equal([1, 0]);
  });

  // WCAG 1.4.2
  it('sounds where the page wants it, and leaves no audio device open', async () => {
    await submit(await mount<Tag>(earnAt('feedback="sound"')));
    await told();
    expect([pulses.length, tones, closed]).to.deep.equal([0, 1, 1]);
  });

  it('is that of the checkout, unless the tag has its own', async () => {
    const sale = (more: string): string =>
      `<loyalite-checkout endpoint="${till.endpoint}" feedback="sound" order-id="A-1" amount="10">${earnAt(more)}</loyalite-checkout>`;
    await submit((await mount(sale(''))).querySelector('loyalite-earn')!);
    await told();
    expect([pulses.length, tones]).to.deep.equal([0, 1]);
    await submit((await mount(sale('feedback="vibration" external-id="B-1"'))).querySelector('loyalite-earn')!);
    await until(() => pulses.length > 0);
    expect([pulses.length, tones]).to.deep.equal([1, 1]);
  });

  it('tells booked, refused, not known and a hit apart by rhythm', () => {
    for (const signal of ['hit', 'done', 'refused', 'unknown'] as const) give(signal, 'vibration');
    expect(new Set(pulses.map(String)).size).to.equal(4);
    expect(new Set(pulses.map(({ length }) => length)).size).to.be.at.least(3);
  });

  it('tells a refusal and what is not known', async () => {
    const earn = await mount<Tag>(earnAt());
    await till.fault('answer', { status: 422, body: { error: 'customer_not_found' } });
    await submit(earn);
    await told();
    const [refused] = pulses;
    earn.reset();
    await till.fault('answer', { status: 500, times: 9 });
    await submit(earn);
    expect(earn.state).to.equal('unconfirmed');
    await until(() => pulses.length > 1);
    expect(pulses[1]).not.to.deep.equal(refused);
  });

  it('does not vibrate for who wants less motion', () => {
    calm(true);
    give('done', 'sound vibration');
    expect([pulses.length, tones]).to.deep.equal([0, 1]);
  });

  it('does nothing until somebody has touched the page', () => {
    replace(navigator, 'userActivation', { hasBeenActive: false });
    give('done', 'sound vibration');
    expect([pulses.length, tones]).to.deep.equal([0, 0]);
  });

  it('says nothing of a customer who was found by typing', async () => {
    const lookup = await mount<LoyaliteLookupElement>(
      `<loyalite-lookup endpoint="${till.endpoint}" value="482193"></loyalite-lookup>`,
    );
    await submit(lookup);
    await reach(lookup, 'done');
    await submit(await mount<Tag>(earnAt()));
    await told();
    expect(pulses.length).to.equal(1);
  });
});
