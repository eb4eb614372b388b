/**
 * The service's own word, as the proxy uses it: one object that takes events in, notes what is sent, and answers what
 * became of it. The rest of the proxy knows this file alone.
 */
import { PostingAttempts, type Departure } from './attempts.js';
import type { Grounds } from './conclude.js';
import { answerOpen } from './open.js';
import type { WebhookSettings } from './options.js';
import { answerOutcome } from './outcome.js';
import { fieldOf, isSuccess, refusalOf, type ProxyAnswer, type AtomicStore } from './proxy-parts.js';
import { Receiver } from './receiver.js';
import { Records } from './records.js';
import { ServiceClock } from './service-clock.js';
import { Signatures } from './signature.js';

/** A route of events and of what follows from them. */
export type WebhookRoute = 'events' | 'outcome' | 'open';

/** Who asks. */
export interface Asker {
  readonly manager: boolean;
}

const methods: Readonly<Record<WebhookRoute, string>> = { events: 'POST', outcome: 'GET', open: 'GET' };

/** A proxy that has just begun cannot know what was under way before. */
const SETTLING = 60 * 1000;

/** The route of a path below the base path; with a method of `undefined`, any that has the path. */
export function findWebhookRoute(
  method: string | undefined,
  pathname: string,
  basePath: string,
): WebhookRoute | undefined {
  return (['events', 'outcome', 'open'] as const).find(
    (name) => pathname === `${basePath}/${name}` && (method === undefined || method === methods[name]),
  );
}

/** Everything that a proxy does with events. */
export class Webhooks {
  readonly #settings: WebhookSettings;
  readonly #records: Records;
  readonly #clock = new ServiceClock();
  readonly #attempts: PostingAttempts;
  readonly #receiver: Receiver;
  readonly #now: () => number;

  constructor(settings: WebhookSettings, store: AtomicStore, now: () => number, merchant: string) {
    this.#settings = settings;
    this.#now = now;
    this.#records = new Records(store, now, merchant);
    this.#attempts = new PostingAttempts(this.#records, this.#clock, now);
    this.#receiver = new Receiver(new Signatures(settings.secrets), this.#records, settings.organization, now);
  }

  /** Takes an event in. */
  receive(request: Request): Promise<ProxyAnswer> {
    return this.#receiver.receive(request);
  }

  /** Makes a call to the service and notes it; a customer is told with the card's size, where that is known. */
  async carry(departure: Departure, call: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const answer = await this.#attempts.carry(departure, call);
    const isCustomer = departure.route === 'lookup' || departure.route === 'enrol';
    return isCustomer && isSuccess(answer) ? this.#withCardSize(answer) : answer;
  }

  /** Answers a question of a till or a manager. */
  async ask(route: 'outcome' | 'open', request: Request, { manager }: Asker): Promise<ProxyAnswer> {
    const grounds = await this.#grounds();
    if (route === 'outcome') return answerOutcome(new URL(request.url), this.#records, grounds);
    if (!manager) throw refusalOf('manager_required');
    return answerOpen(this.#records, grounds, this.#now());
  }

  async #grounds(): Promise<Grounds> {
    const { exclusive, patience } = this.#settings;
    if (exclusive === false) return { exclusiveSince: undefined, patience };
    if (exclusive !== true) return { exclusiveSince: exclusive, patience };
    const { since } = await this.#records.shop();
    return { exclusiveSince: since + (this.#clock.skew ?? 0) + SETTLING, patience };
  }

  async #withCardSize(answer: ProxyAnswer): Promise<ProxyAnswer> {
    const { cardSize } = await this.#records.shop().catch(() => ({ cardSize: undefined }));
    if (cardSize === undefined || fieldOf(answer.body, 'card_size') !== undefined) return answer;
    const content = JSON.parse(answer.body) as Record<string, unknown>;
    const { data } = content;
    const isWrapped = typeof data === 'object' && data !== null;
    const told = isWrapped
      ? { ...content, data: { ...data, card_size: cardSize } }
      : { ...content, card_size: cardSize };
    return { ...answer, body: JSON.stringify(told) };
  }
}
