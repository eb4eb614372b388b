/** The whole sale in one call, over real HTTP: three presets, every way to a customer, PINs, consents and lost answers. */
import { expect } from '@open-wc/testing';
import { checkout, isLoyaliteError, type CheckoutOptions, type CheckoutReport } from '../../src/headless.js';
import { Journal } from '../../src/journal/journal.js';
import { PageMemory } from '../../src/journal/storage.js';
import { shortPauses } from '../support/pauses.js';
import { openTill, type Till, type TillOptions } from '../support/till.js';

shortPauses();

const anna = '482193';
const order = { orderTotal: '85.50', orderId: 'A-1001' };
const redeemed = {
  operation: 'redeem',
  externalId: 'redeem_A-1001',
  customerCode: anna,
  cardType: 'point',
  amount: 50,
};
const earned = { operation: 'earn', externalId: 'A-1001', customerCode: anna, cardType: 'point', amount: 85.5 };
const lostThrice = { times: 3 } as const;

describe('checkout()', () => {
  let till: Till;
  const open = async (options: TillOptions = {}): Promise<void> => void (till = await openTill(options));
  afterEach(() => till.close());

  const phonePin = async (): Promise<string> => (await till.phone(anna)).pin ?? 'none';
  const scan = async (): Promise<string> => (await till.phone(anna)).qr;
  /** Anna's sale; what a test says otherwise wins. */
  const sale = (more: Partial<CheckoutOptions> = {}): Promise<CheckoutReport> =>
    checkout({ endpoint: till.endpoint, promptForPin: phonePin, code: anna, ...order, ...more });
  /** The code that it rejects with. */
  const refusal = (more: Partial<CheckoutOptions> = {}): Promise<string> =>
    sale(more).then(
      () => 'none',
      (error: unknown) => (isLoyaliteError(error) ? error.code : String(error)),
    );
  const paths = async (): Promise<string[]> =>
    (await till.requests()).map(({ path, body }) => path.slice(9) + (body?.verification_pin ? ' pin' : ''));

  for (const preset of ['standard', 'balanced', 'strict'] as const) {
    describe(`on ${preset}`, () => {
      beforeEach(() => open({ preset }));
      const verification = { standard: ['qr', 'qr'], balanced: ['pin', 'qr'], strict: ['pin', 'pin'] }[preset];

      it('serves a customer from a QR to the new balance', async () => {
        const report = await sale({ code: '', qr: await scan(), pointsToRedeem: 50 });
        expect(report).to.deep.equal({
          customer: {
            customerCode: anna,
            maskedEmail: 'a***@gmail.com',
            stampCount: 4,
            pointBalance: 120,
            isNew: false,
            manualCode: false,
            verification: 'qr',
          },
          redemptions: [
            {
              externalId: 'redeem_A-1001',
              customerCode: anna,
              cardType: 'point',
              verification: verification[0],
              amount: '50',
              stamps: 4,
              points: 70,
            },
          ],
          earned: {
            externalId: 'A-1001',
            customerCode: anna,
            cardType: 'point',
            verification: verification[1],
            amount: '85.50',
            stamps: 4,
            points: 156,
          },
        });
        expect(await till.ledger()).to.deep.equal([redeemed, earned]);
      });

      it('asks for a PIN only where the service does', async () => {
        await sale({ code: '', qr: await scan(), pointsToRedeem: 50 });
        const pins = { standard: [], balanced: ['redeem pin'], strict: ['redeem pin', 'pos pin'] }[preset];
        expect((await paths()).filter((path) => path.endsWith('pin'))).to.deep.equal(pins);
      });

      it('serves a customer by e-mail address', async () => {
        const { customer, earned: result } = await sale({ code: '', email: 'ayse@gmail.com' });
        expect(customer).to.include({ customerCode: anna, manualCode: false, verification: 'none', isNew: false });
        expect(result.verification).to.equal(preset === 'strict' ? 'pin' : 'none');
      });

      it(
        preset === 'strict' ? 'says that a typed code is not taken' : 'serves a customer by a typed code',
        async () => {
          expect(await refusal()).to.equal(preset === 'strict' ? 'manual_code_disabled' : 'none');
          expect(await till.ledger()).to.deep.equal(preset === 'strict' ? [] : [earned]);
          expect((await till.requests())[1]!.body.manual_code).to.equal(true);
        },
      );
    });
  }

  describe('with a new customer', () => {
    beforeEach(() => open());
    const email = 'yeni@example.com';
    const consents = {
      terms: true,
      privacy: true,
      marketing: true,
      termsUrl: '/terms',
      privacyUrl: '/privacy',
      locale: 'tr',
    } as const;

    it('says which consent is missing, and books nothing', async () => {
      expect(await refusal({ code: '', email })).to.equal('consent_terms_required');
      expect(await paths()).to.deep.equal(['customer']);
    });

    it('enrols with the consents that were given, and keeps the proof', async () => {
      const { customer, earned: result } = await sale({ code: '', email, consents });
      expect(customer).to.deep.include({ isNew: true, pointBalance: 0, maskedEmail: 'y***@example.com' });
      const { at, ...proof } = customer.consent!;
      expect(proof).to.deep.equal(consents);
      expect(new Date(at).toISOString()).to.equal(at);
      expect(result.points).to.equal(86);
      expect((await till.requests())[0]!.body).to.deep.equal({
        email,
        consent_terms: true,
        consent_privacy: true,
        consent_marketing: true,
      });
    });

    it('leaves an unticked marketing box out', async () => {
      const { customer } = await sale({ code: '', email, consents: { terms: true, privacy: true } });
      expect((await till.requests())[0]!.body).to.deep.equal({ email, consent_terms: true, consent_privacy: true });
      expect(customer.consent?.marketing).to.equal(false);
    });

    it('never makes a consent of a box that was not ticked', async () => {
      for (const wrong of [
        { terms: false, privacy: true },
        { terms: true, privacy: false },
        { terms: 'false', privacy: true },
        {},
      ]) {
        expect(await refusal({ code: '', email, consents: wrong as unknown as typeof consents })).to.equal(
          'invalid_input',
        );
      }
      expect(await till.requests()).to.deep.equal([]);
    });

    it('has no proof of consent for a customer who was there before', async () => {
      expect((await sale({ code: '', email: 'ayse@gmail.com', consents })).customer).to.not.have.property('consent');
    });
  });

  describe('with a redemption', () => {
    beforeEach(() => open());

    it('redeems first, and earns on the full total', async () => {
      await sale({ pointsToRedeem: 120 });
      expect((await till.ledger()).map(({ operation, amount }) => [operation, amount])).to.deep.equal([
        ['redeem', 120],
        ['earn', 85.5],
      ]);
    });

    it('leaves out what the balance does not cover, and reports it', async () => {
      const report = await sale({ pointsToRedeem: 121 });
      expect(report.skipped).to.deep.equal({ points: 121, pointBalance: 120 });
      expect(report.redemptions).to.deep.equal([]);
      expect(await till.ledger()).to.deep.equal([earned]);
    });

    it('redeems nothing where nothing is asked for', async () => {
      expect(await sale({ pointsToRedeem: 0 }))
        .to.deep.include({ redemptions: [] })
        .and.not.have.property('skipped');
      expect(await paths()).to.deep.equal(['customer', 'pos']);
    });

    it('earns nothing when the redemption is refused', async () => {
      expect(await refusal({ code: '900402', pointsToRedeem: 10 })).to.equal('subscription_required');
      expect(await till.ledger()).to.deep.equal([]);
    });
  });

  describe('with a PIN', () => {
    beforeEach(() => open({ preset: 'strict', pinDigits: 2 }));
    const byQr = async (
      promptForPin: CheckoutOptions['promptForPin'],
      more: Partial<CheckoutOptions> = {},
    ): Promise<string> => refusal({ code: '', qr: await scan(), promptForPin, ...more });
    const wrong = async (): Promise<string> => ((await phonePin()) === '00' ? '01' : '00');

    it('asks again after a wrong one, and says how many tries are left', async () => {
      const asked: unknown[] = [];
      const outcome = await byQr(async ({ remainingAttempts, challengeId }) => {
        asked.push([remainingAttempts, typeof challengeId]);
        return asked.length === 1 ? wrong() : phonePin();
      });
      expect(outcome).to.equal('none');
      expect(asked).to.deep.equal([
        [3, 'string'],
        [2, 'string'],
      ]);
      expect(await till.ledger()).to.deep.equal([earned]);
    });

    it('is over when it is given up, with nothing booked and nothing held', async () => {
      expect(await byQr(() => null)).to.equal('canceled');
      expect(await till.ledger()).to.deep.equal([]);
      expect(await byQr(phonePin)).to.equal('none');
    });

    const nonsense: [string, () => unknown][] = [
      ['three digits', () => '123'],
      ['letters', () => 'ab'],
      ['nothing', () => ''],
      ['a number', () => 12],
      ['undefined', () => undefined],
    ];
    for (const [name, prompt] of nonsense) {
      it(`refuses ${name} as a PIN, sends it nowhere and holds nothing`, async () => {
        expect(await byQr(prompt as CheckoutOptions['promptForPin'])).to.equal('invalid_input');
        expect((await paths()).filter((path) => path.endsWith('pin'))).to.deep.equal([]);
        expect(await byQr(phonePin)).to.equal('none');
      });
    }

    it('rejects with what the prompt threw, and holds nothing', async () => {
      const prompt = (): string => {
        throw new RangeError('the dialog is gone');
      };
      expect(await byQr(prompt)).to.equal('RangeError: the dialog is gone');
      expect(await byQr(phonePin)).to.equal('none');
    });

    const dead: [string, string, string, number][] = [
      ['expires', '900442', 'pin_expired', 3],
      ['has no tries left', '900443', 'pin_attempts_exceeded', 3],
      ['takes no PIN', '900441', 'pin_attempts_exceeded', 9],
    ];
    for (const [name, code, outcome, pins] of dead) {
      it(`starts three challenges and no more where every one ${name}`, async () => {
        let asked = 0;
        await till.setPreset('standard');
        expect(await refusal({ code, promptForPin: () => (++asked, '99') })).to.equal(outcome);
        expect(asked).to.equal(pins);
        expect((await paths()).filter((path) => path === 'pos').length).to.equal(3);
      });
    }

    it('asks for nine PINs and no more where the service counts none', async () => {
      let asked = 0;
      await till.fault('answer', { status: 422, body: { error: 'pin_invalid' }, path: '/webhook/pos', times: 100 });
      expect(await byQr(() => (++asked, '99'))).to.equal('pin_attempts_exceeded');
      expect(asked).to.equal(9);
    });
  });

  describe('with lost answers', () => {
    beforeEach(() => open());

    it('says that the earn is not known, and finishes it when it is called again', async () => {
      await till.fault('drop-after', { path: '/webhook/pos', ...lostThrice });
      expect(await refusal({ pointsToRedeem: 50 })).to.equal('unconfirmed');
      const report = await sale({ pointsToRedeem: 50 });
      expect(report.redemptions).to.have.length(1);
      expect(report.redemptions[0]).to.include({ amount: '50', points: 70 });
      expect(report.earned).to.include({ amount: '85.50', points: 156 });
      expect(await till.ledger()).to.deep.equal([redeemed, earned]);
      expect(await paths()).to.deep.equal(['customer', 'redeem', 'pos', 'pos', 'pos', 'customer', 'pos']);
    });

    it('does not skip a redemption because it was taken from the balance before', async () => {
      await till.fault('drop-after', { path: '/webhook/pos', ...lostThrice });
      expect(await refusal({ pointsToRedeem: 100 })).to.equal('unconfirmed');
      const report = await sale({ pointsToRedeem: 100 });
      expect(report.customer.pointBalance).to.be.above(100);
      expect(report).to.not.have.property('skipped');
    });

    it('does not skip a redemption whose own answer was lost', async () => {
      await till.fault('drop-after', { path: '/webhook/redeem', ...lostThrice });
      expect(await refusal({ pointsToRedeem: 100 })).to.equal('unconfirmed');
      const report = await sale({ pointsToRedeem: 100 });
      expect(report.customer.pointBalance).to.equal(20);
      expect(report).to.not.have.property('skipped');
      expect(report.redemptions[0]).to.include({ amount: '100', points: 20 });
      expect((await till.ledger()).map(({ operation, amount }) => [operation, amount])).to.deep.equal([
        ['redeem', 100],
        ['earn', 85.5],
      ]);
    });

    it('earns nothing while the redemption is not known', async () => {
      await till.fault('drop-before', { path: '/webhook/redeem', ...lostThrice });
      expect(await refusal({ pointsToRedeem: 50 })).to.equal('unconfirmed');
      expect(await till.ledger()).to.deep.equal([]);
      expect((await paths()).includes('pos')).to.equal(false);
    });

    it('repeats what stands unanswered as it was sent, and reports that', async () => {
      await till.fault('drop-before', { path: '/webhook/redeem', ...lostThrice });
      await refusal({ pointsToRedeem: 50 });
      const { redemptions } = await sale({ pointsToRedeem: 60 });
      expect(redemptions[0]).to.include({ amount: '50', points: 70 });
      expect((await till.ledger())[0]).to.deep.equal(redeemed);
    });

    it('repeats nothing of a sale that is done', async () => {
      const first = await sale({ pointsToRedeem: 50 });
      const again = await sale({ pointsToRedeem: 50 });
      const [redemption] = first.redemptions;
      expect(again).to.deep.equal({
        customer: { ...first.customer, pointBalance: 156 },
        redemptions: [{ ...redemption, repeated: true }],
        earned: { ...first.earned, repeated: true },
      });
      expect(await paths()).to.deep.equal(['customer', 'redeem', 'pos', 'customer']);
    });

    it('takes an order id and a code that are numbers for the texts that they stand for', async () => {
      const numbers = { orderId: 1001, code: 482193 } as unknown as Partial<CheckoutOptions>;
      await till.fault('drop-after', { path: '/webhook/pos', ...lostThrice });
      expect(await refusal(numbers)).to.equal('unconfirmed');
      const { earned: result } = await sale({ ...numbers, orderId: '1001' });
      expect(result).to.include({ externalId: '1001' });
      expect((await till.ledger()).length).to.equal(1);
    });

    it('does not report a redemption as done that was booked for somebody else before', async () => {
      await sale({ pointsToRedeem: 50 });
      const journal = new Journal({ endpoint: '/another-till', storage: null, memory: new PageMemory() });
      expect(await refusal({ code: '517204', pointsToRedeem: 500, journal })).to.be.oneOf([
        'answer_mismatch',
        'id_reused',
      ]);
      expect((await till.ledger()).length).to.equal(2);
    });

    it('refuses another content under the id of a sale that is done', async () => {
      await sale({ pointsToRedeem: 50 });
      expect(await refusal({ orderTotal: '85.60', pointsToRedeem: 50 })).to.equal('id_reused');
      expect(await refusal({ pointsToRedeem: 51 })).to.equal('id_reused');
      expect(await refusal({ pointsToRedeem: 5_000 })).to.equal('id_reused');
      expect(await refusal({ code: '517204' })).to.equal('id_reused');
      expect((await till.ledger()).length).to.equal(2);
    });

    it('does not say pin of a booking whose PIN was not seen to be taken', async () => {
      await till.setPreset('strict');
      const prompt = async (): Promise<string> => {
        await till.fault('drop-after', { path: '/webhook/pos', ...lostThrice });
        return phonePin();
      };
      expect(await refusal({ code: '', qr: await scan(), promptForPin: prompt })).to.equal('unconfirmed');
      const report = await sale({ code: '', qr: await scan() });
      expect(report.earned).to.include({ verification: 'qr', points: 206 });
      expect(await till.ledger()).to.deep.equal([earned]);
      expect((await paths()).filter((path) => path.startsWith('pos')).slice(-1)).to.deep.equal(['pos']);
    });

    it('stays unconfirmed when the PIN is given up after a lost answer', async () => {
      await till.setPreset('strict');
      await till.fault('drop-before', { path: '/webhook/pos' });
      expect(await refusal({ code: '', qr: await scan(), promptForPin: () => null })).to.equal('unconfirmed');
      expect(await refusal({ orderId: 'A-1002', code: '', qr: await scan(), promptForPin: () => null })).to.equal(
        'canceled',
      );
    });

    it('keeps no PIN, QR text or e-mail address', async () => {
      await till.setPreset('strict');
      const [qr, pins]: [string, string[]] = [await scan(), []];
      await refusal({
        code: '',
        qr,
        pointsToRedeem: 50,
        promptForPin: async () => (pins.push(await phonePin()), pins.at(-1)!),
      });
      await till.fault('drop-before', { path: '/webhook/pos', ...lostThrice });
      await refusal({ code: '', email: 'ayse@gmail.com', orderId: 'A-1002' });
      const kept = Object.keys(localStorage)
        .map((key) => localStorage.getItem(key) ?? '')
        .filter((text) => text.includes(anna))
        .join('\n');
      expect(kept).to.contain('a***@gmail.com');
      expect(pins).to.have.length(2);
      for (const secret of [qr, 'ayse@', ...pins.map((pin) => `"${pin}"`)]) expect(kept).to.not.contain(secret);
    });
  });

  for (const replay of ['same', 'current', 'conflict'] as const) {
    it(`books once where a repeated id is answered by ${replay}`, async () => {
      await open({ replay });
      await till.fault('drop-after', { path: '/webhook/pos', ...lostThrice });
      expect(await refusal()).to.equal('unconfirmed');
      expect(await refusal()).to.equal('none');
      expect(await till.ledger()).to.deep.equal([earned]);
    });
  }

  it('takes a conflict after a lost answer for what it may be, its own booking', async () => {
    await open();
    await till.fault('drop-after', { path: '/webhook/pos' });
    await till.fault('answer', { path: '/webhook/pos', status: 409, body: { error: 'already_processed' } });
    expect(await refusal()).to.equal('unconfirmed');
    expect(await till.ledger()).to.deep.equal([earned]);
  });

  describe('before anything is sent', () => {
    beforeEach(() => open());
    const wrong: [string, Partial<CheckoutOptions>][] = [
      ['no customer', { code: '' }],
      ['two ways to a customer', { qr: 'cq_1' }],
      ['a total with a comma', { orderTotal: '85,50' }],
      ['a total of nothing', { orderTotal: '0.00' }],
      ['more decimals than the currency has', { orderTotal: '850.5', currency: 'JPY' }],
      ['no order', { orderId: '' }],
      ['half a point', { pointsToRedeem: 1.5 }],
      ['a negative redemption', { pointsToRedeem: -5 }],
      ['a redemption that is no number', { pointsToRedeem: NaN }],
    ];
    for (const [name, options] of wrong) {
      it(`refuses ${name} as invalid_input`, async () => {
        expect(await refusal(options)).to.equal('invalid_input');
        expect(await till.requests()).to.deep.equal([]);
      });
    }
  });

  it('reports a set-up at fault, a customer nobody knows and a QR that is over', async () => {
    await open({ authorized: false });
    expect(await refusal()).to.equal('session_expired');
    await open();
    expect(await refusal({ code: '111111' })).to.equal('customer_not_found');
    expect(await refusal({ code: '', qr: 'lq1.expired' })).to.equal('invalid_qr');
    expect(await refusal({ endpoint: '' })).to.equal('misconfigured');
  });

  it('waits out a rate limit and goes on', async () => {
    await open();
    await till.fault('rate-limited', { path: '/webhook/pos' });
    expect(await refusal()).to.equal('none');
    expect(await till.ledger()).to.deep.equal([earned]);
  });

  it('ends a look-up that gets no answer as unreachable', async () => {
    await open();
    await till.fault('drop-before', { path: '/webhook/customer', ...lostThrice });
    expect(await refusal()).to.equal('unreachable');
  });

  it('asks through the fetch that is handed in', async () => {
    await open();
    const asked: string[] = [];
    await sale({
      endpoint: '/elsewhere',
      fetch: (input, init) => (asked.push(input), fetch(input.replace('/elsewhere', till.endpoint), init)),
    });
    expect(asked).to.deep.equal(['/elsewhere/webhook/customer?code=482193', '/elsewhere/webhook/pos']);
  });
});
