/** Pages with a script of their own, which work in the page and with no server: their titles, and what stands in them before it has run. */
import { playgroundBody } from '../playground/page.js';

/** A page with a script. */
export type Tool = 'playground' | 'gallery' | 'scanner';

/** The pages by the name of their folder, script and style sheet. */
export const tools: Readonly<Record<Tool, { readonly title: string; readonly body: string }>> = {
  playground: { title: 'Playground', body: playgroundBody },
  gallery: {
    title: 'Every state',
    body: `<h1 id="every-state">Every state</h1>
<p class="lead">Every state of every tag and every sentence that a cashier can read, in four languages and three themes. Each one talks to an answer of its own; nothing is sent anywhere.</p>
<noscript><p>The tags need scripts.</p></noscript>
<form class="settings" id="settings"></form>
<div class="gallery" id="gallery"></div>
<nav class="alone" id="alone" aria-label="States with a page of their own"></nav>
`,
  },
  scanner: {
    title: 'Test your scanner',
    body: `<h1 id="test-your-scanner">Test your scanner</h1>
<p class="lead">Scan the codes of this page with a hand scanner or a camera, and read what came in, key by key, and what to set. Nothing is sent anywhere.</p>
<noscript><p>The test needs scripts.</p></noscript>
<div class="bench">
<section class="card" id="codes" aria-label="Codes to scan"></section>
<div class="col">
<section class="card" id="set-up" aria-label="Set-up"></section>
<loyalite-lookup endpoint="/scanner-test" methods="qr"></loyalite-lookup>
</div>
<section class="card" id="report" aria-label="What came in"></section>
</div>
`,
  },
};

/** The tools in the order in which they are offered. */
export const toolNames = Object.keys(tools) as readonly Tool[];
