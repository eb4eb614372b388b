import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createSandbox } from '../../src/sandbox.js';
import { KEY, openDesk, refusal } from './desk.js';

const byKey: Record<string, string> = { 'X-Api-Key': KEY };
const byToken: Record<string, string> = { Authorization: `Bearer ${KEY}` };
const wrong: Record<string, string>[] = [{}, { 'X-Api-Key': 'sk_test_other' }, { Authorization: KEY }];

const POSTINGS = ['/webhook/pos', '/webhook/redeem', '/webhook/coupons/redeem'];

describe('sandbox: transport', () => {
  it('takes the key in X-Api-Key or as a bearer token', async () => {
    const { send } = openDesk();
    for (const headers of [byKey, byToken]) {
      expect((await send('GET', '/webhook/customer?code=482193', undefined, headers)).status).to.equal(200);
    }
  });

  it('refuses a missing or wrong key on every endpoint, and books nothing', async () => {
    const { send, sandbox } = openDesk();
    const body = { customer_code: 482193, amount: 5, card_type: 'point', external_id: 'A-1', token: 'cq_free_coffee' };
    for (const headers of wrong) {
      const replies = [
        await send('GET', '/webhook/customer?code=482193', undefined, headers),
        ...(await Promise.all(['/webhook/customer', ...POSTINGS].map((path) => send('POST', path, body, headers)))),
      ];
      for (const reply of replies) expect(refusal(reply)).to.deep.equal([401, 'invalid or missing API key']);
    }
    expect(sandbox.ledger).to.deep.equal([]);
  });

  it('wraps a success in data and names a refusal in error, both as JSON', async () => {
    const { lookUp } = openDesk();
    const found = await lookUp('code=482193');
    expect(Object.keys(found.body)).to.deep.equal(['data']);
    const missing = await lookUp('code=111111');
    expect(Object.keys(missing.body)).to.deep.equal(['error']);
    for (const { headers } of [found, missing]) expect(headers.get('Content-Type')).to.equal('application/json');
  });

  it('answers under any path before /webhook/', async () => {
    const { send } = openDesk();
    expect((await send('GET', '/till/7/loyalite/webhook/customer?code=482193')).status).to.equal(200);
  });

  it('knows five endpoints and nothing else', async () => {
    const { send } = openDesk();
    for (const [method, path] of [
      ['GET', '/webhook/pos'],
      ['PUT', '/webhook/customer'],
      ['POST', '/webhook/refund'],
      ['GET', '/'],
    ]) {
      expect(refusal(await send(method!, path!))).to.deep.equal([404, 'not_found']);
    }
  });

  it('refuses a body that is not a JSON object', async () => {
    const { send } = openDesk();
    for (const body of ['', '{', '[]', 'null', '"text"']) {
      expect(refusal(await send('POST', '/webhook/pos', body))).to.deep.equal([400, 'invalid_json']);
    }
  });

  it('refuses a preset that does not exist', () => {
    const sandbox = createSandbox();
    expect(() => Object.assign(sandbox, { preset: 'lenient' })).to.throw(TypeError);
    expect(sandbox.preset).to.equal('standard');
  });
});

describe('sandbox: rate limits', () => {
  it('lets 60 postings a minute pass, over the three endpoints together', async () => {
    const { send } = openDesk();
    for (let i = 0; i < 60; i++) {
      expect((await send('POST', POSTINGS[i % 3]!, {})).status).to.not.equal(429);
    }
    for (const path of POSTINGS) {
      expect(refusal(await send('POST', path, {}))).to.deep.equal([429, 'too many requests']);
    }
  });

  it('lets 30 look-ups and enrolments a minute pass, apart from the postings', async () => {
    const { lookUp, enrol, earn } = openDesk();
    for (let i = 0; i < 15; i++) {
      await lookUp('code=482193');
      await enrol({ email: 'ayse@gmail.com' });
    }
    expect(refusal(await lookUp('code=482193'))).to.deep.equal([429, 'too many requests']);
    expect(refusal(await enrol({ email: 'ayse@gmail.com' }))).to.deep.equal([429, 'too many requests']);
    expect((await earn({})).status).to.equal(200);
  });

  it('says when to come back, in whole seconds, and a call is forgotten after sixty', async () => {
    const { lookUp, pass } = openDesk({ limits: { customers: 1 } });
    await lookUp('code=482193');
    pass(12_500);
    const refused = await lookUp('code=482193');
    expect(refused.headers.get('Retry-After')).to.equal('48');
    pass(47_499);
    expect((await lookUp('code=482193')).status).to.equal(429);
    pass(1);
    expect((await lookUp('code=482193')).status).to.equal(200);
  });

  it('has no limit where it is set to Infinity', async () => {
    const { lookUp } = openDesk({ limits: { customers: Infinity } });
    for (let i = 0; i < 100; i++) expect((await lookUp('code=482193')).status).to.equal(200);
  });

  it('counts no call that carried a wrong key', async () => {
    const { lookUp, send } = openDesk({ limits: { customers: 1 } });
    await send('GET', '/webhook/customer?code=482193', undefined, {});
    expect((await lookUp('code=482193')).status).to.equal(200);
  });
});
