/** Goes through every search and prints what they found; a program of its own, which the test runner does not watch. */
import { explore, type Finding } from './explore.js';
import { exploreWithout, guards, missing } from './guards.js';
import { searches } from './settings.js';

/** What the searches found, by the name of the setting, of the guard, or of what is missing. */
export interface Findings {
  whole: Record<string, Finding>;
  unguarded: Record<string, Finding>;
  lacking: Record<string, Finding>;
}

const findings: Findings = { whole: {}, unguarded: {}, lacking: {} };
for (const { setting, depth } of searches) findings.whole[setting.name] = await explore(setting, depth);
for (const [name, guard] of Object.entries(guards))
  findings.unguarded[name] = await (await exploreWithout(guard))(guard.setting, guard.depth);
for (const [name, { setting, depth }] of Object.entries(missing))
  findings.lacking[name] = await explore(setting, depth);
process.stdout.write(JSON.stringify(findings));
