/** What axe finds in an element and all that is below it. */
import axe from 'axe-core';

/** The violations, each with its place and its reason. */
export async function findings(root: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(root, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
  );
}
