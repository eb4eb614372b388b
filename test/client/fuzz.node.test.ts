/**
 * Fifty thousand spoiled answers through client and wire. Whatever comes, the outcome is typed, tells nothing of the customer,
 * and is done exactly when a schema of its own accepts the answer. `SEED` repeats a run.
 */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { record } from '../../scripts/record.mjs';
import { LoyaliteClient } from '../../src/client/loyalite-client.js';
import { LoyaliteError } from '../../src/protocol/errors.js';
import type { Operation } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';
import { chance, type Chance } from './fuzz/chance.js';
import { mutated, secrets } from './fuzz/mutations.js';
import { accepted, type Kind, type Raw } from './fuzz/schema.js';

const SEED = 20_260_804;
const ANSWERS = 50_000;

const posting = { customerCode: '482193', cardType: 'point', manualCode: false } as const;
const operations: Record<Kind, Operation> = {
  find: { kind: 'find', by: 'qr', text: secrets.qr },
  enrol: { kind: 'enrol', email: secrets.email },
  earn: { kind: 'earn', ...posting, amount: '85.50', externalId: 'A-1' },
  redeem: { kind: 'redeem', ...posting, amount: '50', externalId: 'redeem_A-1' },
  coupon: { kind: 'coupon', token: secrets.token, manualCode: false },
};
const kinds = Object.keys(operations) as Kind[];

/** What the network hands over; now and then the body breaks off in the middle, or comes in pieces. */
function response({ status, contentType, bytes, redirected }: Raw, cut: number | null): Response {
  const half = bytes.subarray(0, cut ?? 0);
  const pieces = new ReadableStream({
    start(stream) {
      stream.enqueue(half);
      if (cut !== null) return stream.error(new TypeError(`network error at ${secrets.qr}`));
      stream.enqueue(bytes);
      stream.close();
    },
  });
  const body = cut !== null || bytes.length % 5 === 0 ? pieces : (bytes as Uint8Array<ArrayBuffer>);
  const answer = new Response(body, { status, headers: contentType ? { 'content-type': contentType } : {} });
  return redirected ? Object.defineProperty(answer, 'redirected', { value: true }) : answer;
}

const reasons = ['offline', 'network', 'timeout', 'server', 'login', 'malformed', 'conflict', 'unclear'];

/** What is wrong with an outcome, or nothing. */
function complaint(kind: Kind, reply: Reply, expected: Record<string, unknown> | undefined): string | undefined {
  if ((reply.kind === 'done') !== (expected !== undefined))
    return expected ? 'a valid answer is not done' : 'done without a valid answer';
  if (reply.kind === 'done') return same(reply.answer, expected) ? undefined : 'the answer was read as something else';
  if (reply.kind === 'pin')
    return (
      telling(kind, reply) ??
      (['required', 'invalid', 'expired', 'exceeded'].includes(reply.reason) ? undefined : 'a PIN for no reason')
    );
  if (!(reply.error instanceof LoyaliteError) || !/^[a-z][a-z0-9_]{0,63}$/i.test(reply.error.code))
    return 'an error without a code';
  if (reply.kind === 'lost' && !reasons.includes(reply.reason)) return 'a loss for no reason';
  const { code, message, cause, status } = reply.error;
  return telling(kind, { code, message, cause, status });
}

const sorted = (value: object): unknown =>
  Object.entries(value)
    .map(([name, one]) => [name, typeof one === 'object' ? sorted(one as object) : one])
    .sort();
const same = (one: object, other: object | undefined): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other ?? {}));

/** What the call itself holds of the customer; of other calls it cannot know. */
const given: Record<Kind, string[]> = {
  find: [secrets.qr],
  enrol: [secrets.email],
  earn: [],
  redeem: [],
  coupon: [secrets.token],
};

function telling(kind: Kind, told: object): string | undefined {
  // A challenge's id is the service's own and goes to the overlay alone.
  const text = JSON.stringify({ ...told, challengeId: undefined });
  return [...given[kind], secrets.pin, 'sk_live'].some((secret) => text.includes(secret))
    ? 'it tells what the customer gave'
    : undefined;
}

interface Tally {
  valid: number;
  outcomes: Record<string, number>;
}

async function meet(draw: Chance, tally: Tally): Promise<string | undefined> {
  const kind = draw.pick(kinds);
  const raw = mutated(kind, draw);
  const cut = draw.once(50) ? draw.whole(raw.bytes.length) : null;
  const fetch = draw.once(200) ? () => Promise.reject(new TypeError(secrets.qr)) : null;
  const client = new LoyaliteClient({ endpoint: '/loyalite', fetch: fetch ?? (async () => response(raw, cut)) });
  const expected = (fetch ?? cut !== null) ? undefined : accepted(kind, raw);
  const reply = await client.send(operations[kind], { pin: secrets.pin });
  tally.valid += expected ? 1 : 0;
  tally.outcomes[reply.kind] = (tally.outcomes[reply.kind] ?? 0) + 1;
  const wrong = complaint(kind, reply, expected);
  return (
    wrong &&
    `${wrong}: ${kind} ${raw.status} ${raw.contentType} ${new TextDecoder().decode(raw.bytes).slice(0, 500)} → ${JSON.stringify(reply).slice(0, 500)}`
  );
}

describe('fifty thousand spoiled answers', () => {
  it(
    'are done exactly when an independent schema accepts them, and typed outcomes always',
    { timeout: 120_000 },
    async () => {
      const unhandled: unknown[] = [];
      const note = (reason: unknown): void => void unhandled.push(reason);
      process.on('unhandledRejection', note);
      const draw = chance(SEED);
      const tally: Tally = { valid: 0, outcomes: {} };
      for (let index = 0; index < ANSWERS; index += 1) {
        const wrong = await meet(draw, tally);
        if (wrong) expect.fail(`seed ${SEED}, answer ${index}: ${wrong}`);
      }
      // A last turn of the event loop: rejections are reported at its end.
      await new Promise((resolve) => setImmediate(resolve));
      process.off('unhandledRejection', note);
      console.log(
        `fuzz: ${ANSWERS} answers, seed ${SEED}, ${((100 * tally.valid) / ANSWERS).toFixed(1)} % valid, ${JSON.stringify(tally.outcomes)}`,
      );
      record('fuzz', 'npm test -- test/client/fuzz.node.test.ts', {
        answers: ANSWERS,
        valid: ((100 * tally.valid) / ANSWERS).toFixed(1),
        done: tally.outcomes['done'] ?? 0,
      });
      expect(unhandled).to.deep.equal([]);
      expect(tally.valid / ANSWERS).to.be.at.least(0.1);
      expect(Object.keys(tally.outcomes).sort()).to.deep.equal(['busy', 'consent', 'done', 'lost', 'pin', 'refused']);
      expect(Object.keys(Object.prototype).concat(Reflect.has({}, 'polluted') ? 'polluted' : [])).to.deep.equal([]);
    },
  );
});
