/** axe-core in a page of the gallery: what it finds, in lines that name the scene. */
import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What was found, and how many rules passed somewhere: none at all would be no finding either. */
export interface Findings {
  violations: string[];
  /** What axe cannot decide and leaves to a person. */
  undecided: string[];
  passes: number;
}

type Axe = { run(context: Document, options: RunOptions): Promise<AxeResults> };

/** Runs in the page: what came of it is too much to be carried out whole. */
async function run(options: RunOptions): Promise<Findings> {
  const { violations, incomplete, passes } = await (globalThis as unknown as { axe: Axe }).axe.run(document, options);
  const [found, undecided] = [violations, incomplete].map((results) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) =>
          `${id}: ${target.flat().join(' ')} (${failureSummary.replaceAll('\n', ' ')})`,
      ),
    ),
  ) as [string[], string[]];
  return { violations: found, undecided, passes: passes.length };
}

/** Runs axe over the page: all rules of WCAG 2.2 A and AA, or those that are named. */
export async function findings(page: Page, rules: string[] = []): Promise<Findings> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(run, {
    runOnly: rules.length ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
    // Of a rule that holds it is enough to know that it held: each place of it would be given a selector of its own.
    resultTypes: ['violations', 'incomplete'],
    // Sheets are read for the orientation of the screen alone, which no rule among these asks about.
    preload: { assets: ['media'] },
    // The camera's picture has no sound that captions could tell of.
    rules: { 'target-size': { enabled: true }, 'video-caption': { enabled: false } },
  } satisfies RunOptions);
}
