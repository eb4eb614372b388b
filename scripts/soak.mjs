// `npm run soak -- --schedules N --seed S`: random trouble over real HTTP, held against the sandbox's ledger.
// With `--events` the service reports its bookings by signed events, and what they resolve is counted.
// The same seed gives the same schedules; a schedule that failed is played again with its own seed and `--schedules 1`.
import { parseArgs } from 'node:util';
import { format, soak } from '../test/soak/soak.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    events: { type: 'boolean', default: false },
  },
});
const [schedules, seed] = [Number(values.schedules), Number(values.seed)];
const started = performance.now();
const ontick = (played) => {
  if (played % 1000 === 0) console.error(`${played} of ${schedules} …`);
};
const report = await soak({ schedules, seed, events: values.events, ontick });
if (schedules === 1) console.log(report.last.story.join('\n'));
console.log(format(report));
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exit(report.bad.length === 0 ? 0 : 1);
