/** The customer's phone: QR, PIN, balances and coupons, drawn from what the service says. Its buttons stand for a scanner. */
import { html, nothing, type TemplateResult } from 'lit';
import { generate } from 'lean-qr';
import { toSvgDataURL } from 'lean-qr/extras/svg';
import type { Phone } from 'loyalite-elements/sandbox';

/** What a phone needs to be drawn. */
export interface PhoneView {
  readonly code: string;
  readonly phone: Phone | undefined;
  readonly canScan: (what: 'customer' | 'coupon') => boolean;
  readonly scan: (what: 'customer' | 'coupon', text: string) => void;
}

const kept = 40;
const pictures = new Map<string, string>();

/** A strict service makes a new QR every half minute, so old ones are let go. */
function picture(text: string): string {
  const known = pictures.get(text) ?? toSvgDataURL(generate(text), { padX: 2, padY: 2, on: '#000', off: '#fff' });
  pictures.set(text, known);
  const [oldest] = pictures.keys();
  if (pictures.size > kept && oldest !== undefined) pictures.delete(oldest);
  return known;
}

/** Draws the phone. */
export function phonePanel({ code, phone, canScan, scan }: PhoneView): TemplateResult {
  return html`<h2 id="phone-title">The customer's phone</h2>
    <div class="handset" data-code=${code}>${phone ? screen(code, phone, canScan, scan) : html`<p class="muted">The service does not know customer ${code}.</p>`}</div>`;
}

function screen(
  code: string,
  { qr, pin, coupons, points, stamps, maskedEmail }: Phone,
  canScan: PhoneView['canScan'],
  scan: PhoneView['scan'],
): TemplateResult {
  return html`
    ${pin === null ? nothing : html`<div class="pin"><span>PIN for the cashier</span><b data-pin>${pin}</b></div>`}
    <div class="row between"><span class="muted">${maskedEmail}</span><span class="tag num">${code}</span></div>
    <div class="balances num"><div><b data-points>${points}</b> points</div><div><b data-stamps>${stamps}</b> stamps</div></div>
    <div class="qr"><img src=${picture(qr)} alt="QR code of customer ${code}" width="168" height="168">
      ${canScan('customer') ? html`<button type="button" data-scan @click=${() => scan('customer', qr)}>Hold it to the scanner</button>` : nothing}
    </div>
    ${coupons.map(
      ({
        name,
        qrToken,
      }) => html`<div class="coupon"><img src=${picture(qrToken)} alt="QR code of the coupon" width="64" height="64"><b>${name}</b>
      ${canScan('coupon') ? html`<button class="quiet" type="button" data-coupon @click=${() => scan('coupon', qrToken)}>Scan</button>` : nothing}</div>`,
    )}`;
}
