/** No sentence stands unused: each is named in an element, belongs to a family that one names, or answers a code of the service. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { serviceRefusals } from '../../src/protocol/service-refusals.ts';
import { cameraEnglish } from '../../src/words/camera-english.ts';
import { english } from '../../src/words/english.ts';
import { keypadEnglish } from '../../src/words/keypad-english.ts';

const folder = 'src/elements';
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n');

/** Families that are named by a pattern, and the codes of the service that are looked up by their own name. */
const families = [/^(?:points|stamps|coupon)(?:Choice|Label)$/, /^camera_/];
const codes = [
  ...serviceRefusals,
  'invalid_qr',
  'email_required',
  'verification_required',
  'already_booked',
  'answer_mismatch',
  'id_reused',
  'proxy_unavailable',
  'session_expired',
  'redeem_open',
  'rate_limited',
  'unreachable',
  'bad_response',
  'probably_redeemed',
];

describe('sentences', () => {
  for (const key of [...Object.keys(english), ...Object.keys(cameraEnglish), ...Object.keys(keypadEnglish)]) {
    it(`uses "${key}"`, () => {
      const isNamed =
        new RegExp(`['"\`]${key}['"\`]`).test(code) ||
        families.some((family) => family.test(key)) ||
        codes.includes(key);
      assert.ok(isNamed, `"${key}" is never shown`);
    });
  }
});
