// The command behind keys.ts: no key waits until the one before has come.

/** For the plugins of the test runner. */
export const pressAtOnce = {
  name: 'press-at-once',
  async executeCommand({ command, payload, session: { id, browser } }) {
    if (command !== 'press-at-once') return undefined;
    const keys = [...payload].map((char) => (char === '\n' ? 'Enter' : char));
    // The driver of WebKit takes many keys in one call, and Enter by its number; it releases none before all are pressed.
    if (browser.type === 'webdriver')
      for (const some of withoutRepeats(keys.map((key) => (key === 'Enter' ? '\uE007' : key))))
        await browser.sendKeys(id, some);
    else await typed(browser.getPage(id).keyboard, keys);
    return true;
  },
};

/** The keys in groups, none of which has one twice. */
function withoutRepeats(keys) {
  const groups = [[]];
  for (const key of keys) {
    if (groups.at(-1).includes(key)) groups.push([]);
    groups.at(-1).push(key);
  }
  return groups;
}

const typed = (keyboard, keys) => Promise.all(keys.flatMap((key) => [keyboard.down(key), keyboard.up(key)]));

/** Real keys at times of the test's own: a scanner's pace does not hang on how busy the machine is. */
export const playKeys = {
  name: 'play-keys',
  async executeCommand({ command, payload, session: { id, browser } }) {
    if (command !== 'play-keys') return undefined;
    const devtools = await browser.getPage(id).createCDPSession();
    await Promise.all(payload.map((key) => devtools.send('Input.dispatchKeyEvent', key)));
    await devtools.detach();
    return true;
  },
};
