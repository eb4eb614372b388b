/** Tells when the page has been painted with our tags in it: what no first paint needs is loaded then. */

let first: Promise<void> | undefined;

/** Resolves behind the paint that follows the first question, once for the page; a page that nobody sees is not painted. */
export function painted(): Promise<void> {
  if (typeof requestAnimationFrame !== 'function' || document.visibilityState === 'hidden') return Promise.resolve();
  return (first ??= new Promise((resolve) => {
    // A message comes behind the paint that the frame is for.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => {
        port2.close();
        resolve();
      };
      port1.postMessage(null);
    });
  }));
}
