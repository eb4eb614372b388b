/** Which language a tag speaks where nobody named one, whatever other tags of the page speak. */
import type { LoyaliteLookupElement } from '../../src/index.js';
import { expect, mount, part, unmount, until } from '../support/elements.js';

const lookup = (more: string): Promise<HTMLElement> =>
  mount<HTMLElement>(`<loyalite-lookup endpoint="/loyalite" ${more}></loyalite-lookup>`);
const says = (element: HTMLElement): string => part(element, 'submit').textContent.trim();

async function besideGerman(language: string): Promise<HTMLElement> {
  Object.defineProperty(navigator, 'language', { value: language, configurable: true });
  const german = await lookup('lang="de"');
  await until(() => says(german) === 'Suchen');
  return lookup('');
}

describe('beside a tag that speaks German, a tag without a language', () => {
  const { lang } = document.documentElement;
  before(() => document.documentElement.removeAttribute('lang'));
  after(() => {
    document.documentElement.lang = lang;
    Reflect.deleteProperty(navigator, 'language');
  });
  afterEach(unmount);

  it("speaks the browser's", async () => {
    const turkish = await besideGerman('tr-TR');
    await until(() => says(turkish) === 'Bul');
    expect(turkish.getAttribute('lang')).to.equal(null);
  });

  // WCAG 3.1.2
  it('is read out as English on a page of a language that has no pack, unless the page brings its own words', async () => {
    const french = await lookup('lang="fr"');
    expect(part(french, 'card').lang).to.equal('en');
    expect(part(await lookup('lang="de"'), 'card').hasAttribute('lang')).to.equal(false);
    expect(part(await lookup('lang="en-GB"'), 'card').hasAttribute('lang')).to.equal(false);
    (french as LoyaliteLookupElement).wording = { find: 'Chercher' };
    await (french as LoyaliteLookupElement).updateComplete;
    expect(part(french, 'card').hasAttribute('lang')).to.equal(false);
  });

  it('speaks English where the browser has none, as WebKit without a locale', async () => {
    expect(says(await besideGerman('C'))).to.equal('Find');
  });
});

describe('an update', () => {
  const { Locale } = Intl;
  afterEach(unmount);

  it('parses a language once, however many sentences and tags it draws', async () => {
    let parsed = 0;
    const counting = new Proxy(Locale, {
      construct: (made, words) => {
        parsed += 1;
        return Reflect.construct(made, words) as object;
      },
    });
    Reflect.set(Intl, 'Locale', counting);
    try {
      const [first, second] = [await lookup('lang="en-NZ"'), await lookup('lang="en-NZ"')] as LoyaliteLookupElement[];
      expect(parsed).to.equal(1);
      for (const tag of [first, second]) {
        tag?.requestUpdate();
        await tag?.updateComplete;
      }
      expect(parsed).to.equal(1);
    } finally {
      Reflect.set(Intl, 'Locale', Locale);
    }
  });
});
