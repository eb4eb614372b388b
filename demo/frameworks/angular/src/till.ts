import 'loyalite-elements/define';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { LoyaliteCompleteEvent, LoyaliteRedeemedEvent, Wording } from 'loyalite-elements';

@Component({
  selector: 'app-till',
  templateUrl: './till.html',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
})
export class Till {
  readonly total = 85.5;
  readonly wording: Partial<Wording> = { credit: ({ value }) => `Add points for ${value}` };
  readonly order = signal(1001);
  readonly discount = signal(0);
  readonly receipts = signal<string[]>([]);

  onRedeemed({ detail }: LoyaliteRedeemedEvent): void {
    if ('discount' in detail) this.discount.update((sum) => sum + Number(detail.discount));
  }

  onComplete({ detail: { customer, earned } }: LoyaliteCompleteEvent): void {
    this.receipts.update((all) => [...all, `${earned.externalId} ${customer.maskedEmail}: ${earned.points} points`]);
  }

  onNext(): void {
    this.order.update((last) => last + 1);
    this.discount.set(0);
  }
}
