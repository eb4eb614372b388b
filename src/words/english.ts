/**
 * Every sentence that a cashier can read, in English. A bar parts what happened (shown bold) from what it means and what to
 * do next. No code, status or key is ever shown; figures come in formatted.
 */
import { englishFirst } from './english-first.js';
import { englishLater } from './english-later.js';
import type { Sentence } from './sentence.js';

export type { Sentence, Values } from './sentence.js';

/** The English sentences; the keys are the names under which a page replaces one. */
export const english = { ...englishFirst, ...englishLater };

/** The names of all sentences. */
export type WordingKey = keyof typeof english;
/** All sentences of a language. */
export type Wording = Record<WordingKey, Sentence>;
