/**
 * The gate in front of every posting: typed codes refused where the preset says so, and the PIN challenge.
 *
 * A customer has one challenge at a time, the newest, and it belongs to one posting with one content: a PIN that comes
 * with another amount, id or coupon meets no challenge and is answered `pin_expired`, so that whoever changes a posting
 * between its two calls finds out here. A call without a PIN always starts a new challenge.
 */

import { SandboxRefusal } from './answer.js';
import type { Member } from './customers.js';
import type { Trait } from './magic.js';
import { PRESETS } from './preset.js';
import type { BookingKind, Preset } from './preset.js';

/** What stands before the gate. */
export interface VerificationRequest {
  readonly operation: BookingKind;
  readonly member: Member;
  /** The content of the posting in one string; the same in both calls. */
  readonly subject: string;
  readonly typed: boolean;
  readonly pin: unknown;
}

interface Challenge {
  readonly id: string;
  readonly subject: string;
  readonly pin: string;
  readonly expiresAt: number;
  attempts: number;
}

const ATTEMPTS = 3;
const ALWAYS_GATED: readonly (Trait | undefined)[] = [
  'pin_required',
  'pin_invalid',
  'pin_expired',
  'pin_attempts_exceeded',
];

/** How PINs are made. */
export interface PinRules {
  readonly digits: 2 | 4;
  readonly ttlSeconds: number;
  readonly now: () => number;
  readonly random: () => number;
}

/** The challenges of one sandbox. */
export class PinChallenges {
  readonly #rules: PinRules;
  readonly #challenges = new Map<string, Challenge>();
  #count = 0;

  constructor(rules: PinRules) {
    this.#rules = rules;
  }

  /** The PIN on the customer's phone at this moment, if there is one. */
  pin(customerCode: string): string | null {
    const challenge = this.#challenges.get(customerCode);
    return challenge && this.#rules.now() < challenge.expiresAt ? challenge.pin : null;
  }

  /** Lets a posting pass or refuses it; a challenge that was answered right is used up. */
  pass(claim: VerificationRequest, preset: Preset): void {
    const { member, operation, typed, pin } = claim;
    if (typed && (!PRESETS[preset].typedCodes || member.trait === 'manual_code_disabled')) {
      throw new SandboxRefusal(422, 'manual_code_disabled');
    }
    if (!PRESETS[preset].pinOn.includes(operation) && !ALWAYS_GATED.includes(member.trait)) return;
    if (pin === undefined || pin === null || pin === '') throw this.#challenge(claim);
    this.#check(claim);
  }

  #challenge({ member, subject }: VerificationRequest): SandboxRefusal {
    const { now, ttlSeconds } = this.#rules;
    const id = `challenge-${++this.#count}`;
    const pin = this.#freshPin(this.#challenges.get(member.code)?.pin);
    this.#challenges.set(member.code, { id, subject, pin, expiresAt: now() + ttlSeconds * 1000, attempts: ATTEMPTS });
    return new SandboxRefusal(412, 'pin_required', { challenge_id: id, remaining_attempts: ATTEMPTS });
  }

  #check({ member, subject, pin }: VerificationRequest): void {
    const challenge = this.#challenges.get(member.code);
    const late = !challenge || challenge.subject !== subject || this.#rules.now() >= challenge.expiresAt;
    if (late || member.trait === 'pin_expired') throw this.#end(member, 422, 'pin_expired');
    const right = pin === challenge.pin && member.trait !== 'pin_invalid';
    if (right && member.trait !== 'pin_attempts_exceeded') {
      this.#challenges.delete(member.code);
      return;
    }
    challenge.attempts = member.trait === 'pin_attempts_exceeded' ? 0 : challenge.attempts - 1;
    if (challenge.attempts === 0) throw this.#end(member, 429, 'pin_attempts_exceeded');
    throw new SandboxRefusal(422, 'pin_invalid', {
      challenge_id: challenge.id,
      remaining_attempts: challenge.attempts,
    });
  }

  #end(member: Member, status: number, code: string): SandboxRefusal {
    this.#challenges.delete(member.code);
    return new SandboxRefusal(status, code, { remaining_attempts: 0 });
  }

  /** Any PIN but the one before, so that an old one is always recognised as old. */
  #freshPin(before: string | undefined): string {
    const { digits, random } = this.#rules;
    const all = 10 ** digits;
    const drawn = Math.floor(random() * all);
    const pin = (number: number): string => String(number % all).padStart(digits, '0');
    return pin(drawn) === before ? pin(drawn + 1) : pin(drawn);
  }
}
