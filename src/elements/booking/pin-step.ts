/**
 * The PIN of one booking: the overlay stands from the service's question until the operation is over, and what a hand scanner
 * types meanwhile is kept out of its field.
 */
import type { nothing, ReactiveControllerHost, TemplateResult } from 'lit';
import type { ConversationController } from '../../controllers/conversation-controller.js';
import { ScanController } from '../../controllers/scan-controller.js';
import { isCancelable, type Phase } from '../../flow/conversation.js';
import { isPosting } from '../../protocol/operation.js';
import type { Localization } from '../../words/localization.js';
import type { DeliberatePresses } from '../fields/deliberate.js';
import type { BookingView } from './booking-view.js';
import { PinOverlay, type PinView } from './pin-overlay.js';

/** What it is handed. */
export interface PinStepParts {
  words: Localization;
  presses: DeliberatePresses;
  conversation: ConversationController;
  booking: BookingView;
  /** Whether the digits are drawn as dots. */
  isMasked(): boolean;
  cancel(): void;
}

/** The PIN of one tag. */
export class PinStep {
  readonly #parts: PinStepParts;
  readonly #overlay: PinOverlay;
  #isOpen = false;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: PinStepParts) {
    this.#parts = parts;
    const { words, conversation, presses, cancel } = parts;
    this.#overlay = new PinOverlay(host, {
      words,
      enter: (pin) => conversation.enter(pin),
      renew: () => conversation.renew(),
      cancel,
      onopen: () => presses.overlayOpened(),
    });
    const refuse = (): void => this.#overlay.refuseScan();
    new ScanController(host, {
      isAwaiting: () => conversation.state.phase === 'pin',
      onscan: refuse,
      onrefused: refuse,
      prefixAndSuffix: () => ({ prefix: '', suffix: '' }),
    });
  }

  /** Whether the overlay covers what the tag says. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The conversation went on. */
  follow(phase: Phase): void {
    this.#isOpen = phase === 'pin' || (phase === 'pending' && this.#isOpen);
  }

  render(): TemplateResult | typeof nothing {
    return this.#overlay.render(this.#view());
  }

  #view(): PinView | null {
    const { words, booking, conversation, isMasked } = this.#parts;
    const { state, customerContext, isSlow } = conversation;
    const { operation } = state;
    if (!this.#isOpen || !operation || !isPosting(operation)) return null;
    return {
      email: customerContext.maskedEmail,
      purpose: booking.pinPurpose(operation),
      pin: state.pin,
      isCancelable: isCancelable(state),
      isRepeat: state.lost ?? false,
      progress: words.say(state.waiting ? 'waiting' : isSlow ? 'slow' : 'pinChecking'),
      note: booking.changeNote(state),
      noteToCome: words.say('amountChanged', { value: booking.amountText(operation) }),
      isMasked: isMasked(),
    };
  }
}
