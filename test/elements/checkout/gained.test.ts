/** After an earn the screen says what was gained and what there is now, and no older balance stays beside it. */
import {
  ayse,
  enterPin,
  event,
  expect,
  part,
  reach,
  says,
  status,
  submit,
  unmount,
  until,
} from '../../support/elements.js';
import { openSale, openSaleOf } from './sale.js';

afterEach(unmount);

describe('an earn', () => {
  it('says how many points were gained and how many there are now', async () => {
    const { earn } = await openSaleOf();
    const earned = event<{ receipt: string[] }>(earn, 'loyalite-earned');
    await submit(earn);
    expect(status(earn)).to.equal('+86 points, now 206.');
    expect((await earned).detail.receipt[0]).to.equal('+86 points, now 206.');
  });

  it('says how many stamps', async () => {
    const { earn } = await openSaleOf({ earn: 'stamps="1"' });
    await submit(earn);
    expect(status(earn)).to.equal('+1 stamp, now 5.');
  });

  it('says it of who was looked up, after a redemption and with PINs', async () => {
    const { till, lookup, redeem, earn } = await openSale({ preset: 'strict' });
    lookup.scan((await till.phone('482193')).qr);
    await reach(lookup, 'done');
    await submit(redeem);
    await enterPin(redeem, (await till.phone('482193')).pin ?? '');
    await reach(redeem, 'done');
    await submit(earn);
    await enterPin(earn, (await till.phone('482193')).pin ?? '');
    await reach(earn, 'done');
    expect(status(earn)).to.equal('+86 points, now 156.');
  });

  const digits = (count: number): string => new Intl.NumberFormat('ar').format(count);
  for (const [lang, told] of [
    ['tr', '+86 puan, yeni bakiye 206.'],
    ['de', '+86 Punkte, jetzt 206.'],
    // Engines have either digits for Arabic where no country is named.
    ['ar', `\u2066+${digits(86)}\u2069 \u2068نقطة\u2069، الآن \u2068${digits(206)}\u2069.`],
  ] as const)
    it(`says it in ${lang}`, async () => {
      const { earn } = await openSaleOf({ more: `lang="${lang}"` });
      await until(() => !part(earn, 'submit').textContent.includes('Give'));
      await submit(earn);
      expect(status(earn)).to.equal(told);
    });

  it('says nothing of a gain where the balance before is not known', async () => {
    const { checkout, earn } = await openSaleOf();
    checkout.customer = { customerCode: '482193' } as never;
    await submit(earn);
    expect(status(earn)).to.equal('Points given. New balance: 206 points.');
  });

  it('says nothing of a gain where more or fewer stamps came than were given', async () => {
    const { till, earn } = await openSaleOf({ events: true, earn: 'stamps="1"' });
    await till.byHand('482193', 'stamp', 2);
    await submit(earn);
    expect(status(earn)).to.equal('Stamps given. New balance: 7 stamps.');
  });

  it('says nothing of a gain where the answer came to a check: others may have been given meanwhile', async () => {
    const { till, earn } = await openSaleOf();
    await till.fault('drop-after', { times: 3 });
    earn.submit();
    await reach(earn, 'unconfirmed');
    earn.submit();
    await reach(earn, 'done');
    expect(status(earn)).to.equal('Points given. New balance: 206 points.');
  });
});

describe('a balance that is older', () => {
  it('stands nowhere in the sale after an earn', async () => {
    const { redeem, earn } = await openSaleOf();
    await submit(redeem);
    expect(status(redeem)).to.equal('Used 50 points. New balance: 70 points.');
    expect(part(redeem, 'result').textContent).to.match(/70\s*points/);
    await submit(earn);
    await says(redeem, 'Used 50 points.');
    expect(status(redeem)).to.equal('Used 50 points.');
    expect(redeem.shadowRoot!.querySelector('[part=result]')).to.equal(null);
    expect(part(earn, 'result').textContent).to.match(/156\s*points/);
  });

  it('stands nowhere after a redemption that comes later', async () => {
    const { redeem, earn } = await openSaleOf();
    await submit(earn);
    await submit(redeem);
    await until(() => status(earn) === 'Points given.' || status(earn) === '+86 points,');
    expect(status(redeem)).to.contain('New balance: 156 points.');
    expect(earn.shadowRoot!.querySelector('[part=result]')).to.equal(null);
  });

  it('stays where the sale knows no balance', async () => {
    const { checkout, earn } = await openSaleOf({}, ayse());
    checkout.customer = { customerCode: '482193', maskedEmail: 'a***@gmail.com' } as never;
    await submit(earn);
    expect(part(earn, 'result').textContent).to.match(/206\s*points/);
  });
});
