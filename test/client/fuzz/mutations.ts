/** Answers of the service and what can become of them: in their fields, in their text, in their bytes and on the way. */
import type { Chance } from './chance.js';
import type { Kind, Raw } from './schema.js';

/** What is told of a customer and may come back nowhere. */
export const secrets = { qr: 'cq_7f3a9b2e_secret', token: 'cq_secret_token', email: 'ayse@gmail.com', pin: '0412' };

type Fields = Record<string, unknown>;

const words = [
  'a***@gmail.com',
  'Free coffee',
  'ğüşiöç',
  '7',
  'cq_1',
  '2026-08-01T10:00:00Z',
  'redeemed',
  '<b>x</b>',
  '\u0000',
  '\u2028',
  '\uD800',
  '\uDC00x',
  '😀',
];
const numbers = [0, 1, -1, 7, 120, 482193, 0.5, -0, 1e15, 2 ** 53, 1e21, 1e308, Number.MIN_VALUE];
const codes = [
  'pin_required',
  'pin_invalid',
  'pin_expired',
  'pin_attempts_exceeded',
  'insufficient_balance',
  'manual_code_disabled',
  'consent_terms_required',
  'too many requests',
  'invalid or missing API key',
  'code or qr is required',
  'no_such_code',
  'constructor',
  '__proto__',
  'toString',
  '<script>',
  '',
  'x'.repeat(70),
  'coupon_already_used',
  'id_reused',
  'sk_live_0123456789',
  ...Object.values(secrets),
];
const statuses = [
  200, 201, 202, 203, 206, 299, 300, 302, 307, 400, 401, 402, 403, 404, 408, 409, 412, 418, 422, 425, 429, 451, 500,
  502, 503, 504, 599,
];
const contentTypes = [
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/problem+json',
  'application/json;',
  'text/html',
  'text/plain',
  '',
  'application/jsonx',
  'application/json-seq',
  'application/x-json',
  'text/json',
  'application/xhtml+xml',
  'json',
  'multipart/form-data; boundary=application/json',
];

const id = (draw: Chance): unknown => (draw.once(2) ? draw.whole(1_000_000) : `c-${draw.whole(1_000)}`);
const profile = (draw: Chance): Fields => ({
  customer_code: id(draw),
  masked_email: 'a***@gmail.com',
  stamp_count: draw.whole(10),
  point_balance: draw.whole(5_000),
});
const issued = (draw: Chance): Fields => ({ id: id(draw), name: 'Free coffee', qr_token: 'cq_new' });

const answers: Record<Kind, (draw: Chance) => Fields> = {
  find: profile,
  enrol: (draw) => ({ ...profile(draw), is_new: draw.once(2) }),
  earn: (draw) => ({
    stamps: draw.whole(10),
    points: draw.whole(5_000),
    ...(draw.once(3) && { coupon: issued(draw) }),
  }),
  redeem: (draw) => ({ stamps: draw.whole(10), points: draw.whole(5_000) }),
  coupon: (draw) => ({
    id: id(draw),
    name: 'Free coffee',
    status: 'redeemed',
    qr_token: 'cq_1',
    issued_at: '2026-08-01T10:00:00Z',
    redeemed_at: '2026-08-02T10:00:00Z',
  }),
};

const deep = (depth: number): unknown => JSON.parse('[{"a":'.repeat(depth) + '1' + '}]'.repeat(depth));

function anything(draw: Chance): unknown {
  const kinds: (() => unknown)[] = [
    () => draw.pick(words),
    () => draw.pick(words),
    () => draw.pick(numbers),
    () => draw.pick(numbers),
    () => null,
    () => true,
    () => false,
    () => [],
    () => ({}),
    () => [1],
    () => ({ valueOf: 1, toString: 2 }),
    () => String(draw.whole(1_000)),
    () => draw.pick(words).repeat(draw.whole(300)),
  ];
  if (draw.once(40)) return 'x'.repeat(draw.pick([1_999, 2_000, 2_001, 66_000, 200_000]));
  return draw.once(60) ? deep(draw.pick([10, 200, 1_000])) : draw.pick(kinds)();
}

/** The object that holds the answer, or one inside it. */
const somewhere = (draw: Chance, body: Fields): Fields => {
  const inner = Object.values(body).filter(
    (value): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  return inner.length && !draw.once(4) ? somewhere(draw, draw.pick(inner)) : body;
};

const inFields: ((draw: Chance, body: Fields) => Fields | undefined)[] = [
  (draw, body) => {
    const at = somewhere(draw, body);
    at[draw.pick(['data', ...Object.keys(at)])] = anything(draw);
    return body;
  },
  (draw, body) => {
    const at = somewhere(draw, body);
    Reflect.deleteProperty(at, draw.pick(['data', ...Object.keys(at)]));
    return body;
  },
  (draw, body) =>
    Object.assign(body, {
      [draw.pick(['meta', 'tier', 'constructor', 'hasOwnProperty', 'data', 'length'])]: anything(draw),
    }),
  (draw, body) =>
    Object.assign(somewhere(draw, body), {
      [draw.pick(['extra', 'prototype', 'toJSON2', 'coupon', 'is_new'])]: anything(draw),
    }),
  (draw, body) =>
    Object.assign(draw.once(3) ? somewhere(draw, body) : body, {
      error: draw.once(6) ? anything(draw) : draw.pick(codes),
    }),
  (draw) => ({
    error: draw.pick(codes),
    challenge_id: anything(draw),
    remaining_attempts: draw.once(2) ? 2 : anything(draw),
  }),
  (_, body) => ({ data: body }),
  (_, body) => ({ data: [body] }),
];

const inText: ((draw: Chance, text: string) => string)[] = [
  (draw, text) => text.slice(0, draw.whole(text.length)),
  (_, text) => `\uFEFF${text}`,
  (draw, text) => `\uFEFF\uFEFF${text.slice(draw.whole(2))}`,
  (draw, text) => text + draw.pick([' ', '\n', '}', ',', '\u0000', '{}', '// x', ' '.repeat(66_000)]),
  (draw, text) =>
    text.replace(
      '{',
      `{"__proto__":${draw.pick(['{"stamps":1,"points":2,"polluted":true}', 'null', '"x"', '{"error":"pin_required"}'])},`,
    ),
  (_, text) => text.replace('{', '{"constructor":{"prototype":{"polluted":true}},'),
  (draw, text) =>
    text.replace(
      '{',
      `{"${draw.pick(['stamps', 'points', 'data', 'error', 'customer_code'])}":${draw.pick(['"first"', '1', 'null', '{}'])},`,
    ),
  (draw, text) =>
    text.replace(
      /\}([^}]*)$/,
      `,"${draw.pick(['stamps', 'points', 'data', 'status', 'customer_code'])}":${draw.pick(['"last"', '2', 'null', '{}'])}}$1`,
    ),
  (draw, text) =>
    text.replace(
      /\d+/,
      draw.pick(['1e400', '-1e400', '01', '1_0', 'NaN', 'Infinity', '0x1', '9'.repeat(30), '-0', '5e-324', '1.0']),
    ),
  (draw, text) => text.replace(/"([a-z])/, `"${draw.pick(['\\ud800', '\\udc00', '\\u0000', '\\x', '\\u00', '\t'])}$1`),
  (draw, text) => text.replace('{', `{"deep":${'['.repeat(20_000)}${']'.repeat(20_000 + draw.whole(2))},`),
  (_, text) => text.replaceAll('"', "'"),
  (draw) =>
    draw.pick([
      '',
      'null',
      '[]',
      '1',
      '"ok"',
      '<!doctype html><h1>Sign in</h1>',
      '{',
      '[',
      '{"data":',
      '['.repeat(30_000),
      'undefined',
      '{"data":{}}',
    ]),
];

function inBytes(draw: Chance, bytes: Uint8Array): Uint8Array {
  if (bytes.length) bytes[draw.whole(bytes.length)] = draw.whole(256);
  return bytes;
}

/** An answer that is right for that kind of call, then spoiled by as many mutations as chance has it. */
export function mutated(kind: Kind, draw: Chance): Raw {
  const raw = { status: 200, contentType: 'application/json', redirected: false };
  const fields = answers[kind](draw);
  let body: Fields = draw.once(2) ? { data: fields } : fields;
  let [fieldTimes, textTimes, byteTimes] = [0, 0, 0];
  for (let times = draw.once(8) ? 0 : 1 + draw.whole(3); times > 0; times -= 1) {
    const where = draw.whole(20);
    if (where < 9) fieldTimes += 1;
    else if (where < 15) textTimes += 1;
    else if (where < 16) byteTimes += 1;
    else if (where < 18) raw.status = draw.pick(statuses);
    else if (where < 19) raw.contentType = draw.pick(contentTypes);
    else raw.redirected = draw.once(3);
  }
  while (fieldTimes-- > 0) body = draw.pick(inFields)(draw, body) ?? body;
  let text = JSON.stringify(body);
  while (textTimes-- > 0) text = draw.pick(inText)(draw, text);
  let bytes: Uint8Array = new TextEncoder().encode(text);
  while (byteTimes-- > 0) bytes = inBytes(draw, bytes);
  return { ...raw, bytes };
}
