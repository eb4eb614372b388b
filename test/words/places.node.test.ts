/** A language stands wherever one has to be named: what it is loaded by, what it weighs, the gallery, the playground, the guide. */
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { nothing, type ReactiveControllerHost } from 'lit';
import { expect } from 'chai';
import { languages } from '../../docs/languages.js';
import { Localization } from '../../src/words/localization.js';
import { codes, packs, wordsOf } from './languages.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const limits = (JSON.parse(read('.size-limit.json')) as { path: string }[]).map(({ path }) => path);

/** An element of a page in this language, as far as its words ask. */
function elementIn(lang: string): ReactiveControllerHost & HTMLElement {
  const holder = { getAttribute: () => lang };
  return { addController: () => undefined, closest: () => holder } as unknown as ReactiveControllerHost & HTMLElement;
}

for (const code of codes)
  describe(`src/words/${code}.ts`, () => {
    it('says its own code', () => {
      expect(packs.map((pack) => pack.code)).to.include(code);
    });

    it('is in `packs` of src/words/localization.ts', () => {
      expect(new Localization(elementIn(code), () => ({})).fallbackLang()).to.equal(nothing);
    });

    it('has a limit of its size in .size-limit.json', () => {
      expect(limits).to.include(`dist/loyalite-${code}.js`);
    });

    it('can be chosen in the gallery and the playground: docs/languages.ts', () => {
      expect(Object.keys(languages)).to.include(code);
    });

    it('is named in docs/theming.md', () => {
      expect(read('docs/theming.md')).to.include(new Intl.DisplayNames('en', { type: 'language' }).of(code));
    });
  });

describe('what is offered', () => {
  it('is there', () => {
    expect(Object.keys(languages).sort()).to.deep.equal(Object.keys(wordsOf).sort());
    expect(new Localization(elementIn('xx'), () => ({})).fallbackLang()).to.equal('en');
  });
});
