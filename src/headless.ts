/** Everything without lit: the client, the conversation, the journal, the errors and the whole checkout in one call. */
export { LoyaliteClient, type Fetch, type LoyaliteClientOptions, type Turn } from './client/loyalite-client.js';
export {
  ConversationRunner,
  type SendAttempt,
  type JournalPort,
  type Lock,
  type RunnerOptions,
} from './flow/conversation-runner.js';
export { idle, isCancelable, isCheckable, type Conversation, type Phase } from './flow/conversation.js';
export { transition, type Action, type Command, type Step } from './flow/transition.js';
export { checkout, type CheckoutOptions, type CheckoutReport, type Consents } from './headless/checkout.js';
export { connect, openJournal, type ConnectOptions } from './headless/connect.js';
export type { PinPrompt } from './headless/headless-conversation.js';
export { Journal, type JournalOptions } from './journal/journal.js';
export { takeLock } from './journal/lock.js';
export type { JournalStorage } from './journal/storage.js';
export { isLoyaliteError, LoyaliteError, type LoyaliteErrorOptions } from './protocol/errors.js';
export { canonicalAmount, canonicalCount, currencyDigits, pointsWorth, worth } from './protocol/money.js';
export type * from './protocol/journal-record.js';
export * from './protocol/operation.js';
export type * from './protocol/reply.js';
export type * from './protocol/results.js';
