// The vendor's way, as its sample shows it: plain fetch, a loop that asks for the PIN, and nothing for an answer that got lost.
// All tills but ours are built on it, so that they differ in what draws them and in nothing else.

async function post(path, body) {
  const response = await fetch(`/loyalite/webhook/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { ok: response.ok, answer: await response.json() };
}

export async function lookUp(code) {
  const response = await fetch(`/loyalite/webhook/customer?code=${encodeURIComponent(code)}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.data;
}

/** Posts, and posts again with a PIN as long as the service asks for one; `null` from `promptForPin` gives up. */
async function withPin(path, body, promptForPin) {
  let pin;
  for (;;) {
    const { ok, answer } = await post(path, pin === undefined ? body : { ...body, verification_pin: pin });
    if (ok) return answer.data;
    if (answer.error !== 'pin_required' && answer.error !== 'pin_invalid') throw new Error(answer.error);
    pin = await promptForPin({ remainingAttempts: answer.remaining_attempts });
    if (pin === null) throw new Error('canceled');
  }
}

export function earnPoints(customerCode, amount, orderId, promptForPin) {
  return withPin(
    'pos',
    { customer_code: customerCode, amount, card_type: 'point', external_id: orderId, manual_code: true },
    promptForPin,
  );
}

export function redeem(customerCode, value, cardType, orderId, promptForPin) {
  return withPin(
    'redeem',
    { customer_code: customerCode, value, card_type: cardType, external_id: `redeem_${orderId}`, manual_code: true },
    promptForPin,
  );
}

export function redeemCoupon(token, promptForPin) {
  return withPin('coupons/redeem', { token, manual_code: true }, promptForPin);
}
