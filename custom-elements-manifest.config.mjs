// How custom-elements.json is made from the class comments. It describes what a page may use and nothing else, so that it
// changes only when the public surface does.

const index = 'dist/index.js';
const define = 'dist/define.js';

/** The platform's own hooks are public in TypeScript and no page's business. */
const isForPages = ({ name, privacy = 'public', static: isStatic }) =>
  privacy === 'public' && !isStatic && !name.startsWith('#') && !name.endsWith('Callback');

/** Where a member came from is the package's own business. */
const flat = ({ inheritedFrom: _, ...rest }) => rest;

function publicElement(declaration) {
  const { superclass: _, members = [], attributes = [], events = [], ...rest } = declaration;
  return {
    ...rest,
    attributes: attributes.map(flat),
    members: members.filter(isForPages).map(flat),
    events: events.map(flat),
  };
}

/** The modules as they are shipped: the classes in one, their registration in the other. */
const shippedModules = {
  name: 'shipped-modules',
  packageLinkPhase({ customElementsManifest }) {
    const elements = customElementsManifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter(({ tagName }) => tagName)
      .map(publicElement)
      .sort((one, other) => one.tagName.localeCompare(other.tagName));
    const reference = ({ name }) => ({ name, module: index });
    customElementsManifest.modules = [
      {
        kind: 'javascript-module',
        path: index,
        declarations: elements,
        exports: elements.map((element) => ({ kind: 'js', name: element.name, declaration: reference(element) })),
      },
      {
        kind: 'javascript-module',
        path: define,
        declarations: [],
        exports: elements.map((element) => ({
          kind: 'custom-element-definition',
          name: element.tagName,
          declaration: reference(element),
        })),
      },
    ];
  },
};

export default {
  globs: ['src/elements/loyalite-*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [shippedModules],
};
