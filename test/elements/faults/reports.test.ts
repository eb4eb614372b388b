/**
 * An answer is lost between the service and the proxy, and the service reports the booking by a signed event: browser, proxy,
 * sandbox and event all over real HTTP. Then it is done without a tap, a PIN or the customer; without a report, not known.
 */
import {
  diary,
  enterPin,
  event,
  expect,
  hasPart,
  mount,
  part,
  reach,
  says,
  settled,
  status,
  submit,
  unmount,
  until,
  type Tag,
} from '../../support/elements.js';
import { shortQuestionPauses } from '../../support/pauses.js';
import type { Till, TillOptions } from '../../support/till.js';
import { openSaleOf } from '../checkout/sale.js';
import { postings, stand } from '../contract/kinds.js';
import type { Earning, LoyaliteLookupElement, Settlement } from '../../../src/index.js';
import type { EventFault } from '../../../src/sandbox.js';

shortQuestionPauses();

afterEach(unmount);

const [earn, redeem] = postings as [(typeof postings)[0], (typeof postings)[0]];
const pinOf = async (till: Till): Promise<string> => (await till.phone('482193')).pin!;

/** Waits until the page has asked so often what was reported. */
async function asked(till: Till, count: number): Promise<void> {
  while ((await till.questions()).length < count);
}

/** A posting on Strict whose PIN was taken and whose answers never reached the proxy; its event meets a fault. */
async function loseOn(
  { till, element }: { till: Till; element: Tag },
  fault?: EventFault,
): Promise<{ till: Till; element: Tag }> {
  await till.loseAnswers(3);
  if (fault) await till.eventFault(fault);
  await submit(element);
  await enterPin(element, await pinOf(till));
  await reach(element, 'unconfirmed');
  return { till, element };
}

const lose = async (kind = earn, fault?: EventFault, more: TillOptions = {}): Promise<{ till: Till; element: Tag }> =>
  loseOn(await stand(kind, 'point-value="0.10" currency="TRY"', { preset: 'strict', events: true, ...more }), fault);

/** The service's clock goes on, and with it what it posts late. */
async function post(till: Till): Promise<void> {
  await till.advance(31_000);
  await till.deliver();
}

for (const kind of [earn, redeem]) {
  describe(`a report of ${kind.tag} whose answer was lost, on Strict`, () => {
    it('makes it done after a reload, without a PIN or a tap, as an answer does', async () => {
      const { till, element } = await lose(kind, 'late');
      const { outerHTML } = element;
      unmount();
      const before = (await till.requests()).length;
      const lines = diary(document.body);
      const told = event<Earning>(document.body, kind.success);
      const again = await mount<Tag>(outerHTML);
      await asked(till, 2);
      expect(again.state).to.equal('unconfirmed');
      await post(till);
      const { detail } = await told;
      expect(lines).to.deep.equal([
        'loyalite-statechange unconfirmed',
        'loyalite-statechange done',
        `${kind.success} done`,
      ]);
      const points = kind === earn ? 206 : 70;
      expect(detail).to.include({ confirmedBy: 'event', repeated: false, isCurrent: true, points, stamps: 4 });
      await again.updateComplete;
      expect(status(again)).to.contain(`New balance: ${points} points. Loyalty has reported it.`);
      expect(detail.receipt!.join(' ')).to.contain('Loyalty has reported it.');
      expect(part(again, 'status').classList.contains('ok')).to.equal(true);
      expect(part(again, 'result').textContent).to.contain(String(points));
      expect(hasPart(again, 'pin-dialog')).to.equal(false);
      // The balance was looked up; nothing was posted.
      expect((await till.requests()).slice(before).map(({ path }) => path)).to.deep.equal(['/webhook/customer']);
      expect((await till.ledger()).length).to.equal(1);
    });
  });
}

describe('a report of a lost answer', () => {
  it('that is there already makes it done as soon as it is not known', async () => {
    const till = (await lose()).till;
    await asked(till, 1);
    const [element] = [document.querySelector<Tag>('loyalite-earn')!];
    await reach(element, 'done');
    expect(element.result).to.include({ confirmedBy: 'event', points: 206 });
    expect((await till.ledger()).length).to.equal(1);
  });

  it('that comes twice is one booking', async () => {
    const { till, element } = await lose(earn, 'twice');
    await reach(element, 'done');
    await till.deliver();
    expect((await till.deliveries()).map(({ status: was }) => was)).to.deep.equal(['delivered']);
    expect(element.result).to.include({ confirmedBy: 'event', points: 206 });
    expect((await till.ledger()).length).to.equal(1);
  });

  for (const fault of ['never', 'wrong-signature'] as const) {
    it(`(${fault}) leaves it not known, and offers to check`, async () => {
      const { till, element } = await lose(earn, fault);
      await till.deliver();
      await asked(till, 4);
      expect(element.state).to.equal('unconfirmed');
      expect(status(element)).to.contain("We don't know yet.").and.not.to.contain('reported');
      expect(hasPart(element, 'retry')).to.equal(true);
    });
  }

  it('is not asked about again once it was put off', async () => {
    const { till, element } = await lose(earn, 'never');
    await asked(till, 1);
    part(element, 'dismiss').click();
    const count = (await till.questions()).length;
    await post(till);
    expect((await till.questions()).length - count).to.be.at.most(1);
    expect(element.state).to.equal('idle');
  });

  it('is asked for before the service by a check', async () => {
    const { till, element } = await lose(earn, 'late');
    const before = (await till.requests()).length;
    await post(till);
    if (element.state === 'unconfirmed') part(element, 'retry').click();
    await reach(element, 'done');
    expect((await till.requests()).slice(before).map(({ path }) => path)).not.to.include('/webhook/pos');
  });

  it('of what another till has booked is that till’s: nothing ends here, and nobody is told', async () => {
    const { till, element } = await lose(redeem, 'never');
    const lines = diary(element);
    const other = await mount<Tag>(
      `<loyalite-redeem endpoint="${till.endpoint}" customer-code="482193" order-id="B-9" points="50"></loyalite-redeem>`,
    );
    await submit(other);
    await enterPin(other, await pinOf(till));
    await reach(other, 'done');
    await till.deliver();
    const count = (await till.questions()).length;
    await asked(till, count + 2);
    expect([element.state, lines]).to.deep.equal(['unconfirmed', []]);
  });

  it('says what somebody booked by hand beside it', async () => {
    const { element } = await lose(earn, 'by-hand');
    await reach(element, 'done');
    expect(status(element)).to.match(/Loyalty has reported it\. Something was given by hand at \d/);
  });

  it('is shown in amber where others may hold the key', async () => {
    const webhooks = { secrets: 'whsec_of_the_tests', exclusive: false, organization: 'sandbox' };
    const { till, element } = await lose(earn, undefined, { proxy: { webhooks } });
    const lines = diary(document.body);
    await till.deliver();
    await says(element, 'Loyalty reported the same at');
    expect(status(element)).to.contain("We don't know yet.").and.to.contain("it may be another sale's.");
    expect(part(element, 'status').classList.contains('warn')).to.equal(true);
    await asked(till, 4);
    expect([element.state, lines]).to.deep.equal(['unconfirmed', []]);
  });
});

describe('a report of what stands in the banner', () => {
  it('settles it, and leaves the current sale alone', async () => {
    const { till, checkout, earn: tag } = await openSaleOf({ preset: 'strict', events: true });
    await loseOn({ till, element: tag }, 'late');
    checkout.orderId = 'B-1';
    await until(() => hasPart(checkout, 'recovery'));
    const lines = diary(checkout);
    const told = event<Settlement>(checkout, 'loyalite-settled');
    await post(till);
    const { kind, orderId, earned } = (await told).detail;
    expect({ kind, orderId }).to.deep.equal({ kind: 'earn', orderId: 'A-1' });
    expect(earned).to.include({ confirmedBy: 'event', isCurrent: false, points: 206 });
    expect(lines.filter((line) => line.includes('earned') || line.includes('error'))).to.deep.equal([]);
    expect((await till.ledger()).length).to.equal(1);
  });
});

describe('an answer that only the proxy got', () => {
  it('is given by it once more, with all that it says', async () => {
    const { till, element } = await stand(earn, '', { events: true });
    await till.fault('drop-after', { times: 3 });
    await submit(element);
    await reach(element, 'done');
    expect(element.result).to.include({ confirmedBy: 'answer', points: 206, repeated: false });
    expect(status(element)).to.equal('Points given. New balance: 206 points.');
    expect((await till.upstreamRequests()).length).to.equal(1);
  });
});

describe('a proxy that takes in no events', () => {
  it('is asked once, by all tags of the page and with every loss', async () => {
    const { till, element } = await stand(earn);
    const answers: Promise<Response>[] = [];
    element.fetch = (url, init) => {
      const answer = fetch(url, init);
      if (url.includes('/outcome?')) answers.push(answer.then((response) => response.clone()));
      return answer;
    };
    for (const order of ['A-1', 'A-2', 'A-3']) {
      element.reset();
      element.setAttribute('order-id', order);
      await settled(element);
      await till.fault('drop-before', { times: 3 });
      await submit(element);
      expect(element.state).to.equal('unconfirmed');
      expect((await (await answers[0]!).clone().json()) as object).to.include({ error: 'route_unknown' });
      // By the time that a further answer has come the tag has read that one too.
      await till.questions();
    }
    expect((await till.questions()).length).to.equal(1);
  });
});

describe("the size of the customer's card", () => {
  it('is known from an event, and drawn where the page says nothing', async () => {
    const { till, element } = await stand(
      { ...earn, attributes: 'customer-code="482193" stamps="1" order-id="A-1"' },
      '',
      { events: true, cardSize: 8 },
    );
    await submit(element);
    await till.deliver();
    const lookup = await mount<LoyaliteLookupElement>(
      `<loyalite-lookup endpoint="${till.endpoint}" value="482193"></loyalite-lookup>`,
    );
    await submit(lookup);
    expect(lookup.result).to.include({ cardSize: 8, stampCount: 5 });
    expect(part(lookup, 'result').textContent).to.contain('5 / 8');
  });
});
