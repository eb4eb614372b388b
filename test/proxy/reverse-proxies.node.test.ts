/**
 * nginx and HAProxy, with the settings that send a POST once more and without, in front of a proxy whose answer, or whose service's
 * answer, is lost after the booking. The ledger has it once, and the till is told that it is booked or that it is not known.
 */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { checkout } from '../../src/headless.js';
import { until } from '../support/until.js';
import { versionOf, type Program } from './fronts.js';
import { heard, openShop, post, type Kind, type Shop } from './lossy-shop.js';

interface Settings {
  /** Those that send a POST once more. */
  repeats: string[];
  /** How long a server may take for its answer. */
  wait: (ms: number) => string;
  /** How often a POST that is always cut is sent, without those settings and with them. */
  tries: [plain: number, repeating: number];
  open: (test: TestContext, settings: string[], peer?: string) => Promise<Shop>;
}

const programs: Record<Program, Settings> = {
  nginx: {
    repeats: ['proxy_next_upstream error timeout http_502 non_idempotent'],
    wait: (ms) => `proxy_read_timeout ${ms}ms`,
    tries: [1, 2],
    open: (test, settings, peer = '') =>
      openShop(
        test,
        'nginx',
        (port, shop) => `
          upstream shop { ${shop.map((one) => `server 127.0.0.1:${one} ${peer};`).join(' ')} }
          server {
            listen 127.0.0.1:${port};
            location / { proxy_pass http://shop; ${settings.map((line) => `${line};`).join(' ')} }
          }`,
      ),
  },
  haproxy: {
    repeats: ['retry-on all-retryable-errors'],
    wait: (ms) => `timeout server ${ms}ms`,
    tries: [1, 4],
    open: (test, settings) =>
      openShop(test, 'haproxy', (_, [one]) =>
        ['backend shop', ...settings, `server one 127.0.0.1:${one}`].join('\n  '),
      ),
  },
};
const kinds: Kind[] = ['earn', 'redemption', 'coupon'];

for (const [name, { repeats, wait, tries, open }] of Object.entries(programs)) {
  const program = name as Program;
  const version = versionOf(program);
  const skip = version ? false : `${program} is not installed`;
  describe(`behind ${program} ${version ?? ''}`, { skip }, () => {
    for (const [index, settings] of [[], repeats].entries())
      it(`gets a POST ${tries[index]} times that is always cut, with ${settings.join() || 'nothing set'}`, async (test) => {
        const shop = await open(test, settings);
        shop.server.losses = Infinity;
        assert.equal(await post(shop, 'earn'), 502);
        assert.deepEqual([shop.server.seen, shop.service.seen, shop.sandbox.ledger.length], [tries[index], 1, 1]);
      });

    for (const kind of kinds) {
      it(`books a ${kind} once that is sent again because the shop's answer was lost`, async (test) => {
        const shop = await open(test, repeats);
        shop.server.losses = 1;
        assert.equal(await post(shop, kind), 200);
        assert.deepEqual([shop.server.seen, shop.service.seen, shop.sandbox.ledger.length], [2, 1, 1]);
      });

      const outcome = kind === 'coupon' ? 'not known' : 'booked';
      it(`books a ${kind} once whose answer was lost at the service: the till hears "${outcome}"`, async (test) => {
        const shop = await open(test, repeats);
        shop.service.losses = 1;
        assert.equal(heard(await post(shop, kind)), outcome);
        assert.ok(shop.service.seen > 1, 'it was sent again');
        assert.equal(shop.sandbox.ledger.length, 1);
      });
    }

    it('asks the service once where its answer is not waited for', async (test) => {
      const shop = await open(test, [...repeats, wait(1000)]);
      shop.service.patience = () => until(() => shop.server.seen > 1, 'the POST was not sent again');
      assert.equal(await post(shop, 'earn'), 200);
      assert.deepEqual([shop.service.seen, shop.sandbox.ledger.length], [1, 1]);
    });

    it('lets the till ask again by itself where nothing is set', async (test) => {
      const shop = await open(test, []);
      shop.server.losses = 1;
      const { earned } = await checkout({
        endpoint: `${shop.address}/loyalite`,
        code: '482193',
        orderTotal: '85.50',
        orderId: 'A-1',
        promptForPin: () => null,
      });
      assert.equal(earned.amount, '85.50');
      assert.deepEqual([shop.server.seen, shop.service.seen, shop.sandbox.ledger.length], [2, 1, 1]);
    });

    it('passes on how long to wait, and that nothing may be kept', async (test) => {
      const { address } = await open(test, repeats);
      const answer = await fetch(`${address}/loyalite/webhook/customer?code=900429`, {
        headers: { connection: 'close' },
      });
      assert.equal(answer.status, 429);
      assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  });
}

describe('two servers behind nginx', { skip: versionOf('nginx') ? false : 'nginx is not installed' }, () => {
  const { repeats, open } = programs.nginx;

  it('are both given up for 10 seconds after one cut POST; what was booked stays booked once', async (test) => {
    const shop = await open(test, repeats);
    shop.server.losses = 2;
    assert.equal(await post(shop, 'earn'), 502);
    assert.equal(await post(shop, 'earn'), 502);
    assert.deepEqual([shop.server.seen, shop.sandbox.ledger.length], [2, 1], 'the second POST reached nobody');
  });

  it('are not given up with max_fails=0', async (test) => {
    const shop = await open(test, repeats, 'max_fails=0');
    shop.server.losses = 2;
    assert.equal(await post(shop, 'earn'), 502);
    assert.equal(await post(shop, 'earn'), 200);
    assert.deepEqual([shop.server.seen, shop.sandbox.ledger.length], [3, 1]);
  });
});
