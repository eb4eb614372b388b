/** A look-up in a form: its value is the customer's code, and it follows the form. */
import { ending, expect, mount, part, settled, submit, type, unmount } from '../../support/elements.js';
import { openTill, type Till } from '../../support/till.js';
import type { LoyaliteLookupElement } from '../../../src/index.js';

let till: Till;
let form: HTMLFormElement;
let lookup: LoyaliteLookupElement;
beforeEach(async () => {
  till = await openTill();
  form = await mount<HTMLFormElement>(
    `<form><fieldset><loyalite-lookup name="customer" value="482193" endpoint="${till.endpoint}"></loyalite-lookup></fieldset><button>Go</button></form>`,
  );
  lookup = form.querySelector('loyalite-lookup')!;
});
afterEach(unmount);

const data = (): FormDataEntryValue[] => new FormData(form).getAll('customer');

describe('a look-up in a form', () => {
  it('gives no value before a customer is found, whatever stands in the field', () => {
    expect(data()).to.deep.equal([]);
  });

  it('gives the code of the customer', async () => {
    await submit(lookup);
    expect(data()).to.deep.equal(['482193']);
  });

  it('has the value in place when it says so', async () => {
    const seen: unknown[] = [];
    lookup.addEventListener('loyalite-statechange', () => seen.push(...data()));
    await submit(lookup);
    expect(seen).to.deep.equal(['482193']);
  });

  it('gives it up when the next look-up fails', async () => {
    await submit(lookup);
    type(part<HTMLInputElement>(lookup, 'input'), '111111');
    await submit(lookup);
    expect(lookup.state).to.equal('failed');
    expect(data()).to.deep.equal([]);
  });

  it('is reset with the form: no value, no customer, the first text', async () => {
    await submit(lookup);
    form.reset();
    await settled(lookup);
    expect(data()).to.deep.equal([]);
    expect(lookup.state).to.equal('idle');
    expect(lookup.result).to.equal(null);
    expect(part<HTMLInputElement>(lookup, 'input').value).to.equal('482193');
  });

  it('drops a look-up that is under way when the form is reset', async () => {
    await till.fault('hold-after');
    lookup.submit();
    await till.received(1);
    form.reset();
    await till.release();
    await till.phone('482193');
    expect(lookup.state).to.equal('idle');
    expect(data()).to.deep.equal([]);
  });

  it('never submits the form', async () => {
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    part<HTMLFormElement>(lookup, 'form').requestSubmit();
    part(lookup, 'submit').click();
    await ending(lookup);
    expect(submits).to.equal(0);
  });

  it('is disabled with its fieldset, and free again with it', async () => {
    const fieldset = form.querySelector('fieldset')!;
    fieldset.disabled = true;
    await settled(lookup);
    lookup.submit();
    lookup.scan((await till.phone('482193')).qr);
    expect(lookup.state).to.equal('idle');
    expect(part<HTMLInputElement>(lookup, 'input').disabled).to.equal(true);
    expect(part(lookup, 'submit').getAttribute('aria-disabled')).to.equal('true');
    fieldset.disabled = false;
    await settled(lookup);
    expect(lookup.disabled).to.equal(false);
    await submit(lookup);
    expect(lookup.state).to.equal('done');
  });

  it('stays disabled by its own attribute when the fieldset is free', async () => {
    lookup.disabled = true;
    form.querySelector('fieldset')!.disabled = true;
    await settled(lookup);
    form.querySelector('fieldset')!.disabled = false;
    await settled(lookup);
    lookup.submit();
    expect(lookup.state).to.equal('idle');
  });
});
