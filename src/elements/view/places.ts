/**
 * How much of each tag is drawn in a sale that shows one step at a time: the customer first, then what can be used and the
 * points to give; one redemption at a time, and what is over as a line of what it brought. Pure: it draws nothing.
 */
import type { Phase } from '../../flow/conversation.js';
import type { Place, SaleStep } from '../../controllers/sale-context.js';

/** What decides about the place of one tag. */
export interface PlaceFacts {
  step: SaleStep;
  state: Phase;
  /** Whether somebody is there whom it would be for. */
  hasCustomer: boolean;
  /** Whether it can be used without a customer, as a coupon can. */
  needsNobody: boolean;
  /** Which step the cashier or the page opened: `this`, the redemption of an `other` tag, or none. */
  chosen: 'this' | 'other' | 'none';
  /** Whether the points of the sale were given. */
  isComplete: boolean;
  /** Whether the steps stand side by side: then none makes room for another. */
  isWide: boolean;
}

/** Whether a redemption holds the screen by its state, however it came to it. */
export const holdsScreen = (state: Phase): boolean => ['pending', 'pin', 'failed', 'canceled'].includes(state);

/** The place of one tag; none is away while it is under way or its outcome is not known. */
export function placeOf({ step, state, hasCustomer, needsNobody, isComplete, isWide, ...facts }: PlaceFacts): Place {
  const chosen = isWide && facts.chosen === 'other' ? 'none' : facts.chosen;
  const isIdle = state === 'idle' || state === 'done';
  if (step === 'find') {
    // After the sale nobody is looked up: a scan is refused, and what to do instead is all there is to read.
    const isOver = isComplete && (isIdle || state === 'failed');
    if (!hasCustomer || !(isIdle || isOver) || chosen === 'this') return 'whole';
    return !isWide && (chosen !== 'none' || isComplete) ? 'line' : 'short';
  }
  if (step === 'redeem') {
    if (chosen === 'this' || !isIdle) return 'whole';
    if (state === 'done') return chosen === 'other' || isComplete ? 'line' : 'tiles';
    return (hasCustomer || needsNobody) && chosen === 'none' && !isComplete ? 'tiles' : 'away';
  }
  if (chosen === 'other' && ['idle', 'failed', 'canceled'].includes(state)) return 'away';
  return hasCustomer || state !== 'idle' ? 'whole' : 'away';
}
