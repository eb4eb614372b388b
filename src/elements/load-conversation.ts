/**
 * Loads what a tag needs from the first question on: behind the first paint, or at once where somebody asks before. Where it
 * cannot be loaded nothing was sent, and the next question tries again.
 */

/** What is loaded. */
export type ConversationPart = typeof import('./conversation.js');

let loaded: ConversationPart | null = null;
const waiting: ((part: ConversationPart) => void)[] = [];
let loading: Promise<ConversationPart> | null = null;

/** What was loaded, or `null` until then. */
export const conversationPart = (): ConversationPart | null => loaded;

/** Loads it, once for the page. */
export function loadConversation(): Promise<ConversationPart> {
  loading ??= import('./conversation.js').then(
    (part) => {
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

/** Resolves once the page has been painted; one that nobody sees is not painted. */
function painted(): Promise<void> {
  if (typeof requestAnimationFrame !== 'function' || document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    // A message comes behind the paint that the frame is for.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => {
        port2.close();
        resolve();
      };
      port1.postMessage(null);
    });
  });
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
