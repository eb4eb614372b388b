/** What has the focus within an element. Moves nothing. */

/** What has the focus in the shadow root of an element. */
export function focusedIn(host: HTMLElement): Element | null {
  // In happy-dom 21.0.4 a root throws while the focus is in another one, so that it is asked only where its host has it.
  const { activeElement } = host.getRootNode() as Partial<DocumentOrShadowRoot>;
  return activeElement === host ? (host.shadowRoot?.activeElement ?? null) : null;
}
