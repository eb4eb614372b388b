// A reporter of node:test that writes one line of JSON for each test into the file that RESULTS names, at once: a process that
// is made to end loses what is still on its way.
import { appendFileSync } from 'node:fs';

/** What a test came to; a suite is no test of its own, unless it failed by itself. */
function outcomeOf({ type, data }) {
  if (type !== 'test:pass' && type !== 'test:fail') return undefined;
  const reason = data.skip ?? data.todo;
  if (reason !== undefined && reason !== false) return { name: data.name, outcome: 'skipped', reason: String(reason) };
  if (type === 'test:fail') {
    const isConsequence = data.details?.error?.failureType === 'subtestsFailed';
    return isConsequence ? undefined : { name: data.name, outcome: 'failed' };
  }
  return data.details?.type === 'suite' ? undefined : { name: data.name, outcome: 'passed' };
}

export default async function* report(events) {
  for await (const event of events) {
    const outcome = outcomeOf(event);
    if (outcome) appendFileSync(process.env.RESULTS, `${JSON.stringify(outcome)}\n`);
  }
}
