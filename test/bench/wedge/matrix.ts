/**
 * Counts what becomes of the vendor's kinds of text, typed by scanners of both settings, on every board and at every pace: recovered,
 * refused, or altered, which must never be. Run with `node --import tsx test/bench/wedge/matrix.ts [seed]`.
 * A burst is judged as the page judges it: proven by its pace in a field, whole, then read.
 */
import { record } from '../../../scripts/record.mjs';
import { isLikely } from '../../../src/scan/wedge/awaited.js';
import { endsEvenly, isMachine, machineStart } from '../../../src/scan/wedge/burst.js';
import { layoutNames, type LayoutName } from '../../../src/scan/wedge/layouts.js';
import { decide, type Awaited } from '../../../src/scan/wedge/reading.js';
import { isOfKind, nothingKnown } from '../../../src/scan/wedge/shapes.js';
import { scan, seeded, type Scene } from '../../scan/wedge/keyboards.js';

const seed = Number(process.argv[2] ?? 1);
const random = seeded(seed);
const paces = [5, 8, 10, 15, 20, 30, 40, 50, 60, 80, 100];
const perKind = 12;

const chars = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const kinds: Readonly<Record<string, () => string>> = {
  'coupon cq_hex': () => `cq_${chars('0123456789abcdef', 8)}`,
  'coupon cq_base64url': () => `cq_${chars(`${letters}${digits}-_`, 22)}`,
  'base64url 86': () => chars(`${letters}${digits}-_`, 86),
  'three parts (.)': () => [20, 40, 43].map((length) => chars(`${letters}${digits}-_`, length)).join('.'),
  'signed, hexadecimal': () => `lq1.${chars(digits, 6)}.${chars('0123456789abcdef', 72)}`,
  'signed, padded base64': () => `${chars(`${letters}${digits}+/`, 70)}==`,
  'id:number/rotation, signed': () => `${chars(letters, 4)}:${chars(digits, 6)}/${chars(`${letters}${digits}-_`, 43)}`,
  'web address': () => `https://${chars(letters, 6)}.loyalite.app/c?t=${chars(`${letters}${digits}-_`, 43)}`,
};

type Outcome = 'recovered' | 'ambiguous' | 'missed' | 'altered';
type Count = Record<Outcome, number>;

function outcome(text: string, scene: Scene, awaited: Awaited): Outcome {
  const prefix = awaited.prefix ?? '';
  const strokes = scan(prefix + text, scene)!;
  const proven = strokes.some((_, index) => machineStart(strokes.slice(0, index + 1), true) === 0);
  if (!proven || !isMachine(strokes, true) || !endsEvenly(strokes)) return 'missed';
  const decision = decide(strokes, awaited);
  if (decision.kind === 'refused') return decision.texts.includes(text) ? 'ambiguous' : 'altered';
  if (decision.kind === 'foreign') return 'missed';
  return decision.reading.text === text ? 'recovered' : 'altered';
}

const known = nothingKnown();
/** What is ours on the first day, before the till has learned anything. */
const isOurs = (text: string): boolean => isOfKind('coupon', text, known) || isOfKind('customer', text, known);
const awaited = { accepts: isOurs, rivals: isLikely };

/** How much the till knows of its scanner. */
const knowledge: Readonly<Record<string, (scanner: LayoutName) => Awaited>> = {
  'layout of the scanner told or learned': (scanner) => ({ ...awaited, scanner }),
  'scanner set to a prefix \\': () => ({ ...awaited, prefix: '\\' }),
  'nothing known, first scan of the day': () => awaited,
};

function row(label: string, count: Count): void {
  const total = Object.values(count).reduce((sum, value) => sum + value, 0);
  const share = ((100 * count.recovered) / total).toFixed(1).padStart(5);
  console.log(
    `  ${label.padEnd(36)}${String(total).padStart(6)} scans  ${share} % recovered  ${String(count.ambiguous).padStart(5)} refused` +
      `  ${String(count.missed).padStart(4)} missed  ${count.altered} altered`,
  );
}

function measure(knows: (scanner: LayoutName) => Awaited): Map<string, Count> {
  const counts = new Map<string, Count>();
  const add = (label: string, what: Outcome) => {
    const count = counts.get(label) ?? { recovered: 0, ambiguous: 0, missed: 0, altered: 0 };
    count[what] += 1;
    counts.set(label, count);
  };
  for (const till of layoutNames)
    for (const scanner of new Set<LayoutName>(['us', till])) {
      for (const [kind, make] of Object.entries(kinds))
        for (const pace of paces)
          for (let run = 0; run < perKind; run += 1) {
            const what = outcome(make(), { scanner, till, pace, jitter: 0.2, random }, knows(scanner));
            for (const label of [`scanner ${scanner}, till ${till}`, kind, `${pace} ms a key`, 'all']) add(label, what);
          }
    }
  return counts;
}

console.log(
  `seed ${seed}, 20 % jitter, each text new; refused means that both readings are handed over, the true one among them`,
);
const rows: (string | number)[][] = [];
let scans = 0;
for (const [title, knows] of Object.entries(knowledge)) {
  const counts = measure(knows);
  console.log(`\n${title}`);
  for (const [label, count] of [...counts].sort(([one], [other]) => Number(one === 'all') - Number(other === 'all')))
    row(label, count);
  const all = counts.get('all');
  if (!all) continue;
  scans = all.recovered + all.ambiguous + all.missed + all.altered;
  rows.push([
    title.replace(' \\', ''),
    `${((100 * all.recovered) / scans).toFixed(1)} %`,
    all.ambiguous,
    all.missed,
    all.altered,
  ]);
  if (all.altered) process.exitCode = 1;
}
record('wedge', `node --import tsx test/bench/wedge/matrix.ts ${seed}`, { scans, rows });
