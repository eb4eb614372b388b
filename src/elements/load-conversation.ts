/**
 * Loads what a tag needs from the first question on: behind the first paint, or at once where somebody asks before. Where it
 * cannot be loaded nothing was sent, and the next question tries again.
 */
import { painted } from '../controllers/painted.js';
import { addEnglish } from '../words/localization.js';
import type * as conversation from './conversation.js';

/** What is loaded. */
export type ConversationPart = typeof conversation;

let loaded: ConversationPart | null = null;
const waiting: ((part: ConversationPart) => void)[] = [];
let loading: Promise<ConversationPart> | null = null;

/** What was loaded, or `null` until then. */
export const conversationPart = (): ConversationPart | null => loaded;

/** Loads it, once for the page. */
export function loadConversation(): Promise<ConversationPart> {
  loading ??= import('./conversation.js').then(
    (part) => {
      // Not by that file itself: a page's bundler leaves out what a file of re-exports does beside them.
      addEnglish(part.englishLater);
      loaded = part;
      for (const act of waiting.splice(0)) act(part);
      return part;
    },
    (reason: unknown) => {
      loading = null;
      throw reason;
    },
  );
  return loading;
}

/** Hands it over as soon as it is there: now, behind the first paint, or when somebody asks before. */
export function whenConversation(act: (part: ConversationPart) => void): void {
  if (loaded) return act(loaded);
  waiting.push(act);
  if (waiting.length > 1) return;
  // Who needs it asks again, and says so where it cannot be had.
  void painted()
    .then(loadConversation)
    .catch(() => {});
}
