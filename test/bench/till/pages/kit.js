// Connects the tills that stand in a page's HTML, and clones one where the page holds a template of it.
import { wire } from './sale.js';

export function bringAll(ways) {
  const bring = (root) => wire(root, { dialog: root.querySelector('#dialog'), ...ways });
  globalThis.mountTill = (into) => {
    const root = document.querySelector('#till').content.firstElementChild.cloneNode(true);
    into.append(root);
    bring(root);
  };
  for (const root of document.querySelectorAll('main > .till')) bring(root);
}
