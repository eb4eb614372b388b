/**
 * An offline service that answers like Loyalite, written from the vendor's contract and not from the client, so that the
 * two can be held against each other. A Fetch-API handler: it runs in Node, in workers and in a page.
 */

import { tellByHand } from './booking-events.js';
import type { EventFault } from './event-fault.js';
import type { Delivery, Events } from './events.js';
import type { LedgerEntry } from './ledger.js';
import { maskedEmail } from './customers.js';
import { checkedPreset } from './preset.js';
import type { Preset } from './preset.js';
import { answer } from './routes.js';
import { openService } from './service.js';
import type { SandboxOptions, Service } from './service.js';

/** What the customer's phone shows at one moment. */
export interface Phone {
  /** The text of the QR, to be passed verbatim. */
  readonly qr: string;
  /** The newest PIN while it is good, else `null`. */
  readonly pin: string | null;
  /** The coupons not used yet. */
  readonly coupons: readonly { readonly id: string; readonly name: string; readonly qrToken: string }[];
  readonly points: number;
  readonly stamps: number;
  readonly maskedEmail: string;
}

/** The events that the service posts by itself. */
export interface SandboxEvents {
  /** Every event so far, in the order in which it happened, and what became of it. */
  readonly deliveries: readonly Delivery[];
  /** Plans a fault for the next booking's event, behind those planned before; `null` forgets the whole plan. */
  next(fault: EventFault | null): void;
  /** Posts whatever is due by the sandbox's clock and waits for the answers; only a clock that stands still needs it. */
  deliver(): Promise<void>;
  /** Books points or stamps as somebody in the merchant app would; it is no posting and stands in no ledger. */
  byHand(customerCode: string | number, cardType: 'point' | 'stamp', amount: number): void;
}

/** The service, the customer's side of it, and the record of what it booked. */
export interface Sandbox {
  /** Answers a request as the service would. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The verification preset; takes effect with the next request. */
  preset: Preset;
  /** What a customer's phone shows now; throws a `RangeError` for a code that no customer has. */
  readonly phone: (customerCode: string | number) => Phone;
  /** Every booking, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Its events, where it was opened with an address for them. */
  readonly events?: SandboxEvents;
}

/**
 * Opens a service of its own, with seeded and magic customers.
 *
 * @example
 * ```ts
 * import { createProxy } from 'loyalite-elements/proxy';
 * import { createSandbox } from 'loyalite-elements/sandbox';
 *
 * const sandbox = createSandbox({ apiKey: 'test', preset: 'strict' });
 * const proxy = createProxy({
 *   upstream: 'https://sandbox.test',
 *   apiKey: 'test',
 *   authorize: () => 'till-1',
 *   fetch: sandbox.fetch,
 * });
 * const { pin, qr } = sandbox.phone('482193'); // what the customer's phone shows now
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const service = openService(options);
  return {
    fetch: (request) => answer(service, request),
    get preset() {
      return service.preset;
    },
    set preset(preset) {
      service.preset = checkedPreset(preset);
    },
    phone: (customerCode) => phone(service, String(customerCode)),
    ledger: service.ledger,
    ...(service.events && { events: eventsOf(service, service.events) }),
  };
}

function eventsOf(service: Service, events: Events): SandboxEvents {
  return {
    get deliveries() {
      return events.deliveries;
    },
    next: (fault) => events.next(fault),
    deliver: () => events.deliver(),
    byHand(customerCode, cardType, amount) {
      const member = service.customers.get(String(customerCode));
      if (!member) throw new RangeError('no customer has this code');
      const moved = cardType === 'point' ? Math.round(amount * service.earnRatio) : amount;
      if (cardType === 'point') member.points += moved;
      else member.stamps += moved;
      tellByHand(events, { operation: 'earn', member, cardType, amount, moved, cardSize: service.cardSize });
      service.changed(member.code);
    },
  };
}

function phone({ customers, coupons, qrCodes, verification, preset }: Service, code: string): Phone {
  const member = customers.get(code);
  if (!member) throw new RangeError('no customer has this code');
  return {
    qr: qrCodes.current(code, preset),
    pin: verification.pin(code),
    coupons: coupons.open(code).map(({ id, name, token }) => ({ id, name, qrToken: token })),
    points: member.points,
    stamps: member.stamps,
    maskedEmail: maskedEmail(member.email),
  };
}
