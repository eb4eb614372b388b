/**
 * Random histories of one customer: purchases and redemptions that are answered, refused, lost or never booked, by several
 * tills, with clocks that differ; and what the service reports of them, late, doubled, out of order or never. After every
 * step everything that is not answered is asked for, and held against what the service really booked.
 */
import { conclude, type Grounds } from '../../../src/proxy/webhooks/conclude.js';
import {
  emptyPage,
  tidy,
  withOutcome,
  withReport,
  withTry,
  type Outcome,
  type Page,
  type Report,
  type Subject,
} from '../../../src/proxy/webhooks/page.js';

/** What many histories came to. */
export interface Tally {
  histories: number;
  /** Operations that were booked and never answered. */
  lost: number;
  /** How many of them were concluded to be booked. */
  resolved: number;
  /** Conclusions that were not true. */
  wrong: string[];
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const patience = 8 * second;

/** A source of chance that can be begun anew. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const calmFates = ['answered', 'lost', 'lost', 'never'] as const;
const fates = ['answered', 'answered', 'lost', 'lost', 'never', 'refused', 'crashed'] as const;

interface Step {
  readonly at: number;
  readonly run: () => void;
}

/** One customer, one service, some tills. */
class History {
  readonly #random: () => number;
  readonly #steps: Step[] = [];
  readonly #booked = new Set<string>();
  readonly #subjects = new Map<string, Subject>();
  readonly #remembered = new Set<string>();
  /** How far the times of two servers are off after they were held against the service's clock. */
  readonly #errors: readonly number[];
  readonly #exclusive: boolean;
  /** Whether the service books a redemption again under an id that it knows. */
  readonly #forgetful: boolean;
  readonly #isCalm: boolean;
  #page: Page = emptyPage;
  #reports = 0;

  constructor(random: () => number, isCalm: boolean) {
    this.#random = random;
    this.#isCalm = isCalm;
    this.#errors = [(random() - 0.5) * 3 * second, (random() - 0.5) * 3 * second];
    this.#exclusive = isCalm || random() < 0.8;
    this.#forgetful = !isCalm && random() < 0.2;
    const span = this.#pick([5 * second, 30 * second, 10 * minute, 6 * hour]);
    for (let count = this.#whole(1, 5); count > 0; count -= 1) this.#plan(hour + random() * span);
    for (let count = this.#whole(0, 2); count > 0; count -= 1) this.#planOthers(hour + random() * span);
  }

  run(tally: Tally): void {
    const concluded = new Set<string>();
    for (let step = this.#take(); step; step = this.#take()) {
      step.run();
      this.#page = tidy(this.#page, step.at);
      for (const name of this.#asked()) {
        concluded.add(name);
        if (!this.#booked.has(name)) tally.wrong.push(`${name} at ${step.at}`);
      }
    }
    const answered = new Set(this.#page.attempts.filter(({ done }) => done !== undefined).map(nameOf));
    const lost = [...this.#booked].filter((name) => this.#subjects.has(name) && !answered.has(name));
    tally.histories += 1;
    tally.lost += lost.length;
    tally.resolved += lost.filter((name) => concluded.has(name)).length;
  }

  #take(): Step | undefined {
    const next = this.#steps.reduce<Step | undefined>(
      (least, step) => (least && least.at <= step.at ? least : step),
      undefined,
    );
    if (next) this.#steps.splice(this.#steps.indexOf(next), 1);
    return next;
  }

  /** The names of the unanswered operations that are concluded to be booked. */
  #asked(): string[] {
    const grounds: Grounds = { exclusiveSince: this.#exclusive ? 0 : undefined, patience };
    return this.#page.attempts
      .filter((attempt) => attempt.done === undefined && conclude(this.#page, attempt, grounds).outcome === 'booked')
      .map(nameOf);
  }

  /** An operation with its tries, each with a fate of its own. */
  #plan(start: number): void {
    const kind = this.#pick<'earn' | 'redeem'>(['earn', 'earn', 'redeem']);
    // An id that another purchase has as well: the service books what comes first.
    const id = this.#strikes(0.1) ? 'shared' : `id-${this.#subjects.size}`;
    const subject: Subject = {
      id,
      kind,
      card: this.#pick(['point', 'point', 'stamp']),
      value: this.#pick([1, 1, 2, 5]),
    };
    this.#subjects.set(nameOf(subject), subject);
    // An id of a day that the proxy knows nothing of: the service says yes to it and books nothing.
    if (this.#strikes(0.05)) this.#remembered.add(nameOf(subject));
    let at = start;
    for (let tries = this.#whole(1, 3); tries > 0; tries -= 1) {
      this.#planTry(subject, at);
      at += patience + this.#random() * this.#pick([second, minute, hour]);
    }
  }

  #planTry(subject: Subject, at: number): void {
    const error = this.#pick(this.#errors);
    const isSure = !this.#strikes(0.05);
    // Now and then the service gets to a request long after the proxy has given up.
    const reached = at + this.#random() * this.#pick([100, 100, 3 * second, this.#isCalm ? 100 : minute]);
    const fate = this.#pick(this.#isCalm ? calmFates : fates);
    this.#steps.push({ at, run: () => (this.#page = withTry(this.#page, subject, at + error, isSure)) });
    if (fate !== 'never' && fate !== 'refused') this.#planBooking(subject, reached);
    if (fate === 'crashed') return;
    const isAnswered = fate === 'answered' && reached <= at + patience;
    const outcome: Outcome = fate === 'refused' ? 'refused' : isAnswered ? 'done' : 'lost';
    const ended = outcome === 'lost' ? at + patience : Math.max(reached, at);
    this.#steps.push({
      at: ended,
      run: () => (this.#page = withOutcome(this.#page, subject, outcome, ended + error, undefined)),
    });
  }

  #planBooking(subject: Subject, at: number): void {
    const run = (): void => {
      const name = nameOf(subject);
      const isKnown = [...this.#booked].some((other) => other.startsWith(`${subject.kind} ${subject.id} `));
      if (this.#remembered.has(name)) return;
      if (isKnown && !(this.#forgetful && subject.kind === 'redeem')) return;
      this.#booked.add(name);
      this.#report(subject, 'api', at);
    };
    this.#steps.push({ at, run });
  }

  /** What others do: a manager by hand, and, where that was not ruled out, somebody else who holds a key. */
  #planOthers(at: number): void {
    const subject: Subject = {
      id: 'other',
      kind: this.#pick(['earn', 'redeem']),
      card: this.#pick(['point', 'stamp']),
      value: this.#pick([1, 2]),
    };
    const source = this.#exclusive || this.#random() < 0.5 ? 'hand' : 'api';
    this.#steps.push({ at, run: () => this.#report(subject, source, at) });
  }

  /** Tells of a booking, in the service's own time. */
  #report({ kind, card, value }: Subject, source: Report['source'], at: number): void {
    this.#reports += 1;
    const told = this.#random() < 0.5 ? at : Math.floor(at / second) * second;
    const report: Report = {
      id: `delivery-${this.#reports}`,
      kind,
      card,
      ...(!this.#strikes(0.05) && { transaction: `booking-${this.#reports}` }),
      ...(value !== undefined && !this.#strikes(0.05) && { value }),
      at: told,
      source: this.#strikes(0.03) ? 'unknown' : source,
    };
    if (this.#strikes(0.05)) return;
    for (let times = this.#random() < 0.2 ? 2 : 1; times > 0; times -= 1) {
      const arrives =
        at + this.#random() * this.#pick([second, second, second, minute, this.#isCalm ? minute : 8.6 * hour]);
      this.#steps.push({ at: arrives, run: () => (this.#page = withReport(this.#page, report)) });
    }
  }

  /** Whether something goes wrong that happens this often; never where all is calm. */
  #strikes(share: number): boolean {
    return this.#random() < share && !this.#isCalm;
  }

  #whole(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)] as T;
  }
}

const nameOf = ({ kind, id, card, value }: Subject): string => `${kind} ${id} ${card} ${value}`;

/** Runs many histories from one seed; in calm ones answers are lost and nothing else goes wrong. */
export function tally(histories: number, seed: number, isCalm = false): Tally {
  const random = chance(seed);
  const result: Tally = { histories: 0, lost: 0, resolved: 0, wrong: [] };
  for (let count = 0; count < histories; count += 1) new History(random, isCalm).run(result);
  return result;
}
