/**
 * The state of one sandbox, and the options it is made from. Every sandbox has its own; nothing is shared.
 */

import type { AnswerFields } from './answer.js';
import { Coupons } from './coupons.js';
import { Customers } from './customers.js';
import { Events } from './events.js';
import type { EventOptions } from './events.js';
import type { Member } from './customers.js';
import type { LedgerEntry } from './ledger.js';
import { RateLimit } from './limits.js';
import type { CallLimits } from './limits.js';
import { checkedTrait } from './magic.js';
import type { Trait } from './magic.js';
import { checkedPreset } from './preset.js';
import type { Preset } from './preset.js';
import { QrCodes } from './qr.js';
import { PinChallenges } from './verification.js';

/** What a repeated external id is answered: the first body, current balances, a 409, or a 422 as validators give it. */
export type Replay = 'same' | 'current' | 'conflict' | 'refuse';
/** What an id is answered that comes again with other content: as a repeat, or it is booked anew. */
export type Reuse = Replay | 'book';

/** How the sandbox is set up; every option has a default. */
export interface SandboxOptions {
  /** `standard` as a default; can be changed later on the sandbox itself. */
  readonly preset?: Preset;
  /** The key that every call must carry: `sk_test_sandbox` as a default. */
  readonly apiKey?: string;
  /** Points for one unit of money: 1 as a default. */
  readonly earnRatio?: number;
  /** Stamps on a full card: 10 as a default. */
  readonly cardSize?: number;
  /** 4 as a default. */
  readonly pinDigits?: 2 | 4;
  /** How long a PIN is good: 120 as a default. */
  readonly pinTtlSeconds?: number;
  /**
   * What a repeated external id is answered: the first body (`same`, the default), current balances (`current`), a 409
   * (`conflict`) or a 422 with a code of its own (`refuse`).
   */
  readonly replay?: Replay;
  /** The same for an id that comes again with other content; `book` books it anew. As `replay` says as a default. */
  readonly reuse?: Reuse;
  /** How long an external id is remembered: for ever as a default. */
  readonly idTtlSeconds?: number;
  /** What every customer does, and not only the magic one: `'other_booking'`, as after a second till that numbers alike. */
  readonly always?: Trait;
  /** Whether a full card keeps what was given beyond it (as a default), or begins at 0. */
  readonly keepsRest?: boolean;
  /** The clock, in milliseconds: `Date.now` as a default. */
  readonly now?: () => number;
  /** The chance behind PINs, codes and tokens, from 0 up to 1: `Math.random` as a default. */
  readonly random?: () => number;
  /** Calls a minute; the vendor's 60 and 30 as a default. */
  readonly limits?: Partial<CallLimits>;
  /** Where signed events of every booking are posted to; nowhere as a default. */
  readonly events?: EventOptions;
  /** Called whenever a PIN, a balance or a coupon on a customer's phone may have changed. */
  readonly onchange?: (customerCode: string) => void;
}

/** What is remembered of a booked id. */
export interface Booked {
  readonly member: Member;
  /** Operation, card and amount. */
  readonly content: string;
  readonly answer: AnswerFields;
  /** In milliseconds. */
  readonly at: number;
}

/** What the routes work on. */
export interface Service {
  preset: Preset;
  readonly apiKey: string;
  readonly earnRatio: number;
  readonly cardSize: number;
  readonly replay: Replay;
  readonly reuse: Reuse;
  readonly idTtl: number;
  readonly keepsRest: boolean;
  /** The clock, which every answer tells. */
  readonly now: () => number;
  readonly customers: Customers;
  readonly coupons: Coupons;
  readonly qrCodes: QrCodes;
  readonly verification: PinChallenges;
  readonly limits: Readonly<Record<keyof CallLimits, RateLimit>>;
  readonly booked: Map<string, Booked>;
  readonly ledger: LedgerEntry[];
  readonly events: Events | undefined;
  readonly changed: (customerCode: string) => void;
}

/** A service with its seeded customers and an empty ledger. */
export function openService(options: SandboxOptions): Service {
  const { apiKey = 'sk_test_sandbox', now = Date.now, random = Math.random, limits = {} } = options;
  const { pinDigits: digits = 4, pinTtlSeconds: ttlSeconds = 120 } = options;
  return {
    preset: checkedPreset(options.preset ?? 'standard'),
    apiKey,
    earnRatio: options.earnRatio ?? 1,
    cardSize: options.cardSize ?? 10,
    replay: options.replay ?? 'same',
    reuse: options.reuse ?? options.replay ?? 'same',
    idTtl: (options.idTtlSeconds ?? Infinity) * 1000,
    keepsRest: options.keepsRest ?? true,
    now,
    customers: new Customers(random, checkedTrait(options.always)),
    coupons: new Coupons(now, random),
    qrCodes: new QrCodes(apiKey, now),
    verification: new PinChallenges({ digits, ttlSeconds, now, random }),
    limits: {
      postings: new RateLimit(limits.postings ?? 60, now),
      customers: new RateLimit(limits.customers ?? 30, now),
    },
    booked: new Map(),
    ledger: [],
    events: options.events && new Events(options.events, now, random),
    changed: (customerCode) => options.onchange?.(customerCode),
  };
}
