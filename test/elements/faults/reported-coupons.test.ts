/**
 * Coupons and the service's reports, over real HTTP: a coupon whose answer was lost is done only where this shop's proxy has
 * seen it issued, so that token and report are tied; and the coupon of a card that a lost earn has filled is named.
 */
import { expect, mount, part, reach, status, submit, unmount, until } from '../../support/elements.js';
import { shortQuestionPauses } from '../../support/pauses.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteEarnElement, LoyaliteRedeemElement } from '../../../src/index.js';

shortQuestionPauses();

afterEach(unmount);

const open = (): Promise<Till> => openTill({ events: true });
/** The card of this customer is full with one stamp more. */
const earnOf = ({ endpoint }: Till, order = 'A-1'): Promise<LoyaliteEarnElement> =>
  mount(`<loyalite-earn endpoint="${endpoint}" customer-code="517204" stamps="1" order-id="${order}"></loyalite-earn>`);
const couponOf = ({ endpoint }: Till, token: string): Promise<LoyaliteRedeemElement> =>
  mount(`<loyalite-redeem endpoint="${endpoint}" coupon="${token}"></loyalite-redeem>`);

/** The token of the coupon that an answered earn has issued. */
async function issue(till: Till): Promise<string> {
  const earn = await earnOf(till);
  await submit(earn);
  await reach(earn, 'done');
  await till.deliver();
  unmount();
  return (await till.phone('517204')).coupons.at(-1)!.qrToken;
}

async function lose(till: Till, token: string): Promise<LoyaliteRedeemElement> {
  await till.loseAnswers(1);
  const redeem = await couponOf(till, token);
  await submit(redeem);
  return redeem;
}

describe('a coupon whose answer was lost', () => {
  it('ends green by its event where the proxy has seen it issued', async () => {
    const till = await open();
    const redeem = await lose(till, await issue(till));
    await till.deliver();
    await reach(redeem, 'done');
    await redeem.updateComplete;
    expect(redeem.result).to.include({ confirmedBy: 'event', cardType: 'coupon' });
    expect(status(redeem)).to.contain('Loyalty has reported it.');
    expect(part(redeem, 'status').classList.contains('ok')).to.equal(true);
    expect((await till.ledger()).filter(({ operation }) => operation === 'coupon').length).to.equal(1);
  });

  it('stays amber, and says what was reported, where nothing ties the event to its token', async () => {
    const till = await open();
    await issue(till);
    const redeem = await lose(till, 'cq_free_coffee');
    await till.deliver();
    await until(() => status(redeem).includes('reported'));
    expect([redeem.state, redeem.error?.code]).to.deep.equal(['unconfirmed', 'probably_redeemed']);
    expect(part(redeem, 'status').classList.contains('warn')).to.equal(true);
  });

  it('stays amber where the event is of another coupon', async () => {
    const till = await open();
    const token = await issue(till);
    await till.eventFault('never');
    const redeem = await lose(till, token);
    const other = await couponOf(till, 'cq_free_coffee');
    await submit(other);
    await reach(other, 'done');
    await till.deliver();
    while ((await till.questions()).length < 4);
    expect([redeem.state, redeem.error?.code]).to.deep.equal(['unconfirmed', 'probably_redeemed']);
  });
});

describe('a full card whose answer was lost', () => {
  it('names the coupon, which is on the customer’s phone, and never shows its token', async () => {
    const till = await open();
    // A sale begins with a look-up, from which the proxy knows the service's clock.
    await fetch(`${till.endpoint}/webhook/customer?code=517204`);
    await till.loseAnswers(3);
    const earn = await earnOf(till);
    await submit(earn);
    await till.deliver();
    await reach(earn, 'done');
    await earn.updateComplete;
    const [issued] = (await till.phone('517204')).coupons.slice(-1);
    expect(earn.result).to.include({ confirmedBy: 'event' });
    expect(earn.result?.coupon?.name).to.equal(issued!.name);
    const shown = earn.shadowRoot!.textContent;
    expect(shown).to.contain(issued!.name).and.to.contain("It is on the customer's phone.");
    expect(JSON.stringify(earn.result) + shown + JSON.stringify({ ...localStorage })).not.to.contain(issued!.qrToken);
  });
});
