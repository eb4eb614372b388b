/**
 * Working memory that is used again for the next frame: a page of memory that was just given costs more to touch for the first
 * time than all that is reckoned in it. Knows names and lengths; what lies in it from before is for its user to overwrite.
 */
export class Memory {
  readonly #blocks = new Map<string, Uint8Array>();

  /** So many bytes under a name, with whatever was left in them; they are the caller's until the name is asked for again. */
  bytes(name: string, length: number): Uint8Array {
    const known = this.#blocks.get(name);
    if (known && known.length >= length) return known.length === length ? known : known.subarray(0, length);
    const fresh = new Uint8Array(length);
    this.#blocks.set(name, fresh);
    return fresh;
  }
}

let kept: WeakRef<Memory> | undefined;

/** One for whoever decodes single pictures; it goes when the room is needed. */
export function sharedMemory(): Memory {
  const known = kept?.deref();
  if (known) return known;
  const fresh = new Memory();
  kept = new WeakRef(fresh);
  return fresh;
}
