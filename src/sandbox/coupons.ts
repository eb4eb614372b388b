/**
 * Coupons: issued when a stamp card fills, redeemed once by their token.
 * Whether a redemption needs a PIN is not decided here.
 */

import { SandboxRefusal } from './answer.js';
import type { AnswerFields } from './answer.js';
import { magicCoupon } from './magic.js';

/** A coupon with its token, its owner and its dates in milliseconds. */
export interface Coupon {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly owner: string;
  readonly issuedAt: number;
  redeemedAt?: number;
}

const NAME = 'Free coffee';

/** All coupons of one sandbox. */
export class Coupons {
  readonly #byToken = new Map<string, Coupon>();
  readonly #now: () => number;
  readonly #random: () => number;

  constructor(now: () => number, random: () => number) {
    this.#now = now;
    this.#random = random;
    this.#add('cq_free_coffee', '482193');
  }

  /** A new coupon for a full card. */
  issue(owner: string): Coupon {
    const chance = Math.floor(this.#random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0');
    return this.#add(`cq_${(this.#byToken.size + 1).toString(36)}${chance}`, owner);
  }

  /** What an owner's phone can still show. */
  open(owner: string): Coupon[] {
    return [...this.#byToken.values()].filter((coupon) => coupon.owner === owner && coupon.redeemedAt === undefined);
  }

  /** The unused coupon behind a token, or the refusal it deserves. */
  demand(token: unknown): Coupon {
    const coupon = typeof token === 'string' ? (this.#byToken.get(token) ?? this.#conjure(token)) : undefined;
    if (!coupon) throw new SandboxRefusal(404, 'coupon_not_found');
    if (coupon.redeemedAt !== undefined) throw new SandboxRefusal(409, 'coupon_already_used');
    return coupon;
  }

  /** Uses a coupon up, and says so as the service does. */
  redeem(coupon: Coupon): AnswerFields {
    coupon.redeemedAt = this.#now();
    return {
      id: coupon.id,
      name: coupon.name,
      status: 'redeemed',
      qr_token: coupon.token,
      issued_at: new Date(coupon.issuedAt).toISOString(),
      redeemed_at: new Date(coupon.redeemedAt).toISOString(),
    };
  }

  #conjure(token: string): Coupon | undefined {
    const found = magicCoupon(token);
    if (!found) return undefined;
    const coupon = this.#add(token, found.owner);
    if (found.used) coupon.redeemedAt = this.#now();
    return coupon;
  }

  #add(token: string, owner: string): Coupon {
    const id = `coupon-${this.#byToken.size + 1}`;
    const coupon: Coupon = { id, name: NAME, token, owner, issuedAt: this.#now() };
    this.#byToken.set(token, coupon);
    return coupon;
  }
}
