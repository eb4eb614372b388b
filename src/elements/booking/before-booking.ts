/**
 * The page's chance to say no: it is asked before a booking leaves, with a limit, and whatever goes wrong there sends nothing.
 * Knows no element.
 */
import type { CardType, Posting } from '../../protocol/operation.js';
import { InputError } from '../input-error.js';

/** What is about to be booked. Of a coupon nothing is told but that it is one: its text is its worth. */
export interface PlannedBooking {
  kind: 'earn' | 'redeem';
  cardType: CardType | 'coupon';
  /** Amount of the order as a decimal string, or a count of points or stamps: `"85.50"`, `"50"`; empty for a coupon. */
  amount: string;
  /** What is to be taken off the bill, as a decimal string: `"5.00"`; `null` where nothing says so. */
  discount: string | null;
  /** Empty for a coupon of nobody in particular. */
  customerCode: string;
  /** Empty where the page gives none. */
  orderId: string;
}

/**
 * Decides about a booking. `false` refuses it, a text refuses it with that sentence for the cashier; everything else lets it go.
 * It may take up to a minute: the cashier can leave meanwhile, which aborts the signal.
 */
export type BeforeBooking = (booking: PlannedBooking, options: { signal: AbortSignal }) => unknown;

/** Long enough to ask a manager; after it the page is taken to have no answer. */
const maxWait = 60_000;
/** A sentence, and no more: it stands in the status line. */
const maxLength = 300;

/** What the page is told of a posting. */
export function plannedBooking(posting: Posting, customerCode: string, discount: string | null): PlannedBooking {
  const { orderId = '' } = posting;
  return posting.kind === 'coupon'
    ? { kind: 'redeem', cardType: 'coupon', amount: '', discount, customerCode, orderId }
    : { kind: posting.kind, cardType: posting.cardType, amount: posting.amount, discount, customerCode, orderId };
}

/** Rejects when the time is over or the cashier has left; `end()` forgets both. */
function limit(signal: AbortSignal): { over: Promise<never>; end: () => void } {
  let end = (): void => {};
  const over = new Promise<never>((_, reject) => {
    const leave = (): void => reject(new Error('The page took longer than a minute.'));
    const timer = setTimeout(leave, maxWait);
    signal.addEventListener('abort', leave);
    end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    };
  });
  return { over, end };
}

/** Asks the page; resolves to the refusal, or to `null` where the booking may go. Never rejects. */
export async function askPage(
  ask: BeforeBooking,
  booking: PlannedBooking,
  signal: AbortSignal,
): Promise<InputError | null> {
  const { over, end } = limit(signal);
  try {
    const answer: unknown = await Promise.race([ask(booking, { signal }), over]);
    if (answer === false) return new InputError('vetoed', 'The page refused the booking.', { code: 'vetoed' });
    if (typeof answer !== 'string' || answer === '') return null;
    const value = answer.slice(0, maxLength);
    return new InputError('vetoedBecause', 'The page refused the booking.', {
      code: 'vetoed',
      values: () => ({ value }),
    });
  } catch (cause) {
    return new InputError('veto_failed', "The page's `beforeBooking` threw or gave no answer in time.", {
      code: 'veto_failed',
      cause,
    });
  } finally {
    end();
  }
}
