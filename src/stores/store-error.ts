/** The one error of the ready stores: whatever a driver throws, told with the store's name and what to look at. */

/** A store could not answer. Nothing was changed, or it is not known; the proxy refuses the request with 503. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(store: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The ${store} store of loyalite-elements failed: ${reason}`, { cause });
  }
}
