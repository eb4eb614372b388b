/**
 * What a person meant by a text that was typed or pasted: digits of any script, codes read out in groups, addresses with what
 * mail programs and keyboards put around them. Knows no customer and no service.
 */

/** Characters that are not seen: joiners, direction marks, byte order marks. */
const unseen = /\p{Cf}/gu;

/** Decimal digits of every script as `0` to `9`: each script has its ten in a row. */
export function foldDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    if (digit <= '9') return digit;
    const code = digit.codePointAt(0) ?? 0;
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((code - first) % 10);
  });
}

/** The digits of a code that may be parted by blanks or dashes, or `null` where anything else stands in it. */
export function typedCode(text: string): string | null {
  const digits = foldDigits(text.replace(unseen, '')).replace(/[\s\p{Pd}]/gu, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** A count as it is calculated with. */
export function typedCount(text: string): string {
  return foldDigits(text.replace(unseen, '')).trim();
}

/** Whether a text is meant for an e-mail address: it has an `@`, of whatever width. */
export function isAddress(text: string): boolean {
  return /[@＠﹫]/.test(text);
}

/** An e-mail address without what came along with it: invisible characters, `mailto:`, a name and brackets, a trailing stop. */
export function typedAddress(text: string): string {
  const bare = text
    .replace(unseen, '')
    .replace(/[＠﹫]/g, '@')
    .trim();
  const inBrackets = /<([^<>]*)>/.exec(bare)?.[1] ?? bare;
  return inBrackets.replace(/^\s*mailto:([^?]*).*$/i, '$1').replace(/^[\s"'(<[]+|[\s"')>\].,;:]+$/g, '');
}

/** How sure it is that mail to an address arrives: `wrong` is none, `doubtful` is one that a person should look at twice. */
export function addressKind(address: string): 'plain' | 'doubtful' | 'wrong' {
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return 'wrong';
  // Turkish keyboards make İ and ı of i, and only a person can tell what was meant.
  return /^[!-~]+@(?:[a-z\d-]+\.)+[a-z][a-z\d-]*[a-z\d]$/i.test(address) ? 'plain' : 'doubtful';
}
