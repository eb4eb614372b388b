/**
 * Style sheets for a root in the document in which it stands: a sheet that a script made in one document is refused in another,
 * and a root that is moved there loses those that it had. Knows no rule of any sheet.
 */
import type { CSSResult, CSSResultOrNative } from 'lit';

function sheetFor(page: Document, style: CSSResult): CSSStyleSheet | undefined {
  if (page === document) return style.styleSheet;
  const { CSSStyleSheet: Sheet } = page.defaultView as unknown as typeof globalThis;
  const sheet = new Sheet();
  sheet.replaceSync(style.cssText);
  return sheet;
}

/** Puts these behind the sheets that the root has; in a document without a window, or a test DOM, nothing is drawn. */
export function addSheets(root: ShadowRoot | null, styles: readonly CSSResultOrNative[]): void {
  if (!root?.ownerDocument.defaultView || !('adoptedStyleSheets' in root)) return;
  for (const style of styles) {
    const sheet = 'cssText' in style && sheetFor(root.ownerDocument, style);
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }
}
