/** What goes wrong during a look-up: it books nothing, so it ends failed and can be tried again. */
import { code, expect, hasPart, part, says, status, submit, unmount } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { kinds, stand } from '../contract/kinds.js';
import type { FaultName } from '../../support/till.js';

shortPauses();

const lookup = kinds[0]!;

afterEach(() => {
  unmount();
  Reflect.deleteProperty(navigator, 'onLine');
});

describe('a look-up when an answer is lost', () => {
  for (const fault of [
    'drop-before',
    'drop-after',
    'error-before',
    'html',
    'redirect',
    'truncated',
    'malformed',
    'other-shape',
  ] satisfies FaultName[]) {
    it(`once (${fault}) asks again by itself`, async () => {
      const { till, element } = await stand(lookup);
      await till.fault(fault);
      await submit(element);
      expect(element.state).to.equal('done');
      expect((await till.requests()).length).to.equal(2);
    });
  }

  const endings: [FaultName, string, string][] = [
    ['drop-after', 'unreachable', 'No answer.'],
    ['error-before', 'bad_response', 'The answer could not be read.'],
    ['html', 'bad_response', 'Sign in again.'],
    ['redirect', 'bad_response', 'Sign in again.'],
    ['other-shape', 'bad_response', 'The answer could not be read.'],
  ];
  for (const [fault, reason, words] of endings) {
    it(`for good (${fault}) ends failed, never unconfirmed, and keeps the text`, async () => {
      const { till, element } = await stand(lookup);
      // More than three: an engine may repeat a cut GET by itself.
      await till.fault(fault, { times: 30 });
      await submit(element);
      expect(element.state).to.equal('failed');
      expect(element.error).to.include({ code: reason, retryable: true });
      expect(status(element)).to.contain(words);
      expect(hasPart(element, 'retry')).to.equal(false);
      expect(part<HTMLInputElement>(element, 'input').value).to.equal('482193');
    });
  }

  it('three times can be tried again with the same text', async () => {
    const { till, element } = await stand(lookup);
    await till.fault('error-before', { times: 3 });
    await submit(element);
    expect(element.state).to.equal('failed');
    await submit(element);
    expect(element.state).to.equal('done');
  });

  for (const fault of ['stalled', 'silent'] as const) {
    it(`(${fault}) ends at the deadline`, async () => {
      const { till, element } = await stand(lookup, 'deadline="150"');
      await till.fault(fault);
      await submit(element);
      expect(code(element)).to.equal('unreachable');
    });
  }

  it('writes nothing into the storage', async () => {
    const { till, element } = await stand(lookup);
    const { setItem } = Storage.prototype;
    const written: string[] = [];
    Storage.prototype.setItem = (name) => void written.push(name);
    await till.fault('drop-after', { times: 30 });
    await submit(element);
    Storage.prototype.setItem = setItem;
    expect(written).to.deep.equal([]);
  });
});

describe('a look-up without a connection', () => {
  it('sends nothing and says so', async () => {
    const { till, element } = await stand(lookup);
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    element.fetch = () => Promise.reject(new TypeError('no connection'));
    await submit(element);
    expect(code(element)).to.equal('unreachable');
    expect(status(element)).to.contain('No connection.');
    expect(await till.requests()).to.deep.equal([]);
  });
});

describe('a look-up with a backend in reach, in a browser that believes to be offline', () => {
  it('finds the customer', async () => {
    const { element } = await stand(lookup);
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    await submit(element);
    expect(element.state).to.equal('done');
  });
});

describe('a look-up at a rate limit', () => {
  it('waits visibly, can be left, and does not wait longer than ten seconds', async () => {
    const { till, element } = await stand(lookup);
    await till.fault('rate-limited');
    element.submit();
    await says(element, 'Loyalty is busy.');
    part(element, 'cancel').click();
    expect(element.state).to.equal('canceled');
    await till.fault('answer', { status: 429, body: { error: 'too many requests' }, headers: { 'retry-after': '11' } });
    await submit(element);
    expect(code(element)).to.equal('rate_limited');
    expect((await till.requests()).length).to.equal(2);
  });
});
