/** What may be concluded from reports, as a table: one lost earn of 42 points at 14:00, and what else stands on its page. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conclude, type Grounds } from '../../../src/proxy/webhooks/conclude.js';
import type { PostingAttempt, Page, Report } from '../../../src/proxy/webhooks/page.js';

const noon = Date.UTC(2026, 10, 28, 14);
const second = 1000;
const minute = 60 * second;
const grounds: Grounds = { exclusiveSince: 0, patience: 8 * second };

const lost: PostingAttempt = {
  id: 'A-1',
  kind: 'earn',
  card: 'point',
  value: 42,
  first: noon,
  last: noon,
  tries: 1,
  open: 0,
  lost: true,
  sure: true,
};
const other = (more: Partial<PostingAttempt> = {}): PostingAttempt => ({ ...lost, id: 'A-2', ...more });
const answered = (more: Partial<PostingAttempt> = {}): PostingAttempt =>
  other({ lost: false, done: noon + second, ...more });

let deliveries = 0;
const report = (more: Partial<Report> = {}): Report => ({
  id: `delivery-${(deliveries += 1)}`,
  transaction: `booking-${deliveries}`,
  kind: 'earn',
  card: 'point',
  value: 42,
  at: noon + second,
  source: 'api',
  ...more,
});

interface Case {
  readonly title: string;
  readonly page: Partial<Page>;
  readonly grounds?: Partial<Grounds>;
  readonly attempt?: Partial<PostingAttempt>;
  readonly outcome: 'booked' | 'evidence' | 'unknown';
}

const cases: Case[] = [
  { title: 'nothing was reported', page: {}, outcome: 'unknown' },
  { title: 'its own booking was reported', page: { reports: [report()] }, outcome: 'booked' },
  {
    title: 'the booking was reported, and others may hold the key',
    page: { reports: [report()] },
    grounds: { exclusiveSince: undefined },
    outcome: 'evidence',
  },
  {
    title: 'it was sent before the proxy alone held the key',
    page: { reports: [report()] },
    grounds: { exclusiveSince: noon + 1 },
    outcome: 'evidence',
  },
  {
    title: 'its times were never held against the service’s clock',
    page: { reports: [report()] },
    attempt: { sure: false },
    outcome: 'evidence',
  },
  { title: 'another value was reported', page: { reports: [report({ value: 42.01 })] }, outcome: 'unknown' },
  { title: 'another card was reported', page: { reports: [report({ card: 'stamp' })] }, outcome: 'unknown' },
  { title: 'a redemption was reported', page: { reports: [report({ kind: 'redeem' })] }, outcome: 'unknown' },
  { title: 'no amount was reported', page: { reports: [without(report(), 'value')] }, outcome: 'evidence' },
  { title: 'no source was reported', page: { reports: [report({ source: 'unknown' })] }, outcome: 'evidence' },
  { title: 'no booking was named', page: { reports: [without(report(), 'transaction')] }, outcome: 'evidence' },
  {
    title: 'the report is of a moment that had not come yet',
    page: { reports: [report({ early: true })] },
    outcome: 'evidence',
  },
  {
    title: 'it was reported before it was sent',
    page: { reports: [report({ at: noon - 3 * second })] },
    outcome: 'unknown',
  },
  { title: 'it was reported long after', page: { reports: [report({ at: noon + minute })] }, outcome: 'unknown' },
  {
    title: 'it was reported after a check an hour later',
    page: { reports: [report({ at: noon + 60 * minute })] },
    attempt: { last: noon + 60 * minute, tries: 4 },
    outcome: 'booked',
  },
  { title: 'somebody credited it by hand', page: { reports: [report({ source: 'hand' })] }, outcome: 'evidence' },
  {
    title: 'somebody credited something by hand much later',
    page: { reports: [report({ source: 'hand', value: 7, at: noon + 30 * minute })] },
    outcome: 'evidence',
  },
  {
    title: 'somebody credited by hand before',
    page: { reports: [report({ source: 'hand', at: noon - minute })] },
    outcome: 'unknown',
  },
  {
    title: 'the report may be that of an equal purchase that was answered',
    page: { attempts: [answered()], reports: [report()] },
    outcome: 'unknown',
  },
  {
    title: 'two equal purchases were reported, one of which was answered',
    page: { attempts: [answered()], reports: [report(), report()] },
    outcome: 'booked',
  },
  {
    title: 'the equal purchase was over long before',
    page: {
      attempts: [answered({ first: noon - minute, last: noon - minute, done: noon - minute })],
      reports: [report()],
    },
    outcome: 'booked',
  },
  {
    title: 'one of two lost ones was reported',
    page: { attempts: [other()], reports: [report()] },
    outcome: 'evidence',
  },
  {
    title: 'both of two lost ones were reported',
    page: { attempts: [other()], reports: [report(), report()] },
    outcome: 'booked',
  },
  {
    title: 'the report may be that of a purchase lost long before',
    page: { attempts: [other({ first: noon - 60 * minute, last: noon - 60 * minute })], reports: [report()] },
    outcome: 'evidence',
  },
  {
    title: 'the report may be that of a purchase under way',
    page: { attempts: [other({ lost: false, open: 1 })], reports: [report()] },
    outcome: 'evidence',
  },
  {
    title: 'the other purchase was of another value',
    page: { attempts: [other({ value: 43 })], reports: [report()] },
    outcome: 'booked',
  },
  {
    title: 'the other purchase was sent without a readable value',
    page: { attempts: [without(other(), 'value')], reports: [report()] },
    outcome: 'evidence',
  },
  {
    title: 'the other purchase did not name its card',
    page: { attempts: [other({ card: 'any' })], reports: [report()] },
    outcome: 'evidence',
  },
  {
    title: 'the other purchase’s times are not sure',
    page: { attempts: [answered({ first: 0, last: 0, done: 1, sure: false })], reports: [report()] },
    outcome: 'unknown',
  },
  {
    title: 'one booking was reported by two events',
    page: { attempts: [other()], reports: [report({ transaction: 'one' }), report({ transaction: 'one' })] },
    outcome: 'evidence',
  },
  {
    title: 'more was reported than was sent',
    page: { reports: [report(), report()] },
    outcome: 'evidence',
  },
  {
    title: 'something of that time was dropped for want of room',
    page: { reports: [report()], cut: noon },
    outcome: 'evidence',
  },
  {
    title: 'a redemption was sent twice and reported once',
    page: { reports: [report({ kind: 'redeem' })] },
    attempt: { kind: 'redeem', tries: 2 },
    outcome: 'booked',
  },
  {
    title: 'the report may be the second of a redemption that was sent twice',
    page: {
      attempts: [answered({ kind: 'redeem', tries: 2 })],
      reports: [report({ kind: 'redeem' }), report({ kind: 'redeem' })],
    },
    attempt: { kind: 'redeem' },
    outcome: 'evidence',
  },
  {
    title: 'the report of one stamp may be that of a fraction',
    page: { attempts: [other({ card: 'stamp', value: 0.4 })], reports: [report({ card: 'stamp', value: 1 })] },
    attempt: { card: 'stamp', value: 1 },
    outcome: 'evidence',
  },
  {
    title: 'the report of ten stamps may be that of fifteen on a card of ten',
    page: { attempts: [other({ card: 'stamp', value: 15 })], reports: [report({ card: 'stamp', value: 10 })] },
    attempt: { card: 'stamp', value: 10 },
    outcome: 'evidence',
  },
];

function without<T extends object>(whole: T, name: keyof T): T {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name)) as T;
}

describe('a lost operation', () => {
  for (const { title, page, attempt: more, grounds: otherGrounds, outcome } of cases) {
    it(`is ${outcome} where ${title}`, () => {
      const attempt = { ...lost, ...more };
      const whole: Page = {
        attempts: [...(page.attempts ?? []), attempt],
        reports: page.reports ?? [],
        ...(page.cut !== undefined && { cut: page.cut }),
      };
      assert.equal(conclude(whole, attempt, { ...grounds, ...otherGrounds }).outcome, outcome);
    });
  }

  it('is booked at the time of the report', () => {
    const conclusion = conclude({ attempts: [lost], reports: [report({ at: noon + 777 })] }, lost, grounds);
    assert.equal(conclusion.outcome === 'booked' && conclusion.at, noon + 777);
  });
});
