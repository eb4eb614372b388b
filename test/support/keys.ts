/** Real keys of the browser, all at once, as a hand scanner sends them: one by one, a busy machine makes a person's pace of them. */
import { executeServerCommand } from '@web/test-runner-commands';

/** Presses the keys of a text; `\n` is Enter. */
export async function pressAtOnce(text: string): Promise<void> {
  await executeServerCommand('press-at-once', text);
}
