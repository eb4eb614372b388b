// Makes tables of the raw numbers: medians with their quartiles, ratios of medians, and each target beside what was reached.
// Run: node test/bench/till/report.mjs [results file] [--write]   --write puts the short table into the README
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contenders, earlier } from './contenders.mjs';

/** The value below which a share of the numbers lies. */
function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

const median = (numbers) => quantile(numbers, 0.5);
const digits = (number) => number.toFixed(Math.abs(number) < 10 ? 2 : Math.abs(number) < 100 ? 1 : 0);
const spread = (numbers) =>
  `${digits(median(numbers))} (${digits(quantile(numbers, 0.25))}–${digits(quantile(numbers, 0.75))})`;
const kib = (bytes) => (bytes / 1024).toFixed(1);
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const verdict = (value, most) => `${digits(value)} × (≤ ${most}) ${value <= most ? '✓' : '✗'}`;
const titleOf = Object.fromEntries([...contenders, earlier].map(({ name, title }) => [name, title]));
const ofKind = (kind) => contenders.filter((one) => one.kind === kind).map(({ name }) => name);

function weights(bytes) {
  const rows = Object.entries(bytes).map(([name, { painted, used, later, files }]) => [
    titleOf[name],
    kib(painted),
    kib(used),
    kib(later),
    files,
  ]);
  const own = bytes.ours.used;
  const kits = Math.min(...ofKind('kit').map((name) => bytes[name].used));
  const widgets = Math.min(...ofKind('widget').map((name) => bytes[name].used));
  return `### First load, KiB in brotli

${table(['till', 'until painted', 'until used', 'later by itself', 'files'], rows)}

Ours: ${kib(own)} KiB (≤ 18) ${own <= 18 * 1024 ? '✓' : '✗'} · of the smallest kit ${verdict(own / kits, 0.75)} · of the smallest widget ${verdict(own / widgets, 0.25)}`;
}

/** Samples of a field less the median of the empty page. */
const above = (condition, name, field) =>
  condition[name].map((sample) => sample[field] - median(condition.empty.map((one) => one[field])));

function thread(load, condition) {
  const samples = load[condition];
  const fields = ['busyPainted', 'busy', 'script', 'layout', 'recalcstyle'];
  const rows = Object.keys(samples)
    .filter((name) => name !== 'empty')
    .map((name) => [
      titleOf[name],
      ...fields.map((field, index) =>
        (index < 2 ? spread : (list) => digits(median(list)))(above(samples, name, field)),
      ),
    ]);
  const of = (name) => median(above(samples, name, 'busy'));
  const own = of('ours');
  return `### Main thread above an empty page, ${condition}, processor ms

${table(['till', 'until painted', 'until quiet', 'script', 'layout', 'style'], rows)}

Ours, until quiet: of vanilla ${verdict(own / of('vanilla'), 1.5)} · ${ofKind('kit')
    .map((name) => `of ${titleOf[name]} ${verdict(own / of(name), 0.35)}`)
    .join(' · ')} · of ${titleOf.adyen} ${verdict(own / of('adyen'), 0.2)}`;
}

function paint(load) {
  const conditions = Object.keys(load);
  const rows = Object.keys(load[conditions[0]]).map((name) => [
    titleOf[name],
    ...conditions.map((condition) => spread(load[condition][name].map(({ painted }) => painted))),
  ]);
  const ratio = (condition) =>
    median(load[condition].ours.map(({ painted }) => painted)) /
    median(load[condition].vanilla.map(({ painted }) => painted));
  return `### Navigation to painted, ms

${table(['till', ...conditions], rows)}

Ours, of vanilla: 6× ${verdict(ratio('6×'), 1.25)} · 6× and slow 4G ${verdict(ratio('6× slow 4G'), 1.1)}`;
}

function tapRows(tap) {
  const most = { '1×': { sent: 1.1, told: 1.1 }, '6×': { sent: 1.4, told: 1.5 } };
  const texts = {
    asked: 'tap → call of fetch',
    sent: 'tap → request leaves',
    told: 'answer → event',
    whole: 'tap → event',
  };
  return Object.keys(tap).flatMap((condition) =>
    ['find', 'earn'].flatMap((action) =>
      Object.keys(texts).map((field) => {
        const [own, theirs] = ['ours', 'vendor'].map((name) =>
          tap[condition][name].flatMap((samples) => samples[action].map((sample) => sample[field])),
        );
        const ratio = median(own) / median(theirs);
        return [
          `${texts[field]}, ${action}, ${condition}`,
          spread(own),
          spread(theirs),
          most[condition][field] ? verdict(ratio, most[condition][field]) : `${digits(ratio)} ×`,
        ];
      }),
    ),
  );
}

function keyRows(key) {
  return Object.keys(key).map((condition) => {
    const [own, theirs] = ['ours', 'vendor'].map((name) => key[condition][name].flat());
    return [
      `key → painted in the PIN, ${condition}`,
      spread(own),
      spread(theirs),
      verdict(median(own) / median(theirs), 1.3),
    ];
  });
}

function mountRows({ '1×': samples }) {
  return Object.keys(samples.ours[0]).map((count) => {
    const of = (name, field) => samples[name].map((sample) => sample[count][field]);
    const busy = (name) => median(of(name, 'busy'));
    return [
      count,
      ...['ours', 'vanilla', 'shoelace'].map(
        (name) => `${spread(of(name, 'busy'))} / ${digits(median(of(name, 'painted')))}`,
      ),
      verdict(busy('ours') / busy('vanilla'), 2),
      verdict(busy('ours') / busy('shoelace'), count === '1000' ? 0.2 : 1),
    ];
  });
}

function churnRows({ '1×': samples }) {
  return ['ours', 'vanilla'].map((name) => {
    const { nodes, listeners, detached, bytesLeft, bytesEach } = samples[name][0];
    return [titleOf[name], nodes, listeners, detached, kib(bytesLeft), kib(bytesEach)];
  });
}

/** Ours and the same one step at a time, of an earlier build. */
function beside({ bytes, load, mount }) {
  const isThere = bytes.before ?? load['1×']?.before ?? mount['1×']?.before;
  if (!isThere) return false;
  const names = ['ours', 'ours-steps'];
  const ratios = (of) => names.map((name) => (of(name) ? `${digits(of(name) / of('before'))} ×` : '-'));
  const rows = ['painted', 'used', 'all'].map((what) => [
    `KiB, ${what}`,
    ...ratios((name) => bytes[name] && (what === 'all' ? bytes[name].used + bytes[name].later : bytes[name][what])),
  ]);
  for (const condition of Object.keys(load).filter((one) => !one.includes('4G')))
    for (const field of ['busyPainted', 'busy'])
      rows.push([
        `main thread until ${field === 'busy' ? 'quiet' : 'painted'}, ${condition}`,
        ...ratios((name) => median(above(load[condition], name, field))),
      ]);
  for (const count of Object.keys(mount['1×']?.before?.[0] ?? {}))
    rows.push([
      `${count} tills at once`,
      ...ratios((name) => mount['1×'][name] && median(mount['1×'][name].map((one) => one[count].busy))),
    ]);
  return `### Of an earlier build\n\n${table(['what', ...names.map((name) => titleOf[name])], rows)}`;
}

/** All tables as Markdown. */
export function report({ machine, rounds, raw }) {
  const { bytes, load, tap, key, mount, churn } = raw;
  const has = (part) => Object.keys(part).length > 0;
  return [
    `${machine.browser}, ${machine.cpus} cores (${machine.model}), ${machine.date}, ${rounds} rounds; medians with quartiles.`,
    has(bytes) && weights(bytes),
    has(load) && thread(load, '1×'),
    has(load) && thread(load, '6×'),
    has(load) && paint(load),
    beside({ bytes, load, mount }),
    (has(tap) || has(key)) &&
      `### From a tap to its event, ms\n\n${table(['what', 'ours', 'plain', 'ratio'], [...tapRows(tap), ...keyRows(key)])}`,
    has(mount) &&
      `### Tills at once, processor ms / ms until painted\n\n${table(['count', 'ours', 'vanilla', 'Shoelace', 'of vanilla', 'of Shoelace'], mountRows(mount))}`,
    has(churn) &&
      `### Tills that came and went\n\n${table(['till', 'nodes left', 'listeners left', 'detached left', 'KiB left', 'KiB of one that stands'], churnRows(churn))}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The same, beside the earlier build of the run, where there was one: as a page has it that says nothing, and with everything drawn. */
function shortBeside({ bytes, load, mount }) {
  if (!bytes.before) return [];
  const weight = (name, what) => (what === 'all' ? bytes[name].used + bytes[name].later : bytes[name][what]);
  const weights = ['painted', 'used', 'all'].map((what) => digits(weight('ours', what) / weight('before', what)));
  const both = (of) => ['ours-steps', 'ours'].map(of).join('; ');
  const thread = (field) =>
    both((name) =>
      ['1×', '6×']
        .map(
          (condition) => median(above(load[condition], name, field)) / median(above(load[condition], 'before', field)),
        )
        .map((ratio) => `${digits(ratio)} ×`)
        .join(' / '),
    );
  const hundred = (name) => median(mount['1×'][name].map((one) => one[100].busy));
  return [
    [
      'beside the build of 12c3d58: KiB before the paint · until a look-up leaves · in all',
      weights.map((ratio) => `${ratio} ×`).join(' · '),
      '0.5 × · 0.8 × · 1.1 ×',
    ],
    [
      'main thread until painted, at full speed / throttled to a sixth: one step at a time, as a page has it that says nothing; with everything drawn, as that build has it',
      thread('busyPainted'),
      '0.6 ×',
    ],
    ['until quiet, the same two', thread('busy'), '0.75 ×'],
    [
      'a hundred tills at once, their first time in a page, the same two',
      both((name) => `${digits(hundred(name) / hundred('before'))} ×`),
      '0.7 ×',
    ],
  ];
}

/** The table of the README: what was reached beside each target. */
export function short({ machine, raw: { bytes, load, tap, key, mount, churn } }) {
  const kits = ofKind('kit');
  const least = (kind) => Math.min(...ofKind(kind).map((name) => bytes[name].used));
  const busy = (condition, name) => median(above(load[condition], name, 'busy'));
  const ratios = (of) => ['1×', '6×'].map((condition) => `${digits(of(condition))} ×`).join(' / ');
  const painted = (condition) =>
    median(load[condition].ours.map((one) => one.painted)) / median(load[condition].vanilla.map((one) => one.painted));
  const tapped = (what, field) => (condition) => {
    const [own, theirs] = ['ours', 'vendor'].map((name) =>
      median(tap[condition][name].flatMap((round) => round[what].map((sample) => sample[field]))),
    );
    return own / theirs;
  };
  const keyed = (condition) => median(key[condition].ours.flat()) / median(key[condition].vendor.flat());
  const mounted = (name, count) =>
    median(mount['1×'].ours.map((one) => one[count].busy)) / median(mount['1×'][name].map((one) => one[count].busy));
  const [left, standing] = ['ours', 'vanilla'].map((name) => churn['1×'][name][0]);
  const counts = Object.keys(mount['1×'].ours[0]);
  return table(
    ['what a till costs the page', 'reached', 'aimed at'],
    [
      ['first load, brotli, until it can be used', `${kib(bytes.ours.used)} KiB`, '18 KiB'],
      [
        'of the smallest of four UI kits · of the smaller of React with radix and Adyen’s Drop-in',
        `${digits(bytes.ours.used / least('kit'))} × · ${digits(bytes.ours.used / least('widget'))} ×`,
        '0.75 × · 0.25 ×',
      ],
      [
        'main thread, of a till by hand, at full speed / throttled to a sixth',
        ratios((condition) => busy(condition, 'ours') / busy(condition, 'vanilla')),
        '1.5 ×',
      ],
      [
        'of the quickest kit',
        ratios((condition) => busy(condition, 'ours') / Math.min(...kits.map((name) => busy(condition, name)))),
        '0.35 ×',
      ],
      ['of Adyen’s Drop-in', ratios((condition) => busy(condition, 'ours') / busy(condition, 'adyen')), '0.2 ×'],
      [
        'navigation to painted, of a till by hand, throttled / and slow 4G',
        `${digits(painted('6×'))} × / ${digits(painted('6× slow 4G'))} ×`,
        '1.25 × / 1.10 ×',
      ],
      ['a look-up, of the vendor’s plain code: tap to request', ratios(tapped('find', 'sent')), '1.1 × / 1.4 ×'],
      ['answer to event', ratios(tapped('find', 'told')), '1.1 × / 1.5 ×'],
      [
        'an earn: tap to request, the lock against other windows in between',
        ratios(tapped('earn', 'sent')),
        '1.1 × / 1.4 ×',
      ],
      ['answer to event', ratios(tapped('earn', 'told')), '1.1 × / 1.5 ×'],
      ['tap to event, all of it', ratios(tapped('earn', 'whole')), ''],
      ['key to painted in the PIN, of a plain field', ratios(keyed), '1.3 ×'],
      [
        '2,000 mounts and removals: nodes, listeners, detached trees left',
        `${left.nodes}, ${left.listeners}, ${left.detached}`,
        '0, 0, 0',
      ],
      ['memory of one that stands, of a till by hand', `${digits(left.bytesEach / standing.bytesEach)} ×`, '2 ×'],
      [
        `${counts.join(', ')} tills at once, of tills by hand`,
        counts.map((count) => `${digits(mounted('vanilla', count))} ×`).join(', '),
        '2 ×',
      ],
      [`${counts.at(-1)} tills at once, of Shoelace’s`, `${digits(mounted('shoelace', counts.at(-1)))} ×`, '0.2 ×'],
      ...shortBeside({ bytes, load, mount }),
    ],
  ).concat(
    `\n\n\`npm run bench${bytes.before ? ' -- --before DIR' : ''}\`: medians, what is loaded of ${load['1×'].ours.length} rounds, taps of ${tap['1×'].ours.length}, keys in the PIN of ${key['1×'].ours.length}, tills at once of ${mount['1×'].ours.length}; on ${machine.cpus} shared cores, ${machine.browser.replace('/', ' ')}, ${machine.date}. [test/bench](test/bench/README.md) says how, and why where it falls short.`,
  );
}

/** Puts the short table where the README keeps it. */
async function write(results) {
  const file = fileURLToPath(new URL('../../../README.md', import.meta.url));
  const text = await readFile(file, 'utf8');
  const between = /(<!-- figures -->\n)[^]*?(<!-- \/figures -->)/;
  if (!between.test(text)) throw new Error('The README has no place for figures.');
  await writeFile(
    file,
    text.replace(between, (_, start, end) => `${start}${short(results)}\n${end}`),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });
  const file = positionals[0] ?? fileURLToPath(new URL('../results/till.json', import.meta.url));
  const results = JSON.parse(await readFile(file, 'utf8'));
  console.log(report(results));
  if (values.write) await write(results);
}
