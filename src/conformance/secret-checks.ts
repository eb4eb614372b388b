/** What must not be found anywhere: the key in an answer, a customer's secrets in a log. They run last. */
import { Complaints, type Check, type Skipped } from './check.js';
import type { HttpAnswer, HttpRequest } from './http.js';
import type { Probe } from './probe.js';
import { json } from './upstream.js';

/** The key as it reached the service. */
function keyOf({ headers }: HttpRequest): string | undefined {
  return headers['x-api-key'] ?? /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
}

async function key(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const keys = new Set(probe.upstream.seen.map(keyOf));
  complaints.expect(!keys.has(undefined), 'a request reached the service without a key');
  complaints.expect(keys.size === 1, 'the service was sent more than one key');
  const echo =
    (type: string, status: number) =>
    ({ headers }: HttpRequest): HttpAnswer => ({
      status,
      headers: { 'content-type': type },
      body: JSON.stringify({ error: 'debug', headers }),
    });
  for (const status of [200, 401, 500]) {
    for (const type of ['application/json', 'text/html']) {
      await probe.get('/webhook/customer?code=482193', { script: echo(type, status) });
    }
  }
  const leaked = probe.answers.filter((answer) =>
    [...keys].some((one) => one !== undefined && JSON.stringify(answer).includes(one)),
  );
  complaints.expect(
    leaked.length === 0,
    `the key stands in ${leaked.length} answer${leaked.length > 1 ? 's' : ''} to the till`,
  );
  return complaints.list;
}

async function logs(probe: Probe): Promise<string[] | Skipped> {
  if (!probe.ports.readLog) return { skipped: 'no --log was given' };
  const complaints = new Complaints();
  const { secrets } = probe;
  await probe.post('/webhook/pos', probe.earn({ verification_pin: secrets.pin }), {
    script: () => json({ error: 'pin_invalid' }, 422),
  });
  const log = await probe.ports.readLog();
  const keys = probe.upstream.seen.map(keyOf).filter((one) => one !== undefined);
  complaints.expect(!log.includes(secrets.qr), 'the text of a QR stands in the log');
  complaints.expect(!log.includes(secrets.email.split('@')[0] ?? ''), 'an e-mail address stands in the log');
  complaints.expect(!log.includes(secrets.token), 'the token of a coupon stands in the log');
  // Four digits stand in any log; only beside their field are they the PIN.
  complaints.expect(!new RegExp(`verification_pin\\W{1,8}${secrets.pin}`).test(log), 'a PIN stands in the log');
  complaints.expect(!keys.some((one) => log.includes(one)), 'the key stands in the log');
  return complaints.list;
}

/** The checks of this file. */
export const secretChecks: readonly Check[] = [
  { id: 'key', title: 'the key is added, and stands in no answer', run: key },
  { id: 'log', title: 'the log holds no PIN, QR, e-mail address, coupon token or key', run: logs },
];
