/** Tells a new scan from one that came twice: a trigger held too long, or a code that is still before the camera. */

const sameMs = 2_000;

/** Says for each text whether it came within two seconds of its last sight. */
export function createRepeats(now: () => number = () => performance.now()): (text: string) => boolean {
  let last = '';
  let seenAt = -Infinity;
  return (text) => {
    const isRepeat = text === last && now() - seenAt < sameMs;
    last = text;
    seenAt = now();
    return isRepeat;
  };
}
