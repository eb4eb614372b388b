/**
 * The vendor's sample, function by function, in Node: `checkout()` and the client over real HTTP through the proxy to the
 * sandbox, with no page and no lit anywhere.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import {
  checkout,
  isLoyaliteError,
  LoyaliteClient,
  type CheckoutOptions,
  type CheckoutReport,
  type Earn,
  type RedeemCoupon,
} from '../../src/headless.js';
import { createProxy } from '../../src/proxy.js';
import { createFaults, createSandbox, type Faults, type Preset, type Sandbox } from '../../src/sandbox.js';
import { serve, type Served } from '../proxy/serve.js';

const anna = '482193';
const apiKey = 'sk_live_of_the_node_tests';

/** A service, a merchant's backend in front of it, both on ports of this machine. */
interface Backend {
  sandbox: Sandbox;
  faults: Faults<[]>;
  /** What reached the service. */
  upstream: { path: string; headers: Headers }[];
  endpoint: string;
  close(): void;
}

async function openBackend(preset: Preset): Promise<Backend> {
  const sandbox = createSandbox({ preset, apiKey, pinDigits: 2, limits: { postings: Infinity, customers: Infinity } });
  const upstream: Backend['upstream'] = [];
  const service = await serve((request) => {
    upstream.push({ path: new URL(request.url).pathname, headers: request.headers });
    return sandbox.fetch(request);
  });
  const limits = {
    postings: Infinity,
    customers: Infinity,
    challenges: Infinity,
    customerChallenges: Infinity,
  };
  const proxy = createProxy({ upstream: service.address, apiKey, authorize: () => 'till-1', limits });
  const faults = createFaults(proxy);
  const merchant: Served = await serve((request) => faults.fetch(request));
  const close = (): void => {
    merchant.close();
    service.close();
  };
  return { sandbox, faults, upstream, endpoint: `${merchant.address}/loyalite`, close };
}

for (const preset of ['standard', 'balanced', 'strict'] as const) {
  describe(`the vendor's sample on ${preset}`, () => {
    let backend: Backend;
    before(async () => {
      backend = await openBackend(preset);
    });
    after(() => backend.close());

    const prompt = (code: string) => (): string | null => backend.sandbox.phone(code).pin;
    const sale = (more: Partial<CheckoutOptions>): Promise<CheckoutReport> =>
      checkout({
        endpoint: backend.endpoint,
        orderTotal: '85.50',
        orderId: 'A-1',
        promptForPin: prompt(anna),
        ...more,
      });
    const booked = (id: string): unknown[] =>
      backend.sandbox.ledger
        .filter(({ externalId }) => externalId === id)
        .map(({ operation, amount }) => [operation, amount]);

    it('enrols a customer and earns on the full total', async () => {
      const consents = {
        terms: true,
        privacy: true,
        termsUrl: 'https://shop.example/terms',
        privacyUrl: 'https://shop.example/privacy',
        locale: 'tr',
      } as const;
      const enrolled = await new LoyaliteClient({ endpoint: backend.endpoint }).send({
        kind: 'enrol',
        email: 'yeni@example.com',
        ticks: { terms: true, privacy: true },
      });
      assert.ok(enrolled.kind === 'done' && 'customerCode' in enrolled.answer && enrolled.answer.isNew);
      const code = enrolled.answer.customerCode;
      const report = await sale({ email: 'yeni@example.com', consents, orderId: 'A-2', promptForPin: prompt(code) });
      assert.equal(report.customer.customerCode, code);
      assert.equal(report.earned.points, 86);
      assert.deepEqual(booked('A-2'), [['earn', 85.5]]);
    });

    it('looks a customer up by QR, redeems what the balance covers, and earns', async () => {
      const report = await sale({ qr: backend.sandbox.phone(anna).qr, orderId: 'A-3', pointsToRedeem: 50 });
      assert.equal(report.customer.verification, 'qr');
      assert.equal(report.redemptions.length, 1);
      assert.equal(report.earned.points, 120 - 50 + 86);
      assert.equal(report.earned.verification, preset === 'strict' ? 'pin' : 'qr');
      assert.deepEqual([booked('redeem_A-3'), booked('A-3')], [[['redeem', 50]], [['earn', 85.5]]]);
    });

    it('reports a redemption that the balance does not cover, and earns all the same', async () => {
      const report = await sale({ qr: backend.sandbox.phone(anna).qr, orderId: 'A-4', pointsToRedeem: 9_000 });
      assert.equal(report.skipped?.points, 9_000);
      assert.deepEqual([booked('redeem_A-4'), booked('A-4')], [[], [['earn', 85.5]]]);
    });

    it('earns stamps until the card is full, and redeems the coupon it gives', async () => {
      const client = new LoyaliteClient({ endpoint: backend.endpoint });
      const operation: Earn = {
        kind: 'earn',
        customerCode: '517204',
        cardType: 'stamp',
        amount: '1',
        externalId: 'A-5',
        manualCode: false,
      };
      const first = await client.send(operation);
      const earned = first.kind === 'pin' ? await client.send(operation, { pin: prompt('517204')() ?? '' }) : first;
      assert.ok(earned.kind === 'done' && 'coupon' in earned.answer && earned.answer.coupon);
      const coupon: RedeemCoupon = { kind: 'coupon', token: earned.answer.coupon.qrToken, manualCode: false };
      const asked = await client.send(coupon);
      const redeemed = asked.kind === 'pin' ? await client.send(coupon, { pin: prompt('517204')() ?? '' }) : asked;
      assert.ok(redeemed.kind === 'done' && 'status' in redeemed.answer && redeemed.answer.status === 'redeemed');
      assert.equal(
        [first.kind, asked.kind].filter((kind) => kind === 'pin').length,
        { standard: 0, balanced: 1, strict: 2 }[preset],
      );
    });

    it('asks again after a wrong PIN, where it asks at all', async () => {
      const asked: (number | undefined)[] = [];
      const right = prompt(anna);
      const promptForPin = ({ remainingAttempts }: { remainingAttempts?: number }): string | null => {
        asked.push(remainingAttempts);
        return asked.length > 1 ? right() : right() === '00' ? '01' : '00';
      };
      await sale({ qr: backend.sandbox.phone(anna).qr, orderId: 'A-6', promptForPin });
      assert.deepEqual(asked, preset === 'strict' ? [3, 2] : []);
      assert.deepEqual(booked('A-6'), [['earn', 85.5]]);
    });

    it('finishes a sale whose answer was lost when it is called again, with what this process remembers', async () => {
      backend.faults.next('error-after', { times: 3, match: '/webhook/pos' });
      const again = async (): Promise<CheckoutReport> =>
        sale({ qr: backend.sandbox.phone(anna).qr, orderId: 'A-7', pointsToRedeem: 100 });
      await assert.rejects(
        again,
        (error: unknown) => isLoyaliteError(error) && error.code === 'unconfirmed' && error.retryable,
      );
      const report = await again();
      assert.equal(report.skipped, undefined);
      assert.equal(report.redemptions.length, 1);
      assert.deepEqual([booked('redeem_A-7'), booked('A-7')], [[['redeem', 100]], [['earn', 85.5]]]);
      const before = backend.upstream.length;
      assert.deepEqual((await again()).earned, { ...report.earned, repeated: true });
      assert.deepEqual(
        backend.upstream.slice(before).map(({ path }) => path),
        ['/webhook/customer'],
      );
    });

    it('puts the key on every call behind the proxy, and never on its own', () => {
      assert.ok(backend.upstream.length > 5);
      assert.ok(backend.upstream.every(({ headers }) => headers.get('x-api-key') === apiKey));
    });
  });
}

describe('the headless entry', () => {
  it('imports neither lit nor any other package', async () => {
    const { metafile } = await build({
      entryPoints: ['src/headless.ts'],
      bundle: true,
      packages: 'external',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    assert.deepEqual(
      imports.filter(({ external }) => external).map(({ path }) => path),
      [],
    );
    assert.ok(
      Object.keys(metafile.inputs).every((path) => /^src\/(headless|protocol|client|flow|journal)\b/.test(path)),
    );
  });

  it('runs where there is no document and no storage', () => {
    assert.equal('document' in globalThis, false);
    assert.equal('customElements' in globalThis, false);
  });
});
