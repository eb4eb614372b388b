import 'loyalite-elements/define';
import type { LoyaliteCompleteEvent, LoyaliteRedeemedEvent, Wording } from 'loyalite-elements';
import type {} from 'loyalite-elements/preact';
import { useState } from 'preact/hooks';

const total = 85.5;
const wording: Partial<Wording> = { credit: ({ value }) => `Add points for ${value}` };

export function Till() {
  const [order, setOrder] = useState(1001);
  const [discount, setDiscount] = useState(0);
  const [receipts, setReceipts] = useState<string[]>([]);

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
      <loyalite-checkout
        endpoint="/loyalite"
        order-id={`A-${order}`}
        amount={total.toFixed(2)}
        currency="TRY"
        point-value="0.10"
        wording={wording}
        onloyalite-redeemed={onRedeemed}
        onloyalite-complete={onComplete}
        onloyalite-next={onNext}
      >
        <loyalite-lookup terms-url="/terms" privacy-url="/privacy" />
        <loyalite-redeem />
        <loyalite-earn />
      </loyalite-checkout>
      <ol id="receipts">{receipts.map((receipt) => <li key={receipt}>{receipt}</li>)}</ol>
    </main>
  );
}
