/** A finger on the button of a booking: the lock against other windows is asked for when it goes down, and nobody is told more than is so. */
import { sendMouse } from '@web/test-runner-commands';
import { ayse, expect, mount, part, reach, unmount, until, type Tag } from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

/** What is locked by anybody of the origin. */
const locked = async (): Promise<string[]> => {
  const { held = [] } = await navigator.locks.query();
  return held.map(({ name = '' }) => name);
};

const centre = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

async function press(element: Tag): Promise<void> {
  await sendMouse({ type: 'move', position: centre(part(element, 'submit')) });
  await sendMouse({ type: 'down' });
}

async function leave(): Promise<void> {
  await sendMouse({ type: 'move', position: [1, 1] });
  await sendMouse({ type: 'up' });
}

const tags = {
  earn: (more = 'order-id="A-1" amount="10"') =>
    mount<Tag>(`<loyalite-earn endpoint="${till.endpoint}" customer-code="517204" ${more}></loyalite-earn>`),
  redeem: (more = 'order-id="A-1" points="50" point-value="0.10"') =>
    mount<Tag>(`<loyalite-redeem endpoint="${till.endpoint}" customer-code="517204" ${more}></loyalite-redeem>`),
};

for (const kind of ['earn', 'redeem'] as const)
  describe(`a finger on the button of loyalite-${kind}`, () => {
    it('has the lock before it is lifted, and books once', async () => {
      const element = await tags[kind]();
      await press(element);
      await until(async () => (await locked()).length === 2);
      await sendMouse({ type: 'up' });
      await reach(element, 'done');
      expect((await till.ledger()).length).to.equal(1);
      await until(async () => (await locked()).length === 0);
    });

    it('that is taken away leaves nothing: no note, no byte, no lock, and the tag as it was', async () => {
      const element = await tags[kind]();
      const notes = { ...localStorage };
      await press(element);
      await until(async () => (await locked()).length === 2);
      await leave();
      await until(async () => (await locked()).length === 0);
      expect([element.state, await till.requests()]).to.deep.equal(['idle', []]);
      expect({ ...localStorage }).to.deep.equal(notes);
    });

    it('asks for no lock under an id that is made up for the booking, of what is booked or of what cannot be', async () => {
      for (const more of [
        'amount="10" points="50"',
        'order-id="A-1"',
        'order-id="A-1" amount="10" points="50" disabled',
      ]) {
        const element = await tags[kind](more);
        await press(element);
        expect(await locked(), more).to.deep.equal([]);
        await leave();
        unmount();
      }
      const booked = await tags[kind]();
      part(booked, 'submit').click();
      await reach(booked, 'done');
      await until(async () => (await locked()).length === 0);
      await press(booked);
      expect(await locked()).to.deep.equal([]);
      await leave();
    });
  });

describe('a finger on the button of a coupon', () => {
  it('asks for no lock, and leaves the field as it is', async () => {
    const element = await mount<Tag>(
      `<loyalite-redeem endpoint="${till.endpoint}" order-id="A-1" coupon=""></loyalite-redeem>`,
    );
    Object.assign(element, { customer: ayse(), value: 'sk_live_0123456789abcdef0123456789abcdef' });
    await element.updateComplete;
    await press(element);
    expect(await locked()).to.deep.equal([]);
    expect(part<HTMLInputElement>(element, 'input').value).to.contain('0123456789abcdef');
    await leave();
    expect(await till.requests()).to.deep.equal([]);
  });
});
