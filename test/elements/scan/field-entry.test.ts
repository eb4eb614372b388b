/** Scan services and input methods of Android write into the tags' own fields without keys that could be read, and press Enter. */
import { openTill, type Till } from '../../support/till.js';
import { ending, expect, mount, part, reach, unmount } from '../../support/elements.js';
import { ownStorage } from '../../support/own-storage.js';
import type { LoyaliteRedeemElement } from '../../../src/index.js';

const token = 'cq_free_coffee';

describe('a coupon in its own field', () => {
  let till: Till;
  let redeem: LoyaliteRedeemElement;
  let field: HTMLInputElement;
  let at: number;

  const dispatch = (event: Event): boolean => {
    Object.defineProperty(event, 'timeStamp', { value: at });
    return field.dispatchEvent(event);
  };
  const put = (text: string, inputType: string): void => {
    field.value += text;
    dispatch(new InputEvent('input', { inputType, data: text, bubbles: true, composed: true }));
  };
  const enter = (): void => {
    dispatch(new KeyboardEvent('keydown', { key: 'Enter', code: '', bubbles: true, composed: true, cancelable: true }));
    part(redeem, 'submit').click();
  };
  const manual = async (): Promise<unknown> => {
    await reach(redeem, 'done');
    return (await till.requests()).map(({ body }) => [body.token, body.manual_code]);
  };

  beforeEach(async () => {
    ownStorage();
    at = 1000;
    till = await openTill();
    redeem = await mount(`<loyalite-redeem endpoint="${till.endpoint}" coupon=""></loyalite-redeem>`);
    field = part(redeem, 'input');
    field.focus();
  });
  afterEach(async () => {
    unmount();
    await till.close();
  });

  for (const inputType of ['insertText', 'insertCompositionText'])
    it(`is scanned when it came whole (${inputType}) with Enter behind it`, async () => {
      put(token, inputType);
      at += 20;
      enter();
      expect(await manual()).to.deep.equal([[token, false]]);
    });

  it('is scanned when it came letter by letter at a pace of no person', async () => {
    for (const char of token) {
      dispatch(new KeyboardEvent('keydown', { key: 'Unidentified', keyCode: 229, bubbles: true, composed: true }));
      put(char, 'insertText');
      at += 12;
    }
    enter();
    expect(await manual()).to.deep.equal([[token, false]]);
  });

  const byHand: Record<string, () => void> = {
    pasted: () => put(token, 'insertFromPaste'),
    'typed at the pace of a person': () => {
      for (const char of token) {
        put(char, 'insertText');
        at += 120;
      }
    },
    'scanned in part and typed in part': () => {
      put(token.slice(0, -1), 'insertText');
      at += 300;
      put(token.slice(-1), 'insertText');
    },
    'whole, and entered much later': () => {
      put(token, 'insertText');
      at += 3000;
    },
  };
  for (const [how, write] of Object.entries(byHand))
    it(`is typed when it was ${how}`, async () => {
      write();
      enter();
      expect(await manual()).to.deep.equal([[token, true]]);
    });

  it('is taken without the line end that a driver appends', async () => {
    for (const end of ['\r\n', '\n', '\t', '\x1d', '\0']) {
      redeem.scan(`]Q1cq_nobodys${end}`);
      await ending(redeem);
    }
    expect(new Set((await till.requests()).map(({ body }) => body.token as string))).to.deep.equal(
      new Set(['cq_nobodys']),
    );
  });
});
