/**
 * What can go wrong with the events that the service posts by itself: the names, in the order of their numbers, and the
 * magic values that bring them about. What each of them does is in `events.ts`.
 */

/** Every fault of an event; the magic values number them from 71 in this order. */
export const EVENT_FAULTS = ['late', 'twice', 'never', 'out-of-order', 'wrong-signature', 'by-hand'] as const;

/** The name of one fault. */
export type EventFault = (typeof EVENT_FAULTS)[number];

/** A fault with its number and a sentence on what happens. */
export interface EventFaultDescription {
  readonly fault: EventFault;
  readonly number: number;
  readonly effect: string;
}

const EFFECTS: Readonly<Record<EventFault, string>> = {
  late: 'the event of the booking is posted half a minute later',
  twice: 'the event of the booking is posted twice',
  never: 'the event of the booking is not posted',
  'out-of-order': 'the event of the booking is posted behind the next one',
  'wrong-signature': 'the event of the booking is signed under another secret',
  'by-hand': 'somebody books the same once more in the merchant app',
};

/** The faults as data, for documents and panels. */
export const eventFaultList: readonly EventFaultDescription[] = EVENT_FAULTS.map((fault, index) => ({
  fault,
  number: 71 + index,
  effect: EFFECTS[fault],
}));

/** The fault that a booking asks for by its customer (`900071`) or by the cents of its amount (`10.71`). */
export function magicEventFault(customerCode: string, amount: number): EventFault | undefined {
  const cents = Math.round(amount * 100) % 100;
  return eventFaultList.find(({ number }) => customerCode === `9000${number}` || cents === number)?.fault;
}
