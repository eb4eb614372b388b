/** What a proxy may do with repeats: answer them alike or hand them on, and never answer what it does not know. */
import { Complaints, describe, isAccepted, type Check } from './check.js';
import { parseObject } from './http.js';
import type { Probe } from './probe.js';
import { json } from './upstream.js';

async function repeats(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const body = probe.earn();
  const first = await probe.post('/webhook/pos', body);
  const again = await probe.post('/webhook/pos', body);
  complaints.expect(
    isAccepted(first) && isAccepted(again),
    `a repeat with the same id is not answered like the first: ${describe(again)}`,
  );
  complaints.expect(first.seen.length === 1, `one earn reached the service ${first.seen.length} times`);
  const ids = [...first.seen, ...again.seen].map((request) => parseObject(request.body)['external_id']);
  complaints.expect(
    ids.every((id) => id === body['external_id']),
    'the external id was changed on the way',
  );
  const other = await probe.post('/webhook/pos', { ...body, amount: 99 });
  complaints.expect(
    !isAccepted(other) || other.seen.length > 0,
    'another amount under the same id was answered with the first one’s success',
  );
  return complaints.list;
}

async function lostAnswers(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const body = probe.earn();
  const lost = await probe.post('/webhook/pos', body, { script: () => json({ error: 'unavailable' }, 503) });
  complaints.expect(
    lost.answer.status >= 500 || lost.answer.status === 0,
    `the service’s 503 became status ${lost.answer.status}`,
  );
  const again = await probe.post('/webhook/pos', body);
  complaints.expect(
    isAccepted(again) && again.seen.length > 0,
    `after a lost answer a repeat does not find out: ${describe(again)}`,
  );
  return complaints.list;
}

async function pinTurns(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const body = probe.earn();
  const challenge = { error: 'pin_required', challenge_id: `c-${probe.nonce}`, remaining_attempts: 3 };
  await probe.post('/webhook/pos', body, { script: () => json(challenge, 412) });
  const { pin } = probe.secrets;
  const turn = await probe.post('/webhook/pos', { ...body, verification_pin: pin });
  const arrived = parseObject(turn.seen[0]?.body ?? '');
  complaints.expect(
    turn.seen.length > 0 && isAccepted(turn),
    `the turn with the PIN did not go through: ${describe(turn)}`,
  );
  const intact = arrived['verification_pin'] === pin;
  complaints.expect(
    turn.seen.length === 0 || intact,
    `the PIN "${pin}" arrived as ${JSON.stringify(arrived['verification_pin'])}`,
  );
  return complaints.list;
}

async function coupons(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const body = { token: `${probe.secrets.token}-2`, manual_code: false };
  const key = (name: string): Record<string, string> => ({ 'idempotency-key': `${name}-${probe.nonce}` });
  const lost = await probe.post('/webhook/coupons/redeem', body, { headers: key('a'), script: () => json({}, 503) });
  complaints.expect(
    lost.seen.length === 1,
    `one coupon redemption reached the service ${lost.seen.length} times, though it has no id`,
  );
  const used = json({ error: 'coupon_already_used' }, 409);
  await probe.post('/webhook/coupons/redeem', body, { headers: key('b'), script: () => used });
  const fresh = await probe.post('/webhook/coupons/redeem', body, { headers: key('b') });
  complaints.expect(fresh.seen.length > 0 && isAccepted(fresh), `a coupon’s 409 was remembered: ${describe(fresh)}`);
  return complaints.list;
}

/** The checks of this file. */
export const repeatChecks: readonly Check[] = [
  { id: 'repeats', title: 'a repeat with one id is answered alike and books nothing twice', run: repeats },
  { id: 'lost-answers', title: 'a lost answer is not remembered', run: lostAnswers },
  { id: 'pin-turns', title: 'the turn with the PIN goes through, the PIN as a string', run: pinTurns },
  { id: 'coupons', title: 'a coupon is sent once, and its 409 is not remembered', run: coupons },
];
