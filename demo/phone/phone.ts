/**
 * The customer's phone: the QR to be scanned, the PIN when one is asked for, balances and coupons, all live. It follows the
 * customer whom the till serves. The buttons under the codes stand for holding the phone to the till's scanner.
 */
import { html, nothing, render, type TemplateResult } from 'lit';
import { watch } from '../till/live-stream.js';
import { openPhoneLink } from '../till/phone-link.js';

interface Coupon {
  readonly id: string;
  readonly name: string;
  readonly qrToken: string;
  readonly picture: string;
}

interface Screen {
  readonly qr: string;
  readonly picture: string;
  readonly pin: string | null;
  readonly coupons: readonly Coupon[];
  readonly points: number;
  readonly stamps: number;
  readonly maskedEmail: string;
}

const place = document.querySelector<HTMLElement>('#phone') as HTMLElement;
const link = openPhoneLink();
const owners = new Map([
  ['482193', 'Ayşe'],
  ['517204', 'Bora'],
  ['630875', 'Ceren'],
  ['748316', 'Deniz'],
]);
let owner = new URLSearchParams(location.search).get('code') ?? '482193';
let stop = (): void => undefined;
let screen: Screen | undefined;

function show(code: string): void {
  owner = code;
  if (!owners.has(code)) owners.set(code, 'Customer');
  stop();
  stop = watch(`/demo/phone/${encodeURIComponent(code)}`, (message) => {
    const told = message as Screen | { unknown: true };
    screen = 'unknown' in told ? undefined : told;
    draw();
  });
}

function draw(): void {
  render(
    html`<div class="row between"><h1><span>●</span> Loyalty card</h1><span class="tag">sandbox</span></div>
      <label class="field">Whose phone
        <select @change=${(event: Event) => show((event.target as HTMLSelectElement).value)}>
          ${Array.from(owners, ([code, name]) => html`<option value=${code} ?selected=${code === owner}>${name} · ${code}</option>`)}
        </select>
      </label>
      ${screen ? card(screen) : html`<p class="muted">This customer is not known to the service.</p>`}`,
    place,
  );
}

function card({ pin, points, stamps, maskedEmail, qr, picture, coupons }: Screen): TemplateResult {
  return html`
    <div class="pin-place" role="status">${pin === null ? nothing : html`<div class="pin"><span>Your PIN for the cashier</span><b class="num" data-pin>${pin}</b></div>`}</div>
    <div class="muted">${maskedEmail}</div>
    <div class="balances num"><div><b>${points}</b><span class="muted">points</span></div><div><b>${stamps}</b><span class="muted">stamps</span></div></div>
    <div class="code">
      <img src=${picture} alt="QR code of customer ${owner}">
      <button type="button" data-scan @click=${() => link.send({ type: 'scan', what: 'customer', text: qr })}>Hold it to the scanner</button>
    </div>
    ${coupons.length ? html`<h2>Coupons</h2><ul class="coupons">${coupons.map(couponItem)}</ul>` : nothing}`;
}

function couponItem({ name, picture, qrToken }: Coupon): TemplateResult {
  return html`<li>
    <img src=${picture} alt="QR code of the coupon">
    <b>${name}</b>
    <button class="quiet" type="button" @click=${() => link.send({ type: 'scan', what: 'coupon', text: qrToken })}>Hold it to the scanner</button>
  </li>`;
}

link.listen((message) => {
  if (message.type === 'customer') show(message.code);
});
show(owner);
