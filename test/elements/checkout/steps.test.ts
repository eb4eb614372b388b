/** One sale, one surface: which step is on the screen, what leads there, and how much room it takes. */
import { expect } from '@open-wc/testing';
import { placeOf } from '../../../src/elements/view/places.js';
import { ayse, event, mount, part, reach, settled, status, until } from '../../support/elements.js';
import { openSale, openSaleOf, type Sale } from './sale.js';

const isDrawn = (element: Element): boolean => element.checkVisibility();
const ways = (sale: Sale): HTMLElement[] => [
  ...(sale.redeem.shadowRoot?.querySelectorAll<HTMLElement>('[part=way]') ?? []),
];
const texts = (sale: Sale): string[] => ways(sale).map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
/** What a cashier has before him: the fields and buttons that are drawn, by tag and part. */
const shown = ({ checkout, lookup, redeem, earn }: Sale): string[] =>
  [checkout, lookup, redeem, earn].flatMap((tag) =>
    [...(tag.shadowRoot?.querySelectorAll('button, input[part], [part=coupon]') ?? [])]
      .filter(isDrawn)
      .map((control) => `${tag.localName.slice(9)} ${control.getAttribute('part')}`),
  );
const calm = ({ checkout, lookup, redeem, earn }: Sale): Promise<void> =>
  until(() => ![checkout, lookup, redeem, earn].some((tag) => tag.matches(':state(settling)')));
const press = async (sale: Sale, control: HTMLElement): Promise<void> => {
  await calm(sale);
  control.click();
  await settled(sale.checkout);
};
const openAll = (more = ''): Promise<Sale> => openSale({ redeem: '', more: `point-value="0.10" ${more}` });
const openFound = (more = ''): Promise<Sale> => openSaleOf({ redeem: '', more: `point-value="0.10" ${more}` });

describe('one step at a time', () => {
  it('shows the look-up before the customer, and the way to a coupon, which needs none', async () => {
    const sale = await openAll();
    expect(shown(sale)).to.deep.equal(['lookup input', 'lookup submit', 'lookup scan', 'redeem way']);
    expect(texts(sale)).to.deep.equal(['Coupon']);
  });

  it('shows nothing but the look-up where no coupon is taken', async () => {
    const sale = await openSale({ redeem: 'points=""' });
    expect(shown(sale)).to.deep.equal(['lookup input', 'lookup submit', 'lookup scan']);
  });

  it('then shows the customer, what can be had in one glance, and the points to give', async () => {
    const sale = await openFound();
    expect(shown(sale)).to.deep.equal(['lookup remove', 'redeem way', 'redeem way', 'redeem way', 'earn submit']);
    expect(texts(sale)).to.deep.equal(['₺12.00 off 120 points', '4 stamps', 'Coupon']);
    expect(part(sale.lookup, 'result').textContent.replace(/\s+/g, ' ')).to.contain('points = ₺12.00');
    expect(part(sale.earn, 'submit').textContent).to.contain('Give points for ₺85.50');
  });

  it('offers no more than the order is worth, and nothing of which there is none', async () => {
    const sale = await openFound();
    sale.checkout.amount = '3.00';
    await settled(sale.checkout);
    expect(texts(sale)[0]).to.equal('₺3.00 off 30 points');
    sale.checkout.customer = ayse({ pointBalance: 0, stampCount: 0 });
    await settled(sale.checkout);
    expect(texts(sale)).to.deep.equal(['Coupon']);
  });

  it('opens a step by one tap, where nothing is sent before a second one at the value itself', async () => {
    const sale = await openFound();
    await press(sale, ways(sale)[0]!);
    expect(shown(sale)).to.deep.equal(['redeem back', 'redeem input', 'redeem submit']);
    expect(part<HTMLInputElement>(sale.redeem, 'input').value).to.equal('120');
    expect(sale.redeem.shadowRoot?.querySelector('#final')?.textContent).to.contain('Cannot be undone.');
    expect((await sale.till.requests()).length).to.equal(0);
    await press(sale, part(sale.redeem, 'submit'));
    await reach(sale.redeem, 'done');
    expect((await sale.till.requests()).length).to.equal(1);
  });

  it('goes back without a trace of what was typed', async () => {
    const sale = await openFound();
    await press(sale, ways(sale)[1]!);
    expect(part<HTMLInputElement>(sale.redeem, 'input').value).to.equal('4');
    sale.redeem.value = '2';
    await settled(sale.checkout);
    await press(sale, part(sale.redeem, 'back'));
    expect(texts(sale)).to.deep.equal(['₺12.00 off 120 points', '4 stamps', 'Coupon']);
    await press(sale, ways(sale)[1]!);
    expect(sale.redeem.value).to.equal('4');
  });

  it('folds what was used to a line of what it brought, and offers the rest', async () => {
    const sale = await openFound();
    await press(sale, ways(sale)[0]!);
    await press(sale, part(sale.redeem, 'submit'));
    await reach(sale.redeem, 'done');
    await settled(sale.checkout);
    expect(shown(sale)).to.deep.equal(['redeem way', 'redeem way', 'redeem print', 'earn submit']);
    expect(status(sale.redeem)).to.contain('Used 120 points = ₺12.00.');
    // The new balance stands on the customer's card; for whoever hears the screen it is told here.
    const rest = part(sale.redeem, 'status').querySelector('[role=status] > span') as HTMLElement;
    expect([rest.textContent, rest.offsetWidth]).to.deep.equal(['New balance: 0 points.', 1]);
    await press(sale, part(sale.earn, 'submit'));
    await reach(sale.earn, 'done');
    await settled(sale.checkout);
    expect(shown(sale)).to.deep.equal(['checkout next', 'redeem print', 'earn submit', 'earn print']);
    expect(isDrawn(part(sale.redeem, 'status'))).to.equal(true);
    await press(sale, part(sale.checkout, 'next'));
    expect(shown(sale)).to.deep.equal(['lookup input', 'lookup submit', 'lookup scan', 'redeem way']);
  });

  it('keeps the line of what was used when another step is opened and left again', async () => {
    const sale = await openFound();
    await press(sale, ways(sale)[0]!);
    await press(sale, part(sale.redeem, 'submit'));
    await reach(sale.redeem, 'done');
    await settled(sale.checkout);
    await press(sale, ways(sale)[0]!);
    expect(part<HTMLInputElement>(sale.redeem, 'input').value).to.equal('4');
    expect(shown(sale)).to.deep.equal(['redeem back', 'redeem input', 'redeem submit']);
    await press(sale, part(sale.redeem, 'back'));
    expect(status(sale.redeem)).to.contain('Used 120 points = ₺12.00.');
    expect(isDrawn(part(sale.redeem, 'status'))).to.equal(true);
    await press(sale, ways(sale)[0]!);
    await press(sale, part(sale.redeem, 'submit'));
    await reach(sale.redeem, 'done');
    expect(status(sale.redeem)).to.contain('Used 4 stamps.');
    expect((await sale.till.requests()).length).to.equal(2);
  });

  for (const more of ['', 'compact'])
    it(`has the way back beside its heading, over nothing else${more && ', in a narrow column'}`, async () => {
      document.body.style.width = '280px';
      const sale = await openFound(more);
      for (const way of [0, 1, 2]) {
        await press(sale, ways(sale)[way]!);
        const { bottom } = part(sale.redeem, 'back').getBoundingClientRect();
        const below = [...sale.redeem.shadowRoot!.querySelectorAll('label, #final')].map(
          (line) => line.getBoundingClientRect().top,
        );
        expect(Math.min(...below)).to.be.at.least(bottom);
        await press(sale, part(sale.redeem, 'back'));
      }
      document.body.style.width = '';
    });

  it('refuses a scan after the sale in one sentence, with no field that would take a customer', async () => {
    const sale = await openFound();
    await press(sale, part(sale.earn, 'submit'));
    await reach(sale.earn, 'done');
    await settled(sale.checkout);
    sale.lookup.scan('pos1.next');
    await reach(sale.lookup, 'failed');
    await settled(sale.checkout);
    expect(status(sale.lookup)).to.contain('Tap “Next customer” first.');
    expect(isDrawn(part(sale.lookup, 'status'))).to.equal(true);
    expect(shown(sale)).to.deep.equal(['checkout next', 'earn submit', 'earn print']);
  });

  it('keeps a refused redemption in its step, and leads back from there', async () => {
    const sale = await openFound();
    await press(sale, ways(sale)[0]!);
    await sale.till.fault('answer', { status: 422, body: { error: 'insufficient_balance' } });
    await press(sale, part(sale.redeem, 'submit'));
    await reach(sale.redeem, 'failed');
    await settled(sale.checkout);
    expect(shown(sale)).to.deep.equal(['redeem back', 'redeem input', 'redeem submit']);
    await press(sale, part(sale.redeem, 'back'));
    expect(sale.redeem.state).to.equal('idle');
    expect(shown(sale)).to.include('earn submit');
  });

  it('holds up no sale by what is not known: the points to give are there', async () => {
    const sale = await openFound();
    await press(sale, ways(sale)[0]!);
    await sale.till.fault('drop-after', { times: 9, path: '/webhook/redeem' });
    await press(sale, part(sale.redeem, 'submit'));
    await reach(sale.redeem, 'unconfirmed');
    await settled(sale.checkout);
    expect(shown(sale)).to.include.members(['redeem retry', 'redeem dismiss', 'earn submit']);
  });

  it('opens the step of a coupon that is scanned', async () => {
    const sale = await openSale({ redeem: 'coupon=""' });
    await sale.till.fault('hold-before');
    sale.redeem.scan('cq_7f3a9b2e');
    await settled(sale.checkout);
    expect(isDrawn(part(sale.redeem, 'submit'))).to.equal(true);
  });

  it('opens the step that a page puts the focus into, and is there at once', async () => {
    const sale = await openFound();
    for (const [tag, name] of [
      [sale.redeem, 'input'],
      [sale.earn, 'submit'],
      [sale.lookup, 'input'],
    ] as const) {
      tag.focus();
      expect(tag.shadowRoot?.activeElement?.getAttribute('part')).to.equal(name);
    }
  });
});

describe('the wrong customer', () => {
  it('is taken off the sale by one tap; the order stays, and the page is told', async () => {
    const sale = await openFound();
    const removed = event(sale.checkout, 'loyalite-removed');
    await press(sale, part(sale.lookup, 'remove'));
    expect((await removed).detail).to.equal(null);
    expect(sale.checkout.customer).to.equal(null);
    expect(sale.checkout.orderId).to.equal('A-1');
    expect(shown(sale)).to.deep.equal(['lookup input', 'lookup submit', 'lookup scan', 'redeem way']);
  });

  it('gives way on the card to the one whom the page gives, and for whom all is booked then', async () => {
    const sale = await openAll();
    sale.lookup.scan((await sale.till.phone('482193')).qr);
    await reach(sale.lookup, 'done');
    sale.checkout.customer = ayse({ customerCode: '517204', maskedEmail: 'b***@example.com', pointBalance: 2450 });
    await settled(sale.checkout);
    expect(part(sale.lookup, 'result').textContent).to.contain('b***@example.com').and.not.to.contain('a***@gmail.com');
    expect(shown(sale)).to.include('lookup remove');
    expect(sale.lookup.shadowRoot?.textContent).not.to.contain('a***@gmail.com');
  });

  it('is not said to have been found by e-mail where the page gave her', async () => {
    const { lookup } = await openSaleOf({}, ayse({ verification: 'none' }));
    expect(part(lookup, 'result').textContent).to.contain('482193').and.not.to.contain('by e-mail');
  });

  it('is gone from the card once the page takes her off the sale', async () => {
    const sale = await openAll();
    sale.lookup.scan((await sale.till.phone('482193')).qr);
    await reach(sale.lookup, 'done');
    sale.checkout.customer = null;
    await settled(sale.checkout);
    expect(shown(sale)).to.deep.equal(['lookup input', 'lookup submit', 'lookup scan', 'redeem way']);
    expect(sale.lookup.shadowRoot?.textContent).not.to.contain('a***@gmail.com');
  });

  it('stays where something was used for this sale already, or is under way', async () => {
    const sale = await openFound();
    await sale.till.fault('hold-before');
    sale.earn.submit();
    await settled(sale.checkout);
    expect(shown(sale)).not.to.include('lookup remove');
  });
});

describe('a checkout with room for all', () => {
  afterEach(() => (document.body.style.width = ''));

  const all = ['lookup input', 'redeem input', 'redeem submit', 'earn submit'];
  const lefts = ({ lookup, redeem, earn }: Sale): number =>
    new Set([lookup, redeem, earn].map((tag) => tag.getBoundingClientRect().left)).size;

  it('shows the steps side by side from 1100 px on, and one at a time below', async () => {
    document.body.style.width = '1280px';
    const sale = await openFound();
    await until(() => lefts(sale) === 3);
    await press(sale, ways(sale)[0]!);
    // None makes room for the step that was opened.
    expect(shown(sale)).to.deep.equal(['lookup remove', 'redeem back', 'redeem input', 'redeem submit', 'earn submit']);
    document.body.style.width = '760px';
    await until(() => lefts(sale) === 1 && !shown(sale).includes('earn submit'));
    expect(shown(sale)).to.deep.equal(['redeem back', 'redeem input', 'redeem submit']);
  });

  it('shows all of them at any width where the page wants to lay them out itself', async () => {
    expect(shown(await openFound('layout="open"'))).to.include.members(all);
  });

  it('leaves the tags as they are that stand alone', async () => {
    const redeem = await mount('<loyalite-redeem endpoint="/nowhere" customer-code="482193"></loyalite-redeem>');
    expect([part(redeem, 'input'), part(redeem, 'submit')].every(isDrawn)).to.equal(true);
  });
});

describe('the room that a sale takes', () => {
  const languages = ['en', 'tr', 'de', 'ar'];
  afterEach(() => {
    document.documentElement.lang = 'en';
    document.body.style.width = '';
  });

  for (const [width, more, idle, found] of [
    [320, '', 420, 560],
    [280, 'compact', 240, 400],
  ] as const)
    it(`is at most ${idle} px before and ${found} px with the customer in ${width} px, in every language`, async () => {
      document.body.style.width = `${width}px`;
      for (const lang of languages) {
        document.documentElement.lang = lang;
        const sale = await openAll(`${more} card-size="10"`);
        const isSpoken = (): boolean => lang === 'en' || !part(sale.lookup, 'submit').textContent.includes('Find');
        await until(isSpoken);
        await settled(sale.checkout);
        expect(sale.checkout.offsetWidth, lang).to.equal(width);
        expect(sale.checkout.offsetHeight, `${lang}, before`).to.be.at.most(idle);
        sale.checkout.customer = ayse();
        await settled(sale.checkout);
        expect(shown(sale), lang).to.include('earn submit');
        expect(sale.checkout.offsetHeight, `${lang}, found`).to.be.at.most(found);
      }
    });
});

describe('the place of a tag', () => {
  const facts = { hasCustomer: true, needsNobody: false, chosen: 'none', isComplete: false, isWide: false } as const;

  it('is never away while it is under way or not known', () => {
    for (const step of ['find', 'redeem', 'earn'] as const)
      for (const state of ['pending', 'pin', 'consent', 'unconfirmed'] as const)
        for (const hasCustomer of [true, false])
          for (const chosen of ['this', 'other', 'none'] as const)
            for (const isComplete of [true, false])
              expect(placeOf({ ...facts, step, state, hasCustomer, chosen, isComplete })).to.equal('whole');
  });
});

describe('what the page has right above and below a checkout', () => {
  afterEach(() => {
    document.body.style.width = '';
    for (const strip of document.querySelectorAll('.strip')) strip.remove();
  });

  const strip = (): HTMLElement => {
    const made = document.createElement('div');
    made.className = 'strip';
    made.style.height = '20px';
    return made;
  };

  for (const width of [280, 760, 1280])
    for (const more of ['', 'layout="open"', 'compact'])
      it(`takes its taps to the last pixel in ${width} px ${more}`, async () => {
        document.body.style.width = `${width}px`;
        for (const open of [openAll, openFound]) {
          const { checkout } = await open(more);
          const [above, below] = [strip(), strip()];
          checkout.before(above);
          checkout.after(below);
          await settled(checkout);
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          above.scrollIntoView({ block: 'start' });
          const at = above.getBoundingClientRect();
          for (const y of [at.bottom - 1, at.bottom - 6, at.bottom - 12])
            expect(document.elementFromPoint(30, y)).to.satisfy((hit: unknown) => hit === above);
          below.scrollIntoView({ block: 'end' });
          const { top } = below.getBoundingClientRect();
          expect(document.elementFromPoint(30, top + 1)).to.satisfy((hit: unknown) => hit === below);
        }
      });
});
