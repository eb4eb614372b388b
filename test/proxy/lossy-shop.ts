/** Till → reverse proxy → the shop's server with `createProxy` → service, each over real HTTP; two of the steps can lose answers. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMemoryStore, createProxy } from '../../src/proxy.js';
import { createSandbox, type Sandbox } from '../../src/sandbox.js';
import { openFront, type Program } from './fronts.js';
import type { Handler } from './serve.js';

const apiKey = 'sk_live_behind_a_reverse_proxy';

/** A server that does its work, and then cuts the connection of so many POSTs. */
export class Lossy {
  /** How many POSTs came. */
  seen = 0;
  losses = 0;
  /** What a POST waits for before it is answered. */
  patience: () => Promise<void> = () => Promise.resolve();
  readonly #servers: Server[] = [];
  readonly #handler: Handler;

  constructor(handler: Handler) {
    this.#handler = handler;
  }

  /** One more port for the same handler. */
  async listen(): Promise<number> {
    const listener = getRequestListener(async (request, { outgoing }) => {
      const isPost = request.method === 'POST';
      if (isPost) this.seen += 1;
      const isLost = isPost && this.losses > 0;
      if (isLost) this.losses -= 1;
      const answer = await this.#handler(request);
      if (isPost) await this.patience();
      if (!isLost) return answer;
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    });
    const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
    this.#servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  close(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}

/** A shop with two addresses of one server, and the service behind it. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly service: Lossy;
  readonly server: Lossy;
  readonly address: string;
}

/** Opens one behind a reverse proxy, whose configuration is made for its own port and the two of the shop. */
export async function openShop(
  test: TestContext,
  program: Program,
  configuration: (port: number, shop: [number, number]) => string,
): Promise<Shop> {
  const limits = { postings: Infinity, customers: Infinity };
  const sandbox = createSandbox({ apiKey, limits });
  const service = new Lossy((request) => sandbox.fetch(request));
  const upstream = `http://127.0.0.1:${await service.listen()}`;
  const store = createMemoryStore();
  const proxy = createProxy({ upstream, apiKey, store, authorize: () => 'till-1', limits });
  const server = new Lossy((request) => proxy.fetch(request));
  const ports: [number, number] = [await server.listen(), await server.listen()];
  const { address, close } = await openFront(program, (port) => configuration(port, ports));
  test.after(async () => {
    await close();
    server.close();
    service.close();
  });
  return { sandbox, service, server, address };
}

const postings = {
  earn: ['/pos', { customer_code: 482193, amount: 85.5, card_type: 'point', external_id: 'A-1' }],
  redemption: ['/redeem', { customer_code: 482193, value: 5, card_type: 'point', external_id: 'redeem_A-1' }],
  coupon: ['/coupons/redeem', { token: 'cq_free_coffee', manual_code: false }],
} as const;

/** What can be posted. */
export type Kind = keyof typeof postings;

/** Posts as a till does, over a connection of its own, and gives the status. */
export async function post({ address }: Shop, kind: Kind): Promise<number> {
  const [path, body] = postings[kind];
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'one-try', connection: 'close' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${address}/loyalite/webhook${path}`, init);
  await answer.text();
  return answer.status;
}

/** What the till makes of a status: from 500 on it is "not known", whatever the body says. */
export const heard = (status: number): 'booked' | 'not known' | 'refused' =>
  status < 400 ? 'booked' : status >= 500 ? 'not known' : 'refused';
