/** Finding a customer: what the field means, what is sent for it, and what the page is given. */
import {
  ayse,
  code,
  ending,
  event,
  expect,
  hasPart,
  mount,
  part,
  settled,
  status,
  submit,
  type,
  unmount,
} from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type { Customer, LoyaliteLookupElement } from '../../../src/index.js';

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(unmount);

const open = (more = ''): Promise<LoyaliteLookupElement> =>
  mount(`<loyalite-lookup endpoint="${till.endpoint}" ${more}></loyalite-lookup>`);

/** Types into the field and taps the button. */
async function find(lookup: LoyaliteLookupElement, text: string): Promise<void> {
  type(part<HTMLInputElement>(lookup, 'input'), text);
  part(lookup, 'submit').click();
  await ending(lookup);
}

describe('a look-up by code', () => {
  it('asks for the digits as a code and marks them as typed', async () => {
    const lookup = await open();
    const found = event<Customer>(lookup, 'loyalite-found');
    await find(lookup, '482193');
    expect((await found).detail).to.deep.equal({ ...ayse({ manualCode: true, verification: 'none' }) });
    expect((await till.requests()).map(({ method, path, query, text }) => [method, path, query, text])).to.deep.equal([
      ['GET', '/webhook/customer', { code: '482193' }, ''],
    ]);
  });

  it('keeps leading zeros and drops the spaces around', async () => {
    await find(await open(), ' 000482 ');
    expect((await till.requests())[0]?.query).to.deep.equal({ code: '000482' });
  });

  it('shows who it is and the balances, and empties the field', async () => {
    const lookup = await open('card-size="10"');
    await find(lookup, '482193');
    expect(part(lookup, 'result').textContent).to.match(
      /a\*\*\*@gmail\.com[\s\S]*482193[\s\S]*typed[\s\S]*120[\s\S]*points[\s\S]*4 \/ 10[\s\S]*stamps/,
    );
    expect(status(lookup)).to.equal('Found. a***@gmail.com, 120 points, 4 stamps');
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('');
  });

  it('starts from the Enter key and takes the attribute as the first text', async () => {
    const lookup = await open('value="482193"');
    part<HTMLFormElement>(lookup, 'form').requestSubmit();
    await ending(lookup);
    expect(lookup.state).to.equal('done');
  });

  // WCAG 3.3.1
  it('keeps the text when nobody has that code', async () => {
    const lookup = await open();
    await find(lookup, '111111');
    expect(lookup.error).to.include({ code: 'customer_not_found', status: 404 });
    expect(status(lookup)).to.contain('No such customer.');
    expect(status(lookup)).not.to.contain('customer_not_found');
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('111111');
    expect(hasPart(lookup, 'result')).to.equal(false);
  });

  it('refuses an empty field and sends nothing', async () => {
    const lookup = await open();
    await find(lookup, '  ');
    expect(code(lookup)).to.equal('invalid_input');
    expect(status(lookup)).to.contain('Type a code or scan first.');
    expect(await till.requests()).to.deep.equal([]);
  });
});

describe('a look-up by QR', () => {
  it('sends a scanned text at once, verbatim, and is not typed', async () => {
    const lookup = await open();
    const { qr } = await till.phone('482193');
    const found = event<Customer>(lookup, 'loyalite-found');
    lookup.scan(qr);
    expect((await found).detail).to.deep.equal(ayse());
    expect((await till.requests())[0]?.query).to.deep.equal({ qr });
  });

  it('takes any other text of the field for a QR, pasted as it is', async () => {
    const lookup = await open();
    await find(lookup, ' cq_x & y=é#1 ');
    expect((await till.requests())[0]?.query).to.deep.equal({ qr: ' cq_x & y=é#1 ' });
    expect(code(lookup)).to.equal('invalid_qr');
    expect(status(lookup)).to.contain('Ask for a fresh code.');
  });

  it('takes scanned digits for a QR text, not for a typed code', async () => {
    const lookup = await open();
    lookup.scan('482193');
    await ending(lookup);
    expect((await till.requests())[0]?.query).to.deep.equal({ qr: '482193' });
  });

  it('takes a text with an @ for a QR when it was scanned', async () => {
    const lookup = await open();
    lookup.scan('cq_a@b');
    await ending(lookup);
    expect((await till.requests()).map(({ method, query }) => [method, query])).to.deep.equal([
      ['GET', { qr: 'cq_a@b' }],
    ]);
  });

  it('refuses a text that cannot be sent as it is', async () => {
    const lookup = await open();
    lookup.scan('cq_\ud800');
    expect(code(lookup)).to.equal('invalid_input');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('never shows or tells the text', async () => {
    const lookup = await open();
    const { qr } = await till.phone('482193');
    const found = event<Customer>(lookup, 'loyalite-found');
    lookup.scan(qr);
    expect(JSON.stringify((await found).detail)).not.to.contain(qr);
    await settled(lookup);
    expect(lookup.shadowRoot!.innerHTML + lookup.outerHTML + Object.values(localStorage).join()).not.to.contain(qr);
    const failure = event<Error>(lookup, 'loyalite-error');
    lookup.scan('lq1.expired');
    const { detail } = await failure;
    expect(detail.message + String(detail.stack) + JSON.stringify(detail)).not.to.contain('lq1.expired');
  });

  it('is ignored while the element is disabled', async () => {
    const lookup = await open('disabled');
    lookup.scan('lq1.expired');
    expect(lookup.state).to.equal('idle');
  });

  it('on strict refuses a code that is over', async () => {
    await till.setPreset('strict');
    const { qr } = await till.phone('482193');
    await till.advance(60_000);
    const lookup = await open();
    lookup.scan(qr);
    await ending(lookup);
    expect(code(lookup)).to.equal('invalid_qr');
  });
});

describe('the methods of a look-up', () => {
  const label = (lookup: LoyaliteLookupElement): string => lookup.shadowRoot!.querySelector('label')!.textContent;

  for (const [methods, text, name] of [
    ['code', 'a@b.example', 'Customer code'],
    ['email', '482193', 'E-mail'],
    ['qr', '482193', 'Text of the QR code'],
    ['code email', 'cq_1', 'Customer code or e-mail'],
  ] as const) {
    it(`"${methods}" name the field "${name}" and refuse anything else`, async () => {
      const lookup = await open(`methods="${methods}"`);
      expect(label(lookup)).to.equal(name);
      await find(lookup, text);
      expect(code(lookup)).to.equal('invalid_input');
      expect(status(lookup)).to.contain('This kind of code is not taken here.');
      expect(part<HTMLInputElement>(lookup, 'input').value).to.equal(text);
      expect(await till.requests()).to.deep.equal([]);
    });
  }

  it('without qr refuse a scan', async () => {
    const lookup = await open('methods="code email"');
    lookup.scan((await till.phone('482193')).qr);
    expect(code(lookup)).to.equal('invalid_input');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('without qr promise no hand scanner', async () => {
    const hint = 'the hand scanner works at any time';
    expect(part(await open('methods="code email"'), 'card').textContent).not.to.contain(hint);
    expect(part(await open(), 'card').textContent).to.contain(hint);
  });

  it('are all three by default', async () => {
    const lookup = await open();
    expect(lookup.methods.split(' ').sort()).to.deep.equal(['code', 'email', 'qr']);
  });
});

describe('a look-up for the next customer', () => {
  it('forgets the one before with the submit', async () => {
    const lookup = await open();
    await find(lookup, '482193');
    await find(lookup, '111111');
    expect(lookup.result).to.equal(null);
    expect(hasPart(lookup, 'result')).to.equal(false);
  });

  it('forgets what was typed with a reset', async () => {
    const lookup = await open();
    await find(lookup, '111111');
    lookup.reset();
    await settled(lookup);
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('');
  });

  it('forgets what a keyboard of the page wrote without a word', async () => {
    const lookup = await open();
    part<HTMLInputElement>(lookup, 'input').value = '111111';
    lookup.reset();
    await settled(lookup);
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('');
  });

  it('finds the first customer of a fresh element by submit() alone', async () => {
    const lookup = await open('value="517204"');
    await submit(lookup);
    expect(lookup.result?.pointBalance).to.equal(2450);
  });
});
