import { describe, it } from 'node:test';
import { expect } from 'chai';
import { hashOf } from '../../src/proxy/hash.js';

/** What the platform says. */
async function platform(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('sha256', () => {
  it('says what the platform says, for every length around the edges of its blocks', async () => {
    for (let length = 0; length < 200; length += 1) {
      const text = 'aü€😀0'.repeat(40).slice(0, length);
      expect(hashOf(text), `${length} characters`).to.equal(await platform(text));
    }
    const long = 'loyalite '.repeat(10_000);
    expect(hashOf(long)).to.equal(await platform(long));
  });
});
