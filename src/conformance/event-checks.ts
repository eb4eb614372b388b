/**
 * What a proxy may do beside its five calls: take in the service's signed events, and say what became of an operation. Both
 * are optional; a proxy that has neither answers 404, and where they are, they keep to what a till relies on.
 */
import { Complaints, describe, type Check, type Skipped } from './check.js';
import { parseObject } from './http.js';
import type { Probe } from './probe.js';

const outcomes = ['booked', 'evidence', 'unknown'];
const absent: Skipped = { skipped: 'this proxy takes in no events, which is optional' };

async function events(probe: Probe): Promise<string[] | Skipped> {
  const body = JSON.stringify({ id: probe.nonce, event: 'customer.enrolled', data: {} });
  const headers = { 'content-type': 'application/json', 'x-loyalite-signature-256': `sha256=${'0'.repeat(64)}` };
  const exchange = await probe.request('POST', '/events', body, { headers, anonymous: true });
  if (exchange.answer.status === 404) return absent;
  const complaints = new Complaints();
  complaints.expect(
    exchange.answer.status >= 400 && exchange.answer.status < 500,
    `an event with a wrong signature was not refused: ${describe(exchange)}`,
  );
  complaints.expect(exchange.seen.length === 0, 'an event was handed on to the service');
  return complaints.list;
}

async function outcome(probe: Probe): Promise<string[] | Skipped> {
  const id = `check-${probe.nonce}-never-sent`;
  const path = `/outcome?operation=earn&external_id=${id}&customer_code=482193&card_type=point&value=1`;
  const exchange = await probe.get(path);
  if (exchange.answer.status === 404) return absent;
  const complaints = new Complaints();
  const told = parseObject(exchange.answer.body)['outcome'];
  complaints.expect(outcomes.includes(String(told)), `an outcome was told in other words: ${describe(exchange)}`);
  complaints.expect(told !== 'booked', 'what was never sent is called booked');
  complaints.expect(exchange.seen.length === 0, 'a question about an outcome was handed on to the service');
  const anonymous = await probe.get(path, { anonymous: true });
  const isRefused = anonymous.answer.status === 401 || anonymous.answer.status === 403;
  complaints.expect(isRefused, `an outcome is told without a session: ${describe(anonymous)}`);
  return complaints.list;
}

/** The checks of this file. */
export const eventChecks: readonly Check[] = [
  { id: 'events', title: 'events are taken in only under a signature', run: events },
  { id: 'outcome', title: 'what became of an operation is told to tills alone, and never made up', run: outcome },
];
