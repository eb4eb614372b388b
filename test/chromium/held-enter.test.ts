/** A booking without an order is one while Enter is held down: a driver of Chromium alone can hold a key. */
import { sendKeys } from '@web/test-runner-commands';
import { expect, mount, part, reach, settled, unmount, type Tag } from '../support/elements.js';
import { openTill } from '../support/till.js';

afterEach(unmount);

for (const tag of ['loyalite-earn amount="10"', 'loyalite-redeem points="50"']) {
  it(`is one booking of ${tag} while Enter is held down`, async () => {
    const till = await openTill();
    const [name = ''] = tag.split(' ');
    const element = await mount<Tag>(`<${tag} endpoint="${till.endpoint}" customer-code="517204"></${name}>`);
    part(element, 'submit').focus();
    const repeats: boolean[] = [];
    element.addEventListener('keydown', ({ repeat }) => repeats.push(repeat), true);
    for (let repeat = 0; repeat < 8; repeat += 1) {
      await sendKeys({ down: 'Enter' });
      await settled(element);
    }
    await sendKeys({ up: 'Enter' });
    await reach(element, 'done');
    expect(repeats).to.deep.equal([false, ...Array<boolean>(7).fill(true)]);
    expect((await till.ledger()).length).to.equal(1);
  });
}
