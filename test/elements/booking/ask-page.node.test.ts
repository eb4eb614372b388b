/** How long the page may take to decide about a booking, on a clock of the test's own. */
import { describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { askPage, plannedBooking } from '../../../src/elements/booking/before-booking.js';

const booking = plannedBooking(
  { kind: 'earn', customerCode: '482193', cardType: 'point', amount: '85.50', externalId: 'A-1', manualCode: false },
  '482193',
  null,
);

describe('the page that is asked', () => {
  it('has a minute, and its silence is a refusal', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      let ending: unknown = 'none yet';
      void askPage(() => new Promise(() => {}), booking, new AbortController().signal).then(
        (error) => (ending = error),
      );
      mock.timers.tick(59_999);
      await Promise.resolve();
      expect(ending).to.equal('none yet');
      mock.timers.tick(1);
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      expect(ending).to.include({ code: 'veto_failed' });
    } finally {
      mock.timers.reset();
    }
  });

  it('shows three hundred characters of a sentence, and no more', async () => {
    const error = await askPage(() => 'x'.repeat(400), booking, new AbortController().signal);
    expect(error?.values().value).to.have.length(300);
  });

  for (const answer of [true, undefined, null, '', 0, {}])
    it(`lets it go with ${JSON.stringify(answer) ?? 'nothing'}`, async () => {
      expect(await askPage(() => answer, booking, new AbortController().signal)).to.equal(null);
    });
});
