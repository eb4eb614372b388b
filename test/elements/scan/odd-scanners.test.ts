/** A scanner whose keys say something else than its text is named to the cashier by the tag, and nothing is looked up. */
import { openTill, type Till } from '../../support/till.js';
import { expect, mount, reach, status, unmount, until } from '../../support/elements.js';
import { ownStorage } from '../../support/own-storage.js';
import { armed, pull } from './trigger.js';
import type { LoyaliteLookupElement } from '../../../src/index.js';

describe('a scanner that is set wrong', () => {
  let till: Till;
  let lookup: LoyaliteLookupElement;
  let at = 0;

  const key = (type: 'keydown' | 'keyup', init: KeyboardEventInit): void => {
    const event = new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
    Object.defineProperty(event, 'timeStamp', { value: (at += 5) });
    document.body.dispatchEvent(event);
  };
  const press = (init: KeyboardEventInit): void => {
    key('keydown', init);
    key('keyup', init);
  };
  const enter = (): void => press({ key: 'Enter', code: 'Enter' });

  beforeEach(async () => {
    ownStorage();
    at = 1_000_000;
    till = await openTill();
    lookup = await mount(`<loyalite-lookup endpoint="${till.endpoint}"></loyalite-lookup>`);
    (document.activeElement as HTMLElement | null)?.blur();
    await armed();
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  const sentences = {
    en: ['Num Lock is off', 'types with Alt'],
    tr: ['Num Lock kapalı', 'Alt tuşuyla yazıyor'],
    de: ['Num Lock ist aus', 'tippt mit Alt'],
    ar: ['مفتاح Num Lock مطفأ', 'يكتب بمفتاح Alt'],
  };
  for (const [lang, [numLock, alt]] of Object.entries(sentences)) {
    it(`is told that Num Lock is off, until a scan comes through, in ${lang}`, async () => {
      lookup.lang = lang;
      await lookup.updateComplete;
      for (const [name, digit] of [
        ['ArrowLeft', 4],
        ['Insert', 0],
        ['Insert', 0],
        ['ArrowRight', 6],
        ['PageDown', 3],
      ])
        press({ key: String(name), code: `Numpad${digit}` });
      enter();
      await until(() => lookup.shadowRoot!.textContent.includes(numLock!));
      expect([lookup.state, await till.requests()]).to.deep.equal(['idle', []]);
      pull((await till.phone('482193')).qr);
      await reach(lookup, 'done');
      expect(lookup.shadowRoot!.textContent).not.to.contain(numLock!);
    });

    it(`is told that it types by Alt and numbers, in ${lang}`, async () => {
      lookup.lang = lang;
      await lookup.updateComplete;
      for (const char of 'cq_7f3a9b2e') {
        key('keydown', { key: 'Alt', code: 'AltLeft', altKey: true });
        for (const digit of `0${char.charCodeAt(0)}`) press({ key: digit, code: `Numpad${digit}`, altKey: true });
        key('keyup', { key: 'Alt', code: 'AltLeft' });
      }
      enter();
      await until(() => status(lookup).includes(alt!));
      expect(await till.requests()).to.deep.equal([]);
    });
  }
});
