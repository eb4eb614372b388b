/**
 * Numbers for orders. A reload keeps the number, because the order is still the same one; the next customer gets another,
 * and no number comes twice, because the service books each of them once.
 */

const place = 'till-order';

/** The order on the till: named by the address (`?order=A-1001`), else the one before the reload, else a new one. */
export function currentOrder(): string {
  return keep(new URLSearchParams(location.search).get('order') ?? sessionStorage.getItem(place) ?? fresh());
}

/** A number for the next customer. */
export function nextOrder(): string {
  return keep(fresh());
}

function keep(orderId: string): string {
  sessionStorage.setItem(place, orderId);
  return orderId;
}

/** The time in seconds, and always more than the number before: two quick sales may fall into one second. */
function fresh(): string {
  const before = Number(/\d{1,12}$/.exec(sessionStorage.getItem(place) ?? '')?.[0] ?? -1);
  const number = Math.max(Math.floor(Date.now() / 1000) % 1_000_000, before + 1);
  return `A-${String(number).padStart(6, '0')}`;
}
