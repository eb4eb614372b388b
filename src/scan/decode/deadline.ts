/**
 * The time a frame may take. Work asks before each step that costs about a millisecond; nothing is interrupted.
 */
export class Deadline {
  readonly #now: () => number;
  readonly #end: number;

  /** `budgetMs` from now on; without one there is no end. */
  constructor(budgetMs = Infinity, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#end = budgetMs === Infinity ? Infinity : now() + budgetMs;
  }

  /** Whether the time is over. */
  passed(): boolean {
    return this.#end !== Infinity && this.#now() >= this.#end;
  }
}
