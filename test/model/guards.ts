/**
 * The guards of the flow, one by one, and how to take each away: the real source with one place changed. A place that is no
 * longer there is an error, so that a guard cannot get lost unnoticed.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { explore } from './explore.js';
import { alone, changed, jumping, reused, together } from './settings.js';
import type { Setting } from './world.js';

/** One place of the source, and how it is changed. */
interface Edit {
  file: `${'flow' | 'journal' | 'protocol'}/${string}.ts`;
  with: string;
  without: string;
}

/** A guard, where it stands (some stand twice), and the search that finds out that it is missing. */
export interface Guard {
  edits: Edit[];
  setting: Setting;
  depth: number;
  /** What is then found. */
  finds: RegExp;
}

const named = (name: string): Setting =>
  [...alone, ...changed, ...together, ...reused, ...jumping].find((setting) => setting.name === name)!;
const pinAfter = named('earn, PIN, same after the gate');
const noPinAfter = named('redeem, no PIN, same after the gate');
const noPinConflict = named('redeem, no PIN, conflict before the gate');
const coupon = named('coupon, no PIN, same before the gate');
const content = named('other content under one id');
const two = named('two windows, no PIN');
const twoPin = named('two windows, PIN');
const twoContents = named('two windows, other content');

/** Content is looked at once more before anything is sent. */
const sameContent: Edit = {
  file: 'flow/conversation-runner.ts',
  with: '(!lost || !trace.isSame || trace',
  without: '(!lost || trace',
};

/** Every guard by name. */
export const guards: Readonly<Record<string, Guard>> = {
  'journal before the send': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: 'if (isPosting(operation)) this.#parts.journal.open(',
        without: 'if (!isPosting(operation)) this.#parts.journal.open(operation as never, ',
      },
    ],
    setting: noPinAfter,
    depth: 3,
    finds: /journal does not know/,
  },
  'lost flag': {
    edits: [{ file: 'flow/transition.ts', with: '&& reply.sent && { lost: true }', without: '&& reply.sent && {}' }],
    setting: noPinAfter,
    depth: 7,
    finds: /"failed" for what is booked/,
  },
  'lost flag at the PIN': {
    edits: [
      {
        file: 'flow/transition.ts',
        with: "...idle, phase: 'pin', pin, ...(operation && { operation }), ...(lost && { lost })",
        without: "...idle, phase: 'pin', pin, ...(operation && { operation }), ...(false && { lost })",
      },
    ],
    setting: pinAfter,
    depth: 9,
    finds: /"canceled" for what is booked|told there would not be/,
  },
  'frozen operation': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "this.#begin({ type: 'submit', operation: trace.operation, lost: true })",
        without:
          "this.#begin({ type: 'submit', operation: { ...trace.operation, customerCode: '3' } as never, lost: true })",
      },
      sameContent,
    ],
    setting: content,
    depth: 7,
    finds: /other content/,
  },
  'frozen operation in unconfirmed': {
    edits: [
      {
        file: 'flow/transition.ts',
        with: 'begin({ ...from, pinned: false }, from.operation)',
        without: 'begin({ ...from, pinned: false }, operation)',
      },
      sameContent,
    ],
    setting: content,
    depth: 7,
    finds: /other content/,
  },
  lock: {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: 'await this.#parts.lock(operation, onwait, signal)',
        without: 'await Promise.resolve(() => onwait)',
      },
    ],
    setting: two,
    depth: 4,
    finds: /two windows at one operation/,
  },
  'journal without locks': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "return trace?.kind === 'booked' || (trace?.kind === 'open' && !trace.isOwn);",
        without: 'return trace === null;',
      },
    ],
    setting: named('two windows, no locks'),
    depth: 6,
    finds: /for what is booked/,
  },
  'bound on repeats': {
    edits: [{ file: 'flow/retry.ts', with: 'const maxRepeats = 2', without: 'const maxRepeats = 20' }],
    setting: noPinAfter,
    depth: 8,
    finds: /more requests than one tap/,
  },
  'tap after a dead challenge': {
    edits: [
      {
        file: 'flow/transition.ts',
        with: "  const isDead = reason === 'invalid' && remainingAttempts === 0;",
        without:
          "  const isDead = reason === 'invalid' && remainingAttempts === 0;\n  if (operation && (reason === 'expired' || reason === 'exceeded')) return begin({ ...idle, ...(lost && { lost }) }, operation);",
      },
    ],
    setting: pinAfter,
    depth: 7,
    finds: /without a tap after a challenge died/,
  },
  'no PIN into a dead challenge': {
    edits: [
      {
        file: 'flow/transition.ts',
        with: "phase === 'pin' && (pin?.reason === 'required' || pin?.reason === 'invalid')",
        without: "phase === 'pin' && pin !== undefined",
      },
    ],
    setting: pinAfter,
    depth: 8,
    finds: /without a tap after a challenge died/,
  },
  'PIN of one turn': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: 'this.#try(this.#state.operation ?? operation, { pin,',
        without: 'this.#try(operation, { pin: (globalThis.kept = pin ?? globalThis.kept),',
      },
    ],
    setting: pinAfter,
    depth: 9,
    finds: /PIN that outlived its turn/,
  },
  'cancel only where it is certain': {
    edits: [
      {
        file: 'flow/conversation.ts',
        with: "(state.phase === 'pending' && !isMoving(state))",
        without: "state.phase === 'pending'",
      },
    ],
    setting: noPinAfter,
    depth: 4,
    finds: /dropped|canceled/,
  },
  'reset only where nothing moves': {
    edits: [{ file: 'flow/transition.ts', with: "phase === 'idle' || isMoving(from)", without: "phase === 'idle'" }],
    setting: noPinAfter,
    depth: 4,
    finds: /dropped/,
  },
  'waiting ends with the wait': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "this.#act({ type: 'alone' }); return true;",
        without: 'return true;',
      },
    ],
    setting: two,
    depth: 8,
    finds: /dropped/,
  },
  'a 409 may be our own': {
    edits: [
      {
        file: 'protocol/wire.ts',
        with: 'if (isUnsent || isCertain(operation, code, status))',
        without: 'if (isUnsent || status === 409 || isCertain(operation, code, status))',
      },
    ],
    setting: { ...noPinConflict, remembers: false },
    depth: 4,
    finds: /"failed" for what is booked/,
  },
  'used coupon is noted': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "else if (error?.code === 'probably_redeemed') journal.mark(operation, 'used');",
        without: "else if (error?.code === 'probably_redeemed') return;",
      },
    ],
    setting: coupon,
    depth: 8,
    finds: /most likely redeemed/,
  },
  'look before another window is believed': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: 'hadToWait ? recheckDelays : []',
        without: 'hadToWait && false ? recheckDelays : []',
      },
    ],
    setting: twoPin,
    depth: 8,
    finds: /for what is booked/,
  },
  'silence proves nothing': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "return this.#end({ type: 'settled', answer: 'lost' });",
        without: "return this.#end({ type: 'settled', answer: 'none' });",
      },
    ],
    setting: named('two windows, full storage'),
    depth: 6,
    finds: /"canceled" for what is booked/,
  },
  'a closed note for this page alone is no evidence': {
    edits: [
      {
        file: 'journal/journal.ts',
        with: "{ kind: 'closed', at: this.#now() })) this.#storage.remove(key);",
        without: "{ kind: 'closed', at: this.#now() })) this.#storage.remove(key, { keepMemory: true });",
      },
    ],
    setting: named('two windows, full storage'),
    depth: 7,
    finds: /"canceled" for what is booked/,
  },
  'leaving the wait is no cancel': {
    edits: [{ file: 'flow/transition.ts', with: 'endWithout(from.elsewhere || lost ?', without: 'endWithout(lost ?' }],
    setting: two,
    depth: 6,
    finds: /for what is booked|would not be/,
  },
  'another window’s content': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "if (!trace.isSame) return this.#end({ type: 'taken', error: idReused(trace) });",
        without: "if (trace.isSame === null) return this.#end({ type: 'taken', error: idReused(trace) });",
      },
    ],
    setting: twoContents,
    depth: 6,
    finds: /"done" for what is not booked/,
  },
  'booked results are given again': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "operation.kind !== 'coupon') return this.#recall(trace);",
        without: "operation.kind !== 'coupon') return this.refuse(idReused(trace));",
      },
    ],
    setting: noPinAfter,
    depth: 4,
    finds: /refusal of what is booked/,
  },
  'what is given again is no news': {
    edits: [{ file: 'flow/transition.ts', with: 'answer, repeated: true,', without: 'answer, repeated: false,' }],
    setting: noPinAfter,
    depth: 4,
    finds: /news twice/,
  },
  'another window’s result is no news here': {
    edits: [
      {
        file: 'flow/transition.ts',
        with: "endWithout(certain, 'canceled') : remembered(certain, answer, at);",
        without: "endWithout(certain, 'canceled') : { state: { ...end(certain, 'done').state, answer } };",
      },
    ],
    setting: two,
    depth: 5,
    finds: /news twice/,
  },
  'an answer follows from the known balances': {
    edits: [
      {
        file: 'flow/transition.ts',
        with: 'bookedAt !== undefined || fitsKnown(from.operation, answer, known)',
        without: 'bookedAt !== undefined || fitsKnown(from.operation, answer, undefined) || known',
      },
    ],
    setting: named('an id of another till, same'),
    depth: 3,
    finds: /"done" for what is not booked/,
  },
  'a doubt is noted': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: "else if (error?.code === 'answer_mismatch') journal.mark(operation, 'mismatch');",
        without:
          "else if (error?.code === 'answer_mismatch') journal.book(operation, this.#customerContext, { stamps: 0, points: 0 });",
      },
    ],
    setting: named('an id of another till, same'),
    depth: 6,
    finds: /"done" for what is not booked/,
  },
  'no open note goes by its age': {
    edits: [
      {
        file: 'journal/journal.ts',
        with: "entry.kind !== 'closed' && !entry.answer ? entry : null",
        without: "entry.kind !== 'closed' && !entry.answer && isRecent(entry.at, this.#now()) ? entry : null",
      },
    ],
    setting: named('a clock eight days ahead'),
    depth: 7,
    finds: /thrown away/,
  },
  'expiry after a day': {
    edits: [
      {
        file: 'journal/age.ts',
        with: 'isComparable(at, now) && now - at > day;',
        without: 'isComparable(at, now) && now - at > 99 * day;',
      },
    ],
    setting: noPinAfter,
    depth: 8,
    finds: /after a day/,
  },
  'expiry in an open page': {
    edits: [
      {
        file: 'flow/conversation-runner.ts',
        with: '(!lost || !trace.isSame || trace.isFinal || trace.doubt)',
        without: '(!lost || !trace.isSame || trace.doubt)',
      },
    ],
    setting: noPinAfter,
    depth: 8,
    finds: /after a day/,
  },
};

/** Settings in which a guard that is not in this package is missing. */
export const missing: Readonly<Record<string, { setting: Setting; depth: number; finds: RegExp }>> = {
  'the proxy’s memory, for a service that asks for the PIN first': {
    setting: { ...pinAfter, remembers: false },
    depth: 6,
    finds: /"(canceled|failed)" for what is booked/,
  },
  'the proxy’s memory, for a coupon': {
    setting: { ...coupon, remembers: false },
    depth: 4,
    finds: /"failed" for what is booked/,
  },
};

/** A fragment as a pattern that does not mind how the source is broken into lines. */
function pattern(fragment: string): RegExp {
  const tokens = fragment.match(/\w+|[^\s\w]/g) ?? [];
  return new RegExp(tokens.map((token) => token.replace(/[^\w]/g, '\\$&')).join(',?\\s*'), 'g');
}

function remove(source: string, { file, with: guard, without }: Edit): string {
  const places = source.match(pattern(guard)) ?? [];
  if (places.length !== 1) throw new Error(`the guard is to be found ${places.length} times in ${file}: ${guard}`);
  return source.replace(places[0], () => without);
}

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/** The search over the source without one guard. */
export async function exploreWithout({ edits }: Guard): Promise<typeof explore> {
  const removal: Plugin = {
    name: 'removal',
    setup(bundle) {
      bundle.onLoad({ filter: /\/src\/(flow|journal|protocol)\/.*\.ts$/ }, async ({ path }) => {
        const own = edits.filter(({ file }) => path.endsWith(`/src/${file}`));
        const contents = own.reduce(remove, await readFile(path, 'utf8'));
        return { contents, loader: 'ts' };
      });
    },
  };
  const entry = fileURLToPath(new URL('explore.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    plugins: [removal],
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return ((await import(`data:text/javascript;base64,${code}`)) as { explore: typeof explore }).explore;
}
