/** A seeded slice of the soak: `npm run soak` plays as many schedules as one likes. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aside } from '../support/aside.js';
import type { Brief } from './brief.js';
import { inTime, shareDone } from './left-alone.js';
import { play } from './play.js';
import { Servers } from './servers.js';

const brief = (...words: string[]): Promise<Brief> => aside(import.meta.resolve('./brief.ts'), { words });

describe('random trouble between till, proxy and service', () => {
  let report: Brief;

  before(async () => {
    report = await brief('600', '7000000');
  });

  it('books nothing twice, forgets no booking, says nothing untrue and leaves nobody without a way out', () => {
    assert.deepEqual(report.bad, [], report.text);
  });

  it('strikes in at least 80 % of the schedules, and takes the answer to a booking in at least 30 %', () => {
    assert.ok(report.withFault >= 0.8 * report.schedules, report.text);
    assert.ok(report.withLostAnswer >= 0.3 * report.schedules, report.text);
  });

  it('meets services that answer a repeated id in each of the four ways', () => {
    for (const replay of ['same', 'current', 'conflict', 'refuse'])
      assert.ok((report.replays[replay] ?? 0) > 100, replay);
  });

  it('sees windows end in every way', () => {
    const ways = Object.keys(report.endings).map((name) => name.split(' ')[0]);
    assert.deepEqual([...new Set(ways)].sort(), ['canceled', 'done', 'failed', 'idle', 'unconfirmed']);
  });
});

describe('random trouble while the service reports its bookings to the proxy', () => {
  let report: Brief;

  before(async () => {
    report = await brief('80', '9004422', 'events');
  });

  it('says nothing untrue, whatever becomes of the events', () => {
    assert.deepEqual(report.bad, [], report.text);
  });

  it('ends at least 95 % of the lost answers booked without a tap where events come within a minute', () => {
    const left = inTime(report.leftAlone.filter(({ isAnswered }) => !isAnswered));
    assert.ok(left.length >= 10 && shareDone(left) >= 0.95, report.text);
  });

  it('calls nothing booked whose event never came', () => {
    const some = report.leftAlone.filter(
      ({ isAnswered, fate }) => !isAnswered && (fate === 'never' || fate === 'wrong-signature'),
    );
    assert.ok(some.length > 0 && shareDone(some) === 0, report.text);
  });
});

describe('a schedule', () => {
  it('is played again alike from its seed', async () => {
    const servers = await Servers.open();
    try {
      for (let seed = 1; seed <= 20; seed += 1) {
        const hasEvents = seed % 2 === 0;
        const [first, second] = [await play(seed, servers, hasEvents), await play(seed, servers, hasEvents)];
        assert.deepEqual(second.endings, first.endings);
        if (first.schedule.wishes.length === 1) assert.deepEqual(second.story, first.story);
      }
    } finally {
      servers.close();
    }
  });
});
