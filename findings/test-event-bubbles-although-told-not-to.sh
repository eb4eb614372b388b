#!/usr/bin/env bash
# Vue's test tools send an event up the tree that was asked for with `bubbles: false`.
#
# A good guess: `wrapper.trigger('earned', { detail, bubbles: false })` is short for dispatching a
#   CustomEvent with these options, and a CustomEvent does not bubble unless it is told to.
# What happens: it is a plain Event, not a CustomEvent, that bubbles and can be cancelled whatever was
#   said; `detail` and `composed` are written onto it afterwards. A listener on a parent hears it in the
#   test and never in the browser, and `event instanceof CustomEvent` is false in the test alone.
# In a shop: the till's page listens one element too high, the test is green, and no sale is ever seen.
#   `wrapper.element.dispatchEvent(new CustomEvent(…))` tells the truth.
# Seen with: @vue/test-utils 2.6.0, vue 3.5.45, jsdom 29.1.1
# Source: run here.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @vue/test-utils@2.6.0 vue@3.5.45 jsdom@29.1.1

cat > probe.mjs <<'END'
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<body></body>');
for (const name of ['document', 'Document', 'DocumentFragment', 'Element', 'Event', 'CustomEvent', 'HTMLElement', 'MathMLElement', 'Node', 'ShadowRoot', 'SVGElement']) {
  globalThis[name] = window[name];
}
globalThis.window = window;
const { mount } = await import('@vue/test-utils');
const { h } = await import('vue');

const heard = [];
const describe = ({ constructor, detail, bubbles, composed, cancelable }) =>
  `${constructor.name} ${JSON.stringify({ detail, bubbles, composed, cancelable })}`;
const Till = {
  render: () =>
    h('section', { onEarned: () => heard.push('and so does its parent') }, [
      h('x-earn', { onEarned: (event) => heard.push(`the element hears ${describe(event)}`) }),
    ]),
};
const tag = mount(Till, { attachTo: document.body }).find('x-earn');
const options = { detail: { points: 5 }, bubbles: false, composed: true };

await tag.trigger('earned', options);
console.log(`trigger: ${heard.splice(0).join(', ')}`);
tag.element.dispatchEvent(new CustomEvent('earned', options));
console.log(`dispatchEvent: ${heard.splice(0).join(', ')}`);
process.exit(0);
END
cat > expected <<'END'
trigger: the element hears Event {"detail":{"points":5},"bubbles":true,"composed":true,"cancelable":true}, and so does its parent
dispatchEvent: the element hears CustomEvent {"detail":{"points":5},"bubbles":false,"composed":true,"cancelable":false}
END

echo "node $(node --version)"
npm ls --depth 0 | tail -n +2
timeout 60 node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
