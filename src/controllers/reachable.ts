/**
 * Whether an element can be meant at this moment: it is drawn, not inert, and no modal dialog stands before it. Asked when a key
 * comes, because no single observer tells of all the ways in which a page puts an element aside.
 */

import { openDialogs } from './open-dialogs.js';

/** The element and all it stands in, as they are drawn: through slots and out of shadow roots. */
function* lineOf(element: Element): Generator<Element> {
  let node: Node | null = element;
  while (node) {
    if (isElement(node)) yield node;
    node = (isElement(node) && node.assignedSlot) || ((node as Partial<ShadowRoot>).host ?? node.parentNode);
  }
}

// What stands in another document of the page is no instance of this one's classes.
const isElement = (target: EventTarget): target is Element => (target as Partial<Node>).nodeType === 1;
const isModal = (target: EventTarget): target is Element => isElement(target) && target.matches(':modal');

/** Whether a person at the till can mean this element, as far as it is known where the key on `path` went. */
export function isReachable(element: HTMLElement, path: readonly EventTarget[] = []): boolean {
  // Test DOMs draw nothing, and have no word for it.
  if ((element as Partial<HTMLElement>).checkVisibility?.({ visibilityProperty: true }) === false) return false;
  const line = [...lineOf(element)];
  if (line.some((one) => (one as HTMLElement).inert)) return false;
  const page = element.ownerDocument;
  const ours = [...openDialogs].filter((dialog) => dialog.open && dialog.isConnected && dialog.ownerDocument === page);
  const modals = [...path.filter(isModal), ...page.querySelectorAll(':modal'), ...ours];
  return modals.every((modal) => line.includes(modal) || [...lineOf(modal)].includes(element));
}
