/**
 * What was sent and not yet answered, and what was booked lately, written down so that a reload, a crash or a second window
 * cannot forget it. It holds no PIN, QR text, e-mail address or key; of a coupon's token only a salted hash. One note an
 * operation, so that windows never overwrite each other's; what is open stands apart from what is certain, so that looking for it
 * costs the same after a long day. Where storage is blocked or full it works for this page alone.
 */
import type { JournalRecord, CustomerContext, Doubt, OpenRecord } from '../protocol/journal-record.js';
import type { Earn, Posting, Redeem } from '../protocol/operation.js';
import type { Answer } from '../protocol/reply.js';
import { isOlderThanADay, isRecent, isStale } from './age.js';
import {
  asText,
  isSameContent,
  parseEntry,
  toCustomerContext,
  toEntry,
  toPosting,
  type ClosedEntry,
  type Entry,
  type PastEntry,
} from './entry.js';
import { IssuedCoupons } from './issued-coupons.js';
import { SafeStorage, type JournalStorage } from './storage.js';

/** What a journal needs to know. */
export interface JournalOptions {
  /** Which backend the notes belong to. */
  endpoint: string;
  /** Where notes are kept; `null` for this page alone. */
  storage: JournalStorage | null;
  /** Where notes are kept that storage refuses; one for the page by default. */
  memory?: JournalStorage;
  /** Where the token of a coupon just issued is kept for this sale; by default in this page alone. */
  session?: JournalStorage | null;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Called once when storage turns out to be blocked or full. */
  onblocked?: () => void;
}

const prefix = 'loyalite:';
/** What another release wrote in another form has another number here: it is neither read nor struck out. */
const form = 2;
/** With a page's first booking and with every so many after it, so many notes are looked at for their age. */
const [rest, glances] = [32, 200];

/** 64 bits of FNV-1a: tells tokens apart without holding them. */
function hash(text: string): string {
  let sum = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  return sum.toString(36);
}

/** The notes of one backend's operations. */
export class Journal {
  readonly #backend: string;
  readonly #storage: SafeStorage;
  readonly #coupons: IssuedCoupons;
  readonly #now: () => number;
  /** How many tries a note has while all of them are this window's own. */
  readonly #own = new Map<string, number>();
  #bookings = 0;

  constructor({ endpoint, storage, memory, session = null, now = Date.now, onblocked = () => {} }: JournalOptions) {
    this.#backend = hash(endpoint);
    this.#storage = new SafeStorage(storage, onblocked, memory);
    this.#coupons = new IssuedCoupons(`${prefix}coupon:${this.#backend}`, session, memory);
    this.#now = now;
  }

  /** What is known of an operation with this one's identity, or `null`. */
  trace(operation: Posting): JournalRecord | null {
    const id = this.#idOf(operation);
    const past = this.#past(id);
    if (past && past.kind !== 'closed') return this.#booked(id, past, operation);
    const open = this.#open(id);
    if (open && !this.#isGivenUp(open, operation)) {
      // After that long a page that asks for it again means it: whether the id is booked is the service's word.
      return { ...this.#record(id, open, operation), ...(isStale(open.at, this.#now()) && { isFinal: false }) };
    }
    return past && { kind: 'closed', name: this.name(operation) };
  }

  /** All operations of this backend that stand unanswered and may still be found out about, oldest first. */
  unanswered(): OpenRecord[] {
    return this.#openNotes()
      .filter(({ doubt }) => !doubt)
      .sort((a, b) => a.at - b.at);
  }

  /**
   * What stands open with the same content and order, under whatever id: before an id is made up for an operation, this one is
   * most likely the same intent.
   */
  openLike(operation: Omit<Earn, 'externalId'> | Omit<Redeem, 'externalId'>): OpenRecord | null {
    const wanted: Posting = { ...operation, externalId: '' };
    const isAlike = (note: OpenRecord): boolean =>
      note.operation.kind !== 'coupon' &&
      isSameContent(toEntry(note.operation, note.customerContext, 0, 0), wanted) &&
      note.operation.orderId === (wanted.orderId === undefined ? undefined : asText(wanted.orderId));
    return this.#openNotes().find(isAlike) ?? null;
  }

  /** Writes down that a try is about to leave. */
  open(operation: Posting, customerContext: CustomerContext): void {
    const id = this.#idOf(operation);
    this.#coupons.keepFor(operation, id);
    const known = this.#open(id);
    const before = known && isSameContent(known, operation) ? known : null;
    const tries = before ? before.tries + 1 : 1;
    // What an earlier page or another window left unanswered does not become this window's own by another try.
    if (!before || this.#own.get(id) === before.tries) this.#own.set(id, tries);
    else this.#own.delete(id);
    const entry = toEntry(operation, customerContext, tries, before?.at ?? this.#now());
    const key = this.#key('open', id);
    // An older note that cannot be replaced would tell other windows what is no longer so.
    if (!this.#write(key, entry)) this.#storage.remove(key, { keepMemory: true });
    this.#storage.remove(this.#key('past', id));
  }

  /** Writes down that an operation was certainly not booked; without locks another window may have sent it since. */
  close(operation: Posting): void {
    const id = this.#idOf(operation);
    const open = this.#open(id);
    const isOwn = !open || this.#own.get(id) === open.tries;
    this.#own.delete(id);
    const past = this.#past(id);
    if (!isOwn || (past && past.kind !== 'closed')) return;
    const key = this.#key('past', id);
    // For this page alone it would be no evidence: another window's later try would not replace it.
    if (!this.#write(key, { kind: 'closed', at: this.#now() })) this.#storage.remove(key);
    this.#storage.remove(this.#key('open', id));
  }

  /** Keeps a booked id for a day. The token of a coupon that was issued is kept apart, and for the sale alone. */
  book(operation: Posting, customerContext: CustomerContext, answer: Answer): void {
    const id = this.#idOf(operation);
    this.#own.delete(id);
    this.#coupons.keep(operation, id, answer);
    const entry: PastEntry = {
      ...toEntry(operation, customerContext, 0, this.#now()),
      answer: IssuedCoupons.withoutToken(answer),
    };
    // Where this cannot be written, the open note stays for other windows: they ask again and are told.
    if (this.#write(this.#key('past', id), entry)) this.#storage.remove(this.#key('open', id));
    if (this.#bookings % rest === 0) this.#strikeOld();
    this.#bookings += 1;
  }

  /** Writes down why an open operation is never sent again. */
  mark(operation: Posting, doubt: Doubt): void {
    const id = this.#idOf(operation);
    const open = this.#open(id);
    if (open) this.#write(this.#key('open', id), { ...open, doubt });
  }

  /** Strikes an open note out: somebody found out by hand what became of it. */
  strike({ name }: OpenRecord): void {
    const id = name.slice(this.#start.length);
    this.#own.delete(id);
    this.#storage.remove(this.#key('open', id));
  }

  /** The sale is over: what was kept for it alone goes. */
  endSale(): void {
    this.#coupons.clear();
  }

  /** The name under which an operation is known and locked; it tells nothing of a coupon's token. */
  name(operation: Posting): string {
    return this.#start + this.#idOf(operation);
  }

  get #start(): string {
    return `${prefix}${this.#backend}:`;
  }

  #idOf(operation: Posting): string {
    return operation.kind === 'coupon'
      ? `coupon:${hash(this.#salt() + operation.token)}`
      : `id:${operation.externalId}`;
  }

  #key(where: 'open' | 'past', id: string): string {
    return `${prefix}${form}:${where}:${this.#backend}:${id}`;
  }

  #openNotes(): OpenRecord[] {
    const start = this.#key('open', '');
    return this.#storage.keys(start).flatMap((key) => {
      const id = key.slice(start.length);
      const [entry, past] = [this.#open(id), this.#past(id)];
      return entry && (!past || past.kind === 'closed') ? [this.#record(id, entry, toPosting(entry))] : [];
    });
  }

  #record(id: string, entry: Entry, operation: Posting): OpenRecord {
    const { at, tries, doubt } = entry;
    return {
      kind: 'open',
      name: this.#start + id,
      operation: toPosting(entry, operation.kind === 'coupon' ? operation.token : ''),
      customerContext: toCustomerContext(entry),
      isSame: isSameContent(entry, operation),
      isFinal: isOlderThanADay(at, this.#now()),
      isOwn: this.#own.get(id) === tries,
      at,
      ...(doubt && { doubt }),
    };
  }

  #booked(id: string, entry: Entry & { answer: Answer }, operation: Posting): JournalRecord {
    return {
      kind: 'booked',
      name: this.#start + id,
      operation: toPosting(entry, operation.kind === 'coupon' ? operation.token : ''),
      customerContext: toCustomerContext(entry),
      isSame: isSameContent(entry, operation),
      at: entry.at,
      answer: this.#coupons.withToken(id, entry.answer),
    };
  }

  /** An id that comes again with other content long after it was left unanswered is another operation's. */
  #isGivenUp(entry: Entry, operation: Posting): boolean {
    return isStale(entry.at, this.#now()) && !isSameContent(entry, operation);
  }

  /** What is too old to matter goes, a few notes at a time; what stands open never does. */
  #strikeOld(): void {
    const start = this.#key('past', '');
    for (const key of this.#storage.some(glances)) {
      if (!key.startsWith(start)) continue;
      const entry = parseEntry(this.#storage.get(key));
      if (entry && !isRecent(entry.at, this.#now())) this.#storage.remove(key);
    }
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

  /** The open note of that id; one of another operation is none. */
  #open(id: string): Entry | null {
    const entry = this.#read('open', id);
    return entry && entry.kind !== 'closed' && !entry.answer ? entry : null;
  }

  /** What is certain of that id, and not too long ago to matter. */
  #past(id: string): PastEntry | null {
    const entry = this.#read('past', id);
    if (!entry || !isRecent(entry.at, this.#now())) return null;
    return entry.kind === 'closed' || entry.answer ? (entry as PastEntry) : null;
  }

  #read(where: 'open' | 'past', id: string): Entry | ClosedEntry | null {
    const entry = parseEntry(this.#storage.get(this.#key(where, id)));
    const isItsOwn = entry?.kind === 'closed' || entry?.kind === 'coupon' || `id:${entry?.externalId}` === id;
    return isItsOwn ? entry : null;
  }

  #write(key: string, entry: Entry | ClosedEntry): boolean {
    return this.#storage.set(key, JSON.stringify(entry));
  }
}
