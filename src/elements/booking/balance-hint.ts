/**
 * The line below the status. After a check that brought no answer it says what the customer's balance is: a hint for the cashier,
 * never taken for a proof.
 */
import type { ReactiveControllerHost } from 'lit';
import { LoyaliteClient, type LoyaliteClientOptions } from '../../client/loyalite-client.js';
import type { Localization } from '../../words/localization.js';

/** The hint of one element. */
export class BalanceHint {
  readonly #host: ReactiveControllerHost;
  readonly #words: Localization;
  #text = '';

  constructor(host: ReactiveControllerHost, words: Localization) {
    this.#host = host;
    this.#words = words;
  }

  get text(): string {
    return this.#text;
  }

  clear(): void {
    this.#text = '';
  }

  show(text: string): void {
    this.#text = text;
    this.#host.requestUpdate();
  }

  /** Looks the balance up and shows it, if it still `isWanted` by then. */
  async ask(customerCode: string, connection: LoyaliteClientOptions, isWanted: () => boolean): Promise<void> {
    const reply = await new LoyaliteClient(connection).send({ kind: 'find', by: 'code', text: customerCode });
    if (reply.kind !== 'done' || !('pointBalance' in reply.answer) || !isWanted()) return;
    const { pointBalance, stampCount } = reply.answer;
    const balances = [this.#words.units(pointBalance, 'point'), this.#words.units(stampCount, 'stamp')];
    this.show(this.#words.say('balanceHint', { value: this.#words.list(balances) }));
  }
}
