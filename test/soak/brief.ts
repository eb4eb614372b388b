/** Plays so many schedules from a seed on, with events or without, and prints what the test holds them to. */
import { pathToFileURL } from 'node:url';
import { format, soak, type Report } from './soak.js';

/** A report as JSON can carry it. */
export interface Brief extends Pick<Report, 'schedules' | 'withFault' | 'withLostAnswer' | 'leftAlone'> {
  /** The whole report in words. */
  text: string;
  /** How often services answered a repeated id in each way, and windows ended in each. */
  replays: Record<string, number>;
  endings: Record<string, number>;
  /** The seed of each schedule that showed what must not be, and what that was. */
  bad: (number | string)[][];
}

function inBrief(report: Report): Brief {
  const { schedules, withFault, withLostAnswer, leftAlone, replays, endings, bad } = report;
  return {
    ...{ schedules, withFault, withLostAnswer, leftAlone },
    text: format(report),
    replays: Object.fromEntries(replays),
    endings: Object.fromEntries(endings),
    bad: bad.map(({ schedule, faults }) => [schedule.seed, ...faults]),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [schedules, seed, events] = process.argv.slice(2);
  const report = await soak({ schedules: Number(schedules), seed: Number(seed), events: events !== undefined });
  process.stdout.write(JSON.stringify(inBrief(report)));
}
