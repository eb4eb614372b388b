// Which process runs a test file. Built-ins only: the configuration of the browser runner asks too.
import { readFileSync } from 'node:fs';

/** Whether a test file runs in a browser. Those in test/node/ run in Node, and all others that import something of Node's own. */
export function isBrowserTest(file) {
  return !/(^|\/)test\/node\//.test(file) && !/ from 'node:/.test(readFileSync(file, 'utf8'));
}
