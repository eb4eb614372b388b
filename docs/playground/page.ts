/** What stands in the playground's page before its script has run, and the two texts that a new customer is shown. */

/** The playground without its script. */
export const playgroundBody = `<h1 id="playground">Playground</h1>
<p class="lead">The four tags on a service that runs in this page. Nothing is sent anywhere: the proxy and the offline service are the package's own, and what you do here is gone when you leave.</p>
<noscript><p>The playground needs scripts. Every other page of these documents does without.</p></noscript>
<div id="workbench"></div>
`;

/** The texts behind `terms-url` and `privacy-url` of the playground, by their path. */
export const texts: Readonly<Record<string, { readonly title: string; readonly body: string }>> = {
  'playground/terms.html': {
    title: 'Terms',
    body: '<h1>Terms of a programme that does not exist</h1><p>Here your page shows what a customer agrees to. Its address goes into <code>terms-url</code>.</p>',
  },
  'playground/privacy.html': {
    title: 'Privacy notice',
    body: '<h1>Privacy notice of a shop that does not exist</h1><p>Here your page says which data are processed, why and for how long. Its address goes into <code>privacy-url</code>.</p>',
  },
};
