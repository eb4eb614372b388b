/** A QR code as a picture that stays sharp at every size. */
import QRCode from 'qrcode';

const quiet = 2;
const kept = 100;
const pictures = new Map<string, string>();

/** An SVG as a data address. Each text is drawn once; a strict service makes new ones all the time, so old ones are let go. */
export function qrPicture(text: string): string {
  const known = pictures.get(text) ?? `data:image/svg+xml,${encodeURIComponent(draw(text))}`;
  pictures.set(text, known);
  const [oldest] = pictures.keys();
  if (pictures.size > kept && oldest !== undefined) pictures.delete(oldest);
  return known;
}

function draw(text: string): string {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (module, at) =>
    module ? `M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z` : '',
  );
  const side = size + 2 * quiet;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${dark.join('')}"/></svg>`;
}
