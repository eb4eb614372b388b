/**
 * Prints a slip and nothing else of the page, without a window, a frame or an inline style: the rest of the page is hidden by a
 * style sheet while the printer's dialog is open. Loaded when somebody prints.
 */
import type { QrDrawing } from './qr-drawing.js';

const mark = 'data-loyalite-slip';
/** A letter of such a font is three fifths of its size wide: on a narrow roll the letters get smaller, and no line breaks. */
const rules = (columns: number): string => `
  [${mark}] { display: none; }
  @media print {
    body > :not([${mark}]) { display: none !important; }
    [${mark}] { display: block; color: #000; background: #fff; font: min(12pt, ${160 / columns}vw)/1.35 ui-monospace, monospace; white-space: pre-wrap; }
    [${mark}] svg { display: block; width: 45mm; height: 45mm; margin-top: 4mm; }
  }`;

const svgNamespace = 'http://www.w3.org/2000/svg';

function drawing({ size, path }: QrDrawing): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  const dark = document.createElementNS(svgNamespace, 'path');
  dark.setAttribute('d', path);
  svg.append(dark);
  return svg;
}

/** Opens the printer's dialog with these lines, and a code below them where there is one. */
export function printReceipt(lines: readonly string[], code: QrDrawing | null): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules(Math.max(...lines.map(({ length }) => length), 1)));
  const slip = document.createElement('div');
  slip.setAttribute(mark, '');
  slip.append(lines.join('\n'), ...(code ? [drawing(code)] : []));
  document.body.append(slip);
  document.adoptedStyleSheets.push(sheet);
  const clear = (): void => {
    slip.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  addEventListener('afterprint', clear, { once: true });
  print();
}
