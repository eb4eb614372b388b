/** What the journal holds and never holds, how windows share it, and what it does where storage fails. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Journal, type JournalOptions } from '../../src/journal/journal.js';
import { PageMemory, type JournalStorage } from '../../src/journal/storage.js';
import type { Earn, Redeem, RedeemCoupon } from '../../src/protocol/operation.js';
import type { BalanceAnswer } from '../../src/protocol/reply.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1',
  manualCode: false,
};
const redeem: Redeem = {
  kind: 'redeem',
  customerCode: '482193',
  cardType: 'point',
  amount: '50',
  externalId: 'redeem_A-1',
  manualCode: true,
};
const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_secret_token', manualCode: false };
const customerContext = { maskedEmail: 'a***@gmail.com', verification: 'qr' } as const;
const [hour, day] = [3_600_000, 86_400_000];

/** Storage with no room left for anything new. */
class FullStorage extends PageMemory {
  isFull = true;
  override setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
    super.setItem(key, value);
  }
}

/** Windows of one origin, at one moment that can be moved on. */
function origin(storage: JournalStorage | null = new PageMemory()): {
  time: { now: number };
  storage: JournalStorage | null;
  open: (more?: Partial<JournalOptions>) => Journal;
} {
  const time = { now: 1_780_000_000_000 };
  const open = (more: Partial<JournalOptions> = {}): Journal =>
    new Journal({ endpoint: '/loyalite', storage, memory: new PageMemory(), now: () => time.now, ...more });
  return { time, storage, open };
}

/** The key that an open note stands under. */
function keyOfOpen(operation: Earn): string {
  const { open, storage } = origin();
  open().open(operation, customerContext);
  return storage!.key(0)!;
}

const contents = (storage: JournalStorage): string =>
  Array.from(
    { length: storage.length },
    (_, index) => `${storage.key(index)} ${storage.getItem(storage.key(index) ?? '')}`,
  ).join('\n');

describe('what the journal holds', () => {
  it('is the operation as it was sent, for whom, how often and since when', () => {
    const { open, time } = origin();
    const journal = open();
    journal.open(redeem, customerContext);
    time.now += hour;
    journal.open(redeem, customerContext);
    expect(open().trace(redeem)).to.deep.include({
      kind: 'open',
      operation: redeem,
      customerContext,
      isFinal: false,
      at: time.now - hour,
    });
  });

  it('is one entry an operation, so that windows never overwrite each other’s', () => {
    const { open, storage } = origin();
    open().open(earn, customerContext);
    open().open(redeem, customerContext);
    expect(storage!.length).to.equal(2);
    expect(
      open()
        .unanswered()
        .map(({ operation }) => operation),
    ).to.deep.equal([earn, redeem]);
  });

  it('is nothing of a coupon’s token, and the same name for it in every window', () => {
    const { open, storage } = origin();
    open().open(coupon, customerContext);
    open().book(coupon, customerContext, { id: 'c', name: 'Free coffee', status: 'redeemed' });
    expect(contents(storage!)).not.to.include('secret');
    expect(open().name(coupon)).to.equal(open().name({ ...coupon }));
    expect(open().trace(coupon)).to.include({ kind: 'booked' });
  });

  it('gives a token another name on another origin', () => {
    expect(origin().open().name(coupon)).not.to.equal(origin().open().name(coupon));
  });

  it('asks for a coupon again: of one that stands unanswered the token is empty', () => {
    const { open } = origin();
    open().open(coupon, customerContext);
    expect(
      open()
        .unanswered()
        .map(({ operation }) => operation),
    ).to.deep.equal([{ ...coupon, token: '' }]);
    expect(open().trace(coupon)).to.deep.include({ kind: 'open', operation: coupon });
  });

  it('is the order it belongs to, and the balances that were known before', () => {
    const { open } = origin();
    const context = { ...customerContext, balances: { points: 120, stamps: 4 } };
    open().open({ ...redeem, orderId: 'A-1' }, context);
    expect(open().unanswered()[0]).to.deep.include({
      operation: { ...redeem, orderId: 'A-1' },
      customerContext: context,
    });
  });

  it('is text where a page without types gave numbers, and is read back', () => {
    const { open } = origin();
    const numbers = { ...earn, customerCode: 482193, externalId: 7001, amount: 85.5, orderId: 7001 };
    open().open(numbers as unknown as Earn, customerContext);
    const [note] = open().unanswered();
    expect(note?.operation).to.deep.equal({ ...earn, externalId: '7001', amount: '85.5', orderId: '7001' });
    expect(open().trace(numbers as unknown as Earn)).to.include({ kind: 'open', isSame: true });
    open().book(numbers as unknown as Earn, customerContext, { stamps: 0, points: 5 });
    expect(open().trace({ ...earn, externalId: '7001', amount: '85.5' })).to.include({ kind: 'booked', isSame: true });
  });

  it('is no PIN and no coupon that was issued, however much is handed in', () => {
    const { open, storage } = origin();
    open().open(
      { ...earn, ...{ pin: '0007', text: 'cq_secret', email: 'ayse@gmail.com' } },
      { ...customerContext, ...{ pin: '0007' } },
    );
    open().book(earn, customerContext, { stamps: 0, points: 5, coupon: { id: 'c', name: 'n', qrToken: 'cq_issued' } });
    open().open({ ...redeem, ...{ pin: '0007', email: 'ayse@gmail.com' } }, customerContext);
    expect(contents(storage!)).not.to.match(/0007|cq_secret|ayse|cq_issued/);
  });

  it('belongs to one backend', () => {
    const { open } = origin();
    open().open(earn, customerContext);
    expect(open({ endpoint: '/other' }).trace(earn)).to.equal(null);
    expect(open({ endpoint: '/other' }).unanswered()).to.deep.equal([]);
  });

  it('is checked when it is read: what another script wrote is no entry', () => {
    const { open, storage } = origin();
    const name = keyOfOpen(earn);
    const entry = { ...earn, ...customerContext, tries: 1, at: 1_780_000_000_000 };
    const broken = [
      '',
      '{',
      'null',
      '7',
      '{}',
      '{"at":1,"kind":"earn"}',
      ...[
        { at: 'now' },
        { at: 9e15 },
        { amount: 7 },
        { cardType: 'gold' },
        { externalId: 'B-2' },
        { answer: 'yes' },
      ].map((change) => JSON.stringify({ ...entry, ...change })),
    ];
    for (const text of broken) {
      storage!.setItem(name, text);
      expect(open().trace(earn), text).to.equal(null);
      expect(open().unanswered(), text).to.deep.equal([]);
    }
    storage!.setItem(name, JSON.stringify(entry));
    expect(open().trace(earn)).to.include({ kind: 'open' });
  });
});

describe('an entry', () => {
  it('is closed with a note, by which a window that waited knows that nothing was booked', () => {
    const { open } = origin();
    const journal = open();
    journal.open(earn, customerContext);
    journal.close(earn);
    expect(open().trace(earn)).to.include({ kind: 'closed' });
    expect(open().unanswered()).to.deep.equal([]);
  });

  it('stays open where another window has sent it since, and is no longer anybody’s own', () => {
    const { open } = origin();
    const [one, two] = [open(), open()];
    one.open(earn, customerContext);
    expect(one.trace(earn)).to.include({ isOwn: true });
    two.open(earn, customerContext);
    expect([one, two].map((journal) => journal.trace(earn))).to.satisfy((traces: { isOwn: boolean }[]) =>
      traces.every(({ isOwn }) => !isOwn),
    );
    one.close(earn);
    two.close(earn);
    expect(open().trace(earn)).to.include({ kind: 'open' });
  });

  it('stays booked, whatever another window was told', () => {
    const { open } = origin();
    const [one, two] = [open(), open()];
    one.open(earn, customerContext);
    two.book(earn, customerContext, { stamps: 0, points: 5 });
    one.close(earn);
    expect(open().trace(earn)).to.deep.include({ kind: 'booked', answer: { stamps: 0, points: 5 } });
  });

  it('tells whether a booked id has the same content', () => {
    const { open } = origin();
    open().book(earn, customerContext, { stamps: 0, points: 5 });
    const changes: Partial<Earn>[] = [{}, { amount: '7.00' }, { customerCode: '1' }, { cardType: 'stamp' }];
    const same = changes
      .map((change) => open().trace({ ...earn, ...change }))
      .map((trace) => trace?.kind === 'booked' && trace.isSame);
    expect(same).to.deep.equal([true, false, false, false]);
    expect(open().trace({ ...redeem, externalId: earn.externalId })).to.include({ kind: 'booked', isSame: false });
  });

  it('of a coupon that turned out used is known, and not offered again', () => {
    const { open } = origin();
    const journal = open();
    journal.open(coupon, customerContext);
    journal.mark(coupon, 'used');
    expect(open().trace(coupon)).to.include({ kind: 'open', doubt: 'used' });
    expect(open().unanswered()).to.deep.equal([]);
  });

  it('unanswered for a day is final, and is never thrown away', () => {
    const { open, time } = origin();
    open().open(earn, customerContext);
    time.now += day + 1;
    expect(open().trace(earn)).to.include({ kind: 'open', isFinal: true });
    time.now += 60 * day;
    expect(open().unanswered()).to.have.length(1);
    expect(open().unanswered()[0]).to.include({ isFinal: true });
  });

  it('unanswered for two days frees its id: the same again asks the service, and other content is another operation', () => {
    const { open, time } = origin();
    open().open(earn, customerContext);
    time.now += 2 * day + 1;
    expect(open().trace(earn)).to.include({ kind: 'open', isFinal: false });
    expect(open().trace({ ...earn, customerCode: '517204' })).to.equal(null);
    open().open({ ...earn, customerCode: '517204' }, customerContext);
    expect(open().trace({ ...earn, customerCode: '517204' })).to.include({ kind: 'open', isSame: true, at: time.now });
  });

  it('is struck out when somebody found out by hand', () => {
    const { open } = origin();
    open().open(earn, customerContext);
    open().strike(open().unanswered()[0]!);
    expect(open().trace(earn)).to.equal(null);
  });

  it('booked is known for a day', () => {
    const { open, time } = origin();
    open().book(earn, customerContext, { stamps: 0, points: 5 });
    time.now += day - hour;
    expect(open().trace(earn)).to.include({ kind: 'booked' });
    time.now += hour;
    expect(open().trace(earn)).to.equal(null);
  });

  it('that is too old leaves the storage with the next bookings', () => {
    const { open, time, storage } = origin();
    for (let n = 0; n < 30; n += 1)
      open().book({ ...earn, externalId: `A-${n}` }, customerContext, { stamps: 0, points: 5 });
    time.now += 2 * day;
    const journal = open();
    for (let n = 0; n < 3; n += 1)
      journal.book({ ...redeem, externalId: `B-${n}` }, customerContext, { stamps: 0, points: 5 });
    expect(storage!.length).to.equal(3);
  });
});

describe('an operation without an id of its order', () => {
  const { externalId, ...rest } = earn;

  it('is most likely the one of the same customer, card and amount that stands open', () => {
    const { open } = origin();
    open().open(earn, customerContext);
    expect(open().openLike(rest)?.operation).to.deep.equal(earn);
    expect(externalId).to.equal('A-1');
  });

  it('is another one when any of them, or the order, is another', () => {
    const { open } = origin();
    open().open(earn, customerContext);
    for (const change of [{ amount: '7.00' }, { customerCode: '1' }, { cardType: 'stamp' as const }, { orderId: 'B' }])
      expect(open().openLike({ ...rest, ...change }), JSON.stringify(change)).to.equal(null);
    expect(open().openLike({ ...rest, kind: 'redeem' })).to.equal(null);
    open().close(earn);
    open().book(earn, customerContext, { stamps: 0, points: 5 });
    expect(open().openLike(rest)).to.equal(null);
  });
});

describe('a coupon that was issued', () => {
  const issued = { stamps: 0, points: 5, coupon: { id: 'c', name: 'Free coffee', qrToken: 'cq_issued' } };
  const order = { ...earn, orderId: 'A-1' };
  const couponOf = (journal: Journal): unknown => {
    const trace = journal.trace(order);
    return trace?.kind === 'booked' ? (trace.answer as BalanceAnswer).coupon : undefined;
  };

  it('is told again after a reload of the tab, and in another one by its name alone', () => {
    const { open, storage } = origin();
    const session = new PageMemory();
    open({ session }).book(order, customerContext, issued);
    expect(couponOf(open({ session }))).to.deep.equal(issued.coupon);
    expect(couponOf(open())).to.deep.equal({ ...issued.coupon, qrToken: '' });
    expect(contents(storage!)).not.to.include('cq_issued');
  });

  it('stays for the rest of its sale, and goes with the next one', () => {
    const { open } = origin();
    const session = new PageMemory();
    open({ session }).book(order, customerContext, issued);
    open({ session }).open({ ...redeem, orderId: 'A-1' }, customerContext);
    expect(contents(session)).to.include('cq_issued');
    open({ session }).open({ ...earn, externalId: 'A-2', orderId: 'A-2' }, customerContext);
    expect(contents(session)).not.to.include('cq_issued');
  });

  it('goes when the sale is said to be over', () => {
    const { open } = origin();
    const session = new PageMemory();
    const journal = open({ session });
    journal.book(order, customerContext, issued);
    journal.endSale();
    expect(session.length).to.equal(0);
  });
});

describe('a clock that is wrong', () => {
  const jumps = {
    'in 1970': -1_780_000_000_000,
    'a day and two hours ahead': 26 * hour,
    'eight days ahead': 8 * day,
    'a year ahead': 365 * day,
    'a year behind': -365 * day,
  };
  for (const [name, jump] of Object.entries(jumps)) {
    it(`${name} at the first try loses no open note, and lets it be asked about once it is set right`, () => {
      const { open, time } = origin();
      time.now += jump;
      open().open(earn, customerContext);
      time.now -= jump;
      expect(open().unanswered()).to.have.length(1);
      time.now += jump;
      expect(open().unanswered()).to.have.length(1);
    });

    it(`${name} blocks a booked id for no longer than a day`, () => {
      const { open, time } = origin();
      time.now += jump;
      open().book(earn, customerContext, { stamps: 0, points: 5 });
      time.now -= jump;
      time.now += day;
      expect(open().trace(earn)).to.equal(null);
    });

    it(`${name} blocks an open id for no longer than a day`, () => {
      const { open, time } = origin();
      time.now += jump;
      open().open(earn, customerContext);
      time.now -= jump;
      const blocked = (): boolean => (open().trace(earn) as { isFinal?: boolean } | null)?.isFinal === true;
      const hours = Array.from({ length: 72 }, () => {
        time.now += hour;
        return blocked();
      });
      expect(hours.filter(Boolean).length).to.be.at.most(24);
    });
  }
});

describe('a note of another release', () => {
  it('is neither read nor thrown away', () => {
    const { open, storage, time } = origin();
    const key = keyOfOpen(earn);
    const others = [key.replace(':2:', ':3:'), key.replace(':2:', ':'), open().name(earn)];
    for (const name of others) storage!.setItem(name, '{"v":3}');
    storage!.setItem(key, '{"of":"a later form"}');
    time.now += 30 * day;
    const journal = open();
    for (let n = 0; n < 9; n += 1)
      journal.book({ ...redeem, externalId: `B-${n}` }, customerContext, { stamps: 0, points: 5 });
    expect(journal.unanswered()).to.deep.equal([]);
    for (const name of [...others, key]) expect(storage!.getItem(name), name).not.to.equal(null);
  });
});

describe('where storage fails', () => {
  it('a page remembers by itself, and is told once', () => {
    for (const storage of [null, new FullStorage()]) {
      let told = 0;
      const journal = origin(storage).open({ onblocked: () => (told += 1) });
      journal.open(earn, customerContext);
      journal.open(redeem, customerContext);
      expect(journal.unanswered().map(({ operation }) => operation)).to.deep.equal([earn, redeem]);
      expect(told).to.equal(1);
    }
  });

  it('is not told while nothing was refused', () => {
    let told = 0;
    const journal = origin().open({ onblocked: () => (told += 1) });
    journal.open(earn, customerContext);
    journal.close(earn);
    expect(told).to.equal(0);
  });

  it('elements of one page share what it remembers', () => {
    const { open } = origin(null);
    const memory = new PageMemory();
    open({ memory }).open(earn, customerContext);
    expect(open({ memory }).trace(earn)).to.include({ kind: 'open' });
  });

  it('an older note that could not be replaced is gone for other windows', () => {
    const storage = new FullStorage();
    const { open } = origin(storage);
    storage.isFull = false;
    open().open(earn, customerContext);
    const journal = open();
    journal.close(earn);
    storage.isFull = true;
    journal.open(earn, customerContext);
    expect(open().trace(earn)).to.equal(null);
    expect(journal.trace(earn)).to.include({ kind: 'open' });
  });

  it('a closed note is not kept for this page alone, where it would be no evidence', () => {
    const journal = origin(new FullStorage()).open();
    journal.open(earn, customerContext);
    journal.close(earn);
    expect(journal.trace(earn)).to.equal(null);
  });

  it('a booking leaves the open entry standing for other windows: they ask again', () => {
    const storage = new FullStorage();
    storage.isFull = false;
    const { open } = origin(storage);
    const journal = open();
    journal.open(earn, customerContext);
    storage.isFull = true;
    journal.book(earn, customerContext, { stamps: 0, points: 5 });
    expect(journal.trace(earn)).to.include({ kind: 'booked' });
    expect(open().trace(earn)).to.include({ kind: 'open' });
  });

  it('storage that throws at every touch stops nothing', () => {
    const refuse = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const storage = {
      get length(): number {
        return refuse();
      },
      key: refuse,
      getItem: refuse,
      setItem: refuse,
      removeItem: refuse,
    };
    const journal = origin(storage).open();
    journal.open(earn, customerContext);
    expect(journal.unanswered()).to.have.length(1);
    journal.book(earn, customerContext, { stamps: 0, points: 5 });
    expect(journal.trace(earn)).to.include({ kind: 'booked' });
  });
});
