/** What axe finds in an element and all that is below it. */
import axe from 'axe-core';

/** The violations, each with its place and its reason. */
export async function findings(root: HTMLElement): Promise<string[]> {
  // Sheets are read for the orientation of the screen alone, which no rule among these asks about.
  const { violations } = await axe.run(root, { resultTypes: ['violations'], preload: { assets: ['media'] } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
  );
}
