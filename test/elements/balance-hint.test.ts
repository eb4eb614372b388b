/** After a check that brought no answer the balance is looked up, and shown as a hint. */
import { openTill } from '../support/till.js';
import { expect, mount, part, reach, unmount } from '../support/elements.js';
import { shortPauses } from '../support/pauses.js';
import type { LoyaliteEarnElement } from '../../src/index.js';

shortPauses();

describe('a check without an answer', () => {
  it('shows the balance as a hint, and books nothing more', async () => {
    const till = await openTill({ preset: 'standard' });
    const element = await mount<LoyaliteEarnElement>(
      `<loyalite-earn endpoint=${till.endpoint} customer-code="482193" amount="85.50" order-id="A-9"></loyalite-earn>`,
    );
    await till.fault('drop-after', { path: '/webhook/pos', times: 6 });
    element.submit();
    await reach(element, 'unconfirmed');
    expect(part(element, 'hint').textContent).to.equal('');
    const hinted = new Promise<void>((resolve) => {
      new MutationObserver(() => part(element, 'hint').textContent && resolve()).observe(
        element.shadowRoot as ShadowRoot,
        { subtree: true, childList: true, characterData: true },
      );
    });
    part(element, 'retry').click();
    await reach(element, 'unconfirmed');
    await hinted;
    expect(part(element, 'hint').textContent).to.equal(
      'The balance is now 206 points, 4 stamps. That alone does not say whether it counted.',
    );
    expect(element.state).to.equal('unconfirmed');
    expect(await till.ledger()).to.have.length(1);
    unmount();
    await till.close();
  });
});
