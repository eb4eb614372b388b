/**
 * Script addresses on pages that demand Trusted Types. One policy, named `loyalite`, and it vouches for nothing but the addresses given here,
 * which come from this package's own modules and never from a page's input.
 */

interface Policy {
  createScriptURL(url: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** Made once: a page that lists the name allows it a single time. */
let policy: Policy | null | undefined;

function ownPolicy(): Policy | null {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return null;
  try {
    return factory.createPolicy('loyalite', { createScriptURL: (url) => url });
  } catch {
    // The page does not list the name. It may still not demand trusted addresses: whoever uses the plain one will see.
    return null;
  }
}

/** The address as the page wants it: trusted where there is a policy, plain where there is none. */
export function trustedScriptUrl(url: string): string {
  policy ??= ownPolicy();
  return policy ? (policy.createScriptURL(url) as string) : url;
}
