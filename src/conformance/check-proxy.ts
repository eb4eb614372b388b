/**
 * Conformance tests for any proxy, in any language: whether it does what a till relies on. Before anything else it makes sure
 * that the proxy really talks to the stand-in here and not to the service: else it stops after one look-up.
 */
import { accessChecks } from './access-checks.js';
import type { Check } from './check.js';
import { eventChecks } from './event-checks.js';
import { Probe } from './probe.js';
import { passingChecks } from './passing-checks.js';
import { repeatChecks } from './repeat-checks.js';
import { secretChecks } from './secret-checks.js';
import type { HttpAnswer, HttpRequest, Ports } from './http.js';

/** What became of one check. */
export interface Verdict {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Complaints, or why it was skipped. */
  readonly reasons: readonly string[];
}

/** A check of one proxy, ready to run. */
export interface ProxyCheck {
  /** Answers what reaches the port that the proxy has as its upstream. */
  readonly upstream: (request: HttpRequest) => HttpAnswer;
  /** Runs every check in turn; throws a `NotConnectedError` before the first where the proxy talks to somebody else. */
  readonly run: (report: (verdict: Verdict) => void) => Promise<readonly Verdict[]>;
}

/** The proxy does not talk to the stand-in, so nothing was checked. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
}

const checks: readonly Check[] = [...accessChecks, ...passingChecks, ...repeatChecks, ...eventChecks, ...secretChecks];

/** Prepares the check of the proxy at an endpoint, with the headers that carry a till's session. */
export function prepareCheck(ports: Ports, endpoint: URL, session: Readonly<Record<string, string>>): ProxyCheck {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const probe = new Probe(ports, endpoint, session, nonce);
  return {
    upstream: (request) => probe.upstream.handle(request),
    run: async (report) => {
      await connect(probe);
      const verdicts: Verdict[] = [];
      for (const check of checks) {
        const verdict = await judge(check, probe);
        report(verdict);
        verdicts.push(verdict);
      }
      return verdicts;
    },
  };
}

async function connect(probe: Probe): Promise<void> {
  const { answer, seen } = await probe.get('/webhook/customer?code=482193');
  if (seen.length > 0 && answer.body.includes(probe.nonce)) return;
  const what = answer.status === 0 ? 'gave no answer' : `answered with status ${answer.status}`;
  const where = seen.length > 0 ? 'the answer of this check did not come back' : 'nothing arrived at the upstream port';
  throw new NotConnectedError(`The proxy ${what}, but ${where}. Nothing else was sent.`);
}

async function judge({ id, title, run }: Check, probe: Probe): Promise<Verdict> {
  const result = await run(probe);
  if ('skipped' in result) return { id, title, outcome: 'skipped', reasons: [result.skipped] };
  return { id, title, outcome: result.length > 0 ? 'failed' : 'passed', reasons: result };
}
