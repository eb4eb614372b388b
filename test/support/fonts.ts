/** Fonts that a test brings into its page, so that what it measures is the same on every machine. The widest of the usual ones. */

const files = [
  ['Test', '100 500', 'dejavu-sans/files/dejavu-sans-latin-400-normal'],
  ['Test', '501 900', 'dejavu-sans/files/dejavu-sans-latin-700-normal'],
  ['Test Extended', '100 500', 'noto-sans/files/noto-sans-latin-ext-400-normal'],
  ['Test Extended', '501 900', 'noto-sans/files/noto-sans-latin-ext-700-normal'],
  ['Test Arabic', '100 500', 'noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal'],
  ['Test Arabic', '501 900', 'noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal'],
] as const;

/** Gives the page these fonts and no other; the page keeps them. */
export async function takeFonts(): Promise<void> {
  for (const [family, weight, file] of files)
    document.fonts.add(await new FontFace(family, `url(/node_modules/@fontsource/${file}.woff2)`, { weight }).load());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-family: Test, 'Test Extended', 'Test Arabic'; }");
  document.adoptedStyleSheets.push(sheet);
}
