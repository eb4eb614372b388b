/** The tags themselves: built anew when another stage is chosen, and otherwise only changed, as a page with a framework changes them. */
import type { Fetch } from 'loyalite-elements';
import type { LoyaliteLookupElement, LoyaliteRedeemElement } from 'loyalite-elements';
import { tagsOn, type Values } from './knobs.js';

/** Puts the tags of a stage into a place. */
export function build(place: HTMLElement, stage: string, values: Values, fetch: Fetch): void {
  const [outer, ...inner] = tagsOn(stage).map(({ tagName }) => {
    const element = document.createElement(tagName) as HTMLElement & { fetch?: Fetch };
    for (const [name, value] of Object.entries(values[tagName] ?? {})) set(element, name, value);
    return element;
  });
  if (!outer) return;
  outer.fetch = fetch;
  outer.append(...inner);
  place.replaceChildren(outer);
}

/** Sets one attribute of one tag. */
export function turn(place: HTMLElement, tag: string, name: string, value: string | null): void {
  const element = place.querySelector(tag);
  if (element) set(element, name, value);
}

function set(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Hands a scanned text to the tag that takes it; tells whether one stands there. */
export function scan(place: HTMLElement, what: 'customer' | 'coupon', text: string): boolean {
  const tag = what === 'customer' ? 'loyalite-lookup' : 'loyalite-redeem';
  const element = place.querySelector<LoyaliteLookupElement | LoyaliteRedeemElement>(tag);
  element?.scan(text);
  return element !== null;
}
