/**
 * Meets so many spoiled answers, drawn from a seed, and prints what came of them. A first one that came out wrong ends it.
 */
import { LoyaliteClient } from '../../../src/client/loyalite-client.js';
import { LoyaliteError } from '../../../src/protocol/errors.js';
import type { Operation } from '../../../src/protocol/operation.js';
import type { Reply } from '../../../src/protocol/reply.js';
import { chance, type Chance } from './chance.js';
import { mutated, secrets } from './mutations.js';
import { accepted, type Kind, type Raw } from './schema.js';

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

/** What came of the answers. */
export interface Tally {
  /** How many the schema accepts, and how often each kind of outcome came. */
  valid: number;
  outcomes: Record<string, number>;
  /** The first outcome that is wrong, with its answer. */
  wrong?: string;
  /** Rejections that nobody handled. */
  unhandled: string[];
  /** Names that every object has since then. */
  polluted: string[];
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

const [answers, seed] = process.argv.slice(2).map(Number) as [number, number];
const tally: Tally = { valid: 0, outcomes: {}, unhandled: [], polluted: [] };
process.on('unhandledRejection', (reason) => tally.unhandled.push(String(reason)));
const draw = chance(seed);
for (let index = 0; index < answers && !tally.wrong; index += 1) {
  const wrong = await meet(draw, tally);
  if (wrong) tally.wrong = `seed ${seed}, answer ${index}: ${wrong}`;
}
// A last turn of the event loop: rejections are reported at its end.
await new Promise((resolve) => setImmediate(resolve));
tally.polluted = Object.keys(Object.prototype).concat(Reflect.has({}, 'polluted') ? 'polluted' : []);
process.stdout.write(JSON.stringify(tally));
