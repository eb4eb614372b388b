/** Wrong, late and too many PINs: what the cashier is told, and that a new challenge takes a tap. */
import {
  diary,
  expect,
  mount,
  part,
  reach,
  settled,
  submit,
  unmount,
  until,
  type Tag,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill } from '../../support/till.js';
import { askForPin, dialog, field, news, phonePin, sentPins, tap, wrong } from './pin.js';

shortPauses();

afterEach(unmount);

/** Enters a PIN and waits until the overlay asks again. */
async function tryPin(earn: Tag, pin: string): Promise<void> {
  tap(earn, pin);
  part(earn, 'pin-submit').click();
  await reach(earn, 'pin');
  await settled(earn);
}

describe('a wrong PIN', () => {
  // WCAG 3.3.3
  it('is told with the tries that are left, in an alert that stood before, with the field empty and focused', async () => {
    const { till, earn } = await askForPin();
    const region = part(earn, 'pin-status').querySelector('[role=alert]')!;
    expect(region.getAttribute('role')).to.equal('alert');
    expect(region.textContent).to.equal('');
    const pin = await phonePin(till);
    await tryPin(earn, wrong(pin));
    expect(part(earn, 'pin-status').querySelector('[role=alert]')).to.equal(region);
    expect(region.textContent).to.equal('Wrong PIN. 2 tries left.');
    expect(field(earn).value).to.equal('');
    expect(earn.shadowRoot!.activeElement === field(earn)).to.equal(true);
    await tryPin(earn, wrong(wrong(pin)));
    expect(region.textContent).to.equal('Wrong PIN. 1 try left.');
  });

  it('is no event but the changes of state', async () => {
    const { till, earn } = await askForPin();
    const lines = diary(document.body);
    await tryPin(earn, wrong(await phonePin(till)));
    expect(lines).to.deep.equal(['loyalite-statechange pending', 'loyalite-statechange pin']);
    expect(earn.error).to.equal(null);
  });

  it('can be followed by the right one', async () => {
    const { till, earn } = await askForPin();
    const pin = await phonePin(till);
    await tryPin(earn, wrong(pin));
    tap(earn, pin);
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
    expect(await sentPins(till)).to.deep.equal([undefined, wrong(pin), pin]);
    expect((await till.ledger()).length).to.equal(1);
  });

  it('can be canceled, and then nothing was booked', async () => {
    const { till, earn } = await askForPin();
    await tryPin(earn, wrong(await phonePin(till)));
    earn.cancel();
    expect(earn.state).to.equal('canceled');
    expect(await till.ledger()).to.deep.equal([]);
  });

  it('is told in words where the service does not count', async () => {
    const { till, earn } = await askForPin();
    await till.fault('answer', { status: 422, body: { error: 'pin_invalid' } });
    await tryPin(earn, '0000');
    expect(news(earn)).to.equal('Wrong PIN.');
  });
});

/** Each leads to a dead challenge. */
const deaths = {
  expired: {
    answer: { status: 422, body: { error: 'pin_expired', remaining_attempts: 0 } },
    words: 'The time for this PIN is over.',
  },
  exceeded: {
    answer: { status: 429, body: { error: 'pin_attempts_exceeded', remaining_attempts: 0 } },
    words: 'Too many wrong PINs.',
  },
  'without tries left': {
    answer: { status: 422, body: { error: 'pin_invalid', remaining_attempts: 0 } },
    words: 'Too many wrong PINs.',
  },
  'expired with another status': {
    answer: { status: 412, body: { error: 'pin_expired' } },
    words: 'The time for this PIN is over.',
  },
};

for (const [name, { answer, words }] of Object.entries(deaths)) {
  describe(`a challenge that is ${name}`, () => {
    it('says so, takes no digits and leads to the button for a new PIN', async () => {
      const { till, earn } = await askForPin();
      await till.fault('answer', answer);
      await tryPin(earn, '0000');
      expect(news(earn)).to.contain(words);
      expect(field(earn).disabled).to.equal(true);
      expect(part(earn, 'pin-submit').getAttribute('aria-disabled')).to.equal('true');
      expect(earn.shadowRoot!.activeElement === part(earn, 'pin-resend')).to.equal(true);
      tap(earn, '12');
      part(earn, 'pin-submit').click();
      expect(field(earn).value).to.equal('');
      expect((await till.requests()).length).to.equal(2);
    });

    // WCAG 2.2.1
    it('asks for a new one by one tap, without a PIN, and books with that', async () => {
      const { till, earn } = await askForPin();
      await till.fault('answer', answer);
      await tryPin(earn, '0000');
      part(earn, 'pin-resend').click();
      part(earn, 'pin-resend').click();
      await reach(earn, 'pin');
      await settled(earn);
      expect(news(earn)).to.equal('Use the newest PIN on the phone.');
      expect(field(earn).disabled).to.equal(false);
      expect(earn.shadowRoot!.activeElement === field(earn)).to.equal(true);
      const pin = await phonePin(till);
      tap(earn, pin);
      part(earn, 'pin-submit').click();
      await reach(earn, 'done');
      expect(await sentPins(till)).to.deep.equal([undefined, '0000', undefined, pin]);
    });
  });
}

describe('a service that kills every challenge', () => {
  for (const code of ['900442', '900443']) {
    it(`is never asked by itself (${code})`, async () => {
      const till = await openTill();
      const earn = await mount<Tag>(
        `<loyalite-earn endpoint="${till.endpoint}" order-id="A-1" customer-code="${code}" amount="10"></loyalite-earn>`,
      );
      await submit(earn);
      await reach(earn, 'pin');
      for (let round = 1; round <= 3; round += 1) {
        await tryPin(earn, '0000');
        expect((await till.requests()).length).to.equal(2 * round);
        part(earn, 'pin-resend').click();
        await reach(earn, 'pin');
        await settled(earn);
      }
      expect(await till.ledger()).to.deep.equal([]);
    });
  }
});

describe("a PIN that is over by the service's clock", () => {
  it('is told as over and replaced by a tap', async () => {
    const { till, earn } = await askForPin({ pinTtlSeconds: 30 });
    const pin = await phonePin(till);
    await till.advance(31_000);
    await tryPin(earn, pin);
    expect(news(earn)).to.contain('The time for this PIN is over.');
    part(earn, 'pin-resend').click();
    await reach(earn, 'pin');
    tap(earn, await phonePin(till));
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
  });
});

describe('a new PIN while the old one is good', () => {
  it('is to be had by a tap, and only the newest counts', async () => {
    const { till, earn } = await askForPin();
    const old = await phonePin(till);
    part(earn, 'pin-resend').click();
    await reach(earn, 'pin');
    await settled(earn);
    expect(news(earn)).to.equal('Use the newest PIN on the phone.');
    await tryPin(earn, old);
    expect(news(earn)).to.equal('Wrong PIN. 2 tries left.');
    tap(earn, await phonePin(till));
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
  });
});

describe('a rate limit at the PIN', () => {
  it('asks for no PIN: it is waited out with the same digits', async () => {
    const { till, earn } = await askForPin();
    const pin = await phonePin(till);
    await till.fault('answer', { status: 429, body: { error: 'too many requests' }, headers: { 'retry-after': '0' } });
    tap(earn, pin);
    part(earn, 'pin-submit').click();
    await reach(earn, 'done');
    expect(await sentPins(till)).to.deep.equal([undefined, pin, pin]);
  });

  it('is told in the overlay, and can be left', async () => {
    const { till, earn } = await askForPin();
    await till.fault('rate-limited');
    tap(earn, await phonePin(till));
    // The pause is short in a test: whoever waits for it waits from before.
    const told = until(() => news(earn).includes('busy'));
    part(earn, 'pin-submit').click();
    await told;
    expect(dialog(earn).open).to.equal(true);
    part(earn, 'pin-cancel').click();
    await reach(earn, 'canceled');
    expect(await till.ledger()).to.deep.equal([]);
  });
});
