// The command behind keys.ts: no key waits until the one before has come.

/** For the plugins of the test runner. */
export const pressAtOnce = {
  name: 'press-at-once',
  async executeCommand({ command, payload, session: { id, browser } }) {
    if (command !== 'press-at-once') return undefined;
    const keys = [...payload].map((char) => (char === '\n' ? 'Enter' : char));
    // The driver of WebKit takes all keys in one call, and Enter by its number.
    if (browser.type === 'webdriver')
      await browser.sendKeys(
        id,
        keys.map((key) => (key === 'Enter' ? '\uE007' : key)),
      );
    else await typed(browser.getPage(id).keyboard, keys);
    return true;
  },
};

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
