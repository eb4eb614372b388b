/** Hand scanners, and what the cashier is told of them. Each needs the page, and its keys, for itself. */
import type { Act, Tag } from './acts.js';
import { answering, customer, refusal } from './answers.js';
import { lookup, type Scene } from './makings.js';

/** As long as a signed code is, so that it can be no product's. */
const signed = 'pos1.cqi7f3a'.padEnd(60, '0123456789abcdef');

/** What a scanner that is set to a US board types on a till that is set to a Turkish one. */
const turkish: Record<string, string> = { '.': 'ç', '-': '*', i: 'ı' };
const codes: Record<string, string> = { '.': 'Period', '-': 'Minus' };
const codeOf = (char: string): string => codes[char] ?? (/\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`);

/** How one scan goes. */
interface Trigger {
  /** What the till's board makes of a key. */
  typed?: (char: string) => string;
  /** Milliseconds a key. */
  pace?: number;
  /** Milliseconds by which the last key comes too late. */
  stumble?: number;
  isLocked?: boolean;
  /** Whether it was heard. */
  isHeard?: (element: Tag) => boolean;
}

/** Types a text and Enter as a machine does, by the time stamps. */
function pull(
  text: string,
  startAt: number,
  { typed = (char) => char, pace = 10, stumble = 0, isLocked = false }: Trigger,
): void {
  const strokes = Array.from(text, (char, index) => ({
    key: typed(char),
    code: codeOf(char),
    at: index * pace + (index === text.length - 1 ? stumble : 0),
  }));
  for (const { at, ...stroke } of [...strokes, { key: 'Enter', code: 'Enter', at: text.length * pace + stumble }]) {
    const event = new KeyboardEvent('keydown', {
      ...stroke,
      modifierCapsLock: isLocked,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    Object.defineProperty(event, 'timeStamp', { value: startAt + at });
    document.body.dispatchEvent(event);
  }
}

/** A hand scanner types a text, again and again until it is heard: what listens to it is loaded meanwhile. */
const scanByHand =
  (text: string, trigger: Trigger = {}): Act =>
  async (element) => {
    const { isHeard = ({ state }) => state !== 'idle' } = trigger;
    for (let burst = 1; !isHeard(element) && burst < 100; burst += 1) {
      pull(text, burst * 60_000, trigger);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

const swapCase = (char: string): string => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase());
/** The till's board is a German one, and nobody can say what the scanner's is. */
const german = (char: string): string => ({ y: 'z', z: 'y' })[char] ?? char;
const unknown = answering(refusal(422, 'invalid_qr'));

/** Scans that go wrong, one a sentence. */
export const scans: readonly Scene[] = [
  {
    id: 'scan-repaired',
    title: 'A hand scanner set to another board',
    element: lookup(),
    fetch: answering(customer()),
    act: scanByHand(`${signed}-i`, { typed: (char) => turkish[char] ?? char }),
    state: 'done',
    isAlone: true,
  },
  {
    id: 'scan-caps-lock',
    title: 'Caps lock is on',
    element: lookup(),
    act: scanByHand(signed, { typed: swapCase, isLocked: true }),
    state: 'failed',
    isAlone: true,
  },
  {
    id: 'scan-ambiguous',
    title: 'A scan that can be read in two ways',
    element: lookup(),
    fetch: unknown,
    act: scanByHand(`xyz${signed}`, { typed: german }),
    state: 'failed',
    isAlone: true,
  },
  {
    id: 'scan-torn',
    title: 'A scan in pieces',
    element: lookup(),
    act: scanByHand(signed, { stumble: 1500 }),
    state: 'failed',
    isAlone: true,
  },
  {
    id: 'scan-slow',
    title: 'A hand scanner that is too slow',
    element: lookup(),
    fetch: unknown,
    act: scanByHand('cq'.padEnd(150, '0123456789abcdef'), { pace: 90 }),
    state: 'failed',
    isAlone: true,
  },
];
