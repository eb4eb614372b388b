/**
 * From a request to an answer: which endpoint, whether the key is right and within its limit, and the body as fields.
 * What an endpoint does stands elsewhere.
 */

import { SandboxRefusal, refuse, succeed } from './answer.js';
import type { AnswerFields } from './answer.js';
import { tellEnrolment } from './booking-events.js';
import { profile } from './customers.js';
import type { CallLimits } from './limits.js';
import { magicQr } from './magic.js';
import { earn, redeem, redeemCoupon } from './postings.js';
import type { Service } from './service.js';

interface Route {
  readonly limit: keyof CallLimits;
  readonly run: (service: Service, input: AnswerFields) => AnswerFields;
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['GET /webhook/customer', { limit: 'customers', run: lookUp }],
  ['POST /webhook/customer', { limit: 'customers', run: enrol }],
  ['POST /webhook/pos', { limit: 'postings', run: earn }],
  ['POST /webhook/redeem', { limit: 'postings', run: redeem }],
  ['POST /webhook/coupons/redeem', { limit: 'postings', run: redeemCoupon }],
]);

/** Answers one request; whatever stands before `/webhook/` in the path is not looked at. */
export async function answer(service: Service, request: Request): Promise<Response> {
  try {
    const url = new URL(request.url);
    const route = ROUTES.get(`${request.method} ${url.pathname.slice(Math.max(0, url.pathname.indexOf('/webhook/')))}`);
    if (!route) throw new SandboxRefusal(404, 'not_found');
    demandKey(service, request.headers);
    service.limits[route.limit].count();
    const input = request.method === 'GET' ? Object.fromEntries(url.searchParams) : fields(await request.text());
    return succeed(route.run(service, input), service.now());
  } catch (reason) {
    return refuse(reason, service.now());
  }
}

function enrol({ customers, events }: Service, body: AnswerFields): AnswerFields {
  const answer = customers.enrol(body);
  const member = customers.get(String(answer['customer_code']));
  if (events && member && answer['is_new'] === true) tellEnrolment(events, member);
  return answer;
}

function lookUp(service: Service, query: AnswerFields): AnswerFields {
  const { code, qr } = query;
  if (typeof qr === 'string' && qr !== '') {
    const read = magicQr(qr) ?? service.qrCodes.read(qr, service.preset);
    if (read === undefined) throw new SandboxRefusal(422, 'invalid_qr');
    return profile(service.customers.demand(read));
  }
  if (!code) throw new SandboxRefusal(400, 'code or qr is required');
  return profile(service.customers.demand(code));
}

function demandKey({ apiKey }: Service, headers: Headers): void {
  if (headers.get('X-Api-Key') === apiKey || headers.get('Authorization') === `Bearer ${apiKey}`) return;
  throw new SandboxRefusal(401, 'invalid or missing API key');
}

function fields(text: string): AnswerFields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new SandboxRefusal(400, 'invalid_json');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new SandboxRefusal(400, 'invalid_json');
  return { ...parsed };
}
