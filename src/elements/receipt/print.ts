/**
 * Prints a slip and nothing else of the page, without a window, a frame or an inline style: the rest of the page is hidden by a
 * style sheet while the printer's dialog is open.
 */
import { columnsOf } from './paper-text.js';
import type { QrDrawing } from './qr-drawing.js';

/** How a slip is printed. */
export interface Print {
  /** A code below the lines. */
  code: QrDrawing | null;
  dir: 'ltr' | 'rtl';
  lang: string;
  /** The document that is printed. */
  page: Document;
}

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

function drawing({ size, path }: QrDrawing, document: Document): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  const dark = document.createElementNS(svgNamespace, 'path');
  dark.setAttribute('d', path);
  svg.append(dark);
  return svg;
}

/** How long a printer's dialog may take to show itself, in milliseconds. */
const patience = 3_000;

/**
 * Takes the slip away once it was printed. Most engines say so before `print()` returns; WebKit may open its dialog later, and a
 * web view without printing says nothing at all: then the cashier's next tap or key tells that no dialog is open.
 */
function clearAfterPrint(window: Window, remove: () => void): () => void {
  const end = new AbortController();
  const clear = (): void => {
    end.abort();
    clearTimeout(timer);
    remove();
  };
  const timer = setTimeout(clear, patience);
  const { signal } = end;
  for (const type of ['afterprint', 'pointerdown', 'keydown', 'pagehide'])
    window.addEventListener(type, clear, { capture: true, signal });
  window.addEventListener('beforeprint', () => clearTimeout(timer), { signal });
  return clear;
}

/** Takes away what an earlier print left. */
let clearLast = (): void => {};

/** Opens the printer's dialog with these lines; `false` where the browser cannot print. */
export function printReceipt(lines: readonly string[], { code, dir, lang, page }: Print): boolean {
  clearLast();
  const window = page.defaultView;
  if (typeof window?.print !== 'function') return false;
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(rules(Math.max(...lines.map(columnsOf), 1)));
  const slip = page.createElement('div');
  slip.setAttribute(mark, '');
  Object.assign(slip, { dir, lang });
  slip.append(lines.join('\n'), ...(code ? [drawing(code, page)] : []));
  page.body.append(slip);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  const clear = clearAfterPrint(window, () => {
    slip.remove();
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((one) => one !== sheet);
  });
  clearLast = clear;
  try {
    window.print();
    return true;
  } catch {
    clear();
    return false;
  }
}
