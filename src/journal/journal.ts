/**
 * What was sent and not yet answered, and what was booked lately, written down so that a reload, a crash or a second window
 * cannot forget it. It holds no PIN, QR text, e-mail address or key; of a coupon's token only a salted hash. One entry an
 * operation, so that windows never overwrite each other's. Where storage is blocked or full it works for this page alone.
 */
import type { CustomerContext, JournalRecord, OpenRecord } from '../protocol/journal-record.js';
import type { Posting } from '../protocol/operation.js';
import type { Answer } from '../protocol/reply.js';
import { isSameContent, parseEntry, toEntry, toPosting, type ClosedEntry, type Entry } from './entry.js';
import { SafeStorage, type JournalStorage } from './storage.js';

/** What a journal needs to know. */
export interface JournalOptions {
  /** Which backend the entries belong to. */
  endpoint: string;
  /** Where entries are kept; `null` for this page alone. */
  storage: JournalStorage | null;
  /** Where entries are kept that storage refuses; one for the page by default. */
  memory?: JournalStorage;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Called once when storage turns out to be blocked or full. */
  onblocked?: () => void;
}

const hour = 3_600_000;
const day = 24 * hour;
const prefix = 'loyalite:';

/** 64 bits of FNV-1a: tells tokens apart without holding them. */
function hash(text: string): string {
  let sum = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  return sum.toString(36);
}

const isOpen = (entry: Entry | ClosedEntry | null): entry is Entry =>
  entry !== null && entry.kind !== 'closed' && !entry.answer;

/** An unanswered entry can be printed for a week; what is certain matters as long as an id may come again. */
const lifetime = (entry: Entry | ClosedEntry): number => (isOpen(entry) ? 7 * day : day);

/** The notes of one backend's operations. */
export class Journal {
  readonly #start: string;
  readonly #storage: SafeStorage;
  readonly #now: () => number;
  /** How many tries an entry has while all of them are this window's own, by name. */
  readonly #tries = new Map<string, number>();
  #cleared = -Infinity;

  constructor({ endpoint, storage, memory, now = Date.now, onblocked = () => {} }: JournalOptions) {
    this.#start = `${prefix}${hash(endpoint)}:`;
    this.#storage = new SafeStorage(storage, onblocked, memory);
    this.#now = now;
  }

  /** What is known of an operation with this one's identity, or `null`. */
  trace(operation: Posting): JournalRecord | null {
    const name = this.name(operation);
    const entry = this.#read(name);
    return entry && this.#traceOf(name, entry, operation);
  }

  /** All operations of this backend that stand unanswered and may still be found out about, oldest first. */
  unanswered(): OpenRecord[] {
    return this.#entries()
      .filter((item): item is [string, Entry] => isOpen(item[1]) && !item[1].isUsed)
      .map(([name, entry]) => this.#traceOf(name, entry, toPosting(entry)) as OpenRecord)
      .sort((a, b) => a.at - b.at);
  }

  /** Writes down that a try is about to leave. */
  open(operation: Posting, customerContext: CustomerContext): void {
    this.#clear();
    const key = this.name(operation);
    const before = this.#read(key);
    const tries = isOpen(before) ? before.tries + 1 : 1;
    // What an earlier page or another window left unanswered does not become this window's own by another try.
    if (!isOpen(before) || this.#tries.get(key) === before.tries) this.#tries.set(key, tries);
    else this.#tries.delete(key);
    const entry = toEntry(operation, customerContext, tries, isOpen(before) ? before.at : this.#now());
    // An older note that cannot be replaced would tell other windows what is no longer so.
    if (!this.#write(key, entry)) this.#storage.remove(key, { keepMemory: true });
  }

  /** Writes down that an operation was certainly not booked; without locks another window may have sent it since. */
  close(operation: Posting): void {
    const key = this.name(operation);
    const entry = this.#read(key);
    const isOwn = !isOpen(entry) || this.#tries.get(key) === entry.tries;
    this.#tries.delete(key);
    if (!isOwn || (entry && entry.kind !== 'closed' && entry.answer)) return;
    // For this page alone it would be no evidence: another window's later try would not replace it.
    if (!this.#write(key, { kind: 'closed', at: this.#now() })) this.#storage.remove(key);
  }

  /** Keeps a booked id for a day. The token of a coupon that was issued is not kept. */
  book(operation: Posting, customerContext: CustomerContext, answer: Answer): void {
    const key = this.name(operation);
    const kept = 'stamps' in answer ? { stamps: answer.stamps, points: answer.points } : answer;
    this.#tries.delete(key);
    // Where this cannot be written, the open entry stays for other windows: they ask again and are told.
    this.#write(key, { ...toEntry(operation, customerContext, 0, this.#now()), answer: kept });
  }

  /** Writes down that an unanswered coupon turned out used, so that it is never sent again. */
  markUsed(operation: Posting): void {
    const key = this.name(operation);
    const entry = this.#read(key);
    if (isOpen(entry)) this.#write(key, { ...entry, isUsed: true });
  }

  /** The name under which an operation is kept and locked; it tells nothing of a coupon's token. */
  name(operation: Posting): string {
    const id =
      operation.kind === 'coupon' ? `coupon:${hash(this.#salt() + operation.token)}` : `id:${operation.externalId}`;
    return this.#start + id;
  }

  #traceOf(name: string, entry: Entry | ClosedEntry, operation: Posting): JournalRecord {
    if (entry.kind === 'closed') return { kind: 'closed', name };
    const { maskedEmail, verification, at, answer, tries, isUsed = false } = entry;
    const customerContext = { maskedEmail, verification };
    const sent = toPosting(entry, operation.kind === 'coupon' ? operation.token : '');
    const [isSame, isFinal, isOwn] = [
      isSameContent(entry, operation),
      this.#now() - at > day,
      this.#tries.get(name) === tries,
    ];
    if (!answer) return { kind: 'open', name, operation: sent, customerContext, isSame, isFinal, isUsed, isOwn, at };
    return { kind: 'booked', name, operation: sent, customerContext, isSame, at, answer };
  }

  #entries(): [string, Entry | ClosedEntry][] {
    return this.#storage.keys(this.#start).flatMap((key): [string, Entry | ClosedEntry][] => {
      const entry = this.#read(key);
      if (!entry) this.#storage.remove(key);
      return entry ? [[key, entry]] : [];
    });
  }

  /** Now and then, what is too old to matter goes. */
  #clear(): void {
    if (Math.abs(this.#now() - this.#cleared) < hour) return;
    this.#cleared = this.#now();
    this.#entries();
  }

  /** One salt an origin, so that all windows give a token the same name. */
  #salt(): string {
    const key = `${prefix}salt`;
    const known = this.#storage.get(key);
    if (known) return known;
    const salt = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join('');
    this.#storage.set(key, salt);
    return salt;
  }

  /** The entry of that name; one of another operation, or too old to matter, is none. */
  #read(key: string): Entry | ClosedEntry | null {
    const entry = parseEntry(this.#storage.get(key));
    if (!entry || this.#now() - entry.at > lifetime(entry)) return null;
    const isItsOwn =
      entry.kind === 'closed' || entry.kind === 'coupon' || key === `${this.#start}id:${entry.externalId}`;
    return isItsOwn ? entry : null;
  }

  #write(key: string, entry: Entry | ClosedEntry): boolean {
    return this.#storage.set(key, JSON.stringify(entry));
  }
}
