/**
 * Boxes that become larger or smaller, told in the next frame: what is done in the observer's own turn may change a box once more, and
 * the browser then reports an error to the page. Test DOMs have no observer.
 */
export function observeResizes({ defaultView }: Document, tell: () => void): ResizeObserver | undefined {
  const { ResizeObserver: Observer } = (defaultView ?? {}) as Partial<typeof globalThis>;
  return Observer && new Observer(() => void defaultView?.requestAnimationFrame(() => tell()));
}
