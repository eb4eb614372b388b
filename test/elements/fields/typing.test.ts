/** The text fields as somebody types into them, with keys, by a page's keyboard or an input method. */
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import {
  ayse,
  code,
  ending,
  event,
  expect,
  mount,
  part,
  reach,
  status,
  submit,
  type,
  unmount,
  until,
  type Tag,
} from '../../support/elements.js';
import { pressAtOnce } from '../../support/keys.js';
import { openTill, type Till } from '../../support/till.js';
import { armed } from '../scan/trigger.js';
import type { Customer, LoyaliteLookupElement, LoyaliteRedeemElement } from '../../../src/index.js';

let till: Till;
let off: AbortController;
beforeEach(async () => {
  off = new AbortController();
  till = await openTill();
});
afterEach(() => {
  off.abort();
  unmount();
});

const openLookup = (more = ''): Promise<LoyaliteLookupElement> =>
  mount(`<loyalite-lookup endpoint="${till.endpoint}" ${more}></loyalite-lookup>`);

async function openRedeem(more = 'points=""'): Promise<LoyaliteRedeemElement> {
  const redeem = await mount<LoyaliteRedeemElement>(
    `<loyalite-redeem endpoint="${till.endpoint}" order-id="A-1" ${more}></loyalite-redeem>`,
  );
  redeem.customer = ayse();
  await redeem.updateComplete;
  return redeem;
}

const field = (element: Tag): HTMLInputElement => part<HTMLInputElement>(element, 'input');
const selected = (element: Tag): string => {
  const { value, selectionStart, selectionEnd } = field(element);
  return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
};

/** As keyboards of the page write: into the value, and at most a `change` is told. */
function write(element: Tag, text: string, told?: 'change'): void {
  field(element).value = text;
  if (told) field(element).dispatchEvent(new Event(told, { bubbles: true }));
}

describe('what the field shows is what is sent', () => {
  for (const told of [undefined, 'change'] as const) {
    const how = told ? `told by ${told} alone` : 'told by nothing';

    it(`by a look-up, ${how}`, async () => {
      const lookup = await openLookup();
      type(field(lookup), '111111');
      write(lookup, '482193', told);
      part(lookup, 'submit').click();
      await ending(lookup);
      expect((await till.requests()).map(({ query }) => query)).to.deep.equal([{ code: '482193' }]);
      expect(field(lookup).value).to.equal('');
    });

    it(`by a redemption, ${how}`, async () => {
      const redeem = await openRedeem();
      type(field(redeem), '5');
      await redeem.updateComplete;
      write(redeem, '50', told);
      part(redeem, 'submit').click();
      await ending(redeem);
      expect(redeem.state).to.equal('done');
      expect((await till.requests()).map(({ body }) => body.value)).to.deep.equal([50]);
    });
  }

  it('and stands through an update that has nothing to do with it', async () => {
    const lookup = await openLookup();
    write(lookup, '482193');
    lookup.cardSize = 10;
    await lookup.updateComplete;
    expect(field(lookup).value).to.equal('482193');
    expect(lookup.value).to.equal('482193');
  });

  it('and gives way to a text that the page sets', async () => {
    const lookup = await openLookup();
    write(lookup, '111111');
    lookup.value = '482193';
    await submit(lookup);
    expect((await till.requests()).map(({ query }) => query)).to.deep.equal([{ code: '482193' }]);
  });

  it('and can be set at a redemption, as typed', async () => {
    const redeem = await openRedeem();
    expect(redeem.value).to.equal('120');
    redeem.value = '50';
    await redeem.updateComplete;
    expect(field(redeem).value).to.equal('50');
    await submit(redeem);
    expect((await till.requests()).map(({ body }) => body.value)).to.deep.equal([50]);
  });
});

describe('a key typed into a field of ours', () => {
  for (const tag of ['look-up', 'redemption'] as const) {
    it(`is heard by no key of the page: ${tag}`, async () => {
      const heard: string[] = [];
      const listen = ({ type, key }: KeyboardEvent): number => heard.push(`${type} ${key}`);
      const types = ['keydown', 'keypress', 'keyup'] as const;
      for (const type of types) document.addEventListener(type, listen);
      const element = tag === 'look-up' ? await openLookup() : await openRedeem('coupon=""');
      element.focus();
      for (const press of ['n', '4', 'Backspace', 'F9', 'Escape']) await sendKeys({ press });
      await sendKeys({ press: 'Enter' });
      await ending(element);
      for (const type of types) document.removeEventListener(type, listen);
      expect(heard.filter((line) => !/F9|Escape/.test(line))).to.deep.equal([]);
      expect(heard).to.include('keydown F9');
    });
  }

  it('is Enter for us where the page has an Enter of its own', async () => {
    const onEnter = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') event.preventDefault();
    };
    document.addEventListener('keydown', onEnter);
    const lookup = await openLookup('value="482193"');
    lookup.focus();
    await sendKeys({ press: 'End' });
    await sendKeys({ type: '\u200b' });
    const found = event<Customer>(lookup, 'loyalite-found');
    await sendKeys({ press: 'Enter' });
    expect((await found).detail.customerCode).to.equal('482193');
    document.removeEventListener('keydown', onEnter);
  });
});

describe('what is typed as fast as drivers and on-screen keyboards type', () => {
  const sale = (): string =>
    `<loyalite-checkout endpoint="${till.endpoint}" order-id="A-1" amount="85.50" currency="TRY"><loyalite-lookup></loyalite-lookup><loyalite-redeem points=""></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;

  for (const where of ['alone', 'in a sale'] as const) {
    it(`is looked up by a look-up ${where}, digit by digit and pasted`, async () => {
      const place = where === 'alone' ? null : await mount<HTMLElement>(sale());
      const lookup = place?.querySelector('loyalite-lookup') ?? (await openLookup());
      await armed();
      const told: Event[] = [];
      for (const name of ['loyalite-error', 'loyalite-unclaimed'])
        document.body.addEventListener(name, (event) => told.push(event), { signal: off.signal });
      lookup.focus();
      await pressAtOnce('482193\n');
      await reach(lookup, 'done');
      lookup.focus();
      field(lookup).select();
      await sendKeys({ type: '517204' });
      const found = event<Customer>(lookup, 'loyalite-found');
      await sendKeys({ press: 'Enter' });
      expect((await found).detail.customerCode).to.equal('517204');
      expect(told).to.deep.equal([]);
    });
  }

  it('is an address where it is one, also by a driver that presses no Shift', async () => {
    const address = 'Somebody_with.a.very.long.name@a-house-of-many-letters.example';
    const lookup = await openLookup();
    await armed();
    lookup.focus();
    await pressAtOnce(`${address}\n`);
    await ending(lookup);
    expect((await till.requests()).map(({ body, query }) => [body?.email, query])).to.deep.equal([[address, {}]]);
  });

  for (const text of ['50', '100', '1200'])
    it(`is redeemed by a redemption: ${text}`, async () => {
      const place = await mount<HTMLElement>(sale());
      const [lookup, redeem] = [place.querySelector('loyalite-lookup')!, place.querySelector('loyalite-redeem')!];
      await armed();
      const told: Event[] = [];
      for (const name of ['loyalite-error', 'loyalite-unclaimed'])
        document.body.addEventListener(name, (event) => told.push(event), { signal: off.signal });
      lookup.value = '517204';
      await submit(lookup);
      redeem.focus();
      await pressAtOnce(`${text}\n`);
      await reach(redeem, 'done');
      expect((await till.requests()).at(-1)?.body.value).to.equal(Number(text));
      expect(told).to.deep.equal([]);
    });
});

describe('a text in a field', () => {
  it('is selected when the field gets the focus', async () => {
    const redeem = await openRedeem();
    redeem.focus();
    expect(selected(redeem)).to.equal('120');
    await sendKeys({ press: '5' });
    await sendKeys({ press: '0' });
    expect(field(redeem).value).to.equal('50');
  });

  it('is selected by the press that brings the focus, in every engine', async () => {
    const redeem = await openRedeem();
    const { left, top, width, height } = field(redeem).getBoundingClientRect();
    const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    await sendMouse({ type: 'click', position });
    await until(() => selected(redeem) === '120');
    // WebKit takes the caret to where the pointer is a moment later.
    await new Promise((resolve) => setTimeout(resolve));
    expect(selected(redeem)).to.equal('120');
  });

  it('is not selected anew once a key has come, however late the till comes to it', async () => {
    const redeem = await openRedeem();
    redeem.focus();
    field(redeem).click();
    field(redeem).setRangeText('5', 0, 3, 'end');
    field(redeem).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await new Promise((resolve) => setTimeout(resolve));
    expect([field(redeem).value, selected(redeem)]).to.deep.equal(['5', '']);
  });

  it('is selected after a refusal, so that the next code replaces it', async () => {
    const lookup = await openLookup();
    lookup.focus();
    const failed = event(lookup, 'loyalite-error');
    await pressAtOnce('111111\n');
    await failed;
    await lookup.updateComplete;
    expect(selected(lookup)).to.equal('111111');
  });

  it('is left alone while an input method composes', async () => {
    const lookup = await openLookup();
    lookup.focus();
    field(lookup).dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    field(lookup).value = 'ayş';
    lookup.value = '';
    lookup.cardSize = 10;
    await lookup.updateComplete;
    expect(field(lookup).value).to.equal('ayş');
    field(lookup).dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    expect(lookup.value).to.equal('ayş');
  });
});

describe('a code in groups or in other digits', () => {
  for (const text of ['482 193', '482-193', '٤٨٢١٩٣', '４８２１９３', '482193\u200b']) {
    it(`is looked up as a code: ${JSON.stringify(text)}`, async () => {
      const lookup = await openLookup();
      lookup.value = text;
      await submit(lookup);
      expect((await till.requests()).map(({ query }) => query)).to.deep.equal([{ code: '482193' }]);
    });
  }

  it('is redeemed as a count', async () => {
    const redeem = await openRedeem();
    redeem.value = '٥٠';
    await submit(redeem);
    expect((await till.requests()).map(({ body }) => body.value)).to.deep.equal([50]);
  });
});

describe('an address', () => {
  it('goes out without what came along with it', async () => {
    const lookup = await openLookup();
    lookup.value = 'mailto:ayse@gmail.com\u200b';
    await submit(lookup);
    expect((await till.requests()).map(({ body }) => body.email)).to.deep.equal(['ayse@gmail.com']);
  });

  it('stands as it goes out where the customer agrees to it', async () => {
    const lookup = await openLookup();
    lookup.value = 'mailto:<new@shop.example>.';
    await submit(lookup);
    await reach(lookup, 'consent');
    await lookup.updateComplete;
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('new@shop.example');
  });

  for (const address of ['ayse@gmial', 'ALİ.KAYA@EXAMPLE.COM']) {
    it(`is asked about once before it is sent: ${address}`, async () => {
      const lookup = await openLookup();
      lookup.value = address;
      await submit(lookup);
      expect(status(lookup)).to.contain('Is this address right?').and.to.contain(address);
      expect(await till.requests()).to.deep.equal([]);
      await submit(lookup);
      expect((await till.requests()).map(({ body }) => body.email)).to.deep.equal([address]);
    });
  }

  it('is told to be wrong, not missing, where it is none', async () => {
    const lookup = await openLookup('value="@"');
    await submit(lookup);
    expect(code(lookup)).to.equal('invalid_input');
    expect(status(lookup)).to.contain('That is no e-mail address.');
    expect(await till.requests()).to.deep.equal([]);
  });
});
