/** A coupon has no id of ours: what a lost answer means for it, and what is never sent again. */
import {
  code,
  ending,
  expect,
  hasPart,
  mount,
  part,
  says,
  settled,
  status,
  submit,
  unmount,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteRedeemElement } from '../../../src/index.js';

shortPauses();

const coffee = 'cq_free_coffee';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const couponOf = (): Promise<LoyaliteRedeemElement> =>
  mount(`<loyalite-redeem endpoint="${till.endpoint}" coupon=""></loyalite-redeem>`);

async function scan(redeem: LoyaliteRedeemElement, token = coffee): Promise<void> {
  redeem.scan(token);
  await ending(redeem);
}

describe('a coupon whose answer was lost', () => {
  it('and is used now was most likely redeemed here: amber, and never "already used"', async () => {
    const redeem = await couponOf();
    await till.fault('drop-after');
    await scan(redeem);
    expect(redeem.state).to.equal('unconfirmed');
    expect(redeem.error).to.include({ code: 'probably_redeemed', retryable: false });
    expect(status(redeem)).to.contain('Most likely used here a moment ago.');
    expect(status(redeem)).not.to.contain('already used');
    expect(part(redeem, 'status').classList.contains('warn')).to.equal(true);
  });

  it('and is used now is never sent again, only put off', async () => {
    const redeem = await couponOf();
    await till.fault('drop-after');
    await scan(redeem);
    expect(hasPart(redeem, 'retry')).to.equal(false);
    redeem.submit();
    redeem.scan(coffee);
    await till.ledger();
    expect((await till.requests()).length).to.equal(2);
    part(redeem, 'dismiss').click();
    expect(redeem.state).to.equal('idle');
  });

  it('and was not booked is redeemed by the repeat', async () => {
    const redeem = await couponOf();
    await till.fault('drop-before');
    await scan(redeem);
    expect(redeem.state).to.equal('done');
    expect((await till.ledger()).length).to.equal(1);
  });

  it('for good is not known, and done by a check', async () => {
    const redeem = await couponOf();
    await till.fault('drop-before', { times: 3 });
    await scan(redeem);
    expect(code(redeem)).to.equal('unconfirmed');
    await submit(redeem);
    expect(redeem.state).to.equal('done');
    expect((await till.ledger()).length).to.equal(1);
  });

  it('is told as used where no answer was lost', async () => {
    const redeem = await couponOf();
    await scan(redeem, 'cq_used');
    expect(redeem.state).to.equal('failed');
    expect(code(redeem)).to.equal('coupon_already_used');
  });

  it('keeps its token out of the storage, where only a salted hash stands', async () => {
    const redeem = await couponOf();
    await till.fault('drop-before', { times: 3 });
    await scan(redeem);
    const kept = JSON.stringify({ ...localStorage });
    expect(kept).to.contain('coupon:');
    expect(kept).not.to.contain(coffee);
  });

  it('is offered after a reload, and checked by showing it again', async () => {
    const redeem = await couponOf();
    await till.fault('drop-before', { times: 3 });
    await scan(redeem);
    unmount();
    const again = await couponOf();
    await settled(again);
    expect(again.state).to.equal('unconfirmed');
    await says(again, 'Scan the same coupon again to check it.');
    await scan(again);
    expect(again.state).to.equal('done');
    expect((await till.ledger()).length).to.equal(1);
  });
});
