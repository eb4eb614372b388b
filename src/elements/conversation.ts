/**
 * What a tag needs from the first question on, in one file of the script: how the backend is asked, the notes of what stands
 * unanswered, the PIN overlay, the keypad of a field, slips, and the sentences and styles of all that. Nothing can have been sent before it is there.
 */
export { LoyaliteClient } from '../client/loyalite-client.js';
export { connect, openJournal } from '../headless/connect.js';
export { lockAhead } from '../journal/lock.js';
export { Keypad } from './fields/keypad.js';
export { BalanceHint } from './booking/balance-hint.js';
export { PinStep } from './booking/pin-step.js';
export { UnansweredNotes } from './booking/unanswered-notes.js';
export { OutcomeReceipt } from './receipt/outcome-receipt.js';
export { CodeRules } from './scanning/code-rules.js';
export { QuietLookUp } from './scanning/quiet-look-up.js';
export { statusOf } from './view/outcome.js';
export { englishLater } from '../words/english-later.js';
export { themeLater } from './view/theme-later.js';
