/** Real slips: every outcome of an earn, a redemption and a coupon in a page, in one language, as the events bring them. */
import type { Browser } from 'puppeteer-core';
import { openTillPage } from '../../docs/till-page.js';

/** One slip, and what it is of. */
export interface Slip {
  readonly outcome: string;
  readonly lines: string[];
}

/** Runs in the page. */
const collect = `
  import '../src/define.js';
  import { loadConversation } from '../src/elements/load-conversation.js';
  const json = (status, body) => () => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));
  const cut = () => Promise.reject(new TypeError('cut'));
  const refused = (status, error) => json(status, { error });
  const balance = json(200, { data: { stamps: 4, points: 1206 } });
  const card = json(200, { data: { stamps: 0, points: 1206, coupon: { id: 17, name: 'Bedava Çay – “küçük”', qr_token: 'cq_2uz4dmq43' } } });
  const used = json(200, { data: { id: 17, name: 'Ücretsiz kahve • 1 → 2', status: 'redeemed' } });
  const gone = (first) => { let turn = 0; return () => (turn++ ? refused(409, 'coupon_already_used')() : first()); };
  const customer = { customerCode: '482193', maskedEmail: 'a***@gmail.com', pointBalance: 1286, stampCount: 4, isNew: false, manualCode: false, verification: 'qr' };
  const outcomes = {
    earned: ['earn', { amount: '1285.50' }, balance],
    'earned stamps': ['earn', { stamps: '2' }, balance],
    'card filled': ['earn', { stamps: '1' }, card],
    'earn refused': ['earn', { amount: '1285.50' }, refused(402, 'subscription_required')],
    'earn unknown': ['earn', { amount: '1285.50' }, cut],
    'earn taken': ['earn', { amount: '1285.50' }, refused(409, 'conflict')],
    redeemed: ['redeem', { points: '500', pointValue: '0.10' }, balance],
    'redeemed stamps': ['redeem', { stamps: '2' }, balance],
    'redeem refused': ['redeem', { points: '500', pointValue: '0.10' }, refused(422, 'insufficient_balance')],
    'redeem unknown': ['redeem', { points: '500', pointValue: '0.10' }, cut],
    'coupon redeemed': ['redeem', { coupon: '' }, used],
    'coupon refused': ['redeem', { coupon: '' }, refused(404, 'coupon_not_found')],
    'coupon unknown': ['redeem', { coupon: '' }, cut],
    'coupon gone': ['redeem', { coupon: '' }, gone(cut)],
  };
  const slipOf = async (name, lang, currency, index, receiptWidth) => {
    const [kind, properties, fetch] = outcomes[name];
    const element = document.createElement('loyalite-' + kind);
    element.lang = lang;
    Object.assign(element, { endpoint: '/slips', receiptWidth, currency, customer, orderId: 'A-10' + index + lang + currency, fetch, deadline: name === 'coupon gone' ? 600 : 50 }, properties);
    if (element.coupon === '') element.coupon = 'cq_' + lang + currency + index + '_coffee';
    document.body.append(element);
    await element.updateComplete;
    const isEnglish = () => /^(Give|Use)/.test(element.shadowRoot.querySelector('.heading').textContent);
    while (lang !== 'en' && isEnglish()) await new Promise((done) => requestAnimationFrame(done));
    const told = new Promise((resolve) => {
      for (const type of ['earned', 'redeemed', 'error']) element.addEventListener('loyalite-' + type, ({ detail }) => resolve(detail.receipt));
    });
    element.submit();
    const lines = await told;
    element.remove();
    return { outcome: lang + ' ' + currency + ' ' + name, lines };
  };
  globalThis.slips = async (langs, currencies, width) => {
    // Deadlines are short here.
    await loadConversation();
    return Promise.all(
      langs.flatMap((lang) =>
        currencies.flatMap((currency) => Object.keys(outcomes).map((name, index) => slipOf(name, lang, currency, index, width))),
      ),
    );
  };
`;

/** The slips of every outcome in these languages and currencies, for paper of so many columns. */
export async function realSlips(
  browser: Browser,
  langs: string[],
  currencies: string[],
  columns = 42,
): Promise<Slip[]> {
  const { page, close } = await openTillPage(browser, { body: '', script: collect });
  await page.waitForFunction('globalThis.slips');
  const words = [langs, currencies, columns].map((word) => JSON.stringify(word)).join();
  const found = (await page.evaluate(`slips(${words})`)) as Slip[];
  await close();
  return found;
}
