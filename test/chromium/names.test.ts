/** Names, roles and states as the accessibility tree has them, which no other engine tells a test. */
import { a11ySnapshot, findAccessibilityNode } from '@web/test-runner-commands';
import { settings } from '../elements/a11y/stages.js';
import { expect, unmount } from '../support/elements.js';

interface Node {
  role: string;
  name?: string;
  children?: Node[];
  [state: string]: unknown;
}

/** Every node below that has a name, as `role "name"`. */
function spoken(node: Node): string[] {
  const own =
    node.name && node.role !== 'StaticText' && node.role !== 'RootWebArea' ? [`${node.role} "${node.name}"`] : [];
  return [...own, ...(node.children ?? []).flatMap(spoken)];
}

const snapshot = async (): Promise<Node> => (await a11ySnapshot({})) as unknown as Node;

afterEach(unmount);

describe('the names and roles', () => {
  it('of a look-up are a field and its button', async () => {
    await settings['lookup idle']!();
    const words = spoken(await snapshot());
    expect(words).to.include('textbox "Customer code or e-mail"');
    expect(words).to.include('button "Find"');
  });

  it('of the consent are three boxes, unticked, and links that say where they lead', async () => {
    await settings['lookup at the consent']!();
    const tree = await snapshot();
    const boxes = spoken(tree).filter((line) => line.startsWith('checkbox'));
    expect(boxes).to.deep.equal([
      'checkbox "I accept the terms (required)"',
      'checkbox "I have read the privacy notice (required)"',
      'checkbox "Send me offers (optional)"',
    ]);
    expect(
      findAccessibilityNode(
        tree as never,
        (node) => (node as unknown as Node).role === 'checkbox' && Boolean((node as unknown as Node)['checked']),
      ),
    ).to.equal(null);
    expect(spoken(tree).filter((line) => line.startsWith('link'))).to.deep.equal([
      'link "Read the terms (opens in a new window)"',
      'link "Read the privacy notice (opens in a new window)"',
    ]);
  });

  it('of a redemption are a group of choices, the field and the button', async () => {
    await settings['redeem idle']!();
    const words = spoken(await snapshot());
    expect(words.filter((line) => line.startsWith('radio "'))).to.deep.equal([
      'radio "Points"',
      'radio "Stamps"',
      'radio "Coupon"',
    ]);
    expect(words).to.include('textbox "Points to use"');
  });

  it('of the PIN overlay are a dialog, its field, twelve keys and two ways out', async () => {
    await settings['earn at the PIN']!();
    const words = spoken(await snapshot());
    expect(words).to.include('dialog "Ask for the PIN"');
    expect(words).to.include('textbox "PIN, 2 or 4 digits"');
    expect(words.filter((line) => line.startsWith('button'))).to.deep.equal(
      [...'123456789']
        .map((digit) => `button "${digit}"`)
        .concat('button "Delete"', 'button "0"', 'button "Confirm"', 'button "New PIN"', 'button "Cancel"'),
    );
  });

  it('of a checkout are one named group', async () => {
    const { root } = await settings['checkout empty']!();
    expect(root.shadowRoot!.querySelector('[role="group"]')!.getAttribute('aria-label')).to.equal('Loyalty');
  });
});
