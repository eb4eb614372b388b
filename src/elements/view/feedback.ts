/**
 * The tones and vibrations of outcomes, short, quiet and synthesised. Loaded with the first thing to tell. Four signals that differ
 * in rhythm, not in pitch alone; nothing is said by them that is not also written.
 */

/** A scan was taken; booked; refused; not known. */
export type Signal = 'hit' | 'done' | 'refused' | 'unknown';

/** A note in hertz; 0 is a rest. */
interface Signature {
  notes: readonly number[];
  /** Milliseconds on, off, on. */
  pulses: readonly number[];
}

const signatures: Readonly<Record<Signal, Signature>> = {
  hit: { notes: [1320], pulses: [40] },
  done: { notes: [660, 990], pulses: [40, 60, 90] },
  refused: { notes: [220, 0, 220], pulses: [160, 90, 160] },
  unknown: { notes: [440, 0, 440, 0, 440], pulses: [60, 60, 60, 60, 60] },
};

const noteSeconds = 0.09;
/** Loud enough for the cashier, too quiet for the queue. */
const loudness = 0.06;
/** A tone that begins or ends at full height clicks. */
const ramp = 0.012;

/** Gives a signal in the ways of `sound vibration` that are named. Until somebody has touched the page browsers allow neither. */
export function give(signal: Signal, ways: string): void {
  // Older browsers do not say whether the page was touched; they judge by themselves.
  const { userActivation } = navigator as Partial<Navigator>;
  if (userActivation && !userActivation.hasBeenActive) return;
  const { notes, pulses } = signatures[signal];
  const named = ways.split(/\s+/);
  if (named.includes('vibration') && !matchMedia('(prefers-reduced-motion: reduce)').matches) vibrate(pulses);
  if (named.includes('sound')) play(notes);
}

function vibrate(pulses: readonly number[]): void {
  // Safari and Firefox have no vibration.
  const { vibrate: run } = navigator as Partial<Navigator>;
  run?.call(navigator, [...pulses]);
}

/** A context for each signal: none is left open, and a till that is silent holds no audio device. */
function play(notes: readonly number[]): void {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.connect(gain).connect(context.destination);
  const start = context.currentTime;
  gain.gain.setValueAtTime(0, start);
  notes.forEach((hertz, index) => {
    const [from, to] = [start + index * noteSeconds, start + (index + 1) * noteSeconds];
    oscillator.frequency.setValueAtTime(hertz || 1, from);
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(hertz && loudness, from + ramp);
    gain.gain.setValueAtTime(hertz && loudness, to - ramp);
    gain.gain.linearRampToValueAtTime(0, to);
  });
  oscillator.start(start);
  oscillator.stop(start + notes.length * noteSeconds);
  oscillator.addEventListener('ended', () => void context.close());
}
