/** axe-core in a page of the gallery: what it finds, in lines that name the scene. */
import { readFileSync } from 'node:fs';
import type { AxeResults, NodeResult, Result, RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What was found, and how many checks passed: none at all would be no finding either. */
export interface Findings {
  violations: string[];
  /** What axe cannot decide and leaves to a person. */
  undecided: string[];
  passes: number;
}

/** Runs axe over the page: all rules of WCAG 2.2 A and AA, or those that are named. */
export async function findings(page: Page, rules: string[] = []): Promise<Findings> {
  await page.evaluate(source);
  const options: RunOptions = {
    runOnly: rules.length ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
    // The camera's picture has no sound that captions could tell of.
    rules: { 'target-size': { enabled: true }, 'video-caption': { enabled: false } },
  };
  const found = await page.evaluate(
    (wanted) => (globalThis as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } }).axe.run(document, wanted),
    options,
  );
  const line = (id: string, { target, failureSummary = '' }: NodeResult): string => `${id}: ${target.flat().join(' ')} (${failureSummary.replaceAll('\n', ' ')})`;
  const lines = (results: Result[]): string[] => results.flatMap(({ id, nodes }) => nodes.map((node) => line(id, node)));
  return {
    violations: lines(found.violations),
    undecided: lines(found.incomplete),
    passes: found.passes.reduce((sum, { nodes }) => sum + nodes.length, 0),
  };
}
