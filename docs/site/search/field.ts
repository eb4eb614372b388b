/**
 * The search of every page: a button and Ctrl+K open its dialog, which is part of the page. The index and what reads it come
 * with the first opening; without scripts there is no button.
 */
import type { Found } from './find.js';

type Find = (query: string) => readonly Found[];

/** Shows the button where the page has the dialog. */
export function startSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-search-open]');
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-search]');
  if (button && dialog) wire(button, dialog);
}

function wire(opener: HTMLButtonElement, box: HTMLDialogElement): void {
  const field = box.querySelector('input') as HTMLInputElement;
  const status = box.querySelector('[role=status]') as HTMLElement;
  const list = box.querySelector('ol') as HTMLOListElement;
  // The index stands in the site's assets; from there its places are found, in whatever folder the site is served.
  const index = new URL(box.dataset['search'] ?? '', document.baseURI);
  const site = new URL(box.dataset['site'] ?? '', document.baseURI);
  let find: Find | undefined;
  let loading: Promise<void> | undefined;

  const load = (): Promise<void> =>
    (loading ??= import('./find.js')
      .then(({ openIndex }) => openIndex(index.href))
      .then((ready) => {
        find = ready;
        show();
      })
      .catch(() => {
        // The next opening tries again.
        loading = undefined;
        status.textContent = 'The index could not be loaded.';
      }));

  function show(): void {
    const query = field.value.trim();
    const found = query && find ? find(query) : [];
    list.replaceChildren(...found.map((one) => lineOf(one, site)));
    if (!find) status.textContent = 'Loading …';
    else if (!query) status.textContent = '';
    else status.textContent = found.length ? `${found.length} found` : 'Nothing found.';
  }

  function open(): void {
    if (!box.open) box.showModal();
    field.select();
    show();
    void load();
  }

  opener.hidden = false;
  opener.addEventListener('click', open);
  addEventListener('keydown', (event) => {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  field.addEventListener('input', show);
  box.addEventListener('keydown', (event) => move(event, field, [...list.querySelectorAll('a')]));
  box.addEventListener('click', ({ target }) => {
    // A link may lead to another place of this page; a press beside the dialog is one on its backdrop.
    if (target === box || (target as Element).closest('a, [data-search-close]')) box.close();
  });
}

/** Arrows go from the field through the list and back; Enter in the field takes the first. */
function move(event: KeyboardEvent, field: HTMLInputElement, links: readonly HTMLAnchorElement[]): void {
  const stops = [field, ...links];
  const at = stops.indexOf(document.activeElement as HTMLInputElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || event.isComposing) return;
  if (step !== undefined) stops[Math.min(Math.max(at + step, 0), links.length)]?.focus();
  else if (event.key === 'Enter' && at === 0) links[0]?.click();
  else return;
  event.preventDefault();
}

function lineOf({ id, title, heading, lead }: Found, site: URL): HTMLLIElement {
  const [line, link, name, page, beginning] = ['li', 'a', 'b', 'span', 'span'].map((tag) =>
    document.createElement(tag),
  ) as [HTMLLIElement, HTMLAnchorElement, HTMLElement, HTMLElement, HTMLElement];
  link.href = new URL(id, site).href;
  name.textContent = heading;
  page.textContent = heading === title ? '' : title;
  beginning.textContent = lead;
  link.append(name, ' ', page, ' ', beginning);
  line.append(link);
  return line;
}
