/**
 * What only a demo has: the customer's phone and the service's ledger as live streams, and switches for the preset and for
 * faults. All of it needs the sandbox; in front of the real service there is nothing to show.
 */
import {
  eventFaultList,
  faultList,
  magic,
  type Delivery,
  type EventFault,
  type Fault,
  type Preset,
  type Sandbox,
} from 'loyalite-elements/sandbox';
import type { Live } from './live.js';
import { qrPicture } from './qr-picture.js';
import type { TillBackend } from './till-backend.js';

/** What the till page shows of the service. */
export interface Showcase {
  readonly preset: Preset;
  readonly ledger: Sandbox['ledger'];
  readonly faults: readonly { readonly fault: string; readonly path: string; readonly status?: number }[];
  /** The newest event that the service has posted, and what became of it. */
  readonly event?: Delivery;
}

/** Answers everything under `/demo/`. */
export function createShowcase(
  sandbox: Sandbox | undefined,
  till: TillBackend,
  live: Live,
): (request: Request) => Promise<Response> {
  const routes: Record<string, (request: Request, word: string) => Response | Promise<Response>> = {
    'GET open': () => till.open(),
    'GET about': () =>
      Response.json({
        sandbox: Boolean(sandbox),
        faults: [...faultList, behindProxy],
        eventFaults: eventFaultList,
        magic,
      }),
    ...(sandbox && {
      'GET live': () => live.watch((): Showcase => showcaseOf(sandbox, till)),
      'GET phone': (_request, code) => live.watch(() => phone(sandbox, code)),
      'POST preset': async (request) => {
        sandbox.preset = (await request.json()) as Preset;
        live.changed();
        return done();
      },
      'POST fault': async (request) => {
        const fault = (await request.json()) as Fault | typeof behindProxy.fault | null;
        // A till asks three times before it says that it does not know.
        till.loseAnswers(fault === behindProxy.fault ? 3 : 0);
        if (fault !== behindProxy.fault) till.faults.next(fault);
        return done();
      },
      'POST event-fault': async (request) => {
        sandbox.events?.next((await request.json()) as EventFault | null);
        return done();
      },
    }),
  };
  return async (request) => {
    const [, , name = '', word = ''] = new URL(request.url).pathname.split('/');
    const route = routes[`${request.method} ${name}`];
    return (await route?.(request, word)) ?? new Response(null, { status: 404 });
  };
}

function showcaseOf({ preset, ledger, events }: Sandbox, { faults }: TillBackend): Showcase {
  const event = events?.deliveries.at(-1);
  return { preset, ledger, faults: faults.log, ...(event && { event }) };
}

/** Only here does anybody need the service's events: the proxy itself does not know what was booked. */
const behindProxy = {
  fault: 'lost-behind-proxy',
  effect: 'the service books, and none of its answers reaches the proxy',
} as const;

const done = (): Response => new Response(null, { status: 204 });

/** The phone's screen; each code goes as a picture, and as the text that a scanner would read from it. */
function phone(sandbox: Sandbox, code: string): unknown {
  try {
    const screen = sandbox.phone(code);
    const coupons = screen.coupons.map((coupon) => ({ ...coupon, picture: qrPicture(coupon.qrToken) }));
    return { ...screen, picture: qrPicture(screen.qr), coupons };
  } catch (error) {
    if (error instanceof RangeError) return { unknown: true };
    throw error;
  }
}
