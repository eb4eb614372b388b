/**
 * Which scanned texts are meant for a tag: by the shapes that this till has learned, or by the pattern that the page gives. What it
 * says of a text is the same for the hand scanner and for a page that asks `accepts(text)`.
 */
import type { ScanCodes } from '../../controllers/scan-host.js';
import { ScanMemory } from '../../controllers/scan-memory.js';
import { awaiting } from '../../scan/wedge/awaited.js';
import { isProduct } from '../../scan/wedge/products.js';
import { beginsLike, isTooLong, type CodeKind } from '../../scan/wedge/shapes.js';

/** The fixed characters that a regular expression begins with; empty where there are none for sure. */
export function fixedStart(pattern: string): string {
  if (/[|]/.test(pattern)) return '';
  const [, start = '', next = ''] = /^\^?((?:[\w:/ -]|\\[^\w])*)(.?)/s.exec(pattern) ?? [];
  const isRepeated = /[?*{]/.test(next);
  const plain = (isRepeated ? start.replace(/\\?.$/, '') : start).replaceAll('\\', '');
  return plain;
}

function compiled(pattern: string): RegExp | null {
  try {
    return pattern ? new RegExp(`^(?:${pattern})$`, 'u') : null;
  } catch {
    // As with the platform's own `pattern`, one that cannot be read says nothing.
    return null;
  }
}

const isToken = awaiting();

/** The rules of one tag. */
export class CodeRules implements ScanCodes {
  readonly memory = new ScanMemory();
  readonly #kind: CodeKind;
  readonly #pattern: () => string;
  readonly #prefix: () => string;

  constructor(kind: CodeKind, { pattern, prefix }: { pattern(): string; prefix(): string }) {
    this.#kind = kind;
    this.#pattern = pattern;
    this.#prefix = prefix;
  }

  get endsBySilence(): boolean {
    return this.memory.endsBySilence;
  }

  noteEnd(by: 'key' | 'silence'): void {
    this.memory.noteEnd(by);
  }

  begins(text: string): boolean {
    const pattern = this.#pattern();
    if (compiled(pattern)) {
      const start = fixedStart(pattern);
      return start.length >= 3 && text.startsWith(start);
    }
    // The look-up holds a coupon too: what begins so is nobody's product.
    return beginsLike(this.#kind, text, this.memory.known) || beginsLike('coupon', text, this.memory.known);
  }

  isCertain(text: string): boolean {
    return this.#kind === 'customer' && !compiled(this.#pattern()) && isTooLong(text);
  }

  claim(text: string): 'own' | 'others too' | 'none' {
    if (this.accepts(text)) return 'own';
    if (this.#kind === 'coupon' || compiled(this.#pattern())) return 'none';
    if (this.memory.isOfKind('coupon', text)) return 'others too';
    // The scanner itself says of it that it is none of the page's.
    return this.#prefix() && isToken(text) && !isProduct(text) ? 'own' : 'none';
  }

  /** Whether a whole text is a code for this tag. */
  accepts(text: string): boolean {
    const pattern = compiled(this.#pattern());
    return pattern ? pattern.test(text) : this.memory.isOfKind(this.#kind, text);
  }

  mayAsk(text: string): boolean {
    const isAsking = this.#kind === 'customer' && !compiled(this.#pattern());
    return isAsking && !isProduct(text) && !this.memory.wasRefused(text);
  }
}
