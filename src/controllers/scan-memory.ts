/**
 * What this till has learned of its codes and its scanner, in the page's storage: shapes, never a text. Beside it, for as long as the
 * page lives, which texts the service did not know, as salted hashes. Storage that is blocked makes it forget, and nothing worse.
 */
import {
  isOfKind,
  isRefused,
  parseShapes,
  startOf,
  withRefused,
  withTaken,
  type CodeKind,
  type KnownShapes,
} from '../scan/wedge/shapes.js';

const shapesKey = 'loyalite:scan-shapes';
const endKey = 'loyalite:scan-end';
/** So many scans in a row that ended in silence are no accident. */
const silentScans = 2;

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Without storage it is known as long as the element lives.
  }
}

/** 64 bits of FNV-1a: tells texts apart without holding them. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36);
}

/** The memory of one element; all of them share the storage. */
export class ScanMemory {
  readonly #salt = crypto.getRandomValues(new Uint32Array(4)).join();
  readonly #refused = new Set<string>();
  /** Which beginnings were seen, and with whose code: believed once a second customer has it too. */
  readonly #seen = new Map<string, string>();
  #stored: string | null = null;
  #known: KnownShapes = parseShapes(null);
  #silent = 0;

  /** What is known now, also from other windows. */
  get known(): KnownShapes {
    const stored = read(shapesKey);
    if (stored !== null && stored !== this.#stored) {
      this.#stored = stored;
      this.#known = parseShapes(stored);
    }
    return this.#known;
  }

  /** Whether the scanner is known to send no key at its end. */
  get endsBySilence(): boolean {
    return this.#silent >= silentScans || read(endKey) === 'silence';
  }

  /** Whether a text is of a shape that only codes of this kind have. */
  isOfKind(kind: CodeKind, text: string): boolean {
    return isOfKind(kind, text, this.known);
  }

  /** The service took a text of `owner`: its shape is that of a code. */
  learn(kind: CodeKind, text: string, owner: string): void {
    const start = startOf(text);
    const before = this.#seen.get(start);
    if (start && before === undefined) this.#seen.set(start, hashOf(this.#salt + owner));
    const isBelieved =
      this.known[kind].some((shape) => shape.start !== '' && shape.start === start) ||
      (before !== undefined && before !== hashOf(this.#salt + owner));
    this.#keep(withTaken(kind, text, isBelieved ? start : '', this.known));
    this.#refused.delete(hashOf(this.#salt + text));
  }

  /** The service did not know a text that was asked about. */
  refuse(text: string): void {
    this.#refused.add(hashOf(this.#salt + text));
    this.#keep(withRefused(text, this.known));
  }

  /** Whether this text, or enough of its shape, is known to be none of ours. */
  wasRefused(text: string): boolean {
    return this.#refused.has(hashOf(this.#salt + text)) || isRefused(text, this.known);
  }

  /** A scan ended; a key at its end is the usual way. */
  noteEnd(by: 'key' | 'silence'): void {
    if (by === 'silence') this.#silent += 1;
    else this.#silent = 0;
    if (this.#silent >= silentScans) write(endKey, 'silence');
    else if (by === 'key' && read(endKey) !== null) write(endKey, null);
  }

  #keep(known: KnownShapes): void {
    this.#known = known;
    this.#stored = JSON.stringify(known);
    write(shapesKey, this.#stored);
  }
}
