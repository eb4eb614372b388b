/** Reads the index and finds places in it. It is loaded when somebody searches, and not before. */
import MiniSearch from 'minisearch';
import { indexed, searched, type Place } from './options.js';

/** A place that was found. */
export type Found = Pick<Place, 'id' | 'title' | 'heading' | 'lead'>;

const most = 20;

/** Loads the index; resolves with what finds in it, the best first. */
export async function openIndex(address: string): Promise<(query: string) => readonly Found[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The index of the documents was answered with ${answer.status}`);
  const index = await MiniSearch.loadJSONAsync<Place>(await answer.text(), indexed);
  return (query) => {
    const all = index.search(query, searched);
    // No place has all of the words: then those that have the most of them.
    const found = all.length ? all : index.search(query, { ...searched, combineWith: 'OR' });
    return found.slice(0, most) as unknown as readonly Found[];
  };
}
