// Which process runs a test file. Built-ins only: the configuration of the browser runner asks too.
import { readFileSync } from 'node:fs';

/** Whether a test file runs in a browser; what takes its `it` from node:test runs in Node. */
export function isBrowserTest(file) {
  return !/ from 'node:test'/.test(readFileSync(file, 'utf8'));
}
