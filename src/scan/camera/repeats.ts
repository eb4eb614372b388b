/** Tells a new scan from the same code that is still before the camera. */

const sameMs = 2_000;

/** Says for each text whether it counts: the same one within two seconds of its last sight does not. */
export function onceInAWhile(now: () => number = () => performance.now()): (text: string) => boolean {
  let last = '';
  let seenAt = -Infinity;
  return (text) => {
    const isSame = text === last && now() - seenAt < sameMs;
    last = text;
    seenAt = now();
    return !isSame;
  };
}
