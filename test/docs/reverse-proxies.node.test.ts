/** The two configurations of docs/reverse-proxies.md, in the programs that they are for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { versionOf, type Program } from '../proxy/fronts.js';
import { openShop, post } from '../proxy/lossy-shop.js';
import { snippet } from './markdown.js';

const guides: Record<Program, (port: number) => string> = {
  nginx: (port) =>
    snippet('docs/reverse-proxies.md', 'nginx').replace('server {\n', `server {\n  listen 127.0.0.1:${port};\n`),
  haproxy: () => snippet('docs/reverse-proxies.md', 'haproxy'),
};

describe('docs/reverse-proxies.md', () => {
  for (const [name, guide] of Object.entries(guides)) {
    const program = name as Program;
    const version = versionOf(program);
    const skip = version ? false : `${program} is not installed`;
    it(
      `has settings for ${program} ${version ?? ''} that lose no server and repeat no POST`,
      { skip },
      async (test) => {
        const shop = await openShop(test, program, (port, [one, two]) =>
          guide(port).replace('10.0.0.11:3000', `127.0.0.1:${one}`).replace('10.0.0.12:3000', `127.0.0.1:${two}`),
        );
        shop.server.losses = 2;
        const statuses = [await post(shop, 'earn'), await post(shop, 'earn'), await post(shop, 'earn')];
        assert.deepEqual(statuses, [502, 502, 200]);
        assert.deepEqual([shop.server.seen, shop.service.seen, shop.sandbox.ledger.length], [3, 1, 1]);
      },
    );
  }
});
