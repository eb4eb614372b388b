/** A secret key has no way into a page through these tags: it is refused, taken out and never said again. */
import {
  code,
  event,
  expect,
  mount,
  part,
  settled,
  status,
  submit,
  type,
  unmount,
  type Tag,
} from '../../support/elements.js';
import { openTill } from '../../support/till.js';
import { kinds, stand } from './kinds.js';
import type {
  LoyaliteCheckoutElement,
  LoyaliteError,
  LoyaliteLookupElement,
  LoyaliteRedeemElement,
} from '../../../src/index.js';

const key = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';

/** Everything that a page can read of an element. */
const visible = (element: HTMLElement): string =>
  `${element.outerHTML} ${element.shadowRoot?.innerHTML} ${[...element.shadowRoot!.querySelectorAll('input')].map(({ value }) => value).join()}`;

afterEach(unmount);

for (const kind of kinds) {
  const attributes = ['endpoint', 'order-id', 'customer-code', 'value', 'currency', 'data-key'];

  describe(`a secret key given to ${kind.tag}`, () => {
    for (const name of attributes.filter((one) =>
      kind.isPosting ? one !== 'value' : !['order-id', 'customer-code', 'currency'].includes(one),
    )) {
      it(`is refused in ${name} of the markup`, async () => {
        const failure = event<LoyaliteError>(document, 'loyalite-error');
        const element = await mount<Tag>(`<${kind.tag} ${name}="${key}"></${kind.tag}>`);
        expect((await failure).detail.code).to.equal('misconfigured');
        expect(element.getAttribute(name)).to.equal('');
        expect(visible(element)).not.to.contain(key);
        expect((await failure).detail.message).not.to.contain('4eC39');
        await settled(element);
        expect(status(element)).to.contain('not set up');
      });
    }

    it('is refused in an attribute that is set later', async () => {
      const { till, element } = await stand(kind);
      const failure = event<LoyaliteError>(element, 'loyalite-error');
      element.setAttribute('endpoint', key);
      expect(element.getAttribute('endpoint')).to.equal('');
      expect(element.endpoint).not.to.contain('sk_');
      await failure;
      expect(code(element)).to.equal('misconfigured');
      expect(await till.requests()).to.deep.equal([]);
    });

    for (const name of ['endpoint', kind.isPosting ? 'orderId' : 'termsUrl']) {
      it(`is refused in the property ${name}`, async () => {
        const { till, element } = await stand(kind);
        const failure = event<LoyaliteError>(element, 'loyalite-error');
        Reflect.set(element, name, key);
        await failure;
        expect(Reflect.get(element, name)).to.equal('');
        expect(code(element)).to.equal('misconfigured');
        expect(await till.requests()).to.deep.equal([]);
      });
    }

    it('is not sent by a submit in the same breath', async () => {
      const { till, element } = await stand(kind);
      Reflect.set(element, kind.isPosting ? 'customerCode' : 'value', key);
      await submit(element);
      expect(code(element)).to.equal('misconfigured');
      expect(await till.requests()).to.deep.equal([]);
      expect(visible(element)).not.to.contain(key);
    });

    it('is not sent without by a submit in the same breath as the attribute', async () => {
      const { till, element } = await stand(kind);
      element.setAttribute(kind.isPosting ? 'order-id' : 'value', key);
      await submit(element);
      expect(code(element)).to.equal('misconfigured');
      expect(await till.requests()).to.deep.equal([]);
    });

    it('is known by its beginning, whatever stands around it', async () => {
      for (const disguised of [` ${key}`, key.toUpperCase(), 'sk_test_1', 'sk_']) {
        const element = await mount<Tag>(`<${kind.tag} endpoint="${disguised}"></${kind.tag}>`);
        expect(element.getAttribute('endpoint'), disguised).to.equal('');
      }
    });
  });
}

describe('a secret key typed or scanned', () => {
  it('is taken off the field of a look-up and not sent', async () => {
    const { till, element } = await stand(kinds[0]!);
    type(part<HTMLInputElement>(element, 'input'), key);
    part(element, 'submit').click();
    await settled(element);
    await element.updateComplete;
    expect(code(element)).to.equal('misconfigured');
    expect(part<HTMLInputElement>(element, 'input').value).to.equal('');
    expect(visible(element)).not.to.contain(key);
    expect(await till.requests()).to.deep.equal([]);
  });

  it('is not looked up when a scanner reads it', async () => {
    const { till, element } = await stand(kinds[0]!);
    (element as LoyaliteLookupElement).scan(key);
    expect(code(element)).to.equal('misconfigured');
    expect(await till.requests()).to.deep.equal([]);
  });

  it('is not redeemed as a coupon, typed or scanned', async () => {
    const till = await openTill();
    const element = await mount<LoyaliteRedeemElement>(
      `<loyalite-redeem endpoint="${till.endpoint}" coupon=""></loyalite-redeem>`,
    );
    element.scan(key);
    expect(code(element)).to.equal('misconfigured');
    type(part<HTMLInputElement>(element, 'input'), key);
    part(element, 'submit').click();
    await element.updateComplete;
    expect(code(element)).to.equal('misconfigured');
    expect(part<HTMLInputElement>(element, 'input').value).to.equal('');
    expect(await till.requests()).to.deep.equal([]);
  });
});

describe('a secret key given to loyalite-checkout', () => {
  const children = '<loyalite-lookup value="482193"></loyalite-lookup>';

  it('is refused in the markup, and nothing inside uses it', async () => {
    const failure = event<LoyaliteError>(document, 'loyalite-error');
    const checkout = await mount<LoyaliteCheckoutElement>(
      `<loyalite-checkout endpoint="${key}">${children}</loyalite-checkout>`,
    );
    expect((await failure).detail.code).to.equal('misconfigured');
    expect(checkout.outerHTML).not.to.contain(key);
    await submit(checkout.firstElementChild as Tag);
    expect(code(checkout.firstElementChild as Tag)).to.equal('misconfigured');
  });

  it('is refused in an attribute that is no attribute of its own', async () => {
    const checkout = await mount<LoyaliteCheckoutElement>(
      `<loyalite-checkout api-key="${key}">${children}</loyalite-checkout>`,
    );
    expect(checkout.outerHTML).not.to.contain(key);
  });

  it('is refused in a property, also for a submit in the same breath', async () => {
    const till = await openTill();
    const checkout = await mount<LoyaliteCheckoutElement>(
      `<loyalite-checkout endpoint="${till.endpoint}">${children}</loyalite-checkout>`,
    );
    const failure = event<LoyaliteError>(checkout, 'loyalite-error');
    checkout.endpoint = key;
    await submit(checkout.firstElementChild as Tag);
    expect((await failure).detail.code).to.equal('misconfigured');
    expect(checkout.endpoint).to.equal('');
    expect(await till.requests()).to.deep.equal([]);
  });
});
