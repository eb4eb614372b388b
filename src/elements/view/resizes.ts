/**
 * Boxes that become larger or smaller. What `changed` gives back is done in the next frame: in the observer's own turn it may change a
 * box once more, and the browser then reports an error to the page. Test DOMs have no observer.
 */
export function observeResizes({ defaultView }: Document, changed: () => () => void): ResizeObserver | undefined {
  const { ResizeObserver: Observer } = (defaultView ?? {}) as Partial<typeof globalThis>;
  const onResize = (): void => {
    const act = changed();
    defaultView?.requestAnimationFrame(() => act());
  };
  return Observer && new Observer(onResize);
}
