/** What a screen reader is given of a part of the page, as lines: role, name and state, indented as they are nested. */
import type { ElementHandle, Page, Protocol } from 'puppeteer-core';

type Node = Protocol.Accessibility.AXNode;

const textOf = (value: Protocol.Accessibility.AXValue | undefined): string => String(value?.value ?? '');

/** What adds nothing to be heard. */
const silent = new Set(['generic', 'none', 'InlineTextBox', 'LineBreak', 'LabelText', 'strong', 'form', 'figure']);
/** Their name says all that is in them. */
const whole = new Set(['button', 'link', 'checkbox', 'radio', 'textbox', 'image', 'heading']);
const states = ['focused', 'disabled', 'readonly', 'required', 'checked', 'pressed', 'modal'];

function stateOf({ properties = [] }: Node): string[] {
  return properties
    .filter(({ name, value }) => states.includes(name) && ![false, 'false', ''].includes(value.value as string))
    .map(({ name, value }) => (value.type === 'token' ? `${name} ${textOf(value)}` : name))
    .concat(properties.some(({ name, value }) => name === 'invalid' && value.value === 'true') ? ['invalid'] : []);
}

function lineOf(node: Node): string {
  const name = textOf(node.name);
  const value = textOf(node.value);
  const description = textOf(node.description);
  const role = textOf(node.role) === 'StaticText' ? 'text' : textOf(node.role);
  return [
    role,
    name && JSON.stringify(name),
    value && `= ${JSON.stringify(value)}`,
    ...stateOf(node),
    description && `(${description})`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The tree from each of these elements down, all of one moment: the page's whole tree is long, and is asked for once. */
export async function spoken(page: Page, roots: readonly ElementHandle[]): Promise<string[][]> {
  const wanted = await Promise.all(roots.map((root) => root.backendNodeId()));
  const session = await page.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const byElement = new Map(nodes.map((node) => [node.backendDOMNodeId, node]));
  return wanted.map((id) => linesBelow(byElement.get(id), byId));
}

function linesBelow(start: Node | undefined, byId: ReadonlyMap<string, Node>): string[] {
  const lines: string[] = [];
  const walk = (node: Node, depth: number): void => {
    const role = textOf(node.role);
    // The gallery's own words.
    if (role === 'Figcaption') return;
    const isHeard = !node.ignored && !silent.has(role);
    if (isHeard) lines.push('  '.repeat(depth) + lineOf(node));
    if (isHeard && whole.has(role)) return;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, depth + Number(isHeard));
    }
  };
  if (start) walk(start, 0);
  return lines;
}
