/**
 * What the elements of one checkout share: the sale comes down by context, what happened goes up by `report`. There is no
 * other way between them.
 */
import { createContext } from '@lit/context';
import type { Fetch } from '../client/loyalite-client.js';
import type { Phase } from '../flow/conversation.js';
import type { Journal } from '../journal/journal.js';
import type { Balances } from '../protocol/journal-record.js';
import type { Posting } from '../protocol/operation.js';
import type { Customer, Earning, Redemption } from '../protocol/results.js';

/** The step of a sale that an element is for. */
export type SaleStep = 'find' | 'redeem' | 'earn';

/** How much of an element is drawn in its sale: all, the ways into its step, a short form, one line of what it brought, or nothing. */
export type Place = 'whole' | 'tiles' | 'short' | 'line' | 'away';

/** What an element of a sale says of itself, to be given its place. */
export interface PlaceRequest {
  /** Whether somebody is there whom it would be for. */
  hasCustomer: boolean;
  /** Whether it can be used without a customer. */
  needsNobody: boolean;
}

/** An element of a sale, as its checkout sees it. */
export interface SaleMember extends HTMLElement {
  readonly state: Phase;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  reset(): void;
}

/** What changes with the basket while goods are scanned: it concerns those tags alone that show something made of it. */
export const figures = ['amount', 'stamps', 'currency', 'pointValue'] as const;
export type Figure = (typeof figures)[number];

/** What an element of a checkout tells about itself. */
export interface SaleUpdate {
  element: HTMLElement;
  state: Phase;
  /** What stands there and may still be under way or not known, and the name of its note. */
  open: { kind: Posting['kind']; name: string } | null;
  /** Whether it is this sale's: a late answer of an earlier one is not, nor what another window booked. */
  isCurrent: boolean;
  /** Only with `done`. */
  found?: Customer;
  redeemed?: Redemption;
  earned?: Earning;
}

/** One sale, as the elements in it see it: always as it stands now. They are told whenever anything but its figures changes. */
export interface Sale {
  readonly endpoint: string;
  readonly orderId: string;
  readonly amount: string;
  readonly stamps: string;
  readonly currency: string;
  readonly pointValue: string;
  readonly cardSize: number;
  readonly receiptWidth: number;
  readonly verifiedOnly: boolean | 'pin';
  readonly deadline: number;
  readonly maskedPin: boolean;
  /** How an outcome is told beside the screen, of `sound vibration`. */
  readonly feedback: string;
  /** When a field has a keypad of its own. */
  readonly keypad: 'auto' | 'on' | 'off';
  readonly fetch: Fetch | undefined;
  /** The page's chance to say no, of the elements' `BeforeBooking`. */
  readonly beforeBooking: ((booking: never, options: { signal: AbortSignal }) => unknown) | null;
  /** Sentences that replace the built-in ones, by name. */
  readonly wording: Record<string, unknown>;
  readonly customer: Customer | null;
  /** Counts the sales of this checkout: another number is another sale. */
  readonly saleNumber: number;
  /** The notes of the endpoint, shared so that blocked storage is told once. */
  readonly journal: Journal | null;
  /** What was redeemed in this sale so far. */
  readonly redemptions: readonly Redemption[];
  /** Whether the sale's earn is done: what comes now is the next customer's. */
  readonly isComplete: boolean;
  /** Whether an element is the checkout's own, for what earlier pages and orders left unanswered. */
  isRecovery(element: HTMLElement): boolean;
  /** Whether the checkout offers what is not known, by the name of its note. */
  keeps(name: string): boolean;
  /** What a customer of this sale has, where nothing that is not known may have changed it. */
  balancesOf(customerCode: string): Balances | undefined;
  /** Whether a tag of the sale shows it, by the name of its note. */
  isShown(name: string): boolean;
  /** Puts an unanswered operation off, by the name of its note. */
  putOff(name: string): void;
  /** Whether the sale shows a step when it comes; else everything is in sight. */
  readonly isStepped: boolean;
  /** Whether its steps stand side by side; else they are one surface, and one of them is open at a time. */
  readonly isWide: boolean;
  /** Whether it stands in a narrow column and shows no more than it must. */
  readonly compact: boolean;
  /** Whether a look-up stands in the sale, so that the others wait for a customer. */
  readonly hasLookup: boolean;
  /** Whether the customer can still be taken off the sale: nothing was booked for it, and nothing is under way. */
  readonly canRemove: boolean;
  /** How much of an element is drawn now. */
  placeOf(element: SaleMember, request: PlaceRequest): Place;
  /** Opens the step of a redemption, or with `null` goes back to what can be had. */
  openStep(element: SaleMember | null): void;
  /** Takes the customer off the sale; the order stays. */
  removeCustomer(): void;
  /** Whether a redemption of this sale is under way, at its PIN or not known. */
  isRedeemOpen(): boolean;
  /** Takes the focus to the sale itself, where nothing is pressed. */
  rest(): void;
  /** Takes the focus to the step that is next: what somebody who works by keys asks for with Enter. */
  moveOn(): void;
  /**
   * Tells which step an element is for, as soon as it stands in the sale, and what to call when nothing but figures changed;
   * an element without that is updated whatever changes.
   */
  join(element: SaleMember, step: SaleStep, onfigures?: (changed: readonly Figure[]) => void): void;
  /** Tells what happened before the element's own event; what comes back is to be called after it. */
  report(report: SaleUpdate): (() => void) | undefined;
}

/** The sale that an element stands in. */
export const saleContext = createContext<Sale | null>(Symbol.for('loyalite-sale'));

/** The same sale, which notes those figures that are asked of it. */
export function noting(sale: Sale, asked: Set<Figure>): Sale {
  const noted = Object.create(sale) as Sale;
  for (const name of figures)
    Object.defineProperty(noted, name, {
      get: () => {
        asked.add(name);
        return sale[name];
      },
    });
  return noted;
}
