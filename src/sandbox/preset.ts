/**
 * The three verification presets as a table: which postings ask for a PIN, whether typed codes are taken, how long a QR
 * lives. Knows the rules only; the challenges are in `verification.ts`.
 */

/** How much verification the organisation has chosen. */
export type Preset = 'standard' | 'balanced' | 'strict';

/** What can be booked. */
export type BookingKind = 'earn' | 'redeem' | 'coupon';

interface Rules {
  readonly pinOn: readonly BookingKind[];
  readonly typedCodes: boolean;
  readonly qrSeconds: number;
  /** The phone shows a new QR this long before the old one dies, so that none is shown that cannot be used. */
  readonly qrSpareSeconds: number;
}

const DAY = 24 * 60 * 60;

/** The rules of each preset. */
export const PRESETS: Readonly<Record<Preset, Rules>> = {
  standard: { pinOn: [], typedCodes: true, qrSeconds: DAY, qrSpareSeconds: 60 },
  balanced: { pinOn: ['redeem', 'coupon'], typedCodes: true, qrSeconds: DAY, qrSpareSeconds: 60 },
  strict: { pinOn: ['earn', 'redeem', 'coupon'], typedCodes: false, qrSeconds: 30, qrSpareSeconds: 3 },
};

/** Refuses a preset that does not exist, which plain JavaScript and a form can both hand in. */
export function checkedPreset(preset: string): Preset {
  if (!Object.hasOwn(PRESETS, preset)) throw new TypeError('preset must be standard, balanced or strict');
  return preset as Preset;
}
