/** The signature of an event, by Node's own digests and by those of every other platform: both say the same. */
import assert from 'node:assert/strict';
import crypto, { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { Signatures, type Secrets } from '../../../src/proxy/webhooks/signature.js';

const body = new TextEncoder().encode('{"event":"points.earned"}');
const signed = (secret: string, bytes: Uint8Array = body): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

for (const [way, synchronous] of [
  ['the digests of Node', crypto],
  ['crypto.subtle', null],
] as const) {
  describe(`a signature, by ${way}`, () => {
    const verify = (secrets: Secrets, header: string, bytes = body): boolean | Promise<boolean> =>
      new Signatures(secrets, synchronous).verify(header, bytes);

    it('fits by any secret in use, given or fetched', async () => {
      assert.equal(await verify('one', signed('one')), true);
      assert.equal(await verify(['old', 'new'], signed('old')), true);
      assert.equal(await verify(['old', 'new'], signed('new')), true);
      assert.equal(
        await verify(() => Promise.resolve(['new']), signed('new').toUpperCase().replace('SHA', 'sha')),
        true,
      );
    });

    it('fits by no other secret, no other body and no other form', async () => {
      assert.equal(await verify('one', signed('other')), false);
      assert.equal(await verify('one', signed('one'), body.slice(1)), false);
      assert.equal(await verify(['', 'one'], signed('')), false);
      // A function in plain JavaScript may give the one secret that is missing in its settings.
      assert.equal(await verify((() => '') as never, signed('')), false);
      for (const header of ['', 'sha256=', signed('one').slice(0, -1), `${signed('one')}00`, signed('one').slice(7)])
        assert.equal(await verify('one', header), false);
    });

    it('does not fit any more by a secret that went out of use', async () => {
      let secrets = ['old'];
      const signatures = new Signatures(() => secrets, synchronous);
      assert.equal(await signatures.verify(signed('old'), body), true);
      secrets = ['new'];
      assert.equal(await signatures.verify(signed('old'), body), false);
      assert.equal(await signatures.verify(signed('new'), body), true);
    });
  });
}
