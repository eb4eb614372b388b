// Which process runs a test file, by its name alone.

/** Whether a test file runs in a browser: all do but those that are called `*.node.test.ts`. */
export function isBrowserTest(file) {
  return file.endsWith('.test.ts') && !file.endsWith('.node.test.ts');
}
