/**
 * What a success is, written from the vendor's contract a second time and as data, so that the client can be held against it.
 * It imports nothing of the wire.
 */

/** The five calls. */
export type Kind = 'find' | 'enrol' | 'earn' | 'redeem' | 'coupon';

/** An answer as it stands on the wire. */
export interface Raw {
  status: number;
  contentType: string;
  bytes: Uint8Array;
  /** Whether it came by way of a redirect. */
  redirected: boolean;
}

type Reader = (value: unknown) => unknown;
type Shape = Record<string, { as: string; read: Reader; optional?: 'if null' | 'if wrong' }>;

const wrong = Symbol('wrong');
const number: Reader = (value) => (Number.isFinite(value) ? value : wrong);
const text: Reader = (value) =>
  typeof value === 'string' && value.length >= 1 && value.length <= 2_000 ? value : wrong;
const id: Reader = (value) => (Number.isSafeInteger(value) ? `${(value as number) + 0}` : text(value));
const truth: Reader = (value) => (value === true || value === false ? value : wrong);
const exactly =
  (word: string): Reader =>
  (value) =>
    value === word ? value : wrong;

const issued: Shape = {
  id: { as: 'id', read: id },
  name: { as: 'name', read: text },
  qr_token: { as: 'qrToken', read: text },
};
const customer: Shape = {
  customer_code: { as: 'customerCode', read: id },
  masked_email: { as: 'maskedEmail', read: text },
  stamp_count: { as: 'stampCount', read: number },
  point_balance: { as: 'pointBalance', read: number },
};
/** Balances may name their customer; if they do, it has to be the one who was asked for. */
const mine: Reader = (value) => {
  const code = id(value);
  return code === wrong || /^0*482193$/.test(String(code)) ? undefined : wrong;
};
const balances: Shape = {
  stamps: { as: 'stamps', read: number },
  points: { as: 'points', read: number },
  customer_code: { as: 'of', read: mine },
};

const shapes: Record<Kind, Shape> = {
  find: { ...customer, is_new: { as: 'isNew', read: () => false } },
  enrol: { ...customer, is_new: { as: 'isNew', read: truth } },
  earn: { ...balances, coupon: { as: 'coupon', read: (value) => fit(issued, value) ?? wrong, optional: 'if null' } },
  redeem: balances,
  coupon: {
    id: { as: 'id', read: id },
    name: { as: 'name', read: text },
    status: { as: 'status', read: exactly('redeemed') },
    issued_at: { as: 'issuedAt', read: text, optional: 'if wrong' },
    redeemed_at: { as: 'redeemedAt', read: text, optional: 'if wrong' },
  },
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** The value in this project's words, or `undefined` where it does not fit. */
function fit(shape: Shape, value: unknown): Record<string, unknown> | undefined {
  if (!isRecord(value)) return undefined;
  const own = new Map(Object.entries(value));
  const result: Record<string, unknown> = {};
  for (const [name, { as, read, optional }] of Object.entries(shape)) {
    const given = own.get(name);
    if (optional === 'if null' && (given ?? null) === null) continue;
    const found = read(given);
    if (found === undefined) continue;
    if (found !== wrong) result[as] = found;
    else if (optional !== 'if wrong') return undefined;
  }
  return result;
}

const jsonTypes = /^application\/([a-z0-9_.-]+\+)?json$/;

/** The answer that has to be reported as done, or `undefined` where nothing may be. */
export function accepted(
  kind: Kind,
  { status, contentType, bytes, redirected }: Raw,
): Record<string, unknown> | undefined {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (redirected || status < 200 || status > 299 || !jsonTypes.test(type) || bytes.length > 65_536) return undefined;
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (!isRecord(body)) return undefined;
  const members = new Map(Object.entries(body));
  if (members.get('error')) return undefined;
  return fit(shapes[kind], isRecord(members.get('data')) ? members.get('data') : body);
}
