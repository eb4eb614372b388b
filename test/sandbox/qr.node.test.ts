import { describe, it } from 'node:test';
import { expect } from 'chai';
import { mac } from '../../src/sandbox/mac.js';
import { openDesk, refusal } from './desk.js';
import type { Desk, Reply } from './desk.js';

const HOUR = 60 * 60 * 1000;
const scan = ({ lookUp }: Desk, text: string): Promise<Reply> => lookUp(`qr=${encodeURIComponent(text)}`);

describe('sandbox: the QR', () => {
  it('stays the same for nearly a day and is dead after it', async () => {
    for (const preset of ['standard', 'balanced'] as const) {
      const desk = openDesk({ preset });
      const { qr } = desk.sandbox.phone(482193);
      desk.pass(23 * HOUR);
      expect(desk.sandbox.phone(482193).qr).to.equal(qr);
      expect((await scan(desk, qr)).status).to.equal(200);
      desk.pass(HOUR);
      expect(refusal(await scan(desk, qr))).to.deep.equal([422, 'invalid_qr']);
      expect((await scan(desk, desk.sandbox.phone(482193).qr)).status).to.equal(200);
    }
  });

  it('rotates on Strict and is dead after thirty seconds', async () => {
    const desk = openDesk({ preset: 'strict' });
    const { qr } = desk.sandbox.phone(482193);
    desk.pass(29_999);
    expect((await scan(desk, qr)).status).to.equal(200);
    desk.pass(1);
    expect(refusal(await scan(desk, qr))).to.deep.equal([422, 'invalid_qr']);
    const next = desk.sandbox.phone(482193).qr;
    expect(next).to.not.equal(qr);
    expect((await scan(desk, next)).status).to.equal(200);
  });

  it('is never shown in its last seconds', async () => {
    const desk = openDesk({ preset: 'strict' });
    desk.sandbox.phone(482193);
    desk.pass(29_000);
    const { qr } = desk.sandbox.phone(482193);
    desk.pass(2000);
    expect((await scan(desk, qr)).status).to.equal(200);
  });

  it('from a calm day is worth nothing on Strict', async () => {
    const desk = openDesk();
    const { qr } = desk.sandbox.phone(482193);
    desk.pass(60_000);
    desk.sandbox.preset = 'strict';
    expect(refusal(await scan(desk, qr))).to.deep.equal([422, 'invalid_qr']);
  });

  it('is refused with any one character changed, cut off or added', async () => {
    const desk = openDesk({ limits: { customers: Infinity } });
    const { qr } = desk.sandbox.phone(482193);
    const tampered = Array.from(
      qr,
      (character, i) => qr.slice(0, i) + (character === '0' ? '1' : '0') + qr.slice(i + 1),
    );
    for (const text of [...tampered, qr.slice(0, -1), `${qr}0`, ` ${qr}`, qr.toUpperCase(), 'cq_', '482193']) {
      expect(refusal(await scan(desk, text)), text).to.deep.equal([422, 'invalid_qr']);
    }
  });

  it('is refused by a sandbox with another key and known to one with the same', async () => {
    const { qr } = openDesk().sandbox.phone(482193);
    expect((await scan(openDesk(), qr)).status).to.equal(200);
    expect(
      refusal(
        await openDesk({ apiKey: 'sk_test_other' }).send('GET', `/webhook/customer?qr=${qr}`, undefined, {
          'X-Api-Key': 'sk_test_other',
        }),
      ),
    ).to.deep.equal([422, 'invalid_qr']);
  });

  it('holds no e-mail address', () => {
    expect(openDesk().sandbox.phone(482193).qr).to.not.contain('@');
  });

  it('is not to be had for a customer that does not exist', () => {
    expect(() => openDesk().sandbox.phone(111111)).to.throw(RangeError);
  });
});

describe('sandbox: the checksum', () => {
  it('is HMAC-SHA256, compared with the vectors of RFC 4231', () => {
    expect(mac('Jefe', 'what do ya want for nothing?')).to.equal(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(mac('\u000b'.repeat(20), 'Hi There')).to.equal(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    );
  });
});
