/**
 * Puts client, journal, lock and clock behind a runner, as a browser or a Node process has them.
 */
import { LoyaliteClient, plainEndpoint, type Fetch } from '../client/loyalite-client.js';
import { validTimeout } from '../client/values.js';
import { ConversationRunner } from '../flow/conversation-runner.js';
import type { RunnerOptions } from '../flow/runner-options.js';
import type { Conversation } from '../flow/conversation.js';
import { Journal } from '../journal/journal.js';
import { takeLock, takeLockedAhead } from '../journal/lock.js';
import { pageStorage } from '../journal/storage.js';
import { askReports } from './ask-reports.js';

/** What a connection needs to know. */
export interface ConnectOptions {
  /** Address of the merchant's backend, without the `/webhook/…` part. */
  endpoint: string;
  /** Stands in for the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** Milliseconds per try. Default 10000. */
  deadline?: number | undefined;
  /** Where unanswered operations are noted; by default in the page's storage, else in memory. */
  journal?: Journal | undefined;
  /** Whether it stands on a screen: what is not known is then asked about by itself. */
  isShown?: (() => boolean) | undefined;
  /** Asks whether a new booking may leave. */
  allow?: RunnerOptions['allow'];
  /** Called after every change of state. */
  onchange(state: Conversation): void;
}

/** Resolves after so many milliseconds, or at once when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** The notes of an endpoint, shared by every window of the origin. */
export function openJournal(endpoint: string, onblocked?: () => void): Journal {
  const base = (globalThis as { document?: Document }).document?.baseURI;
  const address = plainEndpoint(base ? new URL(endpoint, base).href : endpoint);
  return new Journal({
    endpoint: address,
    storage: pageStorage(),
    session: pageStorage('sessionStorage'),
    ...(onblocked && { onblocked }),
  });
}

/** A runner that talks to an endpoint. */
export function connect({
  endpoint,
  fetch,
  deadline,
  journal,
  isShown,
  allow,
  onchange,
}: ConnectOptions): ConversationRunner {
  const patience = validTimeout(deadline);
  const client = new LoyaliteClient({ endpoint, fetch, deadline: patience });
  const notes = journal ?? openJournal(endpoint);
  return new ConversationRunner({
    send: (operation, turn) => client.send(operation, turn),
    outcome: (operation, signal) => askReports(client, operation, signal),
    ...(isShown && { isShown }),
    ...(allow && { allow }),
    journal: notes,
    lock: (operation, onwait, signal) => takeLock(notes.name(operation), onwait, signal),
    lockedAhead: (operation) => takeLockedAhead(notes.name(operation)),
    pause,
    now: () => performance.now(),
    random: Math.random,
    deadline: () => patience,
    onchange,
  });
}
