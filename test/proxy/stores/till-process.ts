/** A process of its own with a proxy on a shared store: posts an earn for each message and sends the outcome back. */
import { createProxy } from '../../../src/proxy.js';
import { openStore } from './open.js';
import type { StoreAddress } from './suite.js';
import { earnOf } from './earn.js';

const { address, upstream } = JSON.parse(process.argv[2] ?? '{}') as { address: StoreAddress; upstream: string };
const { store } = await openStore(address);
const proxy = createProxy({ upstream, apiKey: 'sk_live_stores', authorize: () => `till-${process.pid}`, store });

async function post({ id, amount }: { id: string; amount: number }): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: earnOf(id, amount) };
  const response = await proxy.fetch(new Request('https://pos.example/loyalite/webhook/pos', init));
  const { error = 'ok' } = (await response.json()) as { error?: string };
  process.send?.({ id, outcome: `${response.status} ${error}` });
}

process.on('message', (message) => void post(message as { id: string; amount: number }));
process.on('disconnect', () => process.exit());
process.send?.('ready');
