/** Tells when any `lang` of a document changes: one observer for all who want to know. */

const watched = new WeakMap<Document, Set<() => void>>();

/** Calls back after such a change; what comes back ends that. */
export function watchLang(page: Document, onchange: () => void): () => void {
  const all = watched.get(page) ?? new Set();
  if (!watched.has(page)) {
    watched.set(page, all);
    new MutationObserver(() => {
      for (const act of all) act();
    }).observe(page, { subtree: true, attributeFilter: ['lang'] });
  }
  all.add(onchange);
  return () => all.delete(onchange);
}
