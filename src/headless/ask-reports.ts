/**
 * Asks what was reported of an operation whose answer was lost, and for what the answer would have told beside: the whole
 * answer where the proxy remembers it, else the balances by a look-up. Books nothing new.
 */
import type { LoyaliteClient } from '../client/loyalite-client.js';
import type { Posting } from '../protocol/operation.js';
import type { Answer, ReportedAnswer } from '../protocol/reply.js';
import type { Reported } from '../protocol/reported.js';

/** Longer a cashier who checks again is not kept from asking the service itself. */
const patience = 3_000;

/** What became of it, with as much of its answer as can be had. */
export async function askReports(client: LoyaliteClient, operation: Posting, signal: AbortSignal): Promise<Reported> {
  const turn = { signal, deadline: patience };
  const told = await client.outcome(operation, turn);
  if (told.kind !== 'booked' || operation.kind === 'coupon' || signal.aborted) return told;
  const remembered = told.isAnswered ? await client.send(operation, turn) : undefined;
  if (remembered?.kind === 'done') return { ...told, answer: remembered.answer };
  const found = await client.send({ kind: 'find', by: 'code', text: operation.customerCode }, turn);
  return found.kind === 'done' ? { ...told, answer: withBalances(told.answer, found.answer) } : told;
}

function withBalances(answer: Answer, found: Answer): ReportedAnswer {
  const known = answer as ReportedAnswer;
  if (!('pointBalance' in found)) return known;
  return { ...known, points: found.pointBalance, stamps: found.stampCount };
}
