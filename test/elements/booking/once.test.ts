/** One intent, one booking, also without an order's id and in impatient hands: more of the same is a step of its own. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import {
  code,
  expect,
  hasPart,
  mount,
  part,
  reach,
  settled,
  submit,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteEarnElement, LoyaliteRedeemElement } from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const tags = {
  earn: (more = 'amount="10"') =>
    mount<LoyaliteEarnElement>(
      `<loyalite-earn endpoint="${till.endpoint}" customer-code="517204" ${more}></loyalite-earn>`,
    ),
  redeem: (more = 'points="50"') =>
    mount<LoyaliteRedeemElement>(
      `<loyalite-redeem endpoint="${till.endpoint}" customer-code="517204" ${more}></loyalite-redeem>`,
    ),
};

const booked = async (): Promise<number> => (await till.ledger()).length;

const centre = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

/** Lets all that a double click or a held key set off come to its end: the service has been asked by then, if at all. */
async function quiet(element: Tag): Promise<void> {
  await reach(element, 'done');
  await till.ledger();
  expect(element.state).to.equal('done');
}

for (const kind of ['earn', 'redeem'] as const) {
  describe(`a booking of loyalite-${kind} without an order`, () => {
    for (const gap of [0, 250, 300, 350, 400, 480]) {
      it(`is one for two clicks of the mouse ${gap} ms apart`, async () => {
        const element = await tags[kind]();
        const position = centre(part(element, 'submit'));
        await sendMouse({ type: 'click', position });
        // The pause is the thing that is tried: a hand's, not a wait for something to happen.
        await new Promise((resolve) => setTimeout(resolve, gap));
        await sendMouse({ type: 'click', position });
        await quiet(element);
        expect(await booked()).to.equal(1);
      });
    }

    it('is one for five clicks at the same place', async () => {
      const element = await tags[kind]();
      const position = centre(part(element, 'submit'));
      for (let click = 0; click < 5; click += 1) {
        await sendMouse({ type: 'click', position });
        await settled(element);
      }
      await quiet(element);
      expect(await booked()).to.equal(1);
    });

    it('is one for Enter five times', async () => {
      const element = await tags[kind]();
      part(element, 'submit').focus();
      for (let press = 0; press < 5; press += 1) {
        await sendKeys({ press: 'Enter' });
        await settled(element);
      }
      await quiet(element);
      expect(await booked()).to.equal(1);
    });

    it('is one for submit() twice, until reset()', async () => {
      const element = await tags[kind]();
      await submit(element);
      element.submit();
      expect(element.state).to.equal('done');
      element.reset();
      await submit(element);
      expect(await booked()).to.equal(2);
    });

    it('is another one when the page gives another figure', async () => {
      const element = await tags[kind]();
      await submit(element);
      element.setAttribute(kind === 'earn' ? 'amount' : 'points', '20');
      await submit(element);
      expect((await till.ledger()).map(({ amount }) => amount)).to.deep.equal(kind === 'earn' ? [10, 20] : [50, 20]);
    });

    it('is another one for another customer', async () => {
      const element = await tags[kind]();
      await submit(element);
      element.customerCode = '482193';
      await submit(element);
      expect(await booked()).to.equal(2);
    });

    it('can be made once more by a step of its own: asked for, and said so at another place', async () => {
      const element = await tags[kind]();
      await submit(element);
      const button = part(element, 'submit');
      expect(button.textContent).to.contain(kind === 'earn' ? 'Give once more…' : 'Use more…');
      expect(hasPart(element, 'again')).to.equal(false);
      const before = button.getBoundingClientRect();
      button.click();
      await settled(element);
      expect(part(element, 'submit').getBoundingClientRect().top).to.equal(before.top);
      const [one, other] = [part(element, 'submit'), part(element, 'again')].map((part) =>
        part.getBoundingClientRect(),
      );
      expect(other!.top).to.be.at.least(one!.bottom);
      part(element, 'again').click();
      await settled(element);
      expect(element.state).to.equal('idle');
      expect(await booked()).to.equal(1);
      part(element, 'submit').click();
      await quiet(element);
      expect(await booked()).to.equal(2);
    });

    it('takes the question back by the same tap', async () => {
      const element = await tags[kind]();
      await submit(element);
      part(element, 'submit').click();
      await settled(element);
      expect(part(element, 'submit').textContent).to.contain('No, leave it as it is');
      part(element, 'submit').click();
      await settled(element);
      expect(hasPart(element, 'again')).to.equal(false);
      expect(element.state).to.equal('done');
    });
  });

  describe(`a second booking of loyalite-${kind} under one order`, () => {
    it('has an id of its own, in the step of its own', async () => {
      const element = await tags[kind](kind === 'earn' ? 'amount="10" order-id="A-1"' : 'points="50" order-id="A-1"');
      await submit(element);
      part(element, 'submit').click();
      await settled(element);
      part(element, 'again').click();
      await settled(element);
      await submit(element);
      expect(element.state).to.equal('done');
      const ids = (await till.requests()).map(({ body }) => (body as { external_id: string }).external_id);
      const first = kind === 'earn' ? 'A-1' : 'redeem_A-1';
      expect(ids).to.deep.equal([first, `${first}~2`]);
      expect(await booked()).to.equal(2);
    });

    it('takes the next id where an earlier page has had that one for something else', async () => {
      const figures = kind === 'earn' ? ['10', '20', '30'] : ['50', '20', '30'];
      const name = kind === 'earn' ? 'amount' : 'points';
      const more = async (element: Tag): Promise<void> => {
        part(element, 'submit').click();
        await settled(element);
        part(element, 'again').click();
        await settled(element);
      };
      const before = await tags[kind](`${name}="${figures[0]}" order-id="A-1"`);
      await submit(before);
      await more(before);
      before.setAttribute(name, figures[1]!);
      await submit(before);
      expect(before.state).to.equal('done');
      unmount();
      const after = await tags[kind](`${name}="${figures[0]}" order-id="A-1"`);
      await submit(after);
      await more(after);
      after.setAttribute(name, figures[2]!);
      await submit(after);
      expect(code(after)).to.equal('id_reused');
      await submit(after);
      expect(after.state).to.equal('done');
      expect(await booked()).to.equal(3);
    });
  });
}

describe('several redemptions of one order', () => {
  it('are points, stamps and a coupon, each by its choice and under an id of its own', async () => {
    const redeem = await tags.redeem('order-id="A-1"');
    const choose = async (index: number, text: string): Promise<void> => {
      redeem.shadowRoot!.querySelectorAll<HTMLInputElement>('[type=radio]')[index]!.click();
      await settled(redeem);
      const field = part<HTMLInputElement>(redeem, 'input');
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await submit(redeem);
      expect(redeem.state).to.equal('done');
    };
    redeem.setAttribute('customer-code', '482193');
    await choose(0, '50');
    await choose(1, '2');
    await choose(2, 'cq_free_coffee');
    const bodies = (await till.requests()).map(({ body }) => body as Record<string, unknown>);
    expect(bodies.map((body) => body['external_id'])).to.deep.equal(['redeem_A-1', 'redeem_A-1~stamp', undefined]);
    expect((await till.ledger()).length).to.equal(3);
    redeem.shadowRoot!.querySelectorAll<HTMLInputElement>('[type=radio]')[0]!.click();
    await settled(redeem);
    expect(hasPart(redeem, 'input')).to.equal(false);
    expect(part(redeem, 'submit').textContent).to.contain('Use more…');
  });
});

describe('what Later put off', () => {
  it('is shown before the same is booked under another id', async () => {
    const earn = await tags.earn();
    await till.fault('drop-after', { times: 3 });
    await submit(earn);
    expect(earn.state).to.equal('unconfirmed');
    part(earn, 'dismiss').click();
    expect(earn.state).to.equal('idle');
    await submit(earn);
    expect(earn.state).to.equal('unconfirmed');
    await submit(earn);
    expect(earn.state).to.equal('done');
    expect(await booked()).to.equal(1);
  });
});
