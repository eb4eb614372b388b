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

/** Never answers. */
export const silent: Fetch = () => new Promise(() => {});

/** Loses every answer. */
export const losing: Fetch = () => Promise.reject(new TypeError('connection lost'));

export const ok = (data: unknown): Answer => ({ status: 200, body: { data } });
export const refusal = (status: number, error: string, more: object = {}): Answer => ({ status, body: { error, ...more } });

export const customer = (more: object = {}): Answer =>
  ok({ customer_code: 482193, masked_email: 'a***@gmail.com', stamp_count: 4, point_balance: 120, is_new: false, ...more });
export const balance = (more: object = {}): Answer => ok({ stamps: 4, points: 390, ...more });
export const pinRequired = refusal(412, 'pin_required', { challenge_id: 'c1', remaining_attempts: 3 });
/** As long as an element waits at all, so that the scene stays. */
export const busy: Answer = { ...refusal(429, 'too many requests'), headers: { 'retry-after': '58' } };
