import 'loyalite-elements/define';
import type { LoyaliteCheckoutElement, LoyaliteCompleteEvent, LoyaliteRedeemedEvent, Wording } from 'loyalite-elements';
import type {} from 'loyalite-elements/react';
import { useEffect, useRef, useState } from 'react';

const total = 85.5;
const wording: Partial<Wording> = { credit: ({ value }) => `Add points for ${value}` };

export function Till() {
  const checkout = useRef<LoyaliteCheckoutElement>(null);
  const [order, setOrder] = useState(1001);
  const [discount, setDiscount] = useState(0);
  const [receipts, setReceipts] = useState<string[]>([]);

  // React 18 sets attributes and nothing else: objects and listeners are given to the element itself.
  useEffect(() => {
    const element = checkout.current!;
    const listening = new AbortController();
    const { signal } = listening;
    element.wording = wording;
    element.addEventListener('loyalite-redeemed', onRedeemed, { signal });
    element.addEventListener('loyalite-complete', onComplete, { signal });
    element.addEventListener('loyalite-next', onNext, { signal });
    return () => listening.abort();
  }, []);

  function onRedeemed({ detail }: LoyaliteRedeemedEvent) {
    if ('discount' in detail) setDiscount((sum) => sum + Number(detail.discount));
  }

  function onComplete({ detail: { customer, earned } }: LoyaliteCompleteEvent) {
    setReceipts((all) => [...all, `${earned.externalId} ${customer.maskedEmail}: ${earned.points} points`]);
  }

  function onNext() {
    setOrder((last) => last + 1);
    setDiscount(0);
  }

  return (
    <main>
      <h1>Order A-{order}</h1>
      <p>To pay: <output id="to-pay">{(total - discount).toFixed(2)}</output></p>
      <loyalite-checkout ref={checkout} endpoint="/loyalite" order-id={`A-${order}`} amount={total.toFixed(2)} currency="TRY" point-value="0.10">
        <loyalite-lookup terms-url="/terms" privacy-url="/privacy" />
        <loyalite-redeem />
        <loyalite-earn />
      </loyalite-checkout>
      <ol id="receipts">{receipts.map((receipt) => <li key={receipt}>{receipt}</li>)}</ol>
    </main>
  );
}
