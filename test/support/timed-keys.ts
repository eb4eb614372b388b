/**
 * Real, trusted keys of Chromium with time stamps of the test's own, and a page clock that follows them: what a listener measures
 * between two keys, and when its timers come, is the scanner's pace and not the machine's.
 */
import { executeServerCommand } from '@web/test-runner-commands';

const shifted: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('~!@#$%^&*()_+{}|:"<>?', (char, index) => [char, Array.from("`1234567890-=[]\\;',./")[index]!]),
);
const named: Readonly<Record<string, [code: string, keyCode: number]>> = {
  '-': ['Minus', 189],
  '=': ['Equal', 187],
  '.': ['Period', 190],
  ',': ['Comma', 188],
  '/': ['Slash', 191],
  ';': ['Semicolon', 186],
  '\\': ['Backslash', 220],
  '[': ['BracketLeft', 219],
  ']': ['BracketRight', 221],
  ' ': ['Space', 32],
};

interface DevtoolsKey {
  type: 'keyDown' | 'keyUp' | 'rawKeyDown';
  key: string;
  code: string;
  windowsVirtualKeyCode: number;
  modifiers: number;
  timestamp: number;
  text?: string;
}

/** What a US board does for a character: its key, its code, its number, and whether Shift is held. */
function keyFor(char: string): { code: string; keyCode: number; isShifted: boolean } {
  const plain = shifted[char] ?? char.toLowerCase();
  const isShifted = plain !== char;
  if (/[a-z]/.test(plain))
    return { code: `Key${plain.toUpperCase()}`, keyCode: plain.toUpperCase().charCodeAt(0), isShifted };
  if (/\d/.test(plain)) return { code: `Digit${plain}`, keyCode: plain.charCodeAt(0), isShifted };
  const [code, keyCode] = named[plain] ?? ['', 0];
  return { code, keyCode, isShifted };
}

/** The events of a text and Enter, `pace` milliseconds a key, Shift pressed where the board needs it. */
function eventsOf(text: string, pace: number, startAt: number, hasEnd: boolean): DevtoolsKey[] {
  const events: DevtoolsKey[] = [];
  let at = startAt;
  let isHeld = false;
  const shift = (press: boolean): void => {
    if (press === isHeld) return;
    isHeld = press;
    events.push({
      type: press ? 'rawKeyDown' : 'keyUp',
      key: 'Shift',
      code: 'ShiftLeft',
      windowsVirtualKeyCode: 16,
      modifiers: press ? 8 : 0,
      timestamp: at / 1000,
    });
  };
  for (const char of text) {
    const { code, keyCode, isShifted } = keyFor(char);
    shift(isShifted);
    const common = { key: char, code, windowsVirtualKeyCode: keyCode, modifiers: isShifted ? 8 : 0 };
    events.push({ ...common, type: 'keyDown', text: char, timestamp: at / 1000 });
    events.push({ ...common, type: 'keyUp', timestamp: (at + Math.floor(pace / 2)) / 1000 });
    at += pace;
  }
  shift(false);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, modifiers: 0 };
  if (hasEnd) {
    events.push({ ...enter, type: 'keyDown', text: '\r', timestamp: at / 1000 });
    events.push({ ...enter, type: 'keyUp', timestamp: (at + Math.floor(pace / 2)) / 1000 });
  }
  return events;
}

interface Timer {
  id: number;
  at: number;
  run: () => void;
}

const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = window;
const realNow = Date.now.bind(Date);
let timers: Timer[] = [];
let lastId = 1_000_000;
let pageTime = 0;
/** Timers of ours that were handed to the browser once the keys were over. */
const handedOver = new Map<number, number>();
/** Far from the machine's own time, and never twice the same. */
let nextStart = realNow() + 60_000;

function advance(to: number): void {
  for (;;) {
    const due = timers.filter(({ at }) => at <= to).sort((one, other) => one.at - other.at)[0];
    if (!due) break;
    timers = timers.filter((timer) => timer !== due);
    pageTime = Math.max(pageTime, due.at);
    due.run();
  }
  pageTime = Math.max(pageTime, to);
}

const onKey = (event: KeyboardEvent): void => advance(event.timeStamp);

/** Lets timers and the date follow the keys while `play` runs, and two seconds of silence after it. */
async function underKeyClock(startAt: number, play: () => Promise<unknown>): Promise<void> {
  pageTime = startAt - performance.timeOrigin;
  const setTimer = (run: () => void, ms = 0): number => {
    timers.push({ id: (lastId += 1), at: pageTime + ms, run });
    return lastId;
  };
  window.setTimeout = setTimer as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    timers = timers.filter((timer) => timer.id !== id);
    realClearTimeout(handedOver.get(id as number) ?? (id as number));
  };
  Date.now = () => performance.timeOrigin + pageTime;
  for (const type of ['keydown', 'keyup'] as const) addEventListener(type, onKey, true);
  try {
    await play();
    advance(pageTime + 2000);
  } finally {
    window.setTimeout = realSetTimeout;
    Date.now = realNow;
    for (const type of ['keydown', 'keyup'] as const) removeEventListener(type, onKey, true);
    // What is left goes on in the browser's own time: a deadline is not over because the keys are.
    for (const { id, at, run } of timers.splice(0)) handedOver.set(id, realSetTimeout(run, Math.max(0, at - pageTime)));
  }
}

/** Scans a text with real keys; `pause` puts so many milliseconds after so many keys. */
export async function scanKeys(
  text: string,
  { pace = 10, hasEnd = true, pause = undefined as { after: number; ms: number } | undefined } = {},
): Promise<void> {
  nextStart += 60_000;
  const events = eventsOf(text, pace, nextStart, hasEnd);
  const from = pause && nextStart + (pause.after - 0.5) * pace;
  const late = events.map((event) =>
    from !== undefined && event.timestamp * 1000 > from
      ? { ...event, timestamp: event.timestamp + pause!.ms / 1000 }
      : event,
  );
  await underKeyClock(nextStart, () => executeServerCommand('play-keys', late));
}
