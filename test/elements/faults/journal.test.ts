/** Reloads, crashes, two windows and blocked storage: what was sent and not answered is never forgotten and never doubled. */
import {
  ayse,
  code,
  diary,
  enterPin,
  expect,
  hasPart,
  mount,
  part,
  reach,
  says,
  settled,
  status,
  submit,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { shortPauses } from '../../support/pauses.js';
import { openTill, type Till } from '../../support/till.js';
import { postings, stand } from '../contract/kinds.js';
import { openSale, openSaleOf } from '../checkout/sale.js';

shortPauses();

afterEach(unmount);

/** The element of a fresh page: the same markup, and nothing left of the one before. */
async function reload(element: Tag): Promise<Tag> {
  const { outerHTML } = element;
  unmount();
  return mount<Tag>(outerHTML);
}

for (const kind of postings) {
  describe(`a reload while ${kind.tag} is not answered`, () => {
    it('shows it as not known, without an error event and without sending', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      unmount();
      const lines = diary(document.body);
      const again = await mount<Tag>(element.outerHTML);
      await settled(again);
      expect(lines).to.deep.equal(['loyalite-statechange unconfirmed']);
      expect(code(again)).to.equal('unconfirmed');
      expect(status(again)).to.contain('Unfinished.');
      expect((await till.requests()).length).to.equal(3);
    });

    it('is done by a check with the same id and body', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      const again = await reload(element);
      part(again, 'retry').click();
      await reach(again, 'done');
      expect(new Set((await till.requests()).map(({ text }) => text)).size).to.equal(1);
      expect((await till.ledger()).length).to.equal(1);
    });

    it('names the customer and the value, so that the cashier knows whose it is', async () => {
      const { till, element } = await stand(kind);
      element.removeAttribute('customer-code');
      Object.assign(element, { customer: ayse() });
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      const again = await reload(element);
      expect(status(again)).to.contain('a***@gmail.com');
      expect(status(again)).to.match(kind.tag === 'loyalite-earn' ? /85\.50/ : /50 points/);
    });

    it('names the customer of what stays unknown after a day', async () => {
      const { till, element } = await stand(kind);
      element.removeAttribute('customer-code');
      Object.assign(element, { customer: ayse() });
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      for (const [name, text] of Object.entries(localStorage) as [string, string][]) {
        if (name.includes(':id:'))
          localStorage.setItem(
            name,
            text.replace(/"at":(\d+)/, (_, at: string) => `"at":${Number(at) - 2 * 86_400_000}`),
          );
      }
      const again = await reload(element);
      expect(status(again)).to.contain('will stay unknown');
      expect(part(again, 'card').textContent).to.contain('For a***@gmail.com');
    });

    it('is put off by Later and offered again by the next page', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      const again = await reload(element);
      part(again, 'dismiss').click();
      expect(again.state).to.equal('idle');
      const third = await reload(again);
      expect(third.state).to.equal('unconfirmed');
    });

    it('offers nothing of another order', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      unmount();
      const other = await mount<Tag>(element.outerHTML.replace('A-1', 'A-2'));
      expect(other.state).to.equal('idle');
    });

    it('offers nothing of another backend', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      unmount();
      const other = await mount<Tag>(element.outerHTML.replace(till.endpoint, (await openTill()).endpoint));
      expect(other.state).to.equal('idle');
    });

    it('mid-PIN lets it begin again by a tap, with an empty field and nothing left open', async () => {
      const { till, element } = await stand(kind, '', { preset: 'strict' });
      await submit(element);
      await reach(element, 'pin');
      const again = await reload(element);
      expect(again.state).to.equal('idle');
      await submit(again);
      await enterPin(again, (await till.phone('482193')).pin!);
      await reach(again, 'done');
      expect((await till.ledger()).length).to.equal(1);
    });
  });

  describe(`two windows with the same ${kind.tag}`, () => {
    it('send once: the second waits, and has the result when the first has it', async () => {
      const { till, element } = await stand(kind);
      const second = await mount<Tag>(element.outerHTML);
      await till.fault('hold-after');
      element.submit();
      await till.received(1);
      second.submit();
      await says(second, 'In progress in another window.');
      await till.release();
      await Promise.all([reach(element, 'done'), reach(second, 'done')]);
      expect((await till.requests()).length).to.equal(1);
      const booked = (tag: Tag): object => ({ ...(tag.result as object), receipt: [], repeated: false });
      expect(booked(second)).to.deep.equal(booked(element));
      expect(second.result).to.include({ repeated: true });
    });
  });

  describe(`${kind.tag} on plain http, without locks and random UUIDs`, () => {
    const missing = [
      [navigator, 'locks'],
      [crypto, 'randomUUID'],
    ] as const;
    beforeEach(() => {
      for (const [holder, name] of missing)
        Object.defineProperty(holder, name, { value: undefined, configurable: true });
    });
    afterEach(() => {
      for (const [holder, name] of missing) Reflect.deleteProperty(holder, name);
    });

    it('books once in two windows, under the one id', async () => {
      const { till, element } = await stand(kind);
      const second = await mount<Tag>(element.outerHTML);
      await till.fault('hold-after');
      element.submit();
      await till.received(1);
      await submit(second);
      await till.release();
      await reach(element, 'done');
      expect(['done', 'unconfirmed']).to.include(second.state);
      expect((await till.ledger()).length).to.equal(1);
    });

    it('finds out after a reload what was not answered', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after', { times: 3 });
      await submit(element);
      const again = await reload(element);
      expect(again.state).to.equal('unconfirmed');
      await submit(again);
      expect(again.state).to.equal('done');
      expect((await till.ledger()).length).to.equal(1);
    });
  });

  describe(`${kind.tag} with blocked storage`, () => {
    const { setItem } = Storage.prototype;
    beforeEach(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    afterEach(() => {
      Storage.prototype.setItem = setItem;
    });

    it('works, says once that it keeps no notes, and still sends nothing twice', async () => {
      const { till, element } = await stand(kind);
      await till.fault('drop-after');
      await submit(element);
      expect(element.state).to.equal('done');
      expect(element.shadowRoot!.textContent.split('keeps no notes').length).to.equal(2);
      element.reset();
      await submit(element);
      expect(element.result).to.include({ repeated: true });
      expect((await till.ledger()).length).to.equal(1);
    });
  });
}

describe('what an earlier sale left unanswered', () => {
  async function leaveOne(till?: Till): Promise<Till> {
    const sale = await openSaleOf({ ...(till && { till }) });
    await sale.till.fault('drop-after', { times: 3, path: '/webhook/pos' });
    await submit(sale.earn);
    unmount();
    return sale.till;
  }

  it('comes up in one banner of the next, and nothing is sent', async () => {
    const till = await leaveOne();
    const { checkout } = await openSale({ till, more: 'order-id="B-1"' });
    checkout.orderId = 'B-1';
    await settled(checkout);
    expect(part(checkout, 'recovery').textContent).to.contain('Still to check: 1');
    const recovered = part(checkout, 'recovery').querySelector<Tag>('loyalite-earn')!;
    await settled(recovered);
    expect(status(recovered)).to.contain('a***@gmail.com');
    expect((await till.requests()).length).to.equal(3);
  });

  it('is offered by the tag itself where the order is the same', async () => {
    const till = await leaveOne();
    const { checkout, earn } = await openSale({ till });
    expect(earn.state).to.equal('unconfirmed');
    expect(hasPart(checkout, 'recovery')).to.equal(false);
  });

  it('is done from the banner without touching the sale of now', async () => {
    const till = await leaveOne();
    const { checkout } = await openSale({ till });
    checkout.orderId = 'B-1';
    await settled(checkout);
    checkout.customer = ayse({ customerCode: '517204', pointBalance: 2450 });
    const lines = diary(document.body);
    const recovered = part(checkout, 'recovery').querySelector<Tag>('loyalite-earn')!;
    await settled(recovered);
    part(recovered, 'retry').click();
    await reach(recovered, 'done');
    expect((await till.ledger()).length).to.equal(1);
    expect(checkout.customer).to.include({ customerCode: '517204', pointBalance: 2450 });
    expect(lines).not.to.include('loyalite-complete');
  });

  it('leaves the banner by Later, and comes back with the next page', async () => {
    const till = await leaveOne();
    const { checkout } = await openSale({ till });
    checkout.orderId = 'B-1';
    await settled(checkout);
    const recovered = part(checkout, 'recovery').querySelector<Tag>('loyalite-earn')!;
    await settled(recovered);
    part(recovered, 'dismiss').click();
    await settled(checkout);
    expect(hasPart(checkout, 'recovery')).to.equal(false);
    unmount();
    const next = await openSale({ till });
    next.checkout.orderId = 'B-2';
    await settled(next.checkout);
    expect(hasPart(next.checkout, 'recovery')).to.equal(true);
  });

  it('does not hold up the earn of the sale of now', async () => {
    const till = await openTill();
    const before = await openSaleOf({ till });
    await till.fault('drop-after', { times: 3 });
    await submit(before.redeem);
    unmount();
    const { checkout, earn } = await openSale({ till });
    checkout.orderId = 'B-1';
    checkout.customer = ayse();
    await settled(checkout);
    await submit(earn);
    expect(earn.state).to.equal('done');
  });
});
