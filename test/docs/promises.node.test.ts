/** What the documents list is what the code has: sentences of codes, events, stored fields, properties, parts, magic values. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { english, type Sentence, type WordingKey } from '../../src/words/english.js';
import { serviceRefusals } from '../../src/protocol/service-refusals.js';
import { proxyCodes } from '../../src/proxy.js';
import { eventFaultList, faultList, magic, seededCustomers } from '../../src/sandbox.js';
import { read, root, tableBelow } from './markdown.js';

/** The words in backticks of a text. */
const quoted = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

function sources(folder: string): string {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.map((name) => read(`${folder}/${name}`)).join('\n');
}

/** The sentence of a code: its own, or for a fault of the set-up the one that they share. */
function sentenceOf(code: string): string {
  const isSetup =
    !(code in english) && new RegExp(`^const setup = [^;]*'${code}'`, 'm').test(read('src/elements/view/outcome.ts'));
  const words: Sentence | undefined = isSetup ? english.setup : english[code as WordingKey];
  return (typeof words === 'function' ? words({ time: '14:02', value: '855 points' }) : words).replace('|', ' ');
}

describe('the README', () => {
  const codes = tableBelow('docs/errors.md', 'All codes').map(([code = '', , words = '', retryable = '']) => ({
    code: quoted(code)[0] ?? '',
    words,
    retryable,
  }));

  it('says of every code what the cashier reads', () => {
    const plain = codes.filter(({ words }) => !words.startsWith('One sentence for each case'));
    assert.deepEqual(
      plain.map(({ code, words }) => [code, words]),
      plain.map(({ code }) => [code, sentenceOf(code)]),
    );
    assert.ok(plain.length > 15);
  });

  it('lists every refusal of the sandbox that can reach a page', () => {
    const listed = new Set(codes.map(({ code }) => code));
    const inward = /^pin_|^consent_|^done$/;
    const faults = new Set<string>(faultList.map(({ fault }) => fault));
    const outcomes = new Set(
      magic.map(({ outcome }) => outcome).filter((code) => !inward.test(code) && !faults.has(code)),
    );
    assert.deepEqual(
      [...outcomes].filter((code) => !listed.has(code)),
      [],
    );
  });

  it('says of every refusal of the service what the cashier reads, and how to bring it about', () => {
    const listed = codes.map(({ code }) => code);
    const outcomes: string[] = magic.map(({ outcome }) => outcome);
    for (const code of serviceRefusals) {
      assert.ok(Object.hasOwn(english, code), `${code} has no sentence in src/words`);
      assert.ok(listed.includes(code), `${code} has no row in docs/errors.md`);
      assert.ok(outcomes.includes(code), `${code} has no magic value in src/sandbox/magic.ts`);
    }
  });

  it('lists every event', () => {
    const events = tableBelow('README.md', 'Events').flatMap(([name]) => quoted(name));
    const declared = [...read('src/elements/events.ts').matchAll(/^ {2}'(loyalite-\w+)':/gm)].map(([, name]) => name);
    assert.deepEqual(events.toSorted(), declared.toSorted());
  });

  it('lists every attribute', () => {
    const rows = tableBelow('README.md', 'Four tags');
    const listed = new Set(rows.flatMap(([names]) => quoted(names)));
    const elements = sources('src/elements');
    const declared = [...elements.matchAll(/^ {2}@property\(([^\n]*)\)\s+(?:override )?(\w+)/gm)]
      .filter(([, options = '']) => !options.includes('attribute: false'))
      .map(([, options = '', name = '']) => /attribute: '([\w-]+)'/.exec(options)?.[1] ?? name);
    assert.deepEqual([...new Set(declared)].toSorted(), [...listed].toSorted());
  });
});

describe('SECURITY.md', () => {
  it('lists every field that is stored', () => {
    const listed = tableBelow('SECURITY.md', 'What is stored in the browser').flatMap(([name]) => quoted(name));
    const source = read('src/journal/entry.ts') + read('src/protocol/journal-record.ts');
    const fields = ['CustomerContext', 'Entry'].flatMap((name) => {
      const [, body = ''] = new RegExp(`interface ${name}[^{]*{([^}]*)}`).exec(source) ?? [];
      return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, field = '']) => field);
    });
    assert.deepEqual(listed.toSorted(), fields.toSorted());
  });

  it('names every key of the storage', () => {
    const text = read('SECURITY.md');
    const keys = [...sources('src').matchAll(/'(loyalite:\w*)'/g)].map(([, key = '']) => key);
    assert.deepEqual(
      keys.filter((key) => key !== 'loyalite:' && !text.includes(`\`${key}\``)),
      [],
    );
    assert.ok(keys.length > 0);
  });
});

describe('docs/theming.md', () => {
  it('lists every custom property', () => {
    const listed = tableBelow('docs/theming.md', 'Custom properties').flatMap(([names]) => quoted(names));
    const used = new Set(
      [...sources('src/elements').matchAll(/var\((--loyalite-[\w-]+)/g)].map(([, name = '']) => name),
    );
    assert.deepEqual(listed.toSorted(), [...used].toSorted());
  });

  it('lists every part', () => {
    const listed = new Set(tableBelow('docs/theming.md', 'Parts').flatMap(([names]) => quoted(names)));
    const elements = sources('src/elements');
    const written = [
      ...elements.matchAll(/(?<!\[) part="([\w-]+)"/g),
      ...elements.matchAll(/button\('(\w+)', '\w*', '/g),
    ].map(([, name = '']) => name);
    assert.deepEqual(
      written.filter((name) => !listed.has(name)),
      [],
    );
    assert.ok(written.length > 15);
  });
});

describe('docs/test-mode.md on events', () => {
  it('has every fault of an event with its values', () => {
    const rows = eventFaultList.map(({ fault, number, effect }) => [
      `\`10.${number}\``,
      `\`9000${number}\``,
      `\`${fault}\``,
      effect,
    ]);
    assert.deepEqual(tableBelow('docs/test-mode.md', 'Events'), rows);
  });
});

describe('docs/proxy.md', () => {
  it('lists every code of the proxy with its status and whether anything was sent, or docs/events.md does', () => {
    const rows = tableBelow('docs/proxy.md', 'Codes of its own').map(([code, status, , sent]) => [
      quoted(code)[0],
      Number(status),
      quoted(sent)[0] !== 'false',
    ]);
    const answersToEvents = [...read('docs/events.md').matchAll(/^\| (\d{3}) `(\w+)` \|/gm)].map(([, status, code]) => [
      code,
      Number(status),
      false,
    ]);
    const declared = Object.entries(proxyCodes).map(([code, { status, sent }]) => [code, status, sent]);
    const listed = new Set(rows.map(([code]) => code));
    const own = answersToEvents.filter(([code]) => !listed.has(code as string));
    const lines = (list: unknown[][]): string[] => list.map((row) => row.join(' ')).sort();
    assert.deepEqual(lines([...rows, ...own]), lines(declared));
  });
});

describe('docs/test-mode.md', () => {
  it('lists the customers as they are', () => {
    const rows = seededCustomers.map(({ code, email, points, stamps }) => [
      `\`${code}\``,
      email,
      String(points),
      String(stamps),
    ]);
    assert.deepEqual(tableBelow('docs/test-mode.md', 'Customers'), rows);
  });

  it('lists every magic refusal as it is', () => {
    const faults = new Set<string>(faultList.map(({ fault }) => fault));
    const refusals = magic.filter(({ outcome }) => !faults.has(outcome));
    const rows = refusals.map(({ kind, value, outcome, effect }) => [kind, `\`${value}\``, `\`${outcome}\``, effect]);
    assert.deepEqual(tableBelow('docs/test-mode.md', 'Refusals'), rows);
  });

  it('lists every fault with its magic values as they are', () => {
    const valueOf = (kind: string, fault: string): string =>
      `\`${magic.find((one) => one.kind === kind && one.outcome === fault)?.value ?? ''}\``;
    const rows = faultList.map(({ fault, effect }) => [
      `\`${fault}\``,
      effect,
      ...['amount', 'points', 'customer'].map((kind) => valueOf(kind, fault)),
    ]);
    assert.deepEqual(tableBelow('docs/test-mode.md', 'Faults'), rows);
  });
});

describe('docs/from-the-sample.md', () => {
  it('has every function of the sample beside a tag that exists and what was wrong', () => {
    const sample = [
      'lookupByQR',
      'enrollCustomer',
      'earnPoints',
      'earnPointsWithPin',
      'earnStamps',
      'redeemPoints',
      'redeemPointsWithPin',
      'redeemCoupon',
      'redeemCouponWithPin',
      'processQRScan',
      'loyaliteCheckout',
    ];
    const rows = tableBelow('docs/from-the-sample.md', "From the vendor's sample code to tags");
    assert.deepEqual(
      rows.map(([call]) => quoted(call)[0]?.replace(/\(.*/, '')),
      sample,
    );
    assert.ok(rows.every((cells) => cells.length === 4 && cells.every((cell) => cell.length > 7)));
    const manifest = read('custom-elements.json');
    const named = rows.flatMap(([, page]) =>
      [...(page ?? '').matchAll(/<(loyalite-\w+)((?: [\w-]+)*)>/g)].flatMap(([, tag = '', words = '']) => [
        tag,
        ...words.trim().split(' ').filter(Boolean),
      ]),
    );
    assert.deepEqual(
      named.filter((name) => !manifest.includes(`"${name}"`)),
      [],
    );
    assert.ok(named.length > 12);
  });
});
