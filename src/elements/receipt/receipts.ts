/**
 * What leaves the screen: the receipt of an outcome as lines and on the printer, and a coupon's code as a drawing. The encoder is
 * loaded when it is needed.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { CustomerContext } from '../../protocol/journal-record.js';
import type { Posting } from '../../protocol/operation.js';
import type { Verification } from '../../protocol/results.js';
import { formatMoment } from '../../words/format.js';
import type { QrDrawing } from './qr-drawing.js';
import { printReceipt } from './print.js';
import { receiptLines } from './receipt-lines.js';
import type { Localization } from '../../words/localization.js';

/** What a slip tells beside the operation. */
export interface ReceiptContent {
  /** The sentence of the outcome. */
  heading: string;
  /** What was moved: "50 points". */
  sum: string;
  verification: Verification;
  customerContext: CustomerContext;
  /** The coupon that was issued or redeemed, as far as the service has told it. */
  coupon: { id?: string; qrToken?: string } | undefined;
  width: number;
  /** When the outcome came; of what an earlier page left unanswered, when it was sent. Milliseconds since 1970. */
  moment: number;
  /** The sale of a coupon, as it was when that was submitted. */
  couponSale: CouponSale;
}

/** What a coupon belongs to: the operation itself holds its token alone. */
export interface CouponSale {
  orderId: string;
  customerCode: string;
}

const proofs = { pin: 'slipPin', qr: 'slipQr', none: 'slipNone' } as const;

/** The end of a coupon's token: enough to tell two coupons apart, and nobody can redeem it. */
const tailOf = (token: string): string => (token.length >= 12 ? `***${token.slice(-4)}` : '');

/** The receipts of one element. */
export class Receipts {
  readonly #host: ReactiveControllerHost & Element;
  readonly #words: Localization;
  #drawing: { text: string; code: QrDrawing | null } | null = null;

  constructor(host: ReactiveControllerHost & Element, words: Localization) {
    this.#host = host;
    this.#words = words;
  }

  /** What happened, to what, for whom, as lines of text. */
  lines(posting: Posting, content: ReceiptContent): string[] {
    const { heading, sum, verification, customerContext, coupon, width, moment, couponSale } = content;
    const say = this.#words.say.bind(this.#words);
    const isRedeemed = posting.kind === 'coupon';
    const order = isRedeemed ? couponSale.orderId : posting.externalId;
    const { customerCode } = isRedeemed ? couponSale : posting;
    return receiptLines(
      heading,
      [
        [say('slipWhen'), formatMoment(moment, this.#words.lang())],
        [say('slipOrder'), order],
        [say('slipCustomer'), customerContext.maskedEmail || customerCode],
        [say('slipWhat'), sum],
        [say('slipVerified'), say(proofs[verification])],
        [say('slipCoupon'), isRedeemed ? (coupon?.id ?? tailOf(posting.token)) : (coupon?.qrToken ?? '')],
      ],
      width,
    );
  }

  /** A code to be scanned from the screen, once the encoder is loaded. */
  drawing(text: string, label: string): TemplateResult | typeof nothing {
    if (this.#drawing?.text !== text) void this.#draw(text);
    const code = this.#drawing?.code;
    if (!code) return nothing;
    return html`<svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${code.size} ${code.size}"><path d=${code.path}></path></svg>`;
  }

  /** Opens the printer's dialog, with the code that was drawn for the coupon; says whether that could be done. */
  print(lines: readonly string[], token: string | undefined): boolean {
    const code = token !== undefined && this.#drawing?.text === token ? this.#drawing.code : null;
    const words = this.#words;
    const lang = words.fallbackLang() === 'en' ? 'en' : words.lang();
    return printReceipt(lines, { code, dir: words.dir(), lang, page: this.#host.ownerDocument });
  }

  async #draw(text: string): Promise<void> {
    this.#drawing = { text, code: null };
    const encoder = await import('./qr-drawing.js').catch(() => null);
    // Where it could not be loaded, the next update asks again.
    this.#drawing = encoder && { text, code: encoder.drawQr(text) };
    if (encoder) this.#host.requestUpdate();
  }
}
