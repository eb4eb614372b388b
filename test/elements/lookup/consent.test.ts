/** A new customer: asked for by e-mail without any consent, enrolled with exactly the boxes that the customer ticked. */
import {
  code,
  diary,
  ending,
  event,
  expect,
  hasPart,
  mount,
  part,
  settled,
  status,
  submit,
  type,
  unmount,
  until,
} from '../../support/elements.js';
import { isReachable } from '../../../src/controllers/reachable.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill, type Till } from '../../support/till.js';
import type { Customer, LoyaliteLookupElement } from '../../../src/index.js';

shortPauses();

const boxes = ['consent-terms', 'consent-privacy', 'consent-marketing'] as const;
const links = 'terms-url="/terms" privacy-url="https://shop.example/privacy"';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

async function ask(email: string, more = links): Promise<LoyaliteLookupElement> {
  const lookup = await mount<LoyaliteLookupElement>(
    `<loyalite-lookup endpoint="${till.endpoint}" ${more}></loyalite-lookup>`,
  );
  await enter(lookup, email);
  return lookup;
}

async function enter(lookup: LoyaliteLookupElement, email: string): Promise<void> {
  type(part<HTMLInputElement>(lookup, 'input'), email);
  part(lookup, 'submit').click();
  await ending(lookup);
}

const box = (lookup: LoyaliteLookupElement, name: (typeof boxes)[number]): HTMLInputElement =>
  part<HTMLInputElement>(lookup, name);
const bodies = async (): Promise<unknown[]> => (await till.requests()).map(({ body }) => body);

describe('an e-mail address', () => {
  it('finds an existing customer without any consent', async () => {
    const lookup = await ask('ayse@gmail.com');
    expect(lookup.state).to.equal('done');
    expect(lookup.result).to.deep.equal({
      customerCode: '482193',
      maskedEmail: 'a***@gmail.com',
      stampCount: 4,
      pointBalance: 120,
      isNew: false,
      manualCode: false,
      verification: 'none',
    });
    expect(await bodies()).to.deep.equal([{ email: 'ayse@gmail.com' }]);
    expect(status(lookup)).to.contain('Found.');
  });

  it('stands nowhere once the customer is found: not in the field, the address bar, the storage or the event', async () => {
    const lookup = await ask('ayse@gmail.com');
    const traces = [
      lookup.shadowRoot!.innerHTML,
      lookup.outerHTML,
      part<HTMLInputElement>(lookup, 'input').value,
      JSON.stringify(lookup.result),
      JSON.stringify({ ...localStorage }),
      (await till.requests())[0]!.search,
    ];
    for (const trace of traces) expect(trace).not.to.contain('ayse@');
  });

  it('that the service cannot read is refused with a sentence, and kept', async () => {
    const lookup = await ask('email_required@sandbox.test');
    expect(code(lookup)).to.equal('email_required');
    expect(status(lookup)).to.contain('e-mail');
    expect(status(lookup)).not.to.contain('_');
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('email_required@sandbox.test');
  });
});

describe('the consent step', () => {
  it('comes when the service wants consents, and is no error', async () => {
    const lines = diary(document.body);
    const lookup = await ask('new@shop.example');
    expect(lines).to.deep.equal(['loyalite-statechange pending', 'loyalite-statechange consent']);
    expect(lookup.matches(':state(consent)')).to.equal(true);
    expect(lookup.error).to.equal(null);
    expect(status(lookup)).to.contain('New customer.');
    expect(await bodies()).to.deep.equal([{ email: 'new@shop.example' }]);
  });

  // WCAG 3.3.2
  it("shows three unticked boxes with labels and the merchant's links", async () => {
    const lookup = await ask('new@shop.example');
    for (const name of boxes) {
      expect(box(lookup, name).checked, name).to.equal(false);
      expect(box(lookup, name).labels?.[0]?.textContent, name).to.match(/\w/);
    }
    expect(
      [...lookup.shadowRoot!.querySelectorAll('a')].map(({ href, target, rel }) => [href, target, rel]),
    ).to.deep.equal([
      [new URL('/terms', document.baseURI).href, '_blank', 'noopener noreferrer'],
      ['https://shop.example/privacy', '_blank', 'noopener noreferrer'],
    ]);
  });

  // WCAG 2.4.4
  it('makes no link of anything but a web address', async () => {
    const lookup = await ask('new@shop.example', 'terms-url="javascript:alert(1)" privacy-url="data:text/html,x"');
    expect(lookup.shadowRoot!.querySelectorAll('a').length).to.equal(0);
  });

  for (const [ticked, missing] of [
    [[], 'consent-terms'],
    [['consent-terms'], 'consent-privacy'],
    [['consent-privacy', 'consent-marketing'], 'consent-terms'],
  ] as const) {
    it(`sends nothing with ${ticked.join(' and ') || 'no box'} ticked, says so and leads to ${missing}`, async () => {
      const lookup = await ask('new@shop.example');
      const lines = diary(document.body);
      for (const name of ticked) box(lookup, name).click();
      part(lookup, 'submit').click();
      await settled(lookup);
      await lookup.updateComplete;
      expect(lookup.state).to.equal('consent');
      expect(lines).to.deep.equal([]);
      expect(status(lookup)).to.contain('required');
      expect(lookup.shadowRoot!.activeElement === box(lookup, missing)).to.equal(true);
      expect(box(lookup, missing).getAttribute('aria-invalid')).to.equal('true');
      expect((await till.requests()).length).to.equal(1);
    });
  }

  for (const marketing of [false, true]) {
    it(`sends exactly the boxes, ${marketing ? 'with' : 'without'} marketing, and gives the merchant the proof`, async () => {
      const lookup = await ask('new@shop.example', `${links} lang="tr-TR"`);
      const before = Date.now();
      box(lookup, 'consent-terms').click();
      box(lookup, 'consent-privacy').click();
      if (marketing) box(lookup, 'consent-marketing').click();
      const found = event<Customer>(lookup, 'loyalite-found');
      part(lookup, 'submit').click();
      const { consent, ...customer } = (await found).detail;
      expect((await bodies())[1]).to.deep.equal({
        email: 'new@shop.example',
        consent_terms: true,
        consent_privacy: true,
        ...(marketing && { consent_marketing: true }),
      });
      expect(customer).to.include({
        maskedEmail: 'n***@shop.example',
        isNew: true,
        manualCode: false,
        verification: 'none',
        pointBalance: 0,
      });
      expect(consent).to.deep.include({
        terms: true,
        privacy: true,
        marketing,
        termsUrl: '/terms',
        privacyUrl: 'https://shop.example/privacy',
        locale: 'tr-TR',
      });
      expect(Date.parse(consent!.at)).to.be.within(before, Date.now());
      await settled(lookup);
      expect(hasPart(lookup, 'consent-terms')).to.equal(false);
    });
  }

  // WCAG 3.3.7
  it('fixes the address, so that the ticks belong to it', async () => {
    const lookup = await ask('new@shop.example');
    expect(part<HTMLInputElement>(lookup, 'input').readOnly).to.equal(true);
  });

  it('shows the address that is enrolled, also where the page sets another text meanwhile', async () => {
    const lookup = await ask('new@shop.example');
    lookup.value = 'other@shop.example';
    await settled(lookup);
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('new@shop.example');
    part(lookup, 'hand-over').click();
    await settled(lookup);
    expect(part(lookup, 'handed').textContent).to.contain('new@shop.example');
    expect(part(lookup, 'handed').textContent).not.to.contain('other@shop.example');
    for (const name of ['consent-terms', 'consent-privacy']) part(lookup, name).click();
    await submit(lookup);
    expect((await bodies()).map((body) => (body as { email: string }).email)).to.deep.equal([
      'new@shop.example',
      'new@shop.example',
    ]);
  });

  it('is left by a tap, by cancel() and by reset(), and enrols nobody', async () => {
    const lookup = await ask('new@shop.example');
    const canceled = event(lookup, 'loyalite-cancel');
    part(lookup, 'cancel').click();
    await canceled;
    expect(lookup.state).to.equal('canceled');
    await enter(lookup, 'new@shop.example');
    lookup.reset();
    expect(lookup.state).to.equal('idle');
    await settled(lookup);
    expect(hasPart(lookup, 'consent-terms')).to.equal(false);
    expect((await bodies()).every((body) => !Object.hasOwn(body as object, 'consent_terms'))).to.equal(true);
  });

  it('begins with no tick for the next customer', async () => {
    const lookup = await ask('new@shop.example');
    for (const name of boxes) box(lookup, name).click();
    lookup.cancel();
    await settled(lookup);
    await enter(lookup, 'other@shop.example');
    expect(boxes.map((name) => box(lookup, name).checked)).to.deep.equal([false, false, false]);
    await submit(lookup);
    expect(lookup.state).to.equal('consent');
    expect((await till.requests()).length).to.equal(2);
  });

  it('keeps no tick for the customer after the one who was enrolled', async () => {
    const lookup = await ask('new@shop.example');
    box(lookup, 'consent-terms').click();
    box(lookup, 'consent-privacy').click();
    await submit(lookup);
    expect(lookup.state).to.equal('done');
    await enter(lookup, 'other@shop.example');
    expect(boxes.map((name) => box(lookup, name).checked)).to.deep.equal([false, false, false]);
  });

  it('that the service refuses again ends with its code', async () => {
    const lookup = await ask('consent_privacy_required@sandbox.test');
    expect(lookup.state).to.equal('consent');
    box(lookup, 'consent-terms').click();
    box(lookup, 'consent-privacy').click();
    await submit(lookup);
    expect(lookup.state).to.equal('failed');
    expect(code(lookup)).to.equal('consent_privacy_required');
    expect(status(lookup)).not.to.contain('_');
  });

  it('gives an existing customer no proof of a consent that was not given', async () => {
    const lookup = await ask('ayse@gmail.com');
    expect(lookup.result).not.to.have.property('consent');
  });

  it('repeats an enrolment whose answer was lost, and enrols once', async () => {
    const lookup = await ask('new@shop.example');
    box(lookup, 'consent-terms').click();
    box(lookup, 'consent-privacy').click();
    await till.fault('drop-after');
    await submit(lookup);
    expect(lookup.state).to.equal('done');
    expect(lookup.result?.consent).to.include({ terms: true, privacy: true });
  });
});

describe('the consent, turned to the customer', () => {
  const sheet = (lookup: LoyaliteLookupElement): HTMLDialogElement => part<HTMLDialogElement>(lookup, 'handed');

  async function handOver(): Promise<LoyaliteLookupElement> {
    const lookup = await ask('new@shop.example');
    part(lookup, 'hand-over').click();
    await lookup.updateComplete;
    return lookup;
  }

  it('fills the screen in large type, and nothing else of the page can be reached', async () => {
    const lookup = await handOver();
    expect(sheet(lookup).matches(':modal')).to.equal(true);
    const { width, height } = sheet(lookup).getBoundingClientRect();
    expect([width, height].map(Math.round)).to.deep.equal([innerWidth, innerHeight]);
    expect(parseFloat(getComputedStyle(sheet(lookup)).fontSize)).to.be.at.least(20);
    expect(sheet(lookup).textContent).to.contain('new@shop.example');
    for (const name of boxes)
      expect(sheet(lookup).contains(box(lookup, name)) && !box(lookup, name).checked).to.equal(true);
  });

  it('keeps the scanner from what lies behind it, until it is turned back', async () => {
    const lookup = await handOver();
    const other = await mount<HTMLElement>('<loyalite-lookup endpoint="/nowhere"></loyalite-lookup>');
    expect(isReachable(other)).to.equal(false);
    part(lookup, 'back').click();
    await lookup.updateComplete;
    expect(isReachable(other)).to.equal(true);
  });

  it('returns by itself once the customer has enrolled', async () => {
    const lookup = await handOver();
    for (const name of ['consent-terms', 'consent-privacy'] as const) box(lookup, name).click();
    await lookup.updateComplete;
    part(lookup, 'submit').click();
    await lookup.updateComplete;
    expect(hasPart(lookup, 'handed')).to.equal(false);
    await ending(lookup);
    expect(lookup.result?.isNew).to.equal(true);
  });

  it('says there what is missing, and stays', async () => {
    const lookup = await handOver();
    box(lookup, 'consent-terms').click();
    await lookup.updateComplete;
    part(lookup, 'submit').click();
    await lookup.updateComplete;
    expect(sheet(lookup).querySelector('[role=alert]')?.textContent).to.contain('A tick is missing.');
    expect(sheet(lookup).open).to.equal(true);
  });

  it('is turned back with every tick as it stands, by the button and by Escape', async () => {
    for (const leave of [
      (lookup: LoyaliteLookupElement) => part(lookup, 'back').click(),
      (lookup: LoyaliteLookupElement) => sheet(lookup).close(),
    ]) {
      const lookup = await handOver();
      box(lookup, 'consent-marketing').click();
      await lookup.updateComplete;
      leave(lookup);
      await until(() => !hasPart(lookup, 'handed'));
      expect(lookup.state).to.equal('consent');
      expect(box(lookup, 'consent-marketing').checked).to.equal(true);
      // From where it was turned, one Shift+Tab leads to what is left to do.
      await until(() => lookup.shadowRoot?.activeElement === part(lookup, 'hand-over'));
      unmount();
    }
  });
});
