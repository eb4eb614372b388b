/** What every tag says of itself: states, the order of events, and what stands in `result` and `error`. */
import { code, diary, ending, event, expect, reach, submit, unmount } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { kinds, postings, stand } from './kinds.js';

shortPauses();

afterEach(unmount);

for (const kind of kinds) {
  describe(`the states of ${kind.tag}`, () => {
    it('begin with idle, without result and error', async () => {
      const { element } = await stand(kind);
      expect(element.state).to.equal('idle');
      expect(element.matches(':state(idle)')).to.equal(true);
      expect(element.result).to.equal(null);
      expect(element.error).to.equal(null);
    });

    it('go over pending to done, each told before the ending has its own event', async () => {
      const { element } = await stand(kind);
      const lines = diary(document.body);
      await submit(element);
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange done',
        `${kind.success} done`,
      ]);
    });

    it('are one CSS state at a time', async () => {
      const { element } = await stand(kind);
      const all = ['idle', 'pending', 'pin', 'consent', 'done', 'failed', 'unconfirmed', 'canceled'];
      const seen: string[] = [];
      element.addEventListener('loyalite-statechange', () =>
        seen.push(all.filter((state) => element.matches(`:state(${state})`)).join()),
      );
      await submit(element);
      element.reset();
      expect(seen).to.deep.equal(['pending', 'done', 'idle']);
    });

    it('change before submit() returns', async () => {
      const { element } = await stand(kind);
      element.submit();
      expect(element.state).to.equal('pending');
      expect(element.result).to.equal(null);
      await ending(element);
    });

    it('are reported by events that bubble, leave shadow roots and cannot be prevented', async () => {
      const { element } = await stand(kind);
      const told = Promise.all(['loyalite-statechange', kind.success].map((name) => event(document, name)));
      element.submit();
      for (const { bubbles, composed, cancelable } of await told)
        expect({ bubbles, composed, cancelable }).to.deep.equal({ bubbles: true, composed: true, cancelable: false });
    });

    it('hold the result that the event gave until the next submit', async () => {
      const { element } = await stand(kind);
      const success = event(element, kind.success);
      await submit(element);
      expect(element.result).to.equal((await success).detail);
      expect(element.error).to.equal(null);
      element.reset();
      expect(element.state).to.equal('idle');
      expect(element.result).to.equal(null);
    });

    it('have the result in place when they change to done', async () => {
      const { element } = await stand(kind);
      const results: unknown[] = [];
      element.addEventListener('loyalite-statechange', () => results.push(element.result));
      await submit(element);
      expect(results).to.deep.equal([null, element.result]);
    });

    it('hold the error that the event gave, and give it up with the next success', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', { status: 403, body: {} });
      const failure = event(element, 'loyalite-error');
      await submit(element);
      expect(element.state).to.equal('failed');
      expect(element.error).to.equal((await failure).detail);
      expect(code(element)).to.equal('forbidden');
      expect(element.result).to.equal(null);
      await submit(element);
      expect(element.state).to.equal('done');
      expect(element.error).to.equal(null);
    });

    it('tell a failure by one statechange and one error', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', { status: 403, body: {} });
      const lines = diary(document.body);
      await submit(element);
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange failed',
        'loyalite-error failed',
      ]);
    });

    it('let a listener of the ending go on with the next submit', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', { status: 403, body: {} });
      const success = event(element, kind.success);
      element.addEventListener('loyalite-error', () => element.submit(), { once: true });
      element.submit();
      await success;
      expect(element.state).to.equal('done');
    });

    it('fire the success although a listener of statechange reset the element', async () => {
      const { element } = await stand(kind);
      const success = event(element, kind.success);
      element.addEventListener('loyalite-statechange', () => element.state === 'done' && element.reset());
      element.submit();
      await success;
      expect(element.state).to.equal('idle');
    });
  });
}

for (const kind of postings) {
  describe(`the outcome of ${kind.tag} that nobody knows`, () => {
    it('is a state of its own, with an error that can be retried', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      const lines = diary(document.body);
      await submit(element);
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange unconfirmed',
        'loyalite-error unconfirmed',
      ]);
      expect(element.matches(':state(unconfirmed)')).to.equal(true);
      expect(element.error).to.include({ code: 'unconfirmed', retryable: true });
      expect(element.result).to.equal(null);
    });

    it('ends once more when it is checked', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      const lines = diary(document.body);
      await submit(element);
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange done',
        `${kind.success} done`,
      ]);
      expect((await till.ledger()).length).to.equal(1);
    });
  });

  describe(`${kind.tag} at the PIN`, () => {
    it('is a state without an event of its own, left by one cancel', async () => {
      const { element } = await stand(kind, '', { preset: 'strict' });
      const lines = diary(document.body);
      await submit(element);
      await reach(element, 'pin');
      expect(element.error).to.equal(null);
      element.cancel();
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange pin',
        'loyalite-statechange canceled',
        'loyalite-cancel canceled',
      ]);
      expect(element.matches(':state(canceled)')).to.equal(true);
      expect(element.error).to.equal(null);
    });
  });
}
