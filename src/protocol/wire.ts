/**
 * The one file that knows the vendor's field names, paths, codes and sentences. It turns an operation into a request and a
 * body into a reply, and trusts nothing that comes back: what has not the expected shape is no answer. It is
 * longer than most, so that a change of the vendor's contract is a change of this file alone.
 */
import { LoyaliteError } from './errors.js';
import { isPosting, type Operation } from './operation.js';
import type {
  Answer,
  BalanceAnswer,
  CustomerAnswer,
  IssuedCoupon,
  LossReason,
  PinReason,
  RedeemedCoupon,
  Reply,
} from './reply.js';
import { serviceRefusals } from './service-refusals.js';

/** A request without its origin: method, path with query below the endpoint, and the JSON body of a POST. */
export interface WireRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: Record<string, unknown>;
}

/** What was received, already read: `body` is `undefined` unless it was JSON by content type and syntax. */
export interface WireResponse {
  status: number;
  body?: unknown;
  /** Whether a web page, a redirect or another origin's answer stood in place of JSON. */
  page?: boolean;
  /** Milliseconds that the service asks to wait. */
  retryAfter?: number;
  /** When it was booked, in milliseconds since 1970, where the backend says that it remembers the answer. */
  bookedAt?: number;
}

type Fields = Record<string, unknown>;

/** A code goes out as the service prefers it, a number; one with a leading zero or a letter stays text. */
const wireCode = (code: string): string | number => (/^[1-9]\d{0,14}$/.test(code) ? Number(code) : code);

/** How an operation is asked for; the PIN is the turn's own. */
export function toRequest(operation: Operation, pin?: string): WireRequest {
  const proof = pin === undefined ? {} : { verification_pin: pin };
  const post = (path: string, body: Fields): WireRequest => ({ method: 'POST', path: `/webhook/${path}`, body });
  switch (operation.kind) {
    case 'find':
      return { method: 'GET', path: `/webhook/customer?${operation.by}=${encodeURIComponent(operation.text)}` };
    case 'enrol': {
      const { email, ticks } = operation;
      return post('customer', {
        email,
        ...(ticks && { consent_terms: true, consent_privacy: true }),
        ...(ticks?.marketing && { consent_marketing: true }),
      });
    }
    case 'coupon':
      return post('coupons/redeem', { token: operation.token, manual_code: operation.manualCode, ...proof });
    case 'earn':
    case 'redeem':
      return post(operation.kind === 'earn' ? 'pos' : 'redeem', {
        customer_code: wireCode(operation.customerCode),
        [operation.kind === 'earn' ? 'amount' : 'value']: Number(operation.amount),
        card_type: operation.cardType,
        external_id: operation.externalId,
        manual_code: operation.manualCode,
        ...proof,
      });
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 2000;

/** An identifier as text, whether it came as text or as a whole number; otherwise `undefined`. */
function identifier(value: unknown): string | undefined {
  if (isText(value)) return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** An address as the service masks it; one that it forgot to mask is masked here. */
const masked = (email: string): string => email.replace(/^([^*•…@]?)[^*•…@]*@/u, '$1***@');

function customerAnswer(fields: Fields, isEnrolment: boolean): CustomerAnswer | undefined {
  const customerCode = identifier(own(fields, 'customer_code'));
  const maskedEmail = own(fields, 'masked_email');
  const stampCount = own(fields, 'stamp_count');
  const pointBalance = own(fields, 'point_balance');
  const isNew = isEnrolment ? own(fields, 'is_new') : false;
  if (customerCode === undefined || !isText(maskedEmail) || typeof isNew !== 'boolean') return undefined;
  if (!isCount(stampCount) || !isCount(pointBalance)) return undefined;
  const cardSize = own(fields, 'card_size');
  const isSize = Number.isSafeInteger(cardSize) && (cardSize as number) > 0;
  return {
    customerCode,
    maskedEmail: masked(maskedEmail),
    stampCount,
    pointBalance,
    isNew,
    ...(isSize && { cardSize: cardSize as number }),
  };
}

function issuedCoupon(value: unknown): IssuedCoupon | undefined {
  if (!isFields(value)) return undefined;
  const id = identifier(own(value, 'id'));
  const name = own(value, 'name');
  const qrToken = own(value, 'qr_token');
  return id !== undefined && isText(name) && isText(qrToken) ? { id, name, qrToken } : undefined;
}

function balanceAnswer(fields: Fields, isEarn: boolean): BalanceAnswer | undefined {
  const stamps = own(fields, 'stamps');
  const points = own(fields, 'points');
  if (!isCount(stamps) || !isCount(points)) return undefined;
  const given = isEarn ? own(fields, 'coupon') : undefined;
  if (given === undefined || given === null) return { stamps, points };
  const coupon = issuedCoupon(given);
  return coupon && { stamps, points, coupon };
}

function couponAnswer(fields: Fields): RedeemedCoupon | undefined {
  const id = identifier(own(fields, 'id'));
  const name = own(fields, 'name');
  const status = own(fields, 'status');
  const issuedAt = own(fields, 'issued_at');
  const redeemedAt = own(fields, 'redeemed_at');
  if (id === undefined || !isText(name) || status !== 'redeemed') return undefined;
  return { id, name, status, ...(isText(issuedAt) && { issuedAt }), ...(isText(redeemedAt) && { redeemedAt }) };
}

/** A code as it is compared: a number is the same with leading zeros, and however it was spelled. */
const plainCode = (code: string): string => (/^\d+$/.test(code) ? code.replace(/^0+(?=\d)/, '') : code);

/** Whether an answer names another customer than the one that was asked for. */
function isForAnother(operation: Operation, fields: Fields): boolean {
  const isByCode = operation.kind === 'find' && operation.by === 'code';
  const asked = isByCode ? operation.text : 'customerCode' in operation ? operation.customerCode : '';
  const told = identifier(own(fields, 'customer_code'));
  return asked !== '' && told !== undefined && plainCode(told) !== plainCode(asked);
}

function toAnswer(operation: Operation, body: Fields): Answer | undefined {
  const envelope = own(body, 'data');
  const fields = isFields(envelope) ? envelope : body;
  // A cache, or a backend that mixes its answers up: for somebody else is no answer.
  if (isForAnother(operation, fields)) return undefined;
  switch (operation.kind) {
    case 'find':
    case 'enrol':
      return customerAnswer(fields, operation.kind === 'enrol');
    case 'earn':
    case 'redeem':
      return balanceAnswer(fields, operation.kind === 'earn');
    case 'coupon':
      return couponAnswer(fields);
  }
}

/** The service's three sentences, as codes. */
const sentences: Record<string, string> = {
  'too many requests': 'rate_limited',
  'invalid or missing api key': 'unauthorized',
  'code or qr is required': 'invalid_input',
};

const pinReasons: Record<string, PinReason> = {
  pin_required: 'required',
  pin_invalid: 'invalid',
  pin_expired: 'expired',
  pin_attempts_exceeded: 'exceeded',
};

/** What a status says where no code can be read; a refused key has a sentence of its own. */
const statusCodes: Record<number, string> = {
  401: 'session_expired',
  419: 'session_expired',
  402: 'subscription_required',
  403: 'forbidden',
  429: 'rate_limited',
};
const couponStatusCodes: Record<number, string> = { 404: 'coupon_not_found', 409: 'coupon_already_used' };

/** What refuses an earn or a redemption for sure: the contract's own codes, and those of a proxy that asked nobody. */
const refusals = new Set([
  ...serviceRefusals,
  'unauthorized',
  'session_expired',
  'origin_refused',
  'route_unknown',
  'too_large',
  'unsupported_media_type',
  'invalid_input',
  'verification_required',
  'operation_refused',
  'id_reused',
]);

/**
 * Whether a refusal is certain. A code that the contract does not know may be the answer to a repeat that the browser made by
 * itself ("taken", "processed", "in progress"); who may not ask at all has asked for nothing.
 */
function isCertain(operation: Operation, code: string, status: number): boolean {
  if (!isPosting(operation) || refusals.has(code) || status === 402 || status === 403) return true;
  return operation.kind === 'coupon' && Object.hasOwn(couponStatusCodes, status);
}

/** What the customer or the cashier gave: it may not come back within a "code" and travel into events. */
function secretOf(operation: Operation): string | undefined {
  if (operation.kind === 'enrol') return operation.email;
  return operation.kind === 'find' ? operation.text : operation.kind === 'coupon' ? operation.token : undefined;
}

/** Whether a text gives away a secret; one as short as a word of a code has to be all of it. A key is one always. */
function isTelling(text: string, secret = ''): boolean {
  const [told, hidden] = [text.toLowerCase(), secret.toLowerCase()];
  return /(?:^|_)sk_/.test(told) || (hidden.length < 6 ? told === hidden : told.includes(hidden));
}

/** Whether a PIN stands in a text by itself, and not within a longer figure. */
const tellsPin = (text: string, pin: string | undefined): boolean =>
  pin !== undefined && text.split(/\D+/).includes(pin);

/** Whether a server's framework says, in its own words, that it has no such route: nothing of ours was asked. */
function isNoRoute(body: Fields): boolean {
  const told = [own(body, 'message'), own(body, 'detail')].filter((text) => typeof text === 'string');
  if (own(body, 'statusCode') === 404 || own(body, 'status') === 404) return true;
  return (
    own(body, 'error') === undefined &&
    told.some((text) => /^(?:cannot (?:get|post)|(?:the )?route|not found)\b/i.test(text))
  );
}

function readCode(operation: Operation, body: Fields, pin: string | undefined): string | undefined {
  if (isNoRoute(body)) return 'route_unknown';
  const text = own(body, 'error');
  if (typeof text !== 'string') return undefined;
  const sentence = Object.hasOwn(sentences, text.toLowerCase()) ? sentences[text.toLowerCase()] : undefined;
  if (sentence) return sentence;
  return /^[a-z][a-z0-9_]{0,63}$/i.test(text) && !isTelling(text, secretOf(operation)) && !tellsPin(text, pin)
    ? text
    : undefined;
}

/** Losses that carry a code of the service. */
type CodedLoss = 'conflict' | 'unclear';

const lossMessages: Record<Exclude<LossReason, CodedLoss>, string> = {
  offline: 'The browser is offline; nothing was sent.',
  network: 'No answer came: the connection failed or was cut.',
  timeout: 'No answer came within the deadline.',
  server: 'The server failed, so the outcome is not known.',
  login: 'A web page or a redirect came in place of JSON.',
  malformed: 'The answer was not JSON of the expected shape.',
};

/** A turn that brought no usable answer. `sent` is false only where it is certain that nothing left the browser. */
export function lost(reason: Exclude<LossReason, CodedLoss>, cause?: unknown, status?: number): Reply {
  const code = reason === 'malformed' || reason === 'login' || reason === 'server' ? 'bad_response' : 'unreachable';
  const error = new LoyaliteError(code, lossMessages[reason], { status: status || undefined, cause, retryable: true });
  return { kind: 'lost', reason, sent: reason !== 'offline', error };
}

function pinReply(reason: PinReason, body: Fields): Reply {
  const challengeId = identifier(own(body, 'challenge_id'));
  const remaining = own(body, 'remaining_attempts');
  return {
    kind: 'pin',
    reason,
    ...(challengeId !== undefined && { challengeId }),
    ...(Number.isSafeInteger(remaining) && { remainingAttempts: remaining as number }),
  };
}

/** When an id was booked, as a proxy says it beside its refusal. */
function bookedAtOf(body: unknown): string | undefined {
  const text = isFields(body) ? own(body, 'booked_at') : undefined;
  return typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(text) ? text : undefined;
}

function refusal(operation: Operation, code: string, response: WireResponse): Reply {
  const { status, retryAfter, body } = response;
  const isUnsent = isFields(body) && own(body, 'sent') === false;
  const error = (retryable = code === 'session_expired'): LoyaliteError =>
    new LoyaliteError(code, `The service answered \`${code}\`.`, {
      status,
      retryable,
      ...(code === 'id_reused' && { bookedAt: bookedAtOf(body) }),
    });
  if (code === 'rate_limited')
    return { kind: 'busy', error: error(true), ...(retryAfter !== undefined && { retryAfter }) };
  if (operation.kind === 'enrol' && !operation.ticks && /^consent_\w+_required$/.test(code))
    return { kind: 'consent', error: error() };
  // An id that is taken may be taken by this very operation: browsers repeat a POST by themselves when a connection dies.
  if (isUnsent || isCertain(operation, code, status)) return { kind: 'refused', error: error() };
  return { kind: 'lost', reason: status === 409 ? 'conflict' : 'unclear', sent: true, error: error() };
}

const isServerFault = (status: number): boolean => status === 408 || status === 425 || status >= 500;

/** The own proxy says it where it asked nobody: then a fault of the server is no lost answer. */
function serverFault(code: string | undefined, body: Fields, status: number): Reply {
  if (code === undefined || own(body, 'sent') !== false) return lost('server', undefined, status);
  const error = new LoyaliteError(code, `The proxy answered \`${code}\` and asked nobody.`, {
    status,
    retryable: true,
  });
  return { kind: 'lost', reason: 'server', sent: false, error };
}

/** What stands in place of JSON: a sign-in page where a page comes with a success or a redirect, else nothing of use. */
const strange = (status: number, isPage = false): Reply =>
  lost(isPage && status < 400 && status !== 304 ? 'login' : 'malformed', undefined, status);

/** Reads an answer: the code before the status, the shape before success. */
export function toReply(operation: Operation, response: WireResponse, pin?: string): Reply {
  const { status, page, bookedAt } = response;
  const body = isFields(response.body) ? response.body : {};
  const code = readCode(operation, body, pin);
  if (isServerFault(status)) return serverFault(code, body, status);
  const answer = toAnswer(operation, body);
  // A body that tells of an error and of a success says nothing.
  if (own(body, 'error') && answer) return lost('malformed', undefined, status);
  if (code !== undefined) {
    const reason = isPosting(operation) && Object.hasOwn(pinReasons, code) ? pinReasons[code] : undefined;
    return reason ? pinReply(reason, body) : refusal(operation, code, response);
  }
  if (status >= 200 && status < 300)
    return answer ? { kind: 'done', answer, ...(bookedAt !== undefined && { bookedAt }) } : strange(status, page);
  // A web server's own page says nothing of a coupon.
  const isOfCoupon = operation.kind === 'coupon' && isFields(response.body);
  const byStatus = (isOfCoupon && couponStatusCodes[status]) || statusCodes[status];
  return byStatus ? refusal(operation, byStatus, response) : strange(status, page);
}
