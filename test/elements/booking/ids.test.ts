/** Under which id an operation is booked, and what becomes of an id that was used before. */
import {
  ayse,
  code,
  diary,
  event,
  expect,
  mount,
  reach,
  settled,
  status,
  submit,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteEarnElement, LoyaliteRedeemElement, Settlement } from '../../../src/index.js';

shortPauses();

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const earnOf = (ids: string, more = 'amount="10"'): Promise<LoyaliteEarnElement> =>
  mount(`<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" ${more} ${ids}></loyalite-earn>`);
const redeemOf = (ids: string, more = 'points="10"'): Promise<LoyaliteRedeemElement> =>
  mount(`<loyalite-redeem endpoint="${till.endpoint}" customer-code="482193" ${more} ${ids}></loyalite-redeem>`);
const ids = async (): Promise<string[]> => (await till.requests()).map(({ body }) => body.external_id);

describe('the id of an operation', () => {
  it("is the order's for an earn, and its own for a redemption of the same order", async () => {
    await submit(await earnOf('order-id="A-1"'));
    await submit(await redeemOf('order-id="A-1"'));
    expect(await ids()).to.deep.equal(['A-1', 'redeem_A-1']);
  });

  it('is external-id, as it stands, where the page gives one', async () => {
    await submit(await earnOf('order-id="A-1" external-id="X-1"'));
    await submit(await redeemOf('order-id="A-1" external-id="X-2"'));
    expect(await ids()).to.deep.equal(['X-1', 'X-2']);
  });

  it('is random where the page gives none, and another one for each operation', async () => {
    const earn = await earnOf('');
    await submit(earn);
    earn.reset();
    await submit(earn);
    const [first, second] = await ids();
    expect(first).to.match(/[0-9a-f]{32}$/);
    expect(second).not.to.equal(first);
    expect((await till.ledger()).length).to.equal(2);
  });

  it('stays the same through PIN, repeats and checks', async () => {
    await till.setPreset('strict');
    const earn = await earnOf('');
    await submit(earn);
    await reach(earn, 'pin');
    await till.fault('drop-after', { times: 3 });
    const { pin } = await till.phone('482193');
    const input = earn.shadowRoot!.querySelector<HTMLInputElement>('[part=pin-input]')!;
    input.value = pin!;
    input.form!.requestSubmit();
    await reach(earn, 'unconfirmed');
    await submit(earn);
    expect(earn.state).to.equal('done');
    expect(new Set(await ids()).size).to.equal(1);
    expect((await till.ledger()).length).to.equal(1);
  });
});

for (const [name, open, more] of [
  ['earn', earnOf, 'amount="10"'],
  ['redeem', redeemOf, 'points="10"'],
] as const) {
  describe(`an id that ${name} booked`, () => {
    it('is not sent again: what was booked stays on the screen', async () => {
      const first = await open('order-id="A-1"');
      await submit(first);
      const { result } = first;
      const lines = diary(document.body);
      await submit(first);
      expect(lines).to.deep.equal([]);
      expect(first.result).to.equal(result);
      expect((await till.requests()).length).to.equal(1);
    });

    it('gives its result once more to another element or after a reload, told as what it is, and sends nothing', async () => {
      const before = await open('order-id="A-1"');
      await submit(before);
      const { receipt: slip, ...booked } = before.result!;
      unmount();
      const again = await open('order-id="A-1"');
      expect(again.state).to.equal('idle');
      const lines = diary(document.body);
      await submit(again);
      expect(lines).to.deep.equal([
        'loyalite-statechange done',
        `loyalite-${name === 'earn' ? 'earned' : 'redeemed'} done`,
      ]);
      const { receipt, ...told } = again.result!;
      expect(told).to.deep.equal({ ...booked, repeated: true });
      expect(status(again)).to.match(/^Already done at \d{1,2}:\d\d/);
      expect(receipt!.join(' ')).not.to.contain('|');
      expect(slip!.join(' ')).not.to.contain('Already');
      expect((await till.requests()).length).to.equal(1);
    });

    for (const [what, attributes] of [
      ['another customer', `${more} customer-code="517204"`],
      ['another value', more.replace('10', '11')],
    ] as const) {
      it(`is refused with ${what}`, async () => {
        await submit(await open('order-id="A-1"'));
        const other = await open('order-id="A-1"', attributes.includes('customer-code') ? more : attributes);
        if (attributes.includes('customer-code')) other.setAttribute('customer-code', '517204');
        await submit(other);
        expect(code(other)).to.equal('id_reused');
        expect(status(other)).to.contain('used for something else');
        expect(status(other)).not.to.contain('othing was given');
        expect((await till.requests()).length).to.equal(1);
      });
    }

    it('is another one for the other card of the same order', async () => {
      await submit(await open('order-id="A-1"'));
      const other = await open('order-id="A-1"', 'stamps="2"');
      await submit(other);
      expect(other.state).to.equal('done');
      expect(new Set(await ids()).size).to.equal(2);
    });

    it('does not stand in the way of the next order', async () => {
      const first = await open('order-id="A-1"');
      await submit(first);
      first.setAttribute('order-id', 'A-2');
      await submit(first);
      expect(first.state).to.equal('done');
      expect((await till.ledger()).length).to.equal(2);
    });
  });
}

describe('a change of customer or order', () => {
  const over: [string, (earn: Tag) => Promise<void>][] = [
    ['done', (earn) => submit(earn)],
    [
      'failed',
      async (earn) => {
        await till.fault('answer', { status: 403, body: {} });
        await submit(earn);
      },
    ],
    [
      'canceled',
      async (earn) => {
        await till.setPreset('strict');
        await submit(earn);
        earn.cancel();
      },
    ],
  ];

  for (const [state, lead] of over) {
    for (const change of ['order-id', 'customer-code', 'customer']) {
      it(`clears what is ${state} when it is ${change}`, async () => {
        const earn = await earnOf('order-id="A-1"');
        await lead(earn);
        expect(earn.state).to.equal(state);
        if (change === 'customer') {
          earn.removeAttribute('customer-code');
          earn.customer = ayse({ customerCode: '517204' });
        } else earn.setAttribute(change, '517204');
        await settled(earn);
        expect(earn.state).to.equal('idle');
        expect(earn.result).to.equal(null);
        expect(status(earn)).to.equal('');
      });
    }
  }

  it('never clears what is not known', async () => {
    const earn = await earnOf('order-id="A-1"');
    await till.fault('drop-after', { times: 3 });
    await submit(earn);
    earn.setAttribute('order-id', 'A-2');
    earn.setAttribute('customer-code', '517204');
    await settled(earn);
    expect(earn.state).to.equal('unconfirmed');
    const outcome = event<Settlement>(earn, 'loyalite-settled');
    await submit(earn);
    expect((await outcome).detail.earned).to.include({ externalId: 'A-1', customerCode: '482193', isCurrent: false });
    expect(await ids()).to.deep.equal(['A-1', 'A-1', 'A-1', 'A-1']);
  });

  it('leaves a posting under way with its own customer and order, and is free once it has ended', async () => {
    const earn = await earnOf('order-id="A-1"');
    await till.fault('hold-after');
    earn.submit();
    await till.received(1);
    earn.setAttribute('order-id', 'A-2');
    earn.setAttribute('customer-code', '517204');
    earn.setAttribute('amount', '99');
    const lines = diary(document.body);
    const outcome = event<Settlement>(earn, 'loyalite-settled');
    await till.release();
    expect((await outcome).detail).to.include({ kind: 'earn', orderId: 'A-1', customerCode: '482193' });
    expect((await outcome).detail.earned).to.include({ amount: '10.00', isCurrent: false });
    await settled(earn);
    expect(lines).not.to.include('loyalite-earned done');
    expect([earn.state, earn.result]).to.deep.equal(['idle', null]);
    expect(status(earn)).to.contain('Order A-1, 482193: Points given.');
    await submit(earn);
    expect(earn.result).to.include({ externalId: 'A-2', customerCode: '517204', amount: '99.00', isCurrent: true });
    await settled(earn);
    expect(status(earn)).not.to.contain('A-1');
  });
});
