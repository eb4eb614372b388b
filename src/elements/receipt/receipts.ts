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
  /** Token of a coupon that was issued. */
  token: string | undefined;
  width: number;
}

const proofs = { pin: 'slipPin', qr: 'slipQr', none: 'slipNone' } as const;

/** The receipts of one element. */
export class Receipts {
  readonly #host: ReactiveControllerHost;
  readonly #words: Localization;
  /** When the outcome came; of what an earlier page left unanswered, when it was sent. */
  moment = 0;
  #drawing: { text: string; code: QrDrawing | null } | null = null;

  constructor(host: ReactiveControllerHost, words: Localization) {
    this.#host = host;
    this.#words = words;
  }

  /** What happened, to what, for whom, as lines of text. */
  lines(
    operation: Posting,
    { heading, sum, verification, customerContext, token = '', width }: ReceiptContent,
  ): string[] {
    const { externalId = '', customerCode = '' } = operation.kind === 'coupon' ? {} : operation;
    const say = this.#words.say.bind(this.#words);
    return receiptLines(
      heading,
      [
        [say('slipWhen'), formatMoment(this.moment, this.#words.lang())],
        [say('slipOrder'), externalId],
        [say('slipCustomer'), customerContext.maskedEmail || customerCode],
        [say('slipWhat'), sum],
        [say('slipVerified'), say(proofs[verification])],
        [say('slipCoupon'), token],
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
  async print(lines: readonly string[], token: string | undefined): Promise<boolean> {
    try {
      const { printReceipt } = await import('./print.js');
      printReceipt(lines, token !== undefined && this.#drawing?.text === token ? this.#drawing.code : null);
      return true;
    } catch {
      return false;
    }
  }

  async #draw(text: string): Promise<void> {
    this.#drawing = { text, code: null };
    const encoder = await import('./qr-drawing.js').catch(() => null);
    // Where it could not be loaded, the next update asks again.
    this.#drawing = encoder && { text, code: encoder.drawQr(text) };
    if (encoder) this.#host.requestUpdate();
  }
}
