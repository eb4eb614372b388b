/**
 * What the parts of a tag are handed by it: its public side, what it says for itself, and what one submit of it is. Only shapes.
 */
import type { TemplateResult } from 'lit';
import type { SaleMember, SaleUpdate } from '../controllers/sale-context.js';
import type { Conversation } from '../flow/conversation.js';
import type { CustomerContext } from '../protocol/journal-record.js';
import type { Operation } from '../protocol/operation.js';
import type { ConversationPart } from './load-conversation.js';
import type { LoyaliteBase } from './loyalite-base.js';
import type { CouponSale } from './receipt/receipts.js';
import type { StatusView } from './view/status.js';

/** What the parts use of their element: public, all of it. */
export interface ElementHost extends LoyaliteBase, SaleMember {
  readonly disabled: boolean;
  readonly required: boolean;
  readonly feedback: string | null;
  readonly maskedPin: boolean;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  submit(): void;
  cancel(): void;
}

/** What a tag says for itself. */
export interface ElementHooks<Result> {
  /** What a submit asks now; throws a `LoyaliteError` where it cannot be asked. */
  request(): Submission;
  /** Turns a finished conversation into the result. */
  finish(state: Conversation, customerContext: CustomerContext): Result;
  /** Fires the event of a result. */
  announce(result: Result): void;
  /** Adds to what a checkout is told. */
  report(result: Result): Partial<SaleUpdate>;
  /** The customer and order that the page gives. */
  identity(): string;
  /** The sentence of a state that is the tag's own; `null` leaves it to the common ones. */
  message(state: Conversation): string | StatusView | null;
  content(): TemplateResult;
  /** What the tag is called on the screen. */
  caption(): string;
  /** Whether somebody is there whom a submit would be for; by default, whether the sale has its customer. */
  hasCustomer?(): boolean;
  /** Whether it can be used without a customer. */
  needsNobody?(): boolean;
  /** Whether an ending takes the focus away from what has it; by default from the field. */
  isRestless?(): boolean;
  /** What is drawn of the sale's figures, in one text: while it stays the same, a changed basket draws nothing anew. */
  drawnFigures?(): string;
  /** What a question needs is there, once. */
  onpart?(part: ConversationPart): void;
  /** A submit begins. */
  onstart?(): void;
  /** What is over was taken off the screen. */
  onclear?(): void;
}

/** One submit, ready to be frozen. */
export interface Submission {
  operation: Operation;
  customerContext?: CustomerContext;
  /** Of a coupon, which does not hold it itself. */
  couponSale?: CouponSale;
}
