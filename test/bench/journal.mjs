// `node --import tsx test/bench/journal.mjs`: what the notes of a long day cost the next sale. One run, taken in turns, ratios.
// A look for what stands open, a booking with its note, and the heap afterwards, at 100 and at 10,000 notes of the day.
import { performance } from 'node:perf_hooks';
import { Journal } from '../../src/journal/journal.ts';
import { PageMemory } from '../../src/journal/storage.ts';

const context = { maskedEmail: 'a***@b.c', verification: 'qr' };
const posting = (id) => ({
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: id,
  orderId: id,
  manualCode: false,
});
const answer = { stamps: 4, points: 206 };

/** A page in the middle of a day with so many bookings. */
function page(notes) {
  const journal = new Journal({ endpoint: '/loyalite', storage: new PageMemory(), memory: new PageMemory() });
  for (let n = 0; n < notes; n += 1) journal.book(posting(`day-${n}`), context, answer);
  journal.open(posting('left-open'), context);
  journal.unanswered();
  return { notes, journal, look: [], sale: [] };
}

let serial = 0;

/** What three tags and a checkout ask at the beginning of a sale. */
function look({ journal }) {
  for (let tag = 0; tag < 4; tag += 1) journal.unanswered();
}

function sale({ journal }) {
  const operation = posting(`next-${(serial += 1)}`);
  journal.trace(operation);
  journal.open(operation, context);
  journal.book(operation, context, answer);
}

function timed(samples, act) {
  const start = performance.now();
  for (let times = 0; times < 20; times += 1) act();
  samples.push((performance.now() - start) / 20);
}

const median = (samples) => samples.toSorted((a, b) => a - b)[samples.length >> 1];
const pages = [page(100), page(10_000)];
for (let round = 0; round < 60; round += 1)
  for (const one of pages) {
    timed(one.look, () => look(one));
    timed(one.sale, () => sale(one));
  }
for (const name of ['look', 'sale']) {
  const [few, many] = pages.map((one) => median(one[name].slice(10)));
  console.log(
    `${name}: ${few.toFixed(4)} ms at 100 notes, ${many.toFixed(4)} ms at 10,000: ${(many / few).toFixed(2)} ×`,
  );
}
