/** What every tag does with a submit: when it sends, when it does not, how long it waits and what the page may replace. */
import {
  code,
  diary,
  ending,
  event,
  expect,
  hasPart,
  part,
  says,
  settled,
  status,
  submit,
  unmount,
  until,
} from '../../support/elements.js';
import { kinds, postings, stand } from './kinds.js';

afterEach(unmount);

for (const kind of kinds) {
  describe(`a submit of ${kind.tag}`, () => {
    it('sends nothing while the element is disabled', async () => {
      const { till, element } = await stand(kind, 'disabled');
      element.submit();
      part(element, 'submit').click();
      expect(element.state).to.equal('idle');
      expect(part(element, 'submit').getAttribute('aria-disabled')).to.equal('true');
      element.disabled = false;
      await submit(element);
      expect((await till.requests()).length).to.equal(1);
    });

    it('is misconfigured without an endpoint, says so and sends nothing', async () => {
      const { till, element } = await stand(kind);
      const { endpoint } = element;
      element.removeAttribute('endpoint');
      const lines = diary(document.body);
      await submit(element);
      expect(lines).to.deep.equal(['loyalite-statechange failed', 'loyalite-error failed']);
      expect(code(element)).to.equal('misconfigured');
      expect(status(element)).to.contain('not set up');
      expect(await till.requests()).to.deep.equal([]);
      element.setAttribute('endpoint', endpoint);
      await submit(element);
      expect(element.state).to.equal('done');
    });

    it('sends once when the button is clicked twice', async () => {
      const { till, element } = await stand(kind);
      part(element, 'submit').click();
      part(element, 'submit').click();
      element.submit();
      await ending(element);
      expect((await till.requests()).filter(({ path }) => path === kind.path).length).to.be.lessThan(
        kind.isPosting ? 2 : 4,
      );
      expect(element.state).to.equal('done');
    });

    // WCAG 4.1.2
    it('keeps the focus on the button and says by aria-disabled that it is under way', async () => {
      const { till, element } = await stand(kind);
      await till.fault('hold-before');
      part(element, 'submit').focus();
      part(element, 'submit').click();
      await element.updateComplete;
      expect(part(element, 'submit').getAttribute('aria-disabled')).to.equal('true');
      expect(element.shadowRoot?.activeElement === part(element, 'submit')).to.equal(true);
      await till.release();
      await ending(element);
      expect(part(element, 'submit').getAttribute('aria-disabled')).to.equal('false');
      // Whom a look-up found is where the focus rests next.
      const rest = kind.isPosting ? 'submit' : 'result';
      await until(() => element.shadowRoot?.activeElement?.getAttribute('part') === rest);
    });

    it('is not made by an attribute that is set again as it was', async () => {
      const { till, element } = await stand(kind);
      await submit(element);
      const lines = diary(document.body);
      for (const { name, value } of [...element.attributes]) element.setAttribute(name, value);
      await settled(element);
      expect(lines).to.deep.equal([]);
      expect(element.state).to.equal('done');
      expect((await till.requests()).length).to.equal(1);
    });

    it('goes through the fetch that the page hands in', async () => {
      const { till, element } = await stand(kind);
      const addresses: string[] = [];
      element.fetch = (input, init) => {
        addresses.push(new URL(input, location.href).pathname);
        return fetch(input, init);
      };
      await submit(element);
      expect(addresses).to.deep.equal([till.endpoint + kind.path]);
      expect(element.state).to.equal('done');
    });

    it("sends the till's session along to its own origin and follows no redirect", async () => {
      const { element } = await stand(kind);
      const sent = new Promise<RequestInit>((resolve) => {
        element.fetch = (input, init) => {
          resolve(init);
          return fetch(input, init);
        };
      });
      element.submit();
      expect(await sent).to.include({
        credentials: 'same-origin',
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      await ending(element);
    });

    it('takes an endpoint with a slash at its end', async () => {
      const { till, element } = await stand(kind);
      element.endpoint += '/';
      await submit(element);
      expect((await till.requests()).map(({ path }) => path)).to.deep.equal([kind.path]);
    });

    it('ends at the deadline although the fetch never does', async () => {
      const { element } = await stand(kind, 'deadline="100"');
      element.fetch = () => new Promise(() => undefined);
      await submit(element);
      expect(code(element)).to.equal(kind.isPosting ? 'unconfirmed' : 'unreachable');
    });

    it('shows the sentences of the page in place of its own', async () => {
      const { element } = await stand(kind);
      element.wording = {
        lookup: 'Müşteri',
        earn: 'Kazan',
        redeem: 'Kullan',
        setup: 'Kurulum eksik.|Yöneticiye söyleyin.',
      };
      element.endpoint = '';
      await submit(element);
      expect(element.shadowRoot?.textContent).to.match(/Müşteri|Kazan|Kullan/);
      expect(status(element)).to.contain('Kurulum eksik. Yöneticiye söyleyin.');
    });

    it('puts the slotted text on the button', async () => {
      const { element } = await stand(kind);
      element.textContent = 'Go';
      const slot = part(element, 'submit').querySelector('slot');
      expect(slot?.assignedNodes().map(({ textContent }) => textContent)).to.deep.equal(['Go']);
    });

    it('says that it is still working when an answer takes long', async () => {
      const { till, element } = await stand(kind, 'deadline="1500"');
      await till.fault('hold-after');
      element.submit();
      await till.received(1);
      await says(element, 'Still working');
      await till.release();
      await ending(element);
      expect(element.state).to.equal('done');
    });
  });

  describe(`reset() and cancel() of ${kind.tag}`, () => {
    it('do nothing in idle', async () => {
      const { element } = await stand(kind);
      const lines = diary(document.body);
      element.reset();
      element.cancel();
      expect(lines).to.deep.equal([]);
    });

    it('lead from done and failed to idle, by one statechange', async () => {
      const { till, element } = await stand(kind);
      await submit(element);
      const lines = diary(document.body);
      element.cancel();
      expect(element.state).to.equal('done');
      element.reset();
      await till.fault('answer', { status: 403, body: {} });
      element.setAttribute('order-id', 'A-2');
      await submit(element);
      element.reset();
      expect(lines.filter((line) => line.endsWith('idle'))).to.deep.equal([
        'loyalite-statechange idle',
        'loyalite-statechange idle',
      ]);
      await element.updateComplete;
      expect(status(element)).to.equal('');
      expect(hasPart(element, 'result')).to.equal(false);
    });
  });
}

for (const kind of postings) {
  describe(`a posting of ${kind.tag} under way`, () => {
    it('is neither canceled nor reset nor sent again', async () => {
      const { till, element } = await stand(kind);
      await till.fault('hold-after');
      element.submit();
      await till.received(1);
      element.cancel();
      element.reset();
      element.submit();
      expect(element.state).to.equal('pending');
      expect(hasPart(element, 'cancel')).to.equal(false);
      await till.release();
      await ending(element);
      expect(element.state).to.equal('done');
      expect((await till.requests()).length).to.equal(1);
    });

    it('says what it does', async () => {
      const { till, element } = await stand(kind);
      await till.fault('hold-before');
      element.submit();
      await element.updateComplete;
      expect(status(element)).to.match(kind.tag === 'loyalite-earn' ? /^Giving points for 85\.50/ : /^Using 50 points/);
      await till.release();
      await ending(element);
    });
  });
}

describe('a look-up under way', () => {
  const lookup = kinds[0]!;

  it('is canceled by a tap and ends once', async () => {
    const { till, element } = await stand(lookup);
    await till.fault('hold-before');
    const lines = diary(document.body);
    element.submit();
    await till.received(1);
    await element.updateComplete;
    part(element, 'cancel').click();
    expect(lines).to.deep.equal([
      'loyalite-statechange pending',
      'loyalite-statechange canceled',
      'loyalite-cancel canceled',
    ]);
    await till.release();
    await element.updateComplete;
    expect(status(element)).to.contain('Canceled');
  });

  it('is replaced by a newer one and has no ending of its own', async () => {
    const { till, element } = await stand(lookup);
    await till.fault('hold-after');
    const lines = diary(document.body);
    element.submit();
    await till.received(1);
    (element as HTMLElementTagNameMap['loyalite-lookup']).value = '517204';
    const found = event<{ customerCode: string }>(element, 'loyalite-found');
    element.submit();
    expect((await found).detail.customerCode).to.equal('517204');
    await till.release();
    await till.phone('482193');
    expect(lines).to.deep.equal(['loyalite-statechange pending', 'loyalite-statechange done', 'loyalite-found done']);
  });
});
