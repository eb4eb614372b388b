/** TypeScript checks a small use of every public entry of the installed package, in both ways of finding modules, libraries included. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createProject, type Project } from './project.js';

const uses: Record<string, string> = {
  index: `import { isLoyaliteError, LoyaliteEarnElement, type Customer, type Earning, type State } from 'loyalite-elements';
const earn: LoyaliteEarnElement = document.createElement('loyalite-earn');
earn.amount = '85.50';
earn.addEventListener('loyalite-earned', ({ detail }) => { const earning: Earning = detail; console.log(earning.points?.toFixed(0)); });
earn.addEventListener('loyalite-error', ({ detail }) => console.log(isLoyaliteError(detail) && detail.code.length, detail.retryable));
document.querySelector('loyalite-lookup')?.addEventListener('loyalite-found', ({ detail }) => { const customer: Customer = detail; earn.customer = customer; });
export const state: State = earn.state;
// @ts-expect-error A state that does not exist.
export const wrong: State = 'sent';
// @ts-expect-error Money is text.
earn.amount = 85.5;`,
  define: `import { LoyaliteCheckoutElement } from 'loyalite-elements/define';
import 'loyalite-elements/define';
export const checkout: LoyaliteCheckoutElement | null = document.querySelector('loyalite-checkout');
checkout?.addEventListener('loyalite-complete', ({ detail }) => console.log(detail.earned.stamps, detail.customer.maskedEmail));`,
  headless: `import { checkout, type CheckoutReport } from 'loyalite-elements/headless';
export const report: Promise<CheckoutReport> = checkout({ endpoint: '/loyalite', code: '482193', orderTotal: '85.50', orderId: 'A-1', promptForPin: async () => '0042' });
// @ts-expect-error Nobody to find.
void checkout({ orderTotal: 85.5 });`,
  proxy: `import { createMemoryStore, createProxy, type LoyaliteProxy } from 'loyalite-elements/proxy';
export const proxy: LoyaliteProxy = createProxy({ upstream: 'https://shop.loyalite.app', apiKey: 'k', authorize: () => 'till', store: createMemoryStore() });
// @ts-expect-error Somebody has to say who is at the till.
createProxy({ upstream: 'https://shop.loyalite.app', apiKey: 'k' });`,
  sandbox: `import { createFaults, createSandbox, magic, type Phone, type Sandbox } from 'loyalite-elements/sandbox';
const sandbox: Sandbox = createSandbox({ preset: 'strict' });
createFaults(sandbox).next('drop-after');
export const phone: Phone = sandbox.phone('482193');
console.log(magic.length);
// @ts-expect-error A preset that does not exist.
createSandbox({ preset: 'lax' });`,
  scan: `import { createFrameDecoder, decodeFrame, type Frame } from 'loyalite-elements/scan';
export const read = (frame: Frame): string | null => decodeFrame(frame) ?? createFrameDecoder().decode(frame);`,
  script: `import 'loyalite-elements/dist/loyalite.js';
import manifest from 'loyalite-elements/custom-elements.json' with { type: 'json' };
import hashes from 'loyalite-elements/dist/integrity.json' with { type: 'json' };
export const told: string = manifest.schemaVersion + hashes['loyalite.js'];`,
};

const ways = {
  bundler: { module: 'ESNext', moduleResolution: 'bundler' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
};

let project: Project;
before(async () => {
  project = await createProject(['typescript@5.9']);
  await project.write(Object.fromEntries(Object.entries(uses).map(([name, code]) => [`src/${name}.ts`, code])));
});
after(() => project.remove());

for (const [name, way] of Object.entries(ways)) {
  describe(`types, found as "${name}" finds modules`, () => {
    it('fit a use of every entry and refuse what is wrong, with every declaration checked', async () => {
      // Import attributes came after node16, which takes JSON without them.
      const files = Object.keys(uses).filter((use) => name !== 'node16' || use !== 'script');
      const compilerOptions = {
        target: 'ES2022',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: [],
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        resolveJsonModule: true,
        ...way,
      };
      await project.write({
        [`tsconfig.${name}.json`]: JSON.stringify({ compilerOptions, files: files.map((use) => `src/${use}.ts`) }),
      });
      assert.equal(await project.run('tsc', '-p', `tsconfig.${name}.json`), '');
    });
  });
}
