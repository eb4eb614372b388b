/** Runs in the page: where the focus stands, whether that is drawn, and whether anything lies over it. */

/** One stop of the focus. */
export interface Stop {
  name: string;
  isRinged: boolean;
  isInSight: boolean;
}

/** The stop in the scene; `null` while the focus is somewhere else in the page. */
export function look(): Stop | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element.getRootNode() === document) return null;
  const root = element.getRootNode() as ShadowRoot;
  // What is drawn for a hidden field stands beside or around it.
  const drawn = [element, element.nextElementSibling, element.parentElement].filter((one) => one !== null);
  const isRinged = drawn.some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const at = root.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  const isInSight = bottom > 0 && top < innerHeight && at !== null && (element.contains(at) || at.contains(element));
  return { name: element.id || (element.getAttribute('part') ?? '') + element.textContent.trim(), isRinged, isInSight };
}
