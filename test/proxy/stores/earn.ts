/** What the tests of the stores post. */

/** An earn whose customer depends on its id, so that no limit for one customer stands in the way. */
export function earnOf(id: string, amount: number): string {
  const customer = 100_000 + ([...id].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 0) % 899_999);
  return JSON.stringify({ external_id: id, customer_code: customer, amount, card_type: 'point' });
}
