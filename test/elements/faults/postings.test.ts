/** What goes wrong between a till and the service while points move: three outcomes, never two, and nothing twice. */
import {
  code,
  diary,
  event,
  expect,
  hasPart,
  part,
  reach,
  says,
  settled,
  status,
  submit,
  unmount,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { postings, stand } from '../contract/kinds.js';
import type { FaultName } from '../../support/till.js';

shortPauses();

afterEach(unmount);

/** Answers that are lost once: the same body is sent again and the first answer counts. */
const lostOnce: FaultName[] = [
  'drop-before',
  'drop-after',
  'error-before',
  'error-after',
  'html',
  'html-after',
  'redirect',
  'truncated',
  'malformed',
  'other-shape',
];
/** Those that stay lost, and the words for it. */
const lostForGood: [FaultName, string][] = [
  ['drop-after', "We don't know yet."],
  ['error-after', "We don't know yet."],
  ['html', 'Sign in again, then check.'],
  ['redirect', 'Sign in again, then check.'],
  ['truncated', "We don't know yet."],
  ['other-shape', "We don't know yet."],
];

for (const kind of postings) {
  describe(`${kind.tag} when an answer is lost once`, () => {
    for (const fault of lostOnce) {
      it(`(${fault}) sends the very same again and books once`, async () => {
        const { till, element } = await stand(kind);
        await till.fault(fault);
        const lines = diary(document.body);
        await submit(element);
        expect(lines).to.deep.equal([
          'loyalite-statechange pending',
          'loyalite-statechange done',
          `${kind.success} done`,
        ]);
        const sent = await till.requests();
        expect(sent.length).to.equal(2);
        expect(sent[1]!.text).to.equal(sent[0]!.text);
        expect((await till.ledger()).length).to.equal(1);
      });
    }

    for (const status_ of [408, 425, 500, 599]) {
      it(`(${status_} with a code that is a refusal elsewhere) does not believe it`, async () => {
        const { till, element } = await stand(kind);
        await till.fault('answer', { status: status_, body: { error: 'insufficient_balance' } });
        await submit(element);
        expect(element.state).to.equal('done');
      });
    }

    it('takes a right answer with a wrong clock for what it is', async () => {
      const { till, element } = await stand(kind);
      await till.fault('clock-skew');
      await submit(element);
      expect(element.state).to.equal('done');
      expect((await till.requests()).length).to.equal(1);
    });

    it('takes an answer without the envelope, and one with more fields', async () => {
      for (const body of [{ stamps: 1, points: 2 }, { data: { stamps: 1, points: 2, tier: 'gold' } }]) {
        const { till, element } = await stand(kind);
        await till.fault('answer', { body });
        await submit(element);
        expect(element.result).to.include({ stamps: 1, points: 2 });
      }
    });
  });

  describe(`${kind.tag} when every answer is lost`, () => {
    for (const [fault, words] of kind === postings[0] ? lostForGood : lostForGood.slice(0, 1)) {
      it(`(${fault}) says so after three tries, in amber, and offers to check or to go on`, async () => {
        const { till, element } = await stand(kind);
        await till.fault(fault, { times: 3 });
        await submit(element);
        expect(code(element)).to.equal('unconfirmed');
        expect(element.error).to.include({ retryable: true });
        expect(status(element)).to.contain(words);
        expect(status(element)).to.contain('It will not count twice.');
        expect(status(element)).not.to.match(/success|credited|redeemed\b/i);
        expect(part(element, 'status').classList.contains('warn')).to.equal(true);
        expect(part(element, 'retry').textContent).to.equal('Check again');
        expect(part(element, 'dismiss').textContent).to.equal('Later');
        expect((await till.requests()).length).to.equal(3);
      });
    }

    it('(stalled) ends at the deadline although the headers came', async () => {
      const { till, element } = await stand(kind, 'deadline="150"');
      await till.fault('stalled');
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
      // On a slow machine the time may be over before the request has left.
      expect((await till.ledger()).length).to.be.at.most(1);
    });

    it('(silent) ends at the deadline', async () => {
      const { till, element } = await stand(kind, 'deadline="150"');
      await till.fault('silent');
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
      // On a slow machine the time may be over before the request has left.
      expect((await till.ledger()).length).to.be.at.most(1);
    });

    it('is done by a check, whatever the attributes say then', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      element.setAttribute('amount', '999');
      element.setAttribute('points', '999');
      element.setAttribute('order-id', 'A-2');
      const told = event(element, 'loyalite-settled');
      part(element, 'retry').click();
      await told;
      await settled(element);
      const sent = await till.requests();
      expect(sent.length).to.equal(4);
      expect(new Set(sent.map(({ text }) => text)).size).to.equal(1);
      expect((await till.ledger()).length).to.equal(1);
      expect(hasPart(element, 'retry')).to.equal(false);
    });

    it('has its own button out of reach until it is checked or put off', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      expect(part(element, 'submit').getAttribute('aria-disabled')).to.equal('true');
      part(element, 'submit').click();
      element.cancel();
      expect(element.state).to.equal('unconfirmed');
      expect((await till.requests()).length).to.equal(3);
    });

    it('is put off by Later, and the next submit of the order still sends the same', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      const lines = diary(document.body);
      part(element, 'dismiss').click();
      expect(lines).to.deep.equal(['loyalite-statechange idle']);
      element.setAttribute(kind.tag === 'loyalite-earn' ? 'amount' : 'points', '9');
      await submit(element);
      expect(element.state).to.equal('done');
      const sent = await till.requests();
      expect(sent.at(-1)!.text).to.equal(sent[0]!.text);
      expect((await till.ledger()).length).to.equal(1);
    });

    it('stays not known when the check is refused: the first try may be why', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      await till.fault('answer', { status: 422, body: { error: 'insufficient_balance' } });
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
      expect(element.error?.cause).to.include({ code: 'insufficient_balance' });
      expect(status(element)).to.contain('It may have counted the first time');
      expect(status(element)).not.to.contain('Nothing was');
    });

    it('stays not known when a repeat is refused in the same breath', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after');
      await till.fault('answer', { status: 402, body: { error: 'subscription_required' } });
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
      expect(element.error?.cause).to.include({ code: 'subscription_required' });
    });

    it('stays not known when the PIN of a repeat is left', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-before', { times: 3 });
      await submit(element);
      await till.setPreset('strict');
      await submit(element);
      await reach(element, 'pin');
      element.cancel();
      expect(code(element)).to.equal('unconfirmed');
      expect(await till.ledger()).to.deep.equal([]);
    });
  });

  describe(`${kind.tag} when the id is taken`, () => {
    it('is not known: the browser itself may have sent it before', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', { status: 409, body: { error: 'already_processed' } });
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
      expect(status(element)).to.contain('Loyalty already has this order.');
      expect((await till.requests()).length).to.equal(1);
    });
  });

  describe(`${kind.tag} at the PIN with a bad network`, () => {
    it('repeats a PIN turn with its PIN, by itself', async () => {
      const { till, element } = await stand(kind, '', { preset: 'strict' });
      await submit(element);
      await reach(element, 'pin');
      const { pin } = await till.phone('482193');
      await till.fault('drop-after');
      const input = part<HTMLInputElement>(element, 'pin-input');
      input.value = pin!;
      input.form!.requestSubmit();
      await reach(element, 'done');
      expect((await till.requests()).map(({ body }) => body.verification_pin)).to.deep.equal([undefined, pin, pin]);
      expect((await till.ledger()).length).to.equal(1);
    });

    it('asks for the newest PIN when the first question was lost on the way', async () => {
      const { till, element } = await stand(kind, '', { preset: 'strict' });
      await till.fault('drop-after');
      await submit(element);
      await reach(element, 'pin');
      expect((await till.requests()).map(({ body }) => body.verification_pin)).to.deep.equal([undefined, undefined]);
      expect(part(element, 'pin-status').textContent).to.equal('Use the newest PIN on the phone.');
    });
  });

  describe(`${kind.tag} without a connection`, () => {
    afterEach(() => Reflect.deleteProperty(navigator, 'onLine'));
    const setOnline = (isOnline: boolean): void =>
      void Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });

    it('sends nothing, says so and can be tried again', async () => {
      const { till, element } = await stand(kind);
      setOnline(false);
      element.fetch = () => Promise.reject(new TypeError('no connection'));
      await submit(element);
      expect(element.state).to.equal('failed');
      expect(element.error).to.include({ code: 'unreachable', retryable: true });
      expect(status(element)).to.equal('No connection. Nothing was sent. Try again.');
      expect(await till.requests()).to.deep.equal([]);
      setOnline(true);
      element.fetch = undefined;
      await submit(element);
      expect(element.state).to.equal('done');
    });

    it('books where the backend answers all the same, and tells truthfully where its answer is lost', async () => {
      const { till, element } = await stand(kind);
      setOnline(false);
      await till.fault('drop-after', { times: 3, path: kind.path });
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
      await submit(element);
      expect(['done', 'unconfirmed']).to.include(element.state);
      expect(await till.ledger()).to.have.length(1);
    });

    it('stays not known when it was sent before and the connection went then', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3, path: kind.path });
      await submit(element);
      setOnline(false);
      // Firefox itself asks ten times, where the server ends a connection without an answer.
      await till.fault('drop-before', { times: 99 });
      await submit(element);
      expect(code(element)).to.equal('unconfirmed');
    });
  });

  describe(`${kind.tag} at a rate limit`, () => {
    const busy = { status: 429, body: { error: 'too many requests' }, headers: { 'retry-after': '0' } };

    it('waits visibly, then goes on by itself', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', busy);
      element.submit();
      await says(element, 'Loyalty is busy.');
      expect(element.state).to.equal('pending');
      expect(hasPart(element, 'cancel')).to.equal(true);
      await reach(element, 'done');
      expect(new Set((await till.requests()).map(({ text }) => text)).size).to.equal(1);
    });

    it('can be left, because nothing was booked', async () => {
      const { till, element } = await stand(kind);
      await till.fault('rate-limited');
      element.submit();
      await says(element, 'Loyalty is busy.');
      part(element, 'cancel').click();
      expect(element.state).to.equal('canceled');
      await till.ledger();
      expect((await till.requests()).length).to.equal(1);
    });

    it('gives up after three waits and says that nothing was booked', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', { ...busy, times: 4 });
      await submit(element);
      expect(code(element)).to.equal('rate_limited');
      expect(element.error).to.include({ retryable: true });
      expect(status(element)).to.contain('Nothing was given or used.');
      expect((await till.requests()).length).to.equal(4);
    });

    it('does not wait longer than a minute', async () => {
      const { till, element } = await stand(kind);
      await till.fault('answer', { ...busy, headers: { 'retry-after': '61' } });
      await submit(element);
      expect(code(element)).to.equal('rate_limited');
      expect((await till.requests()).length).to.equal(1);
    });
  });
}
