/** Waiting for what no event tells. */

/** Waits until something is the case, and complains when it is not within 25 seconds. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  complaint = 'it did not come about',
): Promise<void> {
  const end = performance.now() + 25_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(complaint);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
