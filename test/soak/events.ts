/**
 * The service's signed events on their way to the merchant's proxy, and what a shop does beside a schedule so that there is
 * something to be confused by. Events arrive when time passes, so that a schedule stays a function of its seed.
 */
import type { Sandbox } from '../../src/sandbox.js';
import type { EventFate } from './left-alone.js';

/** The signing secret of all lanes. */
export const secret = 'whsec_of_the_soak';

type Handler = (request: Request) => Promise<Response>;

/** Holds events back until time passes. */
export class EventGate {
  #open: () => void = () => undefined;
  #opened: Promise<void>;
  readonly #address: string;
  readonly #proxy: Handler;

  constructor(base: string, proxy: Handler) {
    this.#address = `${base}/events`;
    this.#proxy = proxy;
    this.#opened = this.#close();
  }

  /** Takes an event from the service; it is answered when the proxy has it. */
  async take(request: Request): Promise<Response> {
    const init = { method: 'POST', headers: request.headers, body: await request.text() };
    await this.#opened;
    return this.#proxy(new Request(this.#address, init));
  }

  /** Lets through what is due by now. */
  async deliver({ events }: Sandbox): Promise<void> {
    this.#open();
    await events?.deliver();
    this.#opened = this.#close();
  }

  #close(): Promise<void> {
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }
}

/** Another till of the shop, whose requests meet no trouble. */
export class Neighbour {
  readonly #base: string;
  readonly #proxy: Handler;
  readonly #sandbox: Sandbox;

  constructor(base: string, proxy: Handler, sandbox: Sandbox) {
    this.#base = base;
    this.#proxy = proxy;
    this.#sandbox = sandbox;
  }

  /** Looks a customer up, as every sale begins: from here on the proxy knows the service's clock. */
  async find(): Promise<void> {
    await this.#proxy(new Request(`${this.#base}/webhook/customer?code=482193`));
  }

  /** Fills a card, and gives the token of the coupon that came with it. */
  async fill(fate: EventFate): Promise<string> {
    const answer = await this.earn({ external_id: neighbours[0], card_type: 'stamp', amount: 6 });
    this.plan(fate);
    const { coupon } = ((await answer.json()) as { data: { coupon: { qr_token: string } } }).data;
    return coupon.qr_token;
  }

  /** What happens to the event of the next booking. */
  plan(fate: EventFate): void {
    if (fate !== 'none') this.#sandbox.events?.next(fate);
  }

  /** Earns for the customer of the schedules, with the PIN where one is asked for. */
  async earn(more: Record<string, unknown>, beforeLast = (): void => undefined): Promise<Response> {
    const fields = { customer_code: 482193, card_type: 'point', amount: 85.5, external_id: neighbours[1], ...more };
    const isStrict = this.#sandbox.preset === 'strict';
    if (isStrict) await this.#post(fields);
    beforeLast();
    const pin = isStrict ? { verification_pin: this.#sandbox.phone('482193').pin } : {};
    return this.#post({ ...fields, ...pin });
  }

  #post(fields: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    const request = new Request(`${this.#base}/webhook/pos`, { method: 'POST', headers, body: JSON.stringify(fields) });
    return this.#proxy(request);
  }
}

/** The ids under which the other till books. */
export const neighbours = ['N-0', 'N-1'];
