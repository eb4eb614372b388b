/** test/figures.md is what `npm run figures` makes of what tests and benches recorded. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { figures, page, recorded } from '../../scripts/figures.mjs';
import { read } from './markdown.js';

describe('test/figures.md', () => {
  it('is the template with the recorded figures', () => {
    assert.equal(read('test/figures.md'), page());
  });

  it('has a command, a day and a commit for each of them, and uses them all', () => {
    const template = read('test/figures.tmpl');
    for (const [name, { command, date, commit }] of Object.entries(recorded())) {
      assert.ok(command, name);
      assert.match(date, /^\d{4}-\d\d-\d\d$/, name);
      assert.match(commit, /^[0-9a-f]{7,}$/, name);
      assert.ok(template.includes(`{{${name}.when}}`), `${name} is shown`);
    }
  });

  it('is not made where a figure is missing', () => {
    assert.throws(() => figures('{{load.nothing}}', recorded()), /nobody recorded \{\{load\.nothing\}\}/);
  });
});
