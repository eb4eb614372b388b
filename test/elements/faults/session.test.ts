/** A till whose session is over: said as what it is, and after signing in again the same button goes on, under a new session. */
import { ayse, expect, part, reach, settled, status, submit, unmount } from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openSale } from '../checkout/sale.js';
import { kinds, postings, stand } from '../contract/kinds.js';

shortPauses();

afterEach(unmount);

for (const kind of kinds) {
  describe(`${kind.tag} of a till that is signed out`, () => {
    it('says "Sign in again", and after that the same submit goes through', async () => {
      const { till, element } = await stand(kind);
      await till.signOut();
      await submit(element);
      expect(element.error).to.include({ code: 'session_expired', status: 401, retryable: true });
      expect(status(element)).to.contain('Sign in again.');
      expect(status(element)).to.contain('Nothing was given or used.');
      expect(await till.upstreamRequests()).to.deep.equal([]);
      await till.signIn();
      await submit(element);
      expect(element.state).to.equal('done');
      expect((await till.ledger()).length).to.equal(kind.isPosting ? 1 : 0);
    });
  });
}

for (const kind of kinds) {
  it(`${kind.tag} behind a server that adds a slash to every address does not ask to sign in`, async () => {
    const { till, element } = await stand(kind, '', { addsSlash: true });
    await submit(element);
    expect(element.error).to.include({ code: 'route_unknown', retryable: false });
    expect(status(element)).to.contain('Loyalty is not set up correctly on this till.');
    expect(await till.upstreamRequests()).to.deep.equal([]);
  });
}

for (const kind of postings) {
  const operation = kind.path === '/webhook/pos' ? 'earn' : 'redeem';

  describe(`${kind.tag} that was on its way when the session ended`, () => {
    for (const fault of ['drop-before', 'drop-after'] as const) {
      it(`(${fault}) stays "not known" with the reason, and is found out by Check again after signing in`, async () => {
        const { till, element } = await stand(kind);
        await till.fault(fault, { times: 3 });
        await submit(element);
        await till.signOut();
        part(element, 'retry').click();
        await reach(element, 'pending');
        await reach(element, 'unconfirmed');
        expect(status(element)).to.contain('The till was signed out. Sign in again, then check.');
        expect(status(element)).not.to.contain('Nothing was given');
        await till.signIn();
        part(element, 'retry').click();
        await reach(element, 'done');
        expect((await till.ledger()).length).to.equal(1);
      });
    }

    for (const [why, fault] of [
      ['the answer got lost', 'drop-after'],
      ['a web server answered in its place', 'error-after'],
    ] as const) {
      it(`is found out with verifiedOnly too, without another scan, where ${why}`, async () => {
        const sale = await openSale({ proxy: { verifiedOnly: true }, more: 'verified-only' });
        const { till, lookup } = sale;
        lookup.scan((await till.phone('482193')).qr);
        await reach(lookup, 'done');
        await settled(sale.checkout);
        const element = sale[operation];
        await till.fault(fault, { times: 3 });
        await submit(element);
        expect(element.state).to.equal('unconfirmed');
        await till.signOut();
        await submit(element);
        expect(status(element)).to.contain('The till was signed out.');
        await till.signIn();
        part(element, 'retry').click();
        await reach(element, 'done');
        expect((await till.ledger()).map((entry) => entry.operation)).to.deep.equal([operation]);
      });
    }

    it('has to be of a scanned customer with verifiedOnly where it never reached the proxy: one scan more, then the check', async () => {
      const sale = await openSale({ proxy: { verifiedOnly: true } });
      const { till, lookup, checkout } = sale;
      checkout.customer = ayse();
      await settled(checkout);
      const element = sale[operation];
      await till.fault('drop-before', { times: 3 });
      await submit(element);
      await till.signOut();
      await till.signIn();
      await submit(element);
      expect(element.state).to.equal('unconfirmed');
      expect(element.error?.cause).to.include({ code: 'verification_required' });
      lookup.scan((await till.phone('482193')).qr);
      await reach(lookup, 'done');
      await submit(element);
      expect(element.state).to.equal('done');
      expect((await till.ledger()).length).to.equal(1);
    });
  });
}
