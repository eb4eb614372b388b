/** The order on the screen. Knows nothing of loyalty but the discount that it is told. */
import { html, nothing, type TemplateResult } from 'lit';
import { goods, money, type Basket, type Item, type Line } from './basket.js';

/** What the cashier can do with the order. */
export interface OrderActions {
  change(item: Item, by: 1 | -1): void;
  pay(): void;
}

/** Draws the order; `discount` in kuruş is what loyalty takes off. */
export function orderPanel(basket: Basket, discount: number, actions: OrderActions): TemplateResult {
  return html`
    <div class="row between"><h2>Order ${basket.orderId}</h2><span class="tag num">${basket.count} ${basket.count === 1 ? 'item' : 'items'}</span></div>
    <div class="goods">${goods.map((item) => goodsButton(item, actions))}</div>
    <table class="basket num">
      <tbody>
        ${basket.lines.map((line) => row(line, actions))}
        ${discount > 0 ? sum('Loyalty discount', `−${money(discount)}`, true) : nothing}
        ${sum('Total', money(basket.total - discount), false)}
      </tbody>
    </table>
    <button class="big quiet" type="button" ?disabled=${basket.count === 0} @click=${() => actions.pay()}>
      Take payment, next customer
    </button>`;
}

function goodsButton(item: Item, { change }: OrderActions): TemplateResult {
  return html`<button type="button" @click=${() => change(item, 1)}>
    <span>${item.name}</span><span class="muted num">${money(item.price)}</span>
  </button>`;
}

function row({ item, count }: Line, { change }: OrderActions): TemplateResult {
  return html`<tr>
    <td>${item.name}</td>
    <td class="steps">
      <button class="quiet" type="button" aria-label="One ${item.name} less" @click=${() => change(item, -1)}>−</button>
      <span>${count}</span>
      <button class="quiet" type="button" aria-label="One ${item.name} more" @click=${() => change(item, 1)}>+</button>
    </td>
    <td>${money(item.price * count)}</td>
  </tr>`;
}

function sum(name: string, value: string, minor: boolean): TemplateResult {
  return html`<tr class=${minor ? 'sum minor' : 'sum'}>
    <td>${minor ? name : html`<b>${name}</b>`}</td>
    <td colspan="2">${minor ? value : html`<b>${value}</b>`}</td>
  </tr>`;
}
