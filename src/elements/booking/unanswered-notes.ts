/**
 * What an earlier page or another window left unanswered, as far as it is one tag's: offered where nothing else stands there,
 * shown in the place of a new operation that is most likely the same, and what it leaves open of the customer's balances.
 */
import type { ConversationController } from '../../controllers/conversation-controller.js';
import type { Sale } from '../../controllers/sale-context.js';
import { seenBalancesOf } from '../../controllers/seen-balances.js';
import type { Journal } from '../../journal/journal.js';
import type { Balances, CustomerContext, OpenRecord } from '../../protocol/journal-record.js';
import { isPosting, type Operation } from '../../protocol/operation.js';
import { isGenerated } from './booking.js';
import type { BookingView } from './booking-view.js';

/** What it is handed. */
export interface UnansweredParts {
  host: HTMLElement;
  booking: BookingView;
  conversation: ConversationController;
  sale(): Sale | null;
  journal(): Journal | null;
  /** Address of the backend, or empty. */
  backend(): string;
  /** A note is about to be shown. */
  onrestore(note: OpenRecord): void;
}

/** The unanswered notes of one tag. */
export class UnansweredNotes {
  readonly #parts: UnansweredParts;
  /** The name of the note that is shown. */
  name = '';

  constructor(parts: UnansweredParts) {
    this.#parts = parts;
  }

  get #isIdle(): boolean {
    return this.#parts.conversation.state.phase === 'idle';
  }

  /** Shows what was left, where nothing else stands there. */
  offer(): void {
    const { host, booking } = this.#parts;
    if (!this.#isIdle || !this.#parts.backend()) return;
    const sale = this.#parts.sale();
    const wanted = sale?.isRecovery(host) ? host.dataset['note'] : undefined;
    const isOurs = ({ name, operation }: OpenRecord): boolean =>
      wanted === undefined ? booking.owns(operation) && !sale?.isShown(name) : name === wanted;
    const note = this.#parts.journal()?.unanswered().find(isOurs);
    if (note) this.restore(note);
  }

  restore(note: OpenRecord): void {
    const { conversation, onrestore } = this.#parts;
    if (!this.#isIdle) conversation.reset();
    this.name = note.name;
    onrestore(note);
    conversation.restore(note);
  }

  /** Without an order an operation gets an id of its own: what stands open with the same content is most likely the same. */
  like(operation: Operation): OpenRecord | null {
    if (this.#parts.conversation.state.phase === 'unconfirmed') return null;
    if (!isPosting(operation) || operation.kind === 'coupon' || !isGenerated(operation.externalId)) return null;
    return this.#parts.journal()?.openLike(operation) ?? null;
  }

  /** What the customer is known to have: an answer that does not follow from it is not believed. */
  withBalances(operation: Operation, context: CustomerContext | undefined): CustomerContext | undefined {
    const code = 'customerCode' in operation ? operation.customerCode : '';
    const sale = this.#parts.sale();
    const balances = sale ? sale.balancesOf(code) : this.#seenBalances(code);
    return context && balances ? { ...context, balances } : context;
  }

  /** Without a checkout: what the tags of this page saw last, unless a redemption that is not known may have changed it. */
  #seenBalances(customerCode: string): Balances | undefined {
    const isTaking = ({ operation }: OpenRecord): boolean =>
      operation.kind === 'redeem' && operation.customerCode === customerCode;
    return this.#parts.journal()?.unanswered().some(isTaking)
      ? undefined
      : seenBalancesOf(this.#parts.host.ownerDocument).of(this.#parts.backend(), customerCode);
  }
}
