/** The service's answers that bring an element into each state, as a `fetch` that asks nobody. */
import type { Fetch } from 'loyalite-elements';

/** An answer as the service gives it. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const json = ({ status, body, headers }: Answer): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** Gives these answers in turn, the last one for good. */
export function answering(...answers: Answer[]): Fetch {
  let next = 0;
  return () => {
    const answer = answers[Math.min(next, answers.length - 1)] as Answer;
    next += 1;
    return Promise.resolve(json(answer));
  };
}

/** A server that knows nothing of the proxy: what an element asks about an earlier operation is then left open. */
export const nobody: Fetch = () => Promise.resolve(new Response(null, { status: 404 }));

/** Some sign-in page in the place of an answer. */
export const signInPage: Fetch = () =>
  Promise.resolve(new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }));

/** Loses the answer to a booking, and what a check asks; a look-up is answered. */
export const losingBookings =
  (found: Answer): Fetch =>
  (_, init) =>
    init.method === 'POST' ? lost() : Promise.resolve(json(found));

/** Answers every booking like this, and every look-up like that. */
export const booking =
  (booked: Answer, found: Answer): Fetch =>
  (_, init) =>
    Promise.resolve(json(init.method === 'POST' ? booked : found));

/** Loses the first answers, and then goes on like this. */
export function losingFirst(count: number, next: Fetch): Fetch {
  let turn = 0;
  return (...request) => (turn++ < count ? lost() : next(...request));
}

/** Never answers. */
export const silent: Fetch = () => new Promise(() => {});

const lost = (): Promise<never> => Promise.reject(new TypeError('connection lost'));

/** Loses every answer. */
export const losing: Fetch = lost;

export const ok = (data: unknown): Answer => ({ status: 200, body: { data } });
export const refusal = (status: number, error: string, more: object = {}): Answer => ({
  status,
  body: { error, ...more },
});

export const customer = (more: object = {}): Answer =>
  ok({
    customer_code: 482193,
    masked_email: 'a***@gmail.com',
    stamp_count: 4,
    point_balance: 120,
    is_new: false,
    ...more,
  });
export const balance = (more: object = {}): Answer => ok({ stamps: 4, points: 390, ...more });
export const pinRequired = refusal(412, 'pin_required', { challenge_id: 'c1', remaining_attempts: 3 });
/** As long as an element waits at all, so that the scene stays. */
export const busy: Answer = { ...refusal(429, 'too many requests'), headers: { 'retry-after': '58' } };
