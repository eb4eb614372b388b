/** Many schedules, a few at a time, and what they show together. */
import { formatLeftAlone, type LeftAlone } from './left-alone.js';
import { play, type Outcome } from './play.js';
import { Servers } from './servers.js';

/** What a soak showed. */
export interface Report {
  schedules: number;
  seed: number;
  /** Schedules in which at least one thing went wrong. */
  withFault: number;
  /** Schedules in which the answer to a booking did not arrive. */
  withLostAnswer: number;
  /** How often each thing went wrong, and how often windows ended in each way. */
  struck: Map<string, number>;
  endings: Map<string, number>;
  replays: Map<string, number>;
  /** Every schedule that showed what must not be. */
  bad: Outcome[];
  /** Lost answers that nobody touched while the service's events came in. */
  leftAlone: LeftAlone[];
  last?: Outcome;
}

const parallel = 24;
const count = (map: Map<string, number>, name: string): void => void map.set(name, (map.get(name) ?? 0) + 1);

/** Plays `schedules` schedules from `seed` on; with `events` the service reports its bookings to the proxy. */
export async function soak({
  schedules,
  seed,
  events = false,
  ontick = () => {},
}: {
  schedules: number;
  seed: number;
  events?: boolean;
  ontick?: (played: number) => void;
}): Promise<Report> {
  const servers = await Servers.open();
  const report: Report = {
    schedules,
    seed,
    withFault: 0,
    withLostAnswer: 0,
    struck: new Map(),
    endings: new Map(),
    replays: new Map(),
    bad: [],
    leftAlone: [],
  };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < schedules) {
      add(report, await play(seed + next++, servers, events));
      ontick(next);
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, work));
  } finally {
    servers.close();
  }
  return report;
}

function add(report: Report, outcome: Outcome): void {
  const { struck, endings, lostAfterCommit, faults, schedule } = outcome;
  if (struck.length > 0) report.withFault += 1;
  if (lostAfterCommit > 0) report.withLostAnswer += 1;
  for (const name of struck) count(report.struck, name);
  for (const name of endings) count(report.endings, name);
  count(report.replays, schedule.replay);
  report.leftAlone.push(...outcome.leftAlone);
  report.last = outcome;
  if (faults.length > 0) report.bad.push(outcome);
}

const share = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`;
const table = (map: Map<string, number>): string[] =>
  [...map].sort(([, a], [, b]) => b - a).map(([name, times]) => `  ${name.padEnd(32)}${String(times).padStart(8)}`);

/** The report as lines of text. */
export function format(report: Report): string {
  const { schedules, seed, withFault, withLostAnswer, struck, endings, replays, bad, leftAlone } = report;
  const faults = bad.flatMap((outcome) => outcome.faults);
  const of = (kind: string): number => faults.filter((fault) => fault.startsWith(kind)).length;
  return [
    `${schedules} schedules from seed ${seed} (${[...replays].map(([name, times]) => `${name} ${times}`).join(', ')})`,
    `with a fault: ${share(withFault, schedules)}; with a lost answer to a booking: ${share(withLostAnswer, schedules)}`,
    'what went wrong:',
    ...table(struck),
    'how windows ended:',
    ...table(endings),
    `doubled ${of('doubled')}, lost ${of('lost')}, lies ${of('lie')}, stuck ${of('no way out')}`,
    `discounts too many ${of('discount too many')}, too few ${of('discount too few')}`,
    ...(leftAlone.length > 0 ? formatLeftAlone(leftAlone) : []),
    ...bad
      .slice(0, 20)
      .map(({ schedule, faults: [first] }) => `  --schedules 1 --seed ${schedule.seed}: ${first ?? ''}`),
  ].join('\n');
}
