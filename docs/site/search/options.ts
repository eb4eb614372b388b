/** How the documents are searched: what the index is built with when the site is built, and read with in a page. */
import type { Options, SearchOptions } from 'minisearch';

/** One place of the site that can be found: a section below a heading, or a row of an API table. */
export interface Place {
  /** The page from the site's root, with its anchor: `guides/proxy.html#limits`. */
  readonly id: string;
  /** The page's title. */
  readonly title: string;
  /** The heading, or the name that the row begins with. */
  readonly heading: string;
  /** How the section begins. */
  readonly lead: string;
  /** All of its words; they are in the index and not stored. */
  readonly text: string;
}

/** What is indexed, and what a result shows. */
export const indexed: Options<Place> = {
  fields: ['heading', 'title', 'text'],
  storeFields: ['title', 'heading', 'lead'],
};

/** Every word has to be there; the last one may still be typed, and a long one may have a letter wrong. */
export const searched: SearchOptions = {
  combineWith: 'AND',
  prefix: true,
  fuzzy: (word) => (word.length > 4 ? 0.2 : false),
  boost: { heading: 4, title: 2 },
  // Whoever looks for a name wants what it does before its history.
  boostDocument: (id) => (String(id).startsWith('project/') ? 0.4 : 1),
};
