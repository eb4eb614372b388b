import { describe, it } from 'node:test';
import { expect } from 'chai';
import { admit, emptyBucket, type Bucket, type Quota } from '../../src/proxy/limits.js';
import { earn, json, openTill, outcome, redeem } from './fixture.js';

/** A bucket that is asked in turn, by any till at any second. */
function openBucket(quota: Quota): (session: string, second: number) => number {
  let bucket: Bucket = emptyBucket;
  return (session, second) => {
    const step = admit(bucket, session, second, quota);
    bucket = step.bucket;
    return step.wait;
  };
}

describe('a bucket', () => {
  it('lets through what it has and then tells when there is more', () => {
    const ask = openBucket({ all: 3, each: 3 });
    expect([ask('a', 0), ask('b', 0), ask('c', 10)]).to.deep.equal([0, 0, 0]);
    expect(ask('d', 20)).to.equal(41);
    expect(ask('d', 61)).to.equal(0);
  });

  it('keeps its word to the second, however often it is asked', () => {
    const ask = openBucket({ all: 1, each: 1 });
    ask('a', 0);
    for (const second of [1, 2, 30, 60]) expect(ask('b', second)).to.equal(61 - second);
    expect(ask('b', 61)).to.equal(0);
  });

  it('keeps a reservation against all who come in between', () => {
    const ask = openBucket({ all: 1, each: 1 });
    ask('a', 0);
    ask('b', 5);
    expect(ask('c', 61)).to.be.above(0);
    expect(ask('a', 62)).to.be.above(0);
    expect(ask('b', 63)).to.equal(0);
  });

  it('gives a reservation away that nobody came for', () => {
    const ask = openBucket({ all: 1, each: 1 });
    ask('a', 0);
    ask('b', 5);
    expect(ask('c', 71)).to.equal(0);
  });

  it('lets a till that was just served line up behind all who wait', () => {
    const ask = openBucket({ all: 2, each: 2 });
    ask('a', 0);
    ask('a', 0);
    const waits = [ask('b', 1), ask('c', 1), ask('a', 1)];
    expect(waits[2]).to.be.above(Math.max(waits[0] ?? 0, waits[1] ?? 0));
  });

  it('leaves something over from the greediest till', () => {
    const ask = openBucket({ all: 10, each: 5 });
    expect(Array.from({ length: 6 }, () => ask('greedy', 0))).to.deep.equal([0, 0, 0, 0, 0, 61]);
    expect(ask('other', 0)).to.equal(0);
  });

  it('reserves nothing that is further away than ten minutes, and tells the wait all the same', () => {
    let bucket: Bucket = emptyBucket;
    for (let till = 0; till < 100; till += 1) bucket = admit(bucket, `till-${till}`, 0, { all: 1, each: 1 }).bucket;
    expect(bucket.reserved.length).to.be.within(1, 10);
    expect(admit(bucket, 'last', 0, { all: 1, each: 1 }).wait).to.be.above(600);
  });

  it('holds nobody to a reservation that a clock set back moved beyond ten minutes', () => {
    const ask = openBucket({ all: 1, each: 1 });
    ask('a', 3600);
    expect(ask('b', 3600)).to.equal(61);
    expect(ask('b', 0)).to.be.below(601);
  });

  it('never lets more through in any minute than there is, whoever comes however late', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const ask = openBucket({ all: 12, each: 6 });
    const served: number[] = [];
    const due = new Map<string, number>();
    for (let second = 0; second < 3000; second += 1) {
      for (let call = random(3); call > 0; call -= 1) {
        const session = `till-${random(20)}`;
        // Some come when they were told, some too early, some seconds late, some never.
        if (second < (due.get(session) ?? 0) && random(4) > 0) continue;
        const wait = ask(session, second);
        due.set(session, second + wait + random(14));
        if (wait === 0) served.push(second);
      }
    }
    const fullest = served.map((end) => served.filter((at) => at > end - 60 && at <= end).length);
    expect(Math.max(...fullest)).to.equal(12);
  });
});

describe('a proxy under pressure', () => {
  it('tells the wait and asks the service only as often as the vendor allows', async () => {
    const till = openTill({ limits: { share: 1 } });
    const outcomes: string[] = [];
    for (let call = 0; call < 40; call += 1) outcomes.push(await outcome(till.get('/webhook/customer?code=1')));
    expect(outcomes.filter((one) => one === '200 ok')).to.have.length(30);
    expect(outcomes.slice(30)).to.deep.equal(Array.from({ length: 10 }, () => '429 rate_limited'));
    expect(till.sent).to.have.length(30);
    const refused = await till.get('/webhook/customer?code=1');
    till.clock.now += Number(refused.headers.get('retry-after')) * 1000;
    expect(await outcome(till.get('/webhook/customer?code=1'))).to.equal('200 ok');
  });

  it('counts earns, redemptions and coupons together, look-ups apart, and answers repeats for nothing', async () => {
    const till = openTill({ limits: { postings: 3, share: 1 } });
    await till.post('/webhook/pos', earn());
    await till.post('/webhook/redeem', redeem());
    await till.post('/webhook/coupons/redeem', { token: 'c' });
    expect(await outcome(till.post('/webhook/pos', earn({ external_id: 'A-2' })))).to.equal('429 rate_limited');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
    expect(await outcome(till.get('/webhook/customer?code=1'))).to.equal('200 ok');
  });

  it('passes the service’s own words on when the service says it first', async () => {
    const till = openTill();
    till.answer(() => json({ error: 'too many requests' }, 429, { 'retry-after': '9' }));
    const answer = await till.post('/webhook/pos', earn());
    expect(answer.headers.get('retry-after')).to.equal('9');
    expect(await outcome(answer)).to.equal('429 too many requests');
  });

  it('has no limit where the merchant takes it away', async () => {
    const till = openTill({ limits: { customers: Infinity } });
    for (let call = 0; call < 100; call += 1) await till.get('/webhook/customer?code=1');
    expect(till.sent).to.have.length(100);
  });
});
