/**
 * What leaves the screen: the receipt of an outcome as lines and on the printer, and a coupon's code as a drawing. The encoder is
 * loaded when it is needed, the printer's part before anything could have been sent.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { CustomerContext } from '../../protocol/journal-record.js';
import type { Posting } from '../../protocol/operation.js';
import type { Verification } from '../../protocol/results.js';
import { formatMoment } from '../../words/format.js';
import type { QrDrawing } from './qr-drawing.js';
import { conversationPart } from '../load-conversation.js';
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
}

/** What a coupon belongs to: the operation itself holds its token alone. */
export interface CouponSale {
  orderId: string;
  customerCode: string;
}

/** What came of printing: done, not possible with this browser, or its part could not be loaded. */
export type Printing = 'printed' | 'impossible' | 'missing';

const proofs = { pin: 'slipPin', qr: 'slipQr', none: 'slipNone' } as const;

/** The end of a coupon's token: enough to tell two coupons apart, and nobody can redeem it. */
const tailOf = (token: string): string => (token.length >= 12 ? `***${token.slice(-4)}` : '');

/** The receipts of one element. */
export class Receipts {
  readonly #host: ReactiveControllerHost & Element;
  readonly #words: Localization;
  /** When the outcome came; of what an earlier page left unanswered, when it was sent. */
  moment = 0;
  /** The sale of the coupon under way, as it was when that was submitted. */
  couponSale: CouponSale = { orderId: '', customerCode: '' };
  #drawing: { text: string; code: QrDrawing | null } | null = null;

  constructor(host: ReactiveControllerHost & Element, words: Localization) {
    this.#host = host;
    this.#words = words;
  }

  /** What happened, to what, for whom, as lines of text. */
  lines(posting: Posting, { heading, sum, verification, customerContext, coupon, width }: ReceiptContent): string[] {
    const say = this.#words.say.bind(this.#words);
    const isRedeemed = posting.kind === 'coupon';
    const order = isRedeemed ? this.couponSale.orderId : posting.externalId;
    const { customerCode } = isRedeemed ? this.couponSale : posting;
    const part = conversationPart();
    if (!part) return [];
    return part.receiptLines(
      heading,
      [
        [say('slipWhen'), formatMoment(this.moment, this.#words.lang())],
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

  /** Loads the printer's part while there is a network: the slip that matters most is that of a lost answer. */
  prepare(): void {
    void import('./print.js').catch(() => {});
  }

  /** Opens the printer's dialog, with the code that was drawn for the coupon; says whether that could be done. */
  async print(lines: readonly string[], token: string | undefined): Promise<Printing> {
    const part = await import('./print.js').catch(() => null);
    if (!part) return 'missing';
    const code = token !== undefined && this.#drawing?.text === token ? this.#drawing.code : null;
    const words = this.#words;
    const lang = words.fallbackLang() === 'en' ? 'en' : words.lang();
    return part.printReceipt(lines, { code, dir: words.dir(), lang, page: this.#host.ownerDocument })
      ? 'printed'
      : 'impossible';
  }

  async #draw(text: string): Promise<void> {
    this.#drawing = { text, code: null };
    const encoder = await import('./qr-drawing.js').catch(() => null);
    // Where it could not be loaded, the next update asks again.
    this.#drawing = encoder && { text, code: encoder.drawQr(text) };
    if (encoder) this.#host.requestUpdate();
  }
}
