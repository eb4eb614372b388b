/** Hand scanners, and what the cashier is told of them. Each needs the page, and its keys, for itself. */
import { after, give, submitTo, type Act, type Tag } from './acts.js';
import { answering, customer, pinRequired, refusal } from './answers.js';
import { anna } from './customers.js';
import { earn, lookup, redeem, type Scene } from './makings.js';

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
}

type Key = Readonly<KeyboardEventInit> & { readonly at: number };

/** Presses keys as a machine does, by their time stamps. */
function press(keys: readonly Key[], target: EventTarget = document.body): void {
  for (const { at, ...init } of keys)
    for (const type of ['keydown', 'keyup']) {
      const event = new KeyboardEvent(type, { ...init, bubbles: true, cancelable: true, composed: true });
      Object.defineProperty(event, 'timeStamp', { value: at });
      target.dispatchEvent(event);
    }
}

/** The keys of a text and of Enter. */
function keysOf(
  text: string,
  startAt: number,
  { typed = (char) => char, pace = 10, stumble = 0, isLocked = false }: Trigger = {},
): Key[] {
  const strokes = Array.from(text, (char, index) => ({
    key: typed(char),
    code: codeOf(char),
    at: startAt + index * pace + (index === text.length - 1 ? stumble : 0),
  }));
  const end = { key: 'Enter', code: 'Enter', at: startAt + text.length * pace + stumble };
  return [...strokes, end].map((stroke) => ({ ...stroke, modifierCapsLock: isLocked }));
}

/** Scans again and again until it is heard: what listens to a scanner is loaded meanwhile. */
async function untilHeard(isHeard: () => boolean, scan: (startAt: number) => void): Promise<void> {
  for (let burst = 1; !isHeard() && burst < 100; burst += 1) {
    scan(burst * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A hand scanner types a text. */
const scanByHand =
  (text: string, trigger: Trigger = {}): Act =>
  (element) =>
    untilHeard(
      () => element.state !== 'idle',
      (startAt) => press(keysOf(text, startAt, trigger)),
    );

const says = (element: Tag, part: string): string => element.shadowRoot?.querySelector(part)?.textContent.trim() ?? '';

/** A scanner's digits on a till without Num Lock move the caret. */
const scanWithoutNumLock: Act = (element) =>
  untilHeard(
    () => says(element, '[role=status]') !== '',
    (startAt) =>
      press(
        ['End', 'ArrowDown', 'PageDown', 'ArrowLeft', 'ArrowRight', 'Home'].map((key, index) => ({
          key,
          code: `Numpad${index + 1}`,
          at: startAt + index * 10,
        })),
      ),
  );

/** A scanner in ALT mode types each character by its number. */
const scanByNumbers: Act = (element) =>
  untilHeard(
    () => element.state !== 'idle',
    (startAt) => {
      const keys = Array.from('cq_7f3a9b2e').flatMap((char) => [
        ...Array.from(String(char.charCodeAt(0)), (digit) => ({ key: digit, code: `Numpad${digit}`, altKey: true })),
        { key: 'Alt', code: 'AltLeft' },
      ]);
      press([...keys, { key: 'Enter', code: 'Enter' }].map((key, index) => ({ ...key, at: startAt + index * 10 })));
    },
  );

/** A scan into the dialog of the PIN. */
const scanIntoPin: Act = (element) =>
  untilHeard(
    () => says(element, '[part=pin-status] [role=alert]') !== '',
    (startAt) => {
      const field = element.shadowRoot?.querySelector('[part=pin-input]');
      if (field) press(keysOf('8690504012345', startAt), field);
    },
  );

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
  {
    id: 'scan-num-lock',
    title: 'Num Lock is off',
    element: lookup(),
    act: scanWithoutNumLock,
    isAlone: true,
  },
  {
    id: 'scan-alt-mode',
    title: 'A hand scanner in ALT mode',
    element: redeem({ coupon: '' }),
    act: scanByNumbers,
    state: 'failed',
    isAlone: true,
  },
  {
    id: 'earn-pin-scanned',
    title: 'A scan into the PIN',
    element: earn({ amount: '270.50' }),
    fetch: answering(pinRequired),
    act: after(give(anna), submitTo('pin'), scanIntoPin),
    state: 'pin',
    isAlone: true,
  },
];
