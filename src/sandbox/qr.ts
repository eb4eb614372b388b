/**
 * The text in a customer's QR: who, since when, and a keyed checksum over both, as long as that of a real signed code: a till tells
 * it from a product's by that. Static for a day on Standard and Balanced, rotating within 30 seconds on Strict. Nobody outside
 * needs to understand the text, and nobody should.
 *
 * The age decides, measured against the preset of the moment: a day-old text of Standard is worth nothing on Strict.
 */

import { mac } from './mac.js';
import { PRESETS } from './preset.js';
import type { Preset } from './preset.js';

const SHAPE = /^lq1\.([0-9a-z]+)\.([0-9a-z]+)\.([0-9a-f]{64})$/;

/** Issues and reads QR texts under one secret; the same secret gives the same texts after a restart. */
export class QrCodes {
  readonly #secret: string;
  readonly #now: () => number;
  readonly #shown = new Map<string, number>();

  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  /** What the phone shows at this moment: the same text until its time is nearly over. */
  current(customerCode: string, preset: Preset): string {
    const { qrSeconds, qrSpareSeconds } = PRESETS[preset];
    const now = this.#now();
    const shown = this.#shown.get(customerCode);
    const usable = shown !== undefined && now - shown < (qrSeconds - qrSpareSeconds) * 1000;
    const issued = usable ? shown : now;
    this.#shown.set(customerCode, issued);
    return this.#text(Number(customerCode).toString(36), Math.floor(issued).toString(36));
  }

  /** The customer code in a text that was issued here and is still valid, else nothing. */
  read(text: string, preset: Preset): string | undefined {
    const [, code, issued] = SHAPE.exec(text) ?? [];
    if (!code || !issued || this.#text(code, issued) !== text) return undefined;
    const age = this.#now() - Number.parseInt(issued, 36);
    return age < PRESETS[preset].qrSeconds * 1000 ? String(Number.parseInt(code, 36)) : undefined;
  }

  #text(code: string, issued: string): string {
    const content = `lq1.${code}.${issued}`;
    return `${content}.${mac(this.#secret, content)}`;
  }
}
