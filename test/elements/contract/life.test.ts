/** What every tag does when it is taken out, put back, moved or copied. */
import {
  ayse,
  diary,
  ending,
  event,
  expect,
  hasPart,
  mount,
  part,
  reach,
  settled,
  submit,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { openTill } from '../../support/till.js';
import { kinds, postings, stand } from './kinds.js';

afterEach(unmount);

for (const kind of kinds) {
  describe(`the life of ${kind.tag}`, () => {
    it('goes on after it was taken out and put back', async () => {
      const { till, element } = await stand(kind);
      const holder = element.parentElement!;
      for (let round = 0; round < 3; round += 1) {
        element.remove();
        holder.append(element);
      }
      const lines = diary(document.body);
      await submit(element);
      expect(lines).to.deep.equal([
        'loyalite-statechange pending',
        'loyalite-statechange done',
        `${kind.success} done`,
      ]);
      expect((await till.requests()).length).to.equal(1);
    });

    it('can begin, end and begin again before it is drawn', async () => {
      const {
        till,
        element: { outerHTML },
      } = await stand(kind);
      const holder = document.createElement('div');
      document.body.append(holder);
      holder.innerHTML = outerHTML;
      holder.replaceChildren();
      holder.innerHTML = outerHTML;
      await settled(holder);
      await submit(holder.firstElementChild as Tag);
      expect((holder.firstElementChild as Tag).state).to.equal('done');
      expect((await till.requests()).length).to.equal(1);
      holder.remove();
    });

    it('keeps its state when it is moved', async () => {
      const { element } = await stand(kind);
      await submit(element);
      const { result } = element;
      document.body.append(element);
      await settled(element);
      expect(element.state).to.equal('done');
      expect(element.result).to.equal(result);
      element.remove();
    });

    it('ends once although it is moved while the answer is on its way', async () => {
      const { till, element } = await stand(kind);
      await till.fault('hold-after');
      element.submit();
      await till.received(1);
      const lines = diary(element);
      const success = event(element, kind.success);
      document.body.append(element);
      await till.release();
      await success;
      expect(lines).to.deep.equal(['loyalite-statechange done', `${kind.success} done`]);
      expect((await till.requests()).length).to.equal(1);
      element.remove();
    });

    it("can be made by the page's script and set by properties", async () => {
      const till = await openTill();
      const element = document.createElement(kind.tag);
      Object.assign(element, {
        endpoint: till.endpoint,
        value: '482193',
        customer: ayse(),
        amount: '85.50',
        points: '50',
        orderId: 'A-7',
      });
      document.body.append(element);
      await submit(element);
      expect(element.state).to.equal('done');
      element.remove();
    });

    it('takes properties that were set before it was defined', async () => {
      const holder = document.implementation.createHTMLDocument().createElement('div');
      holder.innerHTML = `<${kind.tag}></${kind.tag}>`;
      const element = holder.firstElementChild as Tag;
      Object.assign(element, { endpoint: '/till/none', deadline: 1234 });
      document.body.append(element);
      await element.updateComplete;
      expect(element.endpoint).to.equal('/till/none');
      expect(element.deadline).to.equal(1234);
      element.remove();
    });

    it('lets two of a kind work side by side', async () => {
      const one = await stand(kind);
      const other = await stand(kind);
      await Promise.all([submit(one.element), submit(other.element)]);
      expect([one.element.state, other.element.state]).to.deep.equal(['done', 'done']);
      expect((await one.till.requests()).length + (await other.till.requests()).length).to.equal(2);
    });

    it('does not hide what the page hides, and hides when told to', async () => {
      const { element } = await stand(kind);
      expect(getComputedStyle(element).display).to.equal('block');
      element.hidden = true;
      expect(getComputedStyle(element).display).to.equal('none');
    });
  });
}

for (const kind of postings) {
  describe(`${kind.tag} taken out`, () => {
    it('runs a posting to its end, so that its outcome is noted', async () => {
      const { till, element } = await stand(kind);
      await till.fault('hold-after');
      element.submit();
      await till.received(1);
      element.remove();
      const success = event(element, kind.success);
      await till.release();
      await success;
      const again = await mount<Tag>(element.outerHTML);
      await submit(again);
      expect(again.result).to.include({ repeated: true });
      expect((await till.requests()).length).to.equal(1);
    });

    it('cancels at the PIN, because nothing was booked and nobody can type it', async () => {
      const { till, element } = await stand(kind, '', { preset: 'strict' });
      await submit(element);
      await reach(element, 'pin');
      const canceled = event(element, 'loyalite-cancel');
      element.remove();
      await canceled;
      expect(element.state).to.equal('canceled');
      expect(await till.ledger()).to.deep.equal([]);
    });

    it('keeps the PIN overlay open when it was only moved', async () => {
      const { element } = await stand(kind, '', { preset: 'strict' });
      await submit(element);
      await reach(element, 'pin');
      document.body.append(element);
      await settled(element);
      await element.updateComplete;
      expect(element.state).to.equal('pin');
      expect(part<HTMLDialogElement>(element, 'pin-dialog').open).to.equal(true);
      element.cancel();
      await ending(element);
      element.remove();
    });
  });
}

describe('a look-up taken out', () => {
  it('shows what it found when it is put back', async () => {
    const { till, element } = await stand(kinds[0]!);
    await till.fault('hold-after');
    element.submit();
    await till.received(1);
    element.remove();
    const found = event(element, 'loyalite-found');
    await till.release();
    await found;
    document.body.append(element);
    await settled(element);
    expect(hasPart(element, 'result')).to.equal(true);
    element.remove();
  });
});
