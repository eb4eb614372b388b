/** Pictures of a page: each says its size, so that nothing moves when it comes, and all but the first wait until they are near. */
import { readFileSync } from 'node:fs';

/** Width and height stand at a fixed place in a PNG. */
function sizeOf(file: string): { width: number; height: number } | undefined {
  if (!file.endsWith('.png')) return undefined;
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The page with its pictures told of; `fileOf` says which file an address is, or `undefined` where it is none of ours. */
export function withSizes(html: string, fileOf: (address: string) => string | undefined): string {
  let isFirst = true;
  return html.replaceAll(/<img ([^>]*?)\s*\/?>/g, (whole, attributes: string) => {
    const [, address = ''] = /\bsrc="([^"]+)"/.exec(attributes) ?? [];
    const file = fileOf(address);
    const size = file === undefined ? undefined : sizeOf(file);
    if (!size || /\bheight=/.test(attributes)) return whole;
    const told = /\bwidth="(\d+)"/.exec(attributes)?.[1];
    const width = told === undefined ? size.width : Number(told);
    const rest = attributes.replace(/\s*\bwidth="\d+"/, '');
    const wait = isFirst ? '' : ' loading="lazy"';
    isFirst = false;
    return `<img ${rest} width="${width}" height="${Math.round((width * size.height) / size.width)}"${wait}>`;
  });
}
