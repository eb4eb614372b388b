/** The keys of an order's bookings: known in the common case, and never shared, whatever orders are called. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { externalIdFor, type BookingOfOrder } from '../../src/protocol/external-id.js';

describe('the key of a booking', () => {
  it('is the order’s id, with `redeem_` before it for a redemption', () => {
    expect(externalIdFor({ kind: 'earn', cardType: 'point', orderId: 'A-1001' })).to.equal('A-1001');
    expect(externalIdFor({ kind: 'redeem', cardType: 'point', orderId: 'A-1001' })).to.equal('redeem_A-1001');
  });

  it('tells stamps from points, and each further booking from the one before', () => {
    const order = { kind: 'redeem', orderId: 'A_2' } as const;
    expect(externalIdFor({ ...order, cardType: 'stamp' })).to.equal('redeem_A_2~stamp');
    expect(externalIdFor({ ...order, cardType: 'point', nth: 2 })).to.equal('redeem_A_2~2');
    expect(externalIdFor({ ...order, cardType: 'stamp', nth: 3 })).to.equal('redeem_A_2~stamp~3');
  });

  it('is another one for every booking of every order', () => {
    const pieces = ['', 'redeem_', '~', '~stamp', '~2', '5', 'stamp', '_', '2'];
    const orders = new Set<string>();
    for (const a of pieces)
      for (const b of pieces) for (const c of pieces) for (const d of pieces) orders.add(a + b + c + d);
    orders.delete('');
    const owners = new Map<string, string>();
    for (const orderId of orders)
      for (const kind of ['earn', 'redeem'] as const)
        for (const cardType of ['point', 'stamp'] as const)
          for (const nth of [1, 2, 12]) {
            const booking: BookingOfOrder = { kind, cardType, orderId, nth };
            const id = externalIdFor(booking);
            expect(owners.get(id), `${id} for ${JSON.stringify(booking)}`).to.equal(undefined);
            owners.set(id, JSON.stringify(booking));
          }
    expect(owners.size).to.equal(orders.size * 12);
  });
});
