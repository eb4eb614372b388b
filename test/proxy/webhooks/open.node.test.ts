/** The manager's list: what stayed unknown, and what was answered and never reported. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { earn, outcome } from '../fixture.js';
import { openShop, points, type Shop } from './shop.js';

const hour = 60 * 60 * 1000;

interface List {
  readonly last_event: string | null;
  readonly unknown: readonly Record<string, unknown>[];
  readonly unreported: readonly Record<string, unknown>[];
}

const openWithManager = (): Shop => openShop({}, { authorize: () => ({ session: 'office', manager: true }) });

const list = async (shop: Shop): Promise<List> => (await (await shop.get('/open')).json()) as List;

describe('the list of what is open', () => {
  it('is for a session that authorize calls a manager', async () => {
    for (const given of ['till-1', { session: 'till-1' }, { session: 'till-1', manager: false }]) {
      assert.equal(await outcome(openShop({}, { authorize: () => given }).get('/open')), '403 manager_required');
    }
    assert.equal((await openWithManager().get('/open')).status, 200);
  });

  it('is empty at first', async () => {
    assert.deepEqual(await list(openWithManager()), { last_event: null, unknown: [], unreported: [] });
  });

  it('has what stayed unknown, until it was reported', async () => {
    const shop = openWithManager();
    await shop.get('/webhook/customer?code=482193');
    shop.answer(() => new Response('', { status: 502 }));
    await shop.post('/webhook/pos', earn());
    const { unknown } = await list(shop);
    const [{ at, ...line } = {}] = unknown;
    assert.match(String(at), /^2023-11-14T22:1/);
    assert.deepEqual(line, {
      operation: 'earn',
      external_id: 'A-1001',
      customer_code: '482193',
      card_type: 'point',
      value: 85.5,
      reports: [],
    });
    await shop.report('points.earned', points());
    assert.deepEqual((await list(shop)).unknown, []);
  });

  it('has what was answered and not reported in ten hours, where reports do come', async () => {
    const shop = openWithManager();
    await shop.post('/webhook/pos', earn());
    await shop.post('/webhook/pos', earn({ external_id: 'A-1002' }));
    await shop.report('points.earned', points());
    shop.clock.now += 11 * hour;
    assert.deepEqual((await list(shop)).unreported, []);
    await shop.report('points.earned', { ...points('booking-9'), customer_code: 517204 });
    const { unreported } = await list(shop);
    const told = unreported.map((line) => [line['external_id'], line['answered'], line['reported']]);
    assert.deepEqual(told, [
      ['A-1001', 2, 1],
      ['A-1002', 2, 1],
    ]);
    await shop.report('points.earned', points('booking-2'), {
      occurred_at: new Date(shop.clock.now - 11 * hour).toISOString(),
    });
    assert.deepEqual((await list(shop)).unreported, []);
  });

  it('forgets after three days', async () => {
    const shop = openWithManager();
    shop.answer(() => new Response('', { status: 502 }));
    await shop.post('/webhook/pos', earn());
    shop.clock.now += 71 * hour;
    assert.equal((await list(shop)).unknown.length, 1);
    shop.clock.now += 2 * hour;
    assert.equal((await list(shop)).unknown.length, 0);
  });
});
