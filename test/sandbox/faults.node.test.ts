import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ConnectionDropped, createFaults, createSandbox } from '../../src/sandbox.js';
import type { Fault, Faults, Sandbox } from '../../src/sandbox.js';
import { START } from './desk.js';

const apiKey = 'sk_test_desk';

interface Line {
  sandbox: Sandbox;
  faults: Faults<[]>;
  waits: number[];
  earn: (externalId?: string, signal?: AbortSignal) => Promise<Response>;
}

function openLine(random: () => number = Math.random): Line {
  const waits: number[] = [];
  const sandbox = createSandbox({ apiKey, now: () => START });
  const faults = createFaults(sandbox, {
    now: () => START,
    random,
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  const earn: Line['earn'] = (externalId = 'A-1', signal) =>
    faults.fetch(
      new Request('https://till.test/loyalite/webhook/pos', {
        method: 'POST',
        headers: { 'X-Api-Key': apiKey },
        body: JSON.stringify({ customer_code: 482193, amount: 5, card_type: 'point', external_id: externalId }),
        ...(signal && { signal }),
      }),
    );
  return { sandbox, faults, waits, earn };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

/** Does the service do its work before the fault strikes? */
const booked: Record<Exclude<Fault, 'silent'>, boolean> = {
  'drop-before': false,
  'drop-after': true,
  'error-before': false,
  'error-after': true,
  html: false,
  'html-after': true,
  redirect: false,
  truncated: true,
  stalled: true,
  drip: true,
  'rate-limited': false,
  'clock-skew': true,
  malformed: true,
  'other-shape': true,
};

describe('faults', () => {
  for (const [fault, worked] of Object.entries(booked) as [keyof typeof booked, boolean][]) {
    it(`${fault} strikes ${worked ? 'after the service did its work' : 'before the service sees the call'}`, async () => {
      const { faults, sandbox, earn } = openLine();
      faults.next(fault);
      await failure(earn());
      expect(sandbox.ledger).to.have.length(worked ? 1 : 0);
      const answered = worked ? { status: 200 } : {};
      expect(faults.log).to.deep.equal([
        { fault, method: 'POST', path: '/loyalite/webhook/pos', at: START, ...answered },
      ]);
    });
  }

  it('pass every request unchanged until one is asked for', async () => {
    const { faults, earn } = openLine();
    expect(await (await earn()).json()).to.deep.equal({ data: { stamps: 4, points: 125 } });
    expect(faults.log).to.deep.equal([]);
  });

  it('drop a connection as a failed fetch does', async () => {
    const { faults, earn } = openLine();
    for (const fault of ['drop-before', 'drop-after'] as const) {
      faults.next(fault);
      const reason = await failure(earn());
      expect(reason).to.be.instanceOf(ConnectionDropped);
      expect(reason).to.be.instanceOf(TypeError);
    }
  });

  it('answer a 5xx that says nothing of the booking', async () => {
    for (const [chance, status] of [
      [0, 500],
      [0.3, 502],
      [0.6, 503],
      [0.9, 504],
    ] as const) {
      const { faults, earn } = openLine(() => chance);
      faults.next('error-after');
      expect((await earn()).status).to.equal(status);
    }
  });

  it('answer a page of HTML with 200', async () => {
    const { faults, earn } = openLine();
    for (const fault of ['html', 'html-after'] as const) {
      faults.next(fault);
      const answer = await earn();
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('Content-Type')).to.match(/^text\/html/);
    }
  });

  it('redirect to a login page', async () => {
    const { faults, earn } = openLine();
    faults.next('redirect');
    const answer = await earn();
    expect([answer.status, answer.headers.get('Location')]).to.deep.equal([302, '/login']);
  });

  it('cut a body in the middle', async () => {
    for (const chance of [0, 0.5, 0.999]) {
      const { faults, earn } = openLine(() => chance);
      faults.next('truncated');
      const answer = await earn();
      expect(answer.status).to.equal(200);
      expect(await failure(answer.text())).to.be.instanceOf(TypeError);
    }
  });

  it('promise no length that a spoiled body does not keep', async () => {
    const handler = {
      fetch: () => new Response('{"data":{}}', { headers: { 'Content-Length': '11', 'Cache-Control': 'no-store' } }),
    };
    const faults = createFaults(handler);
    for (const fault of ['truncated', 'stalled', 'malformed'] as const) {
      faults.next(fault);
      const { headers } = await faults.fetch(new Request('https://till.test/webhook/customer?code=1'));
      expect([headers.get('Content-Length'), headers.get('Cache-Control')]).to.deep.equal([null, 'no-store']);
    }
  });

  it('begin a body and never end it, until the call is aborted', async () => {
    const { faults, earn } = openLine();
    const deadline = new AbortController();
    faults.next('stalled');
    const reader = (await earn('A-1', deadline.signal)).body!.getReader();
    expect((await reader.read()).value).to.have.length(1);
    const rest = failure(reader.read());
    deadline.abort(new DOMException('too late', 'TimeoutError'));
    expect(await rest).to.have.property('name', 'TimeoutError');
  });

  it('let a body drip in twelve pieces, half a second apart', async () => {
    const { faults, earn, waits } = openLine();
    faults.next('drip');
    expect(await (await earn()).json()).to.deep.equal({ data: { stamps: 4, points: 125 } });
    expect(waits).to.deep.equal(Array(12).fill(500));
  });

  it('never answer, until the call is aborted', async () => {
    const { faults, sandbox, earn } = openLine();
    const deadline = new AbortController();
    faults.next('silent');
    const answer = failure(earn('A-1', deadline.signal));
    deadline.abort(new DOMException('too late', 'TimeoutError'));
    expect(await answer).to.have.property('name', 'TimeoutError');
    expect(sandbox.ledger).to.have.length(1);
  });

  it('refuse with the limit of the service, and a time to wait', async () => {
    const { faults, earn } = openLine();
    faults.next('rate-limited');
    const answer = await earn();
    expect([answer.status, answer.headers.get('Retry-After')]).to.deep.equal([429, '2']);
    expect(await answer.json()).to.deep.equal({ error: 'too many requests' });
  });

  it('skew every time of an answer by the same hours, and nothing else', async () => {
    const { faults } = openLine(() => 0.5);
    faults.next('clock-skew');
    const answer = await faults.fetch(
      new Request('https://till.test/webhook/coupons/redeem', {
        method: 'POST',
        headers: { 'X-Api-Key': apiKey },
        body: JSON.stringify({ token: 'cq_free_coffee' }),
      }),
    );
    const later = START + 13 * 60 * 60 * 1000;
    const { data } = (await answer.json()) as { data: Record<string, string> };
    expect(data).to.include({ status: 'redeemed', redeemed_at: new Date(later).toISOString() });
    expect(answer.headers.get('Date')).to.equal(new Date(later).toUTCString());
  });

  it('answer half a JSON text, and JSON of another shape', async () => {
    const { faults, earn } = openLine();
    faults.next('malformed');
    const malformed = await (await earn()).text();
    expect(() => JSON.parse(malformed) as unknown).to.throw(SyntaxError);
    faults.next('other-shape');
    expect(await (await earn()).json()).to.deep.equal({ data: { result: 'ok' } });
  });
});

describe('faults: the plan', () => {
  const look = (faults: Faults<[]>): Promise<Response> =>
    faults.fetch(new Request('https://till.test/webhook/customer?code=482193', { headers: { 'X-Api-Key': apiKey } }));

  it('strikes in the order it was made, as often as it says, with gaps', async () => {
    const { faults, earn } = openLine();
    faults.next('html', { times: 2 });
    faults.next('none');
    faults.next('redirect');
    const statuses: string[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await earn()).headers.get('Content-Type') ?? 'redirect');
    expect(statuses.map((type) => type.slice(0, 9))).to.deep.equal([
      'text/html',
      'text/html',
      'applicati',
      'redirect',
      'applicati',
    ]);
  });

  it('waits for a request that it is meant for', async () => {
    const { faults, earn } = openLine();
    faults.next('drop-after', { match: '/webhook/pos' });
    faults.next('redirect', { match: ({ method }) => method === 'GET' });
    expect((await look(faults)).status).to.equal(302);
    expect((await look(faults)).status).to.equal(200);
    expect(await failure(earn())).to.be.instanceOf(ConnectionDropped);
  });

  it('is forgotten by null', async () => {
    const { faults, earn } = openLine();
    faults.next('html');
    faults.next('drop-before', { times: 5 });
    faults.next(null);
    expect((await earn()).status).to.equal(200);
    expect(faults.log).to.deep.equal([]);
  });

  it('leaves preflights, looks at the headers alone and other paths alone', async () => {
    const faults = createFaults({ fetch: () => new Response('fine') });
    faults.next('drop-before');
    for (const request of [
      new Request('https://till.test/webhook/pos', { method: 'OPTIONS' }),
      new Request('https://till.test/webhook/pos', { method: 'HEAD' }),
      new Request('https://till.test/index.html'),
    ])
      expect(await (await faults.fetch(request)).text()).to.equal('fine');
  });

  it('hands on whatever a server gives beside the request', async () => {
    const faults = createFaults({ fetch: (_request: Request, name: string) => new Response(name) });
    const request = new Request('https://till.test/webhook/customer?code=1');
    expect(await (await faults.fetch(request, 'bindings')).text()).to.equal('bindings');
  });
});
