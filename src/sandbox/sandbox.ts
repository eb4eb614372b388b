/**
 * An offline service that answers like Loyalite, written from the vendor's contract and not from the client, so that the
 * two can be held against each other. A Fetch-API handler: it runs in Node, in workers and in a page.
 */

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
}

/** Opens a service of its own, with seeded and magic customers. */
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
