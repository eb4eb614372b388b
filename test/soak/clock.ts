/** The time of one schedule: it stands still until somebody lets it pass, for till, proxy and service alike. */

interface Alarm {
  readonly due: number;
  ring(): void;
}

/** A clock that a schedule moves. */
export class Clock {
  #now = 1_780_000_000_000;
  #alarms: Alarm[] = [];

  get now(): number {
    return this.#now;
  }

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#alarms.filter((alarm) => alarm.due <= this.#now);
    this.#alarms = this.#alarms.filter((alarm) => alarm.due > this.#now);
    for (const { ring } of due) ring();
  }

  /** Resolves once so much time has passed, or when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const ring = (): void => {
        signal.removeEventListener('abort', ring);
        resolve();
      };
      this.#alarms.push({ due: this.#now + ms, ring });
      signal.addEventListener('abort', ring);
    });
  }
}
