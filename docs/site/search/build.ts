/** Makes the index of the site's pages when the site is built: their sections, as the pages show them. Knows no document. */
import MiniSearch from 'minisearch';
import { indexed, type Place } from './options.js';

/** A page as far as it can be searched. */
export interface Searchable {
  readonly path: string;
  readonly title: string;
  readonly body: string;
}

const leadLength = 150;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#x27': "'" };

/** The words of a piece of HTML. */
function words(html: string): string {
  return html
    .replaceAll(/<\/?(?:a|b|code|em|span|strong)\b[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Cut between two words. */
function leadOf(text: string): string {
  if (text.length <= leadLength) return text;
  return `${text.slice(0, text.lastIndexOf(' ', leadLength))} …`;
}

/** The sections of a page: what stands below each heading, and each row that has an anchor. */
export function placesOf({ path, title, body }: Searchable): Place[] {
  const pieces = body.split(/(?=<(?:h[1-3]|tr) [^>]*\bid=")/);
  return pieces.flatMap((piece) => {
    const [opening, name = '', id = ''] = /^<(h[1-3]|tr) [^>]*\bid="([^"]+)"[^>]*>/.exec(piece) ?? [];
    if (opening === undefined) return [];
    const inner = piece.slice(opening.length);
    const end = name === 'tr' ? '</th>' : `</${name}>`;
    const at = inner.indexOf(end);
    const heading = words(inner.slice(0, at));
    const text = words(inner.slice(at, name === 'tr' ? inner.indexOf('</tr>') : undefined));
    // The first heading of a page is the page itself.
    return [{ id: name === 'h1' ? path : `${path}#${id}`, title, heading, lead: leadOf(text), text }];
  });
}

/** The index of all pages as JSON. */
export function buildIndex(pages: readonly Searchable[]): string {
  const index = new MiniSearch(indexed);
  index.addAll(pages.flatMap(placesOf));
  return JSON.stringify(index);
}
