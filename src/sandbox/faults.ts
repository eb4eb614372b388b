/**
 * Puts a bad network around any handler: the sandbox, a proxy, or the two in a row. A fault strikes when it was asked for,
 * by `next` or by a magic value in the request; every other request passes unchanged.
 *
 * A dropped connection is a rejection with `ConnectionDropped`, in an answer's body an error of its stream. A server has to
 * cut the socket for it; with `@hono/node-server`, which does the latter by itself:
 *
 *     serve({
 *       fetch: (request, { outgoing }) =>
 *         faults.fetch(request).catch((error) => {
 *           outgoing.destroy();
 *           return RESPONSE_ALREADY_SENT;
 *         }),
 *     });
 */

import type { Fault } from './fault.js';
import { carryOut, isEarly } from './fault-effects.js';
import type { Surroundings } from './fault-effects.js';
import { magicFaultOf } from './fault-magic.js';

/** Anything that answers requests; what else a server hands in is passed on. */
export interface Handler<Rest extends unknown[]> {
  fetch(request: Request, ...rest: Rest): Response | Promise<Response>;
}

/** Time and chance, for tests that need to repeat them. */
export type FaultOptions = Partial<Omit<Surroundings, 'signal'>>;

/** Which requests a planned fault is for, and how many of them: the next one as a default. */
export interface FaultPlan {
  readonly times?: number;
  /** The end of the path (`'/webhook/pos'`), or a test of the request. */
  readonly match?: string | ((request: Request) => boolean);
}

/** A fault that was carried out. */
export interface FaultEntry {
  readonly fault: Fault;
  readonly method: string;
  readonly path: string;
  /** When, by the clock that was handed in. */
  readonly at: number;
  /** How the service itself answered; missing where the fault kept the request from it. */
  readonly status?: number;
}

/** A handler with faults. */
export interface Faults<Rest extends unknown[]> {
  readonly fetch: (request: Request, ...rest: Rest) => Promise<Response>;
  /** Plans a fault behind those planned before; `'none'` lets a request pass, `null` forgets the whole plan. */
  readonly next: (fault: Fault | 'none' | null, plan?: FaultPlan) => void;
  /** The faults carried out so far. */
  readonly log: readonly FaultEntry[];
}

interface Planned {
  readonly fault: Fault | 'none';
  readonly match: (request: Request) => boolean;
  left: number;
}

/** Wraps a handler. */
export function createFaults<Rest extends unknown[]>(
  handler: Handler<Rest>,
  { now = Date.now, random = Math.random, wait = pause }: FaultOptions = {},
): Faults<Rest> {
  const planned: Planned[] = [];
  const struck = new Map<string, number>();
  const log: FaultEntry[] = [];
  return {
    async fetch(request, ...rest) {
      const path = new URL(request.url).pathname;
      const fault = path.includes('/webhook/') && (take(planned, request) ?? (await strike(struck, request)));
      if (!fault || fault === 'none') return handler.fetch(request, ...rest);
      const entry = { fault, method: request.method, path, at: now() };
      if (isEarly(fault)) log.push(entry);
      const call = async (): Promise<Response> => {
        const answer = await handler.fetch(request, ...rest);
        log.push({ ...entry, status: answer.status });
        return answer;
      };
      return carryOut(fault, { signal: request.signal, now, random, wait }, call);
    },
    next(fault, { times = 1, match } = {}) {
      if (fault === null) planned.length = 0;
      else planned.push({ fault, left: times, match: matcher(match) });
    },
    log,
  };
}

/** The first planned fault that is meant for this request; a preflight and a look at the headers alone are never meant. */
function take(planned: Planned[], request: Request): Fault | 'none' | undefined {
  if (request.method === 'OPTIONS' || request.method === 'HEAD') return undefined;
  const index = planned.findIndex(({ match }) => match(request));
  const found = planned[index];
  if (!found) return undefined;
  found.left -= 1;
  if (found.left <= 0) planned.splice(index, 1);
  return found.fault;
}

async function strike(struck: Map<string, number>, request: Request): Promise<Fault | undefined> {
  const found = await magicFaultOf(request);
  if (!found) return undefined;
  const before = struck.get(found.key) ?? 0;
  struck.set(found.key, before + 1);
  return before < found.times ? found.fault : undefined;
}

function matcher(match: FaultPlan['match']): (request: Request) => boolean {
  if (typeof match === 'function') return match;
  return (request) => new URL(request.url).pathname.endsWith(match ?? '');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
