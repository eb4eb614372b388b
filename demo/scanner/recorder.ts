/**
 * Writes down what the keyboard types, burst by burst: a scanner's is one, a person's falls into single keys. It only looks on,
 * before anybody else can take the keys.
 */

/** One key as the page was told of it. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  /** Milliseconds since the key before; 0 for the first. */
  readonly gap: number;
}

/** Longer than any scanner pauses. */
const silenceMs = 300;

/** Calls with all keys of the burst under way, after each of them. */
export function record(onstroke: (burst: readonly Stroke[]) => void): void {
  let burst: Stroke[] = [];
  let last = -Infinity;
  addEventListener(
    'keydown',
    ({ key, code, timeStamp, isTrusted }) => {
      // Keys that the elements give back to the page are no new ones.
      if (!isTrusted || ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'].includes(key)) return;
      const gap = timeStamp - last;
      last = timeStamp;
      burst = gap > silenceMs ? [{ key, code, gap: 0 }] : [...burst, { key, code, gap }];
      onstroke(burst);
    },
    true,
  );
}
