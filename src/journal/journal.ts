/**
 * What was sent and not yet answered, and what was booked lately, written down so that a reload, a crash or a second window
 * cannot forget it. It holds no PIN, QR text, e-mail address or key; of a coupon's token only a salted hash. One entry an
 * operation, so that windows never overwrite each other's. Where storage is blocked or full it works for this page alone.
 */
import type { CardType, Posting } from '../protocol/operation.js';
import type { Answer } from '../protocol/reply.js';
import type { Verification } from '../protocol/results.js';

/** The part of `localStorage` that is needed. */
export type JournalStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Who an operation is for, and how that was shown. */
interface Circumstances {
  maskedEmail: string;
  verification: Verification;
}

interface Entry extends Circumstances {
  kind: Posting['kind'];
  externalId: string;
  customerCode: string;
  cardType: CardType | 'coupon';
  amount: string;
  manualCode: boolean;
  tries: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Only once it is booked. */
  answer?: Answer;
}

/** What the journal knows of an operation. */
export type JournalTrace =
  | { kind: 'open'; name: string; operation: Posting; circumstances: Circumstances; isFinal: boolean; at: number }
  | { kind: 'booked'; name: string; operation: Posting; circumstances: Circumstances; isSame: boolean; at: number; answer: Answer };

/** What a journal needs to know. */
export interface JournalOptions {
  /** Which backend the entries belong to. */
  endpoint: string;
  /** Where entries are kept; `null` for this page alone. */
  storage: JournalStorage | null;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Called once when storage turns out to be blocked or full. */
  onblocked?: () => void;
}

const day = 86_400_000;
const prefix = 'loyalite:';

/** 64 bits of FNV-1a: tells tokens apart without holding them. */
function hash(text: string): string {
  let sum = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  return sum.toString(36);
}

/** The part of `localStorage` that is needed, for this page alone. */
class PageStorage implements JournalStorage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

function parse(text: string | null): Entry | null {
  try {
    const entry = JSON.parse(text ?? 'null') as Entry | null;
    return typeof entry?.at === 'number' && typeof entry.kind === 'string' ? entry : null;
  } catch {
    return null;
  }
}

function toEntry(operation: Posting, circumstances: Circumstances): Omit<Entry, 'tries' | 'at'> {
  const { maskedEmail, verification } = circumstances;
  const { kind, manualCode } = operation;
  if (kind === 'coupon') return { kind, externalId: '', customerCode: '', cardType: 'coupon', amount: '', manualCode, maskedEmail, verification };
  const { externalId, customerCode, cardType, amount } = operation;
  return { kind, externalId, customerCode, cardType, amount, manualCode, maskedEmail, verification };
}

/** An entry as it was sent; a coupon's token has to be known. */
function toPosting({ kind, externalId, customerCode, cardType, amount, manualCode }: Entry, token = ''): Posting {
  if (kind === 'coupon' || cardType === 'coupon') return { kind: 'coupon', token, manualCode };
  return { kind, customerCode, cardType, amount, externalId, manualCode };
}

function isSame(entry: Entry, operation: Posting): boolean {
  if (operation.kind === 'coupon') return entry.kind === 'coupon';
  const { kind, customerCode, cardType, amount } = operation;
  return entry.kind === kind && entry.customerCode === customerCode && entry.cardType === cardType && entry.amount === amount;
}

/** The notes of one backend's operations. */
export class Journal {
  readonly #endpoint: string;
  readonly #now: () => number;
  readonly #onblocked: () => void;
  readonly #page = new PageStorage();
  readonly #storage: JournalStorage;
  #isBlocked = false;

  constructor({ endpoint, storage, now = Date.now, onblocked = () => {} }: JournalOptions) {
    this.#endpoint = hash(endpoint);
    this.#now = now;
    this.#onblocked = onblocked;
    this.#storage = storage ?? this.#page;
  }

  /** What is known of an operation with this one's identity, or `null`. */
  trace(operation: Posting): JournalTrace | null {
    const name = this.name(operation);
    const entry = this.#read(name);
    return entry && this.#traceOf(name, entry, operation);
  }

  /** All operations of this backend that stand unanswered, oldest first. */
  unanswered(): (JournalTrace & { kind: 'open' })[] {
    return this.#entries()
      .map(([name, entry]) => this.#traceOf(name, entry, toPosting(entry)))
      .filter((trace): trace is JournalTrace & { kind: 'open' } => trace?.kind === 'open')
      .sort((a, b) => a.at - b.at);
  }

  /** Writes down that a try is about to leave. */
  open(operation: Posting, circumstances: Circumstances): void {
    const key = this.name(operation);
    const before = this.#read(key);
    const isRepeat = before && !before.answer;
    this.#write(key, {
      ...toEntry(operation, circumstances),
      tries: isRepeat ? before.tries + 1 : 1,
      at: isRepeat ? before.at : this.#now(),
    });
  }

  /** Strikes an operation out that was certainly not booked. */
  close(operation: Posting): void {
    this.#remove(this.name(operation));
  }

  /** Keeps a booked id for a day. The token of a coupon that was issued is not kept. */
  book(operation: Posting, circumstances: Circumstances, answer: Answer): void {
    const kept = 'stamps' in answer ? { stamps: answer.stamps, points: answer.points } : answer;
    this.#write(this.name(operation), { ...toEntry(operation, circumstances), tries: 0, at: this.#now(), answer: kept });
  }

  /** The name under which an operation is kept and locked; it tells nothing of a coupon's token. */
  name(operation: Posting): string {
    const id = operation.kind === 'coupon' ? `coupon:${hash(this.#salt() + operation.token)}` : `id:${operation.externalId}`;
    return `${prefix}${this.#endpoint}:${id}`;
  }

  #traceOf(name: string, entry: Entry, operation: Posting): JournalTrace | null {
    const { maskedEmail, verification, at, answer } = entry;
    const circumstances = { maskedEmail, verification };
    const age = this.#now() - at;
    const sent = toPosting(entry, operation.kind === 'coupon' ? operation.token : '');
    if (!answer) return { kind: 'open', name, operation: sent, circumstances, isFinal: age > day, at };
    return age > day ? null : { kind: 'booked', name, operation: sent, circumstances, isSame: isSame(entry, operation), at, answer };
  }

  /** The entries of this backend; on the way, what is too old to matter goes. */
  #entries(): [string, Entry][] {
    const keys = this.#keys(this.#storage).concat(this.#storage === this.#page ? [] : this.#keys(this.#page));
    return keys.flatMap((key): [string, Entry][] => {
      const entry = this.#read(key);
      const isOld = !entry || this.#now() - entry.at > (entry.answer ? day : 7 * day);
      if (isOld) this.#remove(key);
      return isOld ? [] : [[key, entry]];
    });
  }

  #keys(storage: JournalStorage): string[] {
    const own = `${prefix}${this.#endpoint}:`;
    try {
      return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) => key.startsWith(own));
    } catch {
      return [];
    }
  }

  /** One salt an origin, so that all windows give a token the same name. */
  #salt(): string {
    const key = `${prefix}salt`;
    const known = this.#get(key);
    if (known) return known;
    const salt = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join('');
    this.#set(key, salt);
    return salt;
  }

  #read(key: string): Entry | null {
    return parse(this.#get(key));
  }

  #write(key: string, entry: Entry): void {
    this.#set(key, JSON.stringify(entry));
  }

  #get(key: string): string | null {
    try {
      return this.#page.getItem(key) ?? this.#storage.getItem(key);
    } catch {
      return null;
    }
  }

  /** What storage refuses is kept for this page, and said once. */
  #set(key: string, value: string): void {
    try {
      this.#storage.setItem(key, value);
      if (this.#storage !== this.#page) this.#page.removeItem(key);
    } catch {
      this.#page.setItem(key, value);
      if (!this.#isBlocked) this.#onblocked();
      this.#isBlocked = true;
    }
  }

  #remove(key: string): void {
    this.#page.removeItem(key);
    try {
      this.#storage.removeItem(key);
    } catch {
      // Blocked storage holds nothing to strike out.
    }
  }
}

/** The page's `localStorage`, or `null` where there is none or it is blocked. */
export function pageStorage(): JournalStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
