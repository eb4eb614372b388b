/** A `fetch` that the page hands in may be anything: it gets what it needs, and cannot hold a till up or give a customer away. */
import { expect } from '@open-wc/testing';
import { LoyaliteClient, type Fetch } from '../../src/client/loyalite-client.js';
import { randomId } from '../../src/client/values.js';
import { LoyaliteError } from '../../src/protocol/errors.js';
import type { Find, Operation, RedeemCoupon } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';

const scan: Find = { kind: 'find', by: 'qr', text: 'cq_secret_of_ayse' };
const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_secret', manualCode: false };
const never = (): Promise<Response> => new Promise(() => {});
const send = (fetch: Fetch, operation: Operation = scan, deadline = 5_000): Promise<Reply> =>
  new LoyaliteClient({ endpoint: '/loyalite', fetch, deadline }).send(operation, { pin: '0412' });

/** All that can be read of a reply, down through its causes. */
function everything(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.getOwnPropertyNames(value)
    .map((name) => `${name}=${everything((value as Record<string, unknown>)[name])}`)
    .join('\n');
}

describe('a handed-in fetch', () => {
  it('gets address, method, headers, body and a signal', async () => {
    const calls: Parameters<Fetch>[] = [];
    await send((...call) => (calls.push(call), never()), coupon, 20);
    const [[address, { signal, ...init }] = ['', {} as RequestInit]] = calls;
    expect(address).to.equal('/loyalite/webhook/coupons/redeem');
    expect(init).to.deep.include({
      method: 'POST',
      body: '{"token":"cq_secret","manual_code":false,"verification_pin":"0412"}',
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(signal?.aborted).to.equal(true);
  });

  it('cannot hold the till up by ignoring its signal', async () => {
    expect(await send(never, scan, 30)).to.include({ kind: 'lost', reason: 'timeout' });
  });

  it('cannot hold the till up with a body that never comes', async () => {
    const stalled = async (): Promise<Response> =>
      new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } });
    expect(await send(stalled, scan, 30)).to.include({ kind: 'lost', reason: 'timeout' });
  });

  it('may answer too late, which changes nothing and rejects nowhere', async () => {
    let fail: (reason: Error) => void = () => {};
    const failed = new Promise<Response>((_, reject) => (fail = reject));
    expect(await send(() => failed, scan, 20)).to.include({ kind: 'lost', reason: 'timeout' });
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void => void unhandled.push(event.reason);
    addEventListener('unhandledrejection', note);
    fail(new Error('late'));
    await new Promise((resolve) => setTimeout(resolve));
    removeEventListener('unhandledrejection', note);
    expect(unhandled).to.deep.equal([]);
  });

  it('may have followed a redirect, which is no answer', async () => {
    const followed = Object.defineProperty(Response.json({ stamps: 1, points: 2 }), 'redirected', { value: true });
    expect(await send(async () => followed)).to.include({ kind: 'lost', reason: 'login' });
  });

  it('may bring a body of its own kind', async () => {
    const body = { customer_code: 1, masked_email: 'a***@b.c', stamp_count: 0, point_balance: 0 };
    const headers = new Headers({ 'content-type': 'application/json' });
    const homemade = {
      status: 200,
      type: 'default',
      redirected: false,
      headers,
      body: null,
      text: async () => JSON.stringify(body),
    };
    expect((await send(async () => homemade as unknown as Response)).kind).to.equal('done');
    const huge = { ...homemade, text: async () => JSON.stringify(body) + ' '.repeat(70_000) };
    expect(await send(async () => huge as unknown as Response)).to.include({ kind: 'lost', reason: 'malformed' });
  });

  for (const [name, answer] of [
    ['nothing', undefined],
    ['a text', 'ok'],
    ['an empty object', {}],
  ] as const) {
    it(`may bring ${name}, which is no answer`, async () => {
      expect((await send(async () => answer as unknown as Response)).kind).to.equal('lost');
    });
  }

  describe('that throws', () => {
    const url = '/loyalite/webhook/customer?qr=cq_secret_of_ayse';
    const named = (name: string): Error => Object.assign(new Error('x'), { name });
    const thrown: Record<string, unknown> = {
      'an error with the address in its text': new TypeError(`failed to fetch ${url} with PIN 0412`),
      'an error with the address in its cause': new Error('failed', { cause: url }),
      'an error with the address in its name': named(`Error for ${url}`),
      'the address itself': url,
      'an object': { url },
      nothing: undefined,
    };
    for (const [name, reason] of Object.entries(thrown)) {
      it(`${name} is a lost turn that tells nothing of the customer`, async () => {
        const reply = await send(() => {
          throw reason;
        });
        expect(reply).to.include({ kind: 'lost', reason: 'network', sent: true });
        const told = everything(reply).replace(/stack=(?:.|\n)*?\n(?=message=)/, '');
        expect(told).to.not.contain('cq_secret').and.not.contain('0412');
        const { stack } = (reply as Reply & { kind: 'lost' }).error;
        expect(stack).to.not.contain('cq_secret');
      });
    }

    it('is told by its kind', async () => {
      const { error } = (await send(() => Promise.reject(new TypeError(url)))) as Reply & { kind: 'lost' };
      expect(error).to.be.instanceOf(LoyaliteError);
      expect(error).to.include({ code: 'unreachable', cause: 'TypeError', retryable: true });
    });
  });

  it('that takes what the page has by default is the one of the moment', async () => {
    const real = globalThis.fetch;
    const client = new LoyaliteClient({ endpoint: '/loyalite' });
    try {
      globalThis.fetch = async () => Response.json({ error: 'invalid_qr' }, { status: 422 });
      expect(await client.send(scan)).to.have.nested.property('error.code', 'invalid_qr');
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe('a browser that believes to be offline', () => {
  const offline = async (fetch: Fetch): Promise<Reply> => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      return await send(fetch);
    } finally {
      delete (navigator as { onLine?: boolean }).onLine;
    }
  };

  it('sends nothing where no backend answers, and that is certain', async () => {
    const methods: (string | undefined)[] = [];
    const cut: Fetch = (_, { method }) => (methods.push(method), Promise.reject(new TypeError('offline')));
    expect(await offline(cut)).to.include({ kind: 'lost', reason: 'offline', sent: false });
    expect(methods).to.deep.equal(['HEAD']);
    expect(navigator.onLine).to.equal(true);
  });

  it('asks all the same where the backend answers, as in a shop’s own network', async () => {
    const answering: Fetch = (_, { method }) =>
      Promise.resolve(
        method === 'HEAD'
          ? new Response(null, { status: 404 })
          : Response.json({ error: 'invalid_qr' }, { status: 422 }),
      );
    expect(await offline(answering)).to.have.nested.property('error.code', 'invalid_qr');
  });
});

describe('a client', () => {
  it('needs an endpoint', () => {
    expect(() => new LoyaliteClient({ endpoint: '' }))
      .to.throw(LoyaliteError)
      .with.property('code', 'misconfigured');
  });

  it('never throws, whatever the operation holds', async () => {
    const reply = await send(never, { kind: 'find', by: 'qr', text: '\uD800' }, 30);
    expect(reply.kind).to.equal('lost');
  });
});

describe('randomId', () => {
  it('gives 128 bits as hexadecimal digits, other ones each time', () => {
    const ids = new Set(Array.from({ length: 1_000 }, randomId));
    expect(ids.size).to.equal(1_000);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{32}$/);
  });
});
