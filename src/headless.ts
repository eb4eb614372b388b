/** Everything without lit: the client, the conversation, the journal, the errors and the whole checkout in one call. */
export { LoyaliteClient, type Fetch, type LoyaliteClientOptions, type Turn } from './client/loyalite-client.js';
export { Runner, type Circumstances, type Ledger, type Lock, type RunnerParts, type Trace, type Try } from './flow/runner.js';
export { idle, isCancelable, isCheckable, transition, type Action, type Command, type Conversation, type Phase, type Step } from './flow/transition.js';
export { checkout, type CheckoutOptions, type CheckoutReport, type Consents } from './headless/checkout.js';
export { connect, openJournal, type ConnectOptions } from './headless/connect.js';
export type { PinPrompt } from './headless/talk.js';
export { Journal, type JournalOptions, type JournalTrace } from './journal/journal.js';
export { takeLock } from './journal/lock.js';
export type { JournalStorage } from './journal/storage.js';
export { isLoyaliteError, LoyaliteError, type LoyaliteErrorOptions } from './protocol/errors.js';
export { canonicalAmount, canonicalCount, currencyDigits, pointsWorth, worth } from './protocol/money.js';
export * from './protocol/operation.js';
export type * from './protocol/reply.js';
export type * from './protocol/results.js';
