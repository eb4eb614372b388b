/** What cannot be tested on this machine is counted as skipped, with its reason. */
import { describe, it } from 'node:test';

/** Says once, in the sums too, that something was not tested here. */
export function describeMissing(name: string, reason: string): void {
  describe(name, () => {
    it('is not tested on this machine', { skip: reason }, () => undefined);
  });
}
