import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { awaiting, isLikely } from '../../../src/scan/wedge/awaited.js';
import { charOn, layoutNames, layoutsOf, type Keystroke, type LayoutName } from '../../../src/scan/wedge/layouts.js';
import { plainScan } from '../../../src/scan/wedge/plain-scan.js';
import { decide, type Awaited, type Decision } from '../../../src/scan/wedge/reading.js';
import { boards, scan, type Scene } from './keyboards.js';

const token: Awaited = { accepts: awaiting({ code: true }), rivals: isLikely };
const printable: Awaited = { accepts: awaiting({ code: true, strictness: 'printable' }) };

/** What a till shows that has that board, when a scanner types there with another. */
const shown = (strokes: readonly Keystroke[]) => strokes.map(({ key }) => key).join('');
const read = (text: string, scene: Scene, awaited = token): Decision => decide(scan(text, scene)!, awaited);
const textOf = (decision: Decision) => (decision.kind === 'read' ? decision.reading.text : decision.kind);

describe('layouts', () => {
  for (const layout of layoutNames) {
    it(`types on ${layout} what the board is recorded to type`, () => {
      const chars = boards[layout].levels
        .slice(0, 2)
        .flatMap((rows) => rows.flatMap((row) => Array.from(row)))
        .filter((char) => char !== '¿');
      for (const char of chars) {
        const [stroke] = scan(char, { scanner: layout, till: layout })!;
        if (!stroke!.altGraph) expect(charOn(layout, stroke!), char).to.equal(char);
      }
    });

    it(`names ${layout} when each of its keys was pressed`, () => {
      const text = boards[layout].levels[0].join('').replaceAll('¿', '');
      expect(layoutsOf(scan(text, { scanner: layout, till: layout })!)).to.deep.equal([layout]);
    });
  }
});

describe('decide', () => {
  const recorded: [LayoutName, string][] = [
    ['us', 'cq_7f3a9b2e'],
    ['uk', 'cq_7f3a9b2e'],
    ['turkish-q', 'cq?7f3a9b2e'],
    ['turkish-f', 'vf?7a3u9ç2ğ'],
    ['german', 'cq?7f3a9b2e'],
    ['french', 'ca°è f"q çbée'.replaceAll(' ', '')],
  ];
  for (const [till, garbled] of recorded) {
    it(`reads cq_7f3a9b2e where a till with ${till} shows ${garbled}`, () => {
      const strokes = scan('cq_7f3a9b2e', { scanner: 'us', till })!;
      expect(shown(strokes)).to.equal(garbled);
      expect(textOf(decide(strokes, token))).to.equal('cq_7f3a9b2e');
    });
  }

  it("tells the till's layout and the scanner's when it had to repair", () => {
    const decision = read('cq_7f3a9b2e', { scanner: 'us', till: 'turkish-q' });
    expect(decision).to.deep.equal({
      kind: 'read',
      reading: { text: 'cq_7f3a9b2e', repairedFrom: 'turkish-q', scanner: 'us', others: ['cq?7f3a9b2e'] },
    });
  });

  it('reads what a driver wrote without the Shift that it needs, and no other text of its keys', () => {
    const strokes = scan('Cq_7F3a9b2e', { scanner: 'us', till: 'us' })!.map((stroke) => ({ ...stroke, shift: false }));
    for (const scanner of [undefined, 'us', 'german'] as const)
      expect(decide(strokes, { ...token, scanner })).to.deep.equal({ kind: 'read', reading: { text: 'Cq_7F3a9b2e' } });
  });

  it('tells no repair and proves nothing where both boards give the same', () => {
    expect(read('482193', { scanner: 'us', till: 'turkish-q' })).to.deep.equal({
      kind: 'read',
      reading: { text: '482193' },
    });
  });

  it("takes the characters of a scanner that is set to the till's own layout", () => {
    const decision = read('cq_7f3a9b2e', { scanner: 'turkish-q', till: 'turkish-q' });
    expect(decision).to.deep.equal({ kind: 'read', reading: { text: 'cq_7f3a9b2e', others: ['cq+7f3a9b2e'] } });
  });

  it('holds a layout proven where a US board cannot type what the till shows', () => {
    const decision = read('https://a.example/?c=<7f3a', { scanner: 'turkish-q', till: 'turkish-q' });
    expect(decision).to.deep.equal({
      kind: 'read',
      reading: { text: 'https://a.example/?c=<7f3a', scanner: 'turkish-q' },
    });
  });

  const lookalikes: [string, string, LayoutName][] = [
    ['c=151108&t=743133d1', 'c-151108/t-743133d1', 'turkish-q'],
    ['qZ3fT9aLw0x+5kgOhjuR1A==', 'qZ3fT9aLw0x_5kgOhjuR1A--', 'turkish-q'],
  ];
  for (const [text, garbled, till] of lookalikes) {
    it(`refuses ${garbled} on a till with ${till}, as a US scanner types ${text} with the same keys`, () => {
      const strokes = scan(text, { scanner: 'us', till })!;
      expect(shown(strokes)).to.equal(garbled);
      const decision = decide(strokes, token);
      expect(decision.kind === 'refused' && decision.texts).to.have.members([text, garbled]);
      expect(textOf(decide(strokes, { ...token, scanner: 'turkish-q' }))).to.equal(garbled);
    });
  }

  it('repairs a till whose layout it has no table of', () => {
    const foreign = (stroke: Keystroke) => (stroke.key === '_' ? { ...stroke, key: '€' } : stroke);
    const strokes = scan('cq_7f3a', { scanner: 'us', till: 'us' })!.map(foreign);
    expect(decide(strokes, token)).to.deep.equal({ kind: 'foreign' });
    const longer = [...strokes, ...scan('9b2e', { scanner: 'us', till: 'us' })!];
    expect(decide(longer, token)).to.deep.equal({
      kind: 'read',
      reading: { text: 'cq_7f3a9b2e', repairedFrom: 'unknown', scanner: 'us' },
    });
  });

  it('refuses where y and z may have changed places, and names both readings', () => {
    expect(read('abcyz123', { scanner: 'us', till: 'german' })).to.deep.equal({
      kind: 'refused',
      reason: 'ambiguous layout',
      texts: ['abczy123', 'abcyz123'],
    });
  });

  it('decides the same by what is known of the scanner', () => {
    for (const scanner of ['us', 'german'] as const) {
      expect(textOf(read('abcyz123', { scanner, till: 'german' }, { ...token, scanner }))).to.equal('abcyz123');
    }
  });

  it('reads a scanner of a told layout at a till that was switched to another', () => {
    const decision = read('cq_7f3a.9b2e', { scanner: 'turkish-q', till: 'us' }, { ...token, scanner: 'turkish-q' });
    expect(decision).to.deep.equal({
      kind: 'read',
      reading: { text: 'cq_7f3a.9b2e', repairedFrom: 'us', scanner: 'turkish-q' },
    });
  });

  it('decides the same by a prefix that only one reading has, and leaves it out', () => {
    expect(textOf(read('~abcyz123', { scanner: 'us', till: 'german' }, { ...token, prefix: '~' }))).to.equal(
      'abcyz123',
    );
    expect(textOf(read('abcyz123|', { scanner: 'us', till: 'german' }, { ...token, suffix: '|' }))).to.equal(
      'abcyz123',
    );
  });

  it('leaves a burst without the prefix to the page', () => {
    expect(read('abcdef123', { scanner: 'us', till: 'us' }, { ...token, prefix: '~' })).to.deep.equal({
      kind: 'foreign',
    });
  });

  it('leaves product codes to the page, and takes six digits only where a customer is awaited', () => {
    for (const code of ['96385074', '012345678905', '8690526085074', '18690526085071']) {
      expect(read(code, { scanner: 'us', till: 'us' })).to.deep.equal({ kind: 'foreign' });
    }
    expect(textOf(read('482193', { scanner: 'us', till: 'us' }, { accepts: awaiting() }))).to.equal('foreign');
  });

  it('reads dead keys that a space follows as the accent they write', () => {
    const board: Scene = { scanner: 'german', till: 'german' };
    expect(textOf(read('a^b`c@_123', board, printable))).to.equal('a^b`c@_123');
  });

  it('reads AltGraph by the character, as no US scanner presses it', () => {
    expect(textOf(read('a@b{c}|123', { scanner: 'turkish-q', till: 'turkish-q' }, printable))).to.equal('a@b{c}|123');
  });

  it('reads the padding of a US scanner through the dead key of a German till', () => {
    const strokes = scan('cq_7f3a9b2e==', { scanner: 'us', till: 'german' })!;
    expect(strokes.at(-1)!.key).to.equal('Dead');
    expect(textOf(decide(strokes, token))).to.equal('cq_7f3a9b2e==');
  });

  it('reads the number pad on any board', () => {
    const strokes = Array.from('482193', (key, at): Keystroke => ({
      code: `Numpad${key}`,
      key,
      shift: false,
      altGraph: false,
      capsLock: false,
      at: at * 10,
    }));
    expect(textOf(decide(strokes, token))).to.equal('482193');
  });

  it('finds the physical key behind the character where the browser does not give it', () => {
    const strokes = scan('cq_7f3a9b2e', { scanner: 'us', till: 'turkish-q' })!.map((stroke) => ({
      ...stroke,
      code: '',
    }));
    expect(textOf(decide(strokes, token))).to.equal('cq_7f3a9b2e');
  });

  it('reads digits under caps lock, and refuses letters that may have been turned round', () => {
    expect(textOf(read('482193', { scanner: 'us', till: 'us', capsLock: true }))).to.equal('482193');
    const decision = read('cq_7f3a9b2e', { scanner: 'us', till: 'us', capsLock: true });
    expect(decision.kind === 'refused' && decision.reason).to.equal('caps lock');
    expect(decision.kind === 'refused' && decision.texts).to.include('cq_7f3a9b2e');
  });

  it('reads letters under caps lock where only one case is awaited', () => {
    const awaited = { accepts: (text: string) => /^cq_[0-9a-f]{8}$/.test(text) };
    expect(textOf(read('cq_7f3a9b2e', { scanner: 'us', till: 'us', capsLock: true }, awaited))).to.equal('cq_7f3a9b2e');
  });

  it('folds no case: the Turkish dotless and dotted i stay what was pressed', () => {
    const board: Scene = { scanner: 'turkish-q', till: 'turkish-q' };
    expect(textOf(read('CQ_Iiı99', board, { accepts: (text) => text.includes('_') }))).to.equal('CQ_Iiı99');
    expect(textOf(read('CQ_IiIi99', { scanner: 'us', till: 'turkish-q' }))).to.equal('CQ_IiIi99');
  });
});

describe('any printable text on any board', () => {
  const layout = fc.constantFrom(...layoutNames);
  const unit = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
  const codeLike = fc.constantFrom(...Array.from("abcefhijqwxyzABQYZ0123456789-_.:/=+&?%#@,;~)'"));
  const few = fc.constantFrom(...Array.from('ab01=&+?_-'));
  const anyText = fc
    .oneof(...[unit, codeLike, few].map((of) => fc.string({ unit: of, minLength: 3, maxLength: 60 })))
    // The name of a symbology is no part of a text.
    .filter((text) => plainScan(text) === text);
  const awaited = fc.constantFrom(printable, token, { accepts: () => true }, { accepts: awaiting() });

  /** Every text that the decision lets whoever awaits it come to know; a text left to the page is shown as any typing is. */
  const offered = (decision: Decision): readonly string[] => {
    if (decision.kind === 'read') return [decision.reading.text, ...(decision.reading.others ?? [])];
    return decision.kind === 'refused' ? decision.texts : [];
  };

  /** Never one reading alone that is not the text, and no layout from a reading that may be wrong, but by a repair. */
  const check = (decision: Decision, text: string): void => {
    if (decision.kind !== 'read') return;
    expect(offered(decision)).to.include(text);
    const { scanner, others, repairedFrom } = decision.reading;
    if (others && !repairedFrom) expect(scanner).to.equal(undefined);
  };

  it('is recovered, refused or named beside the reading, by a scanner set to US or to the till', () => {
    fc.assert(
      fc.property(anyText, layout, fc.boolean(), fc.boolean(), awaited, (text, till, local, capsLock, rule) => {
        const strokes = scan(text, { scanner: local ? till : 'us', till, capsLock });
        if (!strokes) return;
        const decision = decide(strokes, rule);
        check(decision, text);
        if (rule.accepts(text)) expect(textOf(decision)).to.be.oneOf([text, 'refused']);
      }),
      { numRuns: 8000 },
    );
  });

  it('is never taken for another text where it looks like a code', () => {
    const field = fc.string({
      unit: fc.constantFrom(...Array.from('abcdefijqwxyzABQYZ0123456789-_.')),
      minLength: 2,
      maxLength: 12,
    });
    const likely = fc
      .oneof(
        fc
          .array(fc.tuple(field, field), { minLength: 2, maxLength: 4 })
          .map((list) => list.map((pair) => pair.join('=')).join('&')),
        fc.tuple(field, field, field).map(([path, name, value]) => `${path}/?${name}=${value}`),
        fc
          .tuple(fc.constantFrom(',', ';', '|', '#', '~'), fc.array(field, { minLength: 3, maxLength: 5 }))
          .map(([by, list]) => list.join(by)),
        fc.base64String({ minLength: 8, maxLength: 60 }),
      )
      .filter((text) => isLikely(text) || token.accepts(text));
    fc.assert(
      fc.property(likely, layout, fc.boolean(), (text, till, local) => {
        const strokes = scan(text, { scanner: local ? till : 'us', till });
        if (!strokes) return;
        expect(textOf(decide(strokes, token))).to.be.oneOf([text, 'refused', 'foreign']);
      }),
      { numRuns: 8000 },
    );
  });

  it('is never altered unsaid where the browser gives no physical keys', () => {
    fc.assert(
      fc.property(anyText, layout, fc.boolean(), awaited, (text, till, local, rule) => {
        const strokes = scan(text, { scanner: local ? till : 'us', till })?.map((stroke) => ({ ...stroke, code: '' }));
        if (strokes) check(decide(strokes, rule), text);
      }),
      { numRuns: 5000 },
    );
  });

  it('is never altered unsaid by a scanner of any layout that is told', () => {
    fc.assert(
      fc.property(anyText, layout, layout, awaited, (text, till, scanner, rule) => {
        const strokes = scan(text, { scanner, till });
        if (!strokes) return;
        const decision = decide(strokes, { ...rule, scanner });
        check(decision, text);
        if (rule.accepts(text)) expect(textOf(decision)).to.be.oneOf([text, 'refused', 'foreign']);
      }),
      { numRuns: 5000 },
    );
  });
});
