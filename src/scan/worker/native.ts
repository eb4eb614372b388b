/**
 * The browser's own `BarcodeDetector`, where there is one that works. Some systems have it and read nothing, or only dark codes on light,
 * or never answer: it is trusted after it has read a known code both ways.
 */
import type { CameraFrame, OpenDecoder } from './decoder.js';
import { ownFrames } from './decoder.js';
import { PROBE_TEXT, probePicture } from './probe.js';

interface BarcodeDetector {
  detect(source: CameraFrame | ImageData): Promise<readonly { readonly rawValue: string }[]>;
}

interface BarcodeDetectorConstructor {
  new (options: { formats: string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** A detector that has not answered a small picture by then will not keep up with a camera. */
const PROBE_LIMIT = 3_000;

async function reads(detector: BarcodeDetector, inverted: boolean): Promise<boolean> {
  const { data, width, height } = probePicture(inverted);
  const codes = await detector.detect(new ImageData(data, width, height));
  return codes.length === 1 && codes[0]!.rawValue === PROBE_TEXT;
}

async function probe(Detector: BarcodeDetectorConstructor): Promise<BarcodeDetector | null> {
  if (!(await Detector.getSupportedFormats()).includes('qr_code')) return null;
  const detector = new Detector({ formats: ['qr_code'] });
  return (await reads(detector, false)) && (await reads(detector, true)) ? detector : null;
}

function abort(limit: AbortSignal): Promise<null> {
  return new Promise((resolve) => limit.addEventListener('abort', () => resolve(null), { once: true }));
}

/** A decoder around the browser's detector, or `null` where there is none to be trusted. */
export async function openNativeDecoder(limit = AbortSignal.timeout(PROBE_LIMIT)): Promise<OpenDecoder | null> {
  const Detector = (globalThis as { BarcodeDetector?: BarcodeDetectorConstructor }).BarcodeDetector;
  if (!Detector) return null;
  const detector = await Promise.race([probe(Detector).catch(() => null), abort(limit)]);
  if (!detector) return null;
  return ownFrames('native', {
    decode: async (frame) => (await detector.detect(frame)).find(({ rawValue }) => rawValue)?.rawValue ?? null,
  });
}
