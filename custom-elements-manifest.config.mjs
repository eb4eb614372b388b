// How custom-elements.json is made from the class comments. It describes what a page may use and nothing else.

const isPublic = (member) => member.privacy === undefined || member.privacy === 'public';

/** Leaves out what no page can reach, so that the manifest changes only when the public surface does. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      for (const declaration of module.declarations ?? []) {
        if (!declaration.customElement) continue;
        declaration.members = (declaration.members ?? []).filter((member) => isPublic(member) && !member.static && !member.name.startsWith('#'));
      }
    }
  },
};

export default {
  globs: ['src/elements/**/*.ts', 'src/define.ts', 'src/index.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly],
};
