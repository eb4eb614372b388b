/** The PIN overlay: it comes by itself, takes digits by keyboard, keypad or paste, and sends them as they were typed. */
import { sendKeys } from '@web/test-runner-commands';
import {
  ayse,
  diary,
  event,
  expect,
  hasPart,
  mount,
  part,
  reach,
  settled,
  submit,
  typeByHand,
  unmount,
  until,
  type Tag,
} from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import { armed, pull } from '../scan/trigger.js';
import { askForPin, dialog, field, news, paste, phonePin, sentPins, tap } from './pin.js';

afterEach(unmount);

const balances = { data: { stamps: 4, points: 130 } };

/** The service asks for a PIN and takes any. */
async function anyPin(): Promise<{ till: Till; earn: Tag }> {
  const till = await openTill();
  await till.fault('answer', {
    status: 412,
    body: { error: 'pin_required', challenge_id: 'c1', remaining_attempts: 3 },
  });
  await till.fault('answer', { body: balances });
  const earn = await mount<Tag>(
    `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="482193" amount="10"></loyalite-earn>`,
  );
  await submit(earn);
  await reach(earn, 'pin');
  return { till, earn };
}

describe('the PIN overlay', () => {
  // WCAG 2.4.3
  it('opens by itself, modal, with the focus in the field', async () => {
    const { earn } = await askForPin();
    expect(dialog(earn).open).to.equal(true);
    expect(dialog(earn).matches(':modal')).to.equal(true);
    expect(earn.shadowRoot!.activeElement === field(earn)).to.equal(true);
    expect(earn.matches(':state(pin)')).to.equal(true);
  });

  it('says who is asked and what for', async () => {
    const till = await openTill({ preset: 'strict' });
    const earn = await mount<HTMLElementTagNameMap['loyalite-earn']>(
      `<loyalite-earn endpoint="${till.endpoint}" amount="10" currency="TRY"></loyalite-earn>`,
    );
    earn.customer = ayse();
    await submit(earn);
    await reach(earn, 'pin');
    expect(dialog(earn).textContent).to.contain('It is on the phone of a***@gmail.com, to give points for ₺10.00.');
  });

  it("keeps managers of passwords and codes of the cashier's own phone away", async () => {
    const { earn } = await askForPin();
    expect(
      Object.fromEntries(['type', 'inputmode', 'autocomplete'].map((name) => [name, field(earn).getAttribute(name)])),
    ).to.deep.equal({ type: 'text', inputmode: 'numeric', autocomplete: 'off' });
    expect(field(earn).hasAttribute('data-1p-ignore')).to.equal(true);
    expect(field(earn).form!.querySelectorAll('input').length).to.equal(1);
  });

  for (const pinDigits of [2, 4] as const) {
    it(`credits with the ${pinDigits} digits on the phone`, async () => {
      const { till, earn } = await askForPin({ pinDigits });
      const pin = await phonePin(till);
      tap(earn, pin);
      part(earn, 'pin-submit').click();
      await reach(earn, 'done');
      expect(earn.result).to.include({ verification: 'pin' });
      expect(await sentPins(till)).to.deep.equal([undefined, pin]);
      expect(dialog(earn).open).to.equal(false);
    });
  }

  for (const pin of ['04', '0007', '00', '0000', '42', '4207']) {
    it(`sends ${pin} as the text it is`, async () => {
      const { till, earn } = await anyPin();
      tap(earn, pin);
      part(earn, 'pin-submit').click();
      await reach(earn, 'done');
      expect((await till.requests())[1]!.text).to.contain(`"verification_pin":"${pin}"`);
    });
  }

  // WCAG 2.1.1
  it('works with the keyboard alone', async () => {
    const { till, earn } = await anyPin();
    await typeByHand('0407');
    await sendKeys({ press: 'Enter' });
    await reach(earn, 'done');
    expect(await sentPins(till)).to.deep.equal([undefined, '0407']);
  });

  it('works with the keypad alone, which leaves the focus in the field', async () => {
    const { till, earn } = await anyPin();
    tap(earn, '419<<07');
    expect(field(earn).value).to.equal('407');
    tap(earn, '<');
    expect(field(earn).value).to.equal('40');
    expect(earn.shadowRoot!.activeElement === field(earn)).to.equal(true);
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
    expect(await sentPins(till)).to.deep.equal([undefined, '40']);
  });

  // WCAG 2.5.8
  it('has the keys of a till: in threes from 1, delete, 0 and confirm, each at least 48 px', async () => {
    const { earn } = await askForPin();
    const keys = [...dialog(earn).querySelectorAll<HTMLElement>('[part=pin-key], [part=pin-submit]')];
    expect(keys.map(({ ariaLabel, textContent }) => ariaLabel ?? textContent)).to.deep.equal([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      'Delete',
      '0',
      'Confirm',
    ]);
    for (const { offsetHeight, offsetWidth } of keys) expect(Math.min(offsetHeight, offsetWidth)).to.be.at.least(48);
  });

  // WCAG 3.3.8
  it('takes a pasted PIN', async () => {
    const { till, earn } = await anyPin();
    paste('0007');
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
    expect(await sentPins(till)).to.deep.equal([undefined, '0007']);
  });

  it('takes digits alone, four at most', async () => {
    const { earn } = await askForPin();
    await typeByHand('a1-2');
    expect(field(earn).value).to.equal('12');
    tap(earn, '345');
    expect(field(earn).value).to.equal('1234');
  });

  it('refuses what a hand scanner types, and says so', async () => {
    const { earn } = await askForPin();
    await typeByHand('1');
    await armed();
    pull('048213');
    await until(() => news(earn) === 'A PIN is typed, not scanned.');
    expect(earn.state).to.equal('pin');
    // A key that a person may have pressed passes: never a whole PIN of a scan.
    expect(field(earn).value).to.match(/^1\d{0,2}$/);
  });

  it('draws a slot for each digit', async () => {
    const { earn } = await askForPin();
    const filled = (): boolean[] =>
      [...dialog(earn).querySelectorAll('.slots i')].map(({ classList }) => classList.contains('on'));
    expect(filled()).to.deep.equal([false, false, false, false]);
    tap(earn, '12');
    await earn.updateComplete;
    expect(filled()).to.deep.equal([true, true, false, false]);
  });

  // WCAG 3.2.1, 3.2.2
  it('sends nothing by itself at the second digit, and nothing of one or three', async () => {
    const { till, earn } = await askForPin();
    for (const keys of ['', '1', '2', '3']) {
      tap(earn, keys);
      if (field(earn).value.length === 2) continue;
      part(earn, 'pin-submit').click();
      await earn.updateComplete;
      expect(news(earn)).to.equal('The PIN has 2 or 4 digits.');
    }
    expect(earn.state).to.equal('pin');
    expect((await till.requests()).length).to.equal(1);
  });

  it('keeps the operation frozen: what the page changes meanwhile is not sent', async () => {
    const { till, earn } = await askForPin();
    earn.amount = '9999';
    earn.orderId = 'A-2';
    earn.customerCode = '517204';
    earn.manualCode = true;
    await settled(earn);
    expect(dialog(earn).textContent).to.contain('₺10.00');
    tap(earn, await phonePin(till));
    const settlement = event<{ orderId: string; customerCode: string; earned: object }>(earn, 'loyalite-settled');
    part(earn, 'pin-submit').click();
    // Another order stands there by now: the ending is told as that of the one it was asked for.
    const { detail } = await settlement;
    const [first, second] = (await till.requests()).map(({ body }) => body);
    const { verification_pin, ...rest } = second;
    expect(rest).to.deep.equal(first);
    expect(verification_pin).to.match(/^\d{4}$/);
    expect(detail).to.include({ orderId: 'A-1', customerCode: '482193' });
    expect(detail.earned).to.include({ externalId: 'A-1', customerCode: '482193', amount: '10.00' });
  });

  it('is empty the moment the PIN is sent, and says that it checks', async () => {
    const { till, earn } = await askForPin();
    await till.fault('hold-after');
    tap(earn, await phonePin(till));
    part(earn, 'pin-submit').click();
    expect(field(earn).value).to.equal('');
    await earn.updateComplete;
    expect(news(earn)).to.equal('Checking…');
    expect(dialog(earn).open).to.equal(true);
    expect(field(earn).readOnly).to.equal(true);
    tap(earn, '1234');
    part(earn, 'pin-submit').click();
    part(earn, 'pin-resend').click();
    part(earn, 'pin-cancel').click();
    expect(field(earn).value).to.equal('');
    await till.release();
    await reach(earn, 'done');
    expect((await till.requests()).length).to.equal(2);
  });

  it('sends once when Confirm is tapped twice', async () => {
    const { till, earn } = await askForPin();
    tap(earn, await phonePin(till));
    part(earn, 'pin-submit').click();
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
    expect((await till.requests()).length).to.equal(2);
  });

  it('ignores a submit() of the page', async () => {
    const { till, earn } = await askForPin();
    earn.submit();
    expect(earn.state).to.equal('pin');
    expect((await till.requests()).length).to.equal(1);
  });

  // WCAG 4.1.3
  it('stands there, closed, once it was open, and not before', async () => {
    const till = await openTill();
    const earn = await mount<Tag>(
      `<loyalite-earn endpoint="${till.endpoint}" customer-code="482193" amount="10"></loyalite-earn>`,
    );
    expect(hasPart(earn, 'pin-dialog')).to.equal(false);
  });
});

describe('leaving the PIN overlay', () => {
  const ways: [string, (earn: Tag) => unknown][] = [
    ['Escape', () => sendKeys({ press: 'Escape' })],
    ['its button', (earn) => part(earn, 'pin-cancel').click()],
    ['cancel()', (earn) => earn.cancel()],
  ];

  for (const [way, leave] of ways) {
    // WCAG 2.1.2
    it(`by ${way} cancels, books nothing and gives the focus back`, async () => {
      const till = await openTill({ preset: 'strict' });
      const earn = await mount<Tag>(
        `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="482193" amount="10"></loyalite-earn>`,
      );
      part(earn, 'submit').focus();
      part(earn, 'submit').click();
      await reach(earn, 'pin');
      tap(earn, '12');
      const lines = diary(document.body);
      const canceled = event(earn, 'loyalite-cancel');
      await leave(earn);
      await canceled;
      await earn.updateComplete;
      expect(lines).to.deep.equal(['loyalite-statechange canceled', 'loyalite-cancel canceled']);
      expect(dialog(earn).open).to.equal(false);
      expect(field(earn).value).to.equal('');
      expect(earn.shadowRoot!.activeElement === part(earn, 'submit')).to.equal(true);
      expect(await till.ledger()).to.deep.equal([]);
      expect((await till.requests()).length).to.equal(1);
    });
  }

  it('lets the same operation begin again by a tap, with an empty field', async () => {
    const { till, earn } = await askForPin();
    tap(earn, '12');
    earn.cancel();
    await submit(earn);
    await reach(earn, 'pin');
    expect(field(earn).value).to.equal('');
    tap(earn, await phonePin(till));
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
    expect((await till.ledger()).length).to.equal(1);
  });

  it('by reset() leads to idle without a cancel event', async () => {
    const { earn } = await askForPin();
    const lines = diary(document.body);
    earn.reset();
    await earn.updateComplete;
    expect(lines).to.deep.equal(['loyalite-statechange idle']);
    expect(dialog(earn).open).to.equal(false);
  });
});
