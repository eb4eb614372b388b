/** State that draws its host anew when it changes, for private fields: Lit's decorator would give it a name that a page reaches. */
import type { ReactiveControllerHost } from 'lit';

/** A value of a host; assigning another one has the host drawn. */
export class DrawnValue<Value> {
  readonly #host: ReactiveControllerHost;
  #value: Value;

  constructor(host: ReactiveControllerHost, value: Value) {
    this.#host = host;
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  set value(value: Value) {
    if (value === this.#value) return;
    this.#value = value;
    this.#host.requestUpdate();
  }
}
