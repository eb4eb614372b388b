/**
 * Who takes a scan when several elements, or two copies of this package, are armed on one page. The claims stand on the
 * document itself, under a registered symbol, because two copies share nothing else; their shape is a contract between versions.
 * A burst that began stays with its owner; else the claim whose scope has the focus takes it, else the one armed last.
 */

/** One armed scanner's claim. */
export interface Claim {
  /** The element that has a right to what is scanned while the focus is inside it. */
  readonly scope: EventTarget | undefined;
  /** Whether a burst is under way that this claim owns. */
  busy: boolean;
}

const slot = Symbol.for('loyalite-elements.hand-scanner');

/** The claims on a document, the oldest first. */
function claimsOn(document: Document): Claim[] {
  const holder = document as Document & { [slot]?: Claim[] };
  return (holder[slot] ??= []);
}

/** Adds a claim, or moves it to the end. */
export function lay(document: Document, claim: Claim): void {
  withdraw(document, claim);
  claimsOn(document).push(claim);
}

/** Takes a claim back. */
export function withdraw(document: Document, claim: Claim): void {
  const claims = claimsOn(document);
  const index = claims.indexOf(claim);
  if (index >= 0) claims.splice(index, 1);
}

/** Whose a key on that path is. */
export function ownerOn(document: Document, path: readonly EventTarget[]): Claim | undefined {
  const claims = [...claimsOn(document)].reverse();
  return claims.find(({ busy }) => busy) ?? claims.find(({ scope }) => scope && path.includes(scope)) ?? claims[0];
}
