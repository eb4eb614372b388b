/**
 * The members: who they are and what they have. Enrols new ones, idempotent by e-mail address.
 * Knows neither PIN nor booking.
 */

import { SandboxRefusal, tooManyRequests } from './answer.js';
import type { AnswerFields } from './answer.js';
import { magicCustomers, magicEmail } from './magic.js';
import type { Trait } from './magic.js';

/** A member and the balances. */
export interface Member {
  readonly code: string;
  readonly email: string;
  points: number;
  stamps: number;
  /** What a magic customer is there to show. */
  readonly trait?: Trait;
}

/** The customers that every sandbox has from the beginning: `482193` holds a coupon, `517204` is one stamp short. */
export const seededCustomers: readonly Readonly<Member>[] = [
  { code: '482193', email: 'ayse@gmail.com', points: 120, stamps: 4 },
  { code: '517204', email: 'bora@example.com', points: 2450, stamps: 9 },
  { code: '630875', email: 'ceren@example.com', points: 0, stamps: 0 },
  { code: '748316', email: 'deniz@example.com', points: 35, stamps: 7 },
];

/** The members behind the magic values; each has something to redeem. */
const magicMembers: readonly Member[] = magicCustomers.map((one) => ({
  ...one,
  points: 5000,
  stamps: one.trait === 'card_full' ? 9 : 3,
}));

/** `a***@gmail.com`: the only form in which an address leaves the service. */
export function maskedEmail(email: string): string {
  return `${email[0]}***${email.slice(email.lastIndexOf('@'))}`;
}

/** Whom a mixed-up backend answers for. */
const OTHER_CUSTOMER = '517204';

/** All members of one sandbox. */
export class Customers {
  readonly #byCode = new Map<string, Member>();
  readonly #byEmail = new Map<string, Member>();
  readonly #random: () => number;
  readonly #always: Trait | undefined;

  constructor(random: () => number, always?: Trait) {
    this.#random = random;
    this.#always = always;
    for (const member of [...seededCustomers, ...magicMembers]) this.#add({ ...member });
  }

  /** The member as the phone knows it, magic or not. */
  get(code: string): Member | undefined {
    return this.#byCode.get(code);
  }

  /** The member a call is about, or the refusal that the call deserves. */
  demand(code: unknown): Member {
    const known = typeof code === 'string' || typeof code === 'number' ? this.#byCode.get(String(code)) : undefined;
    if (!known) throw new SandboxRefusal(404, 'customer_not_found');
    return welcome(known);
  }

  /** Finds the member by e-mail address, or makes one after both required consents. */
  enrol(body: AnswerFields): AnswerFields {
    const email = typeof body['email'] === 'string' ? body['email'].trim().toLowerCase() : '';
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new SandboxRefusal(422, 'email_required');
    const refused = magicEmail(email);
    if (refused) throw new SandboxRefusal(422, refused);
    const known = this.#byEmail.get(email);
    if (known) return { ...profile(welcome(known)), is_new: false };
    if (body['consent_terms'] !== true) throw new SandboxRefusal(422, 'consent_terms_required');
    if (body['consent_privacy'] !== true) throw new SandboxRefusal(422, 'consent_privacy_required');
    return { ...profile(this.#add({ code: this.#freeCode(), email, points: 0, stamps: 0 })), is_new: true };
  }

  #add(given: Member): Member {
    const member = this.#always && !given.trait ? { ...given, trait: this.#always } : given;
    this.#byCode.set(member.code, member);
    this.#byEmail.set(member.email, member);
    return member;
  }

  /** Six digits below the magic ones. */
  #freeCode(): string {
    let code = 100_000 + Math.floor(this.#random() * 800_000);
    while (this.#byCode.has(String(code))) code = code === 899_999 ? 100_000 : code + 1;
    return String(code);
  }
}

/** What the service tells about a member; the code is a number, as the vendor has it. */
export function profile(member: Member): AnswerFields {
  return {
    customer_code: Number(member.trait === 'other_customer' ? OTHER_CUSTOMER : member.code),
    masked_email: maskedEmail(member.email),
    stamp_count: member.stamps,
    point_balance: member.points,
  };
}

function welcome(member: Member): Member {
  if (member.trait === 'customer_not_found') throw new SandboxRefusal(404, 'customer_not_found');
  if (member.trait === 'unauthorized') throw new SandboxRefusal(401, 'invalid or missing API key');
  if (member.trait === 'rate_limited') throw tooManyRequests(2);
  return member;
}
