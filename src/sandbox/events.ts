/**
 * The events that the service posts to an address of the merchant's: signed, tried six times over about eight and a half
 * hours by the sandbox's own clock, and with the faults that are asked for. Knows what is posted, not who takes it.
 */

import type { EventFault } from './event-fault.js';

/** Where events go, and how they are signed. */
export interface EventOptions {
  /** The address they are posted to, or a handler in the same process. */
  readonly to: string | ((request: Request) => Response | Promise<Response>);
  /** The signing secret of that address. */
  readonly secret: string;
  /** The slug that stands in every event: `sandbox` as a default. */
  readonly organization?: string;
  /** A fault of every event. */
  readonly fault?: EventFault;
}

/** One event on its way. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly attempts: number;
  readonly status: 'waiting' | 'delivered' | 'exhausted';
  /** The status of the last answer; missing where none came. */
  readonly answer?: number;
}

interface Posted {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  readonly fault: EventFault | undefined;
  due: number;
  attempts: number;
  status: Delivery['status'];
  answer?: number;
  left: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Between an attempt that failed and the next one. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE];
/** How long an answer may take. */
const PATIENCE = 10 * SECOND;
const LATE = 30 * SECOND;

/** Posts events. */
export class Events {
  readonly #options: EventOptions;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #posted: Posted[] = [];
  readonly #planned: EventFault[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(options: EventOptions, now: () => number, random: () => number) {
    this.#options = options;
    this.#now = now;
    this.#random = random;
  }

  /** Every event so far, in the order in which it happened. */
  get deliveries(): readonly Delivery[] {
    return this.#posted.map(({ id, event, attempts, status, answer }) => ({
      id,
      event,
      attempts,
      status,
      ...(answer !== undefined && { answer }),
    }));
  }

  /** Plans a fault for the next event; `null` forgets the whole plan. */
  next(fault: EventFault | null): void {
    if (fault === null) this.#planned.length = 0;
    else this.#planned.push(fault);
  }

  /** The fault of the next booking: planned, asked for by the booking itself, or set for all. */
  takeFault(asked: EventFault | undefined): EventFault | undefined {
    return this.#planned.shift() ?? asked ?? this.#options.fault;
  }

  /** A random identifier, as the service gives to deliveries and bookings. */
  id(): string {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.#random() * 16).toString(16)).join('');
    return [0, 8, 12, 16, 20].map((start, at, starts) => digits.slice(start, starts[at + 1])).join('-');
  }

  /** Puts an event on its way. */
  post(event: string, data: Readonly<Record<string, unknown>>, fault?: EventFault): void {
    const id = this.id();
    const now = this.#now();
    const envelope = {
      id,
      event,
      occurred_at: new Date(now).toISOString(),
      organization: this.#options.organization ?? 'sandbox',
      data,
    };
    const due = fault === 'late' ? now + LATE : fault === 'out-of-order' ? Infinity : now;
    const status = fault === 'never' ? 'exhausted' : 'waiting';
    this.#posted.push({
      id,
      event,
      body: JSON.stringify(envelope),
      fault,
      due,
      attempts: 0,
      status,
      left: fault === 'twice' ? 2 : 1,
    });
    this.#wake(fault === 'late' ? LATE : 0);
  }

  /** Sends whatever is due by now, and waits until it was answered. The clock of a test that stands still needs it. */
  deliver(): Promise<void> {
    this.#running = this.#running.then(() => this.#deliver());
    return this.#running;
  }

  async #deliver(): Promise<void> {
    for (let next = this.#due(); next; next = this.#due()) await this.#attempt(next);
  }

  #due(): Posted | undefined {
    return this.#posted.find(({ status, due }) => status === 'waiting' && due <= this.#now());
  }

  async #attempt(posted: Posted): Promise<void> {
    const answer = await this.#send(posted);
    posted.attempts += 1;
    if (answer !== undefined) posted.answer = answer;
    if (answer !== undefined && answer >= 200 && answer < 300) {
      posted.left -= 1;
      if (posted.left === 0) posted.status = 'delivered';
      this.#release();
      return;
    }
    const wait = WAITS[posted.attempts - 1];
    if (wait === undefined) posted.status = 'exhausted';
    else {
      posted.due = this.#now() + wait;
      this.#wake(wait);
    }
  }

  /** What was held back comes behind the event that has just arrived. */
  #release(): void {
    for (const held of this.#posted) if (held.due === Infinity && held.status === 'waiting') held.due = this.#now();
  }

  /** The status of the answer, or `undefined` where none came in time. */
  async #send({ id, event, body, fault }: Posted): Promise<number | undefined> {
    const { to, secret } = this.#options;
    const signature = await sign(body, fault === 'wrong-signature' ? `not ${secret}` : secret);
    const headers = {
      'Content-Type': 'application/json',
      'X-Loyalite-Signature-256': `sha256=${signature}`,
      'X-Loyalite-Event': event,
      'X-Loyalite-Delivery': id,
    };
    const request = new Request(typeof to === 'string' ? to : 'https://merchant.test/loyalite/events', {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
    try {
      const answer = await (typeof to === 'string' ? fetch(request) : to(request));
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return undefined;
    }
  }

  #wake(wait: number): void {
    const handle: unknown = setTimeout(() => void this.deliver(), wait);
    // A process must not live on for a delivery that is hours away.
    if (wait > 0 && typeof handle === 'object' && handle !== null && 'unref' in handle)
      (handle as { unref: () => void }).unref();
  }
}

async function sign(body: string, secret: string): Promise<string> {
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(body)));
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
