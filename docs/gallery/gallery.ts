/**
 * Every state of every element, for the eye and as the reference of the tests that compare pictures. `?scene=` shows one of
 * them; `lang`, `theme` and `scheme` choose how.
 */
import 'loyalite-elements/define';
import { reached, type Tag } from './acts.js';
import type { Scene } from './makings.js';
import { scenes } from './scenes.js';
import cafe from '../../demo/themes/cafe.css?inline';
import contrast from '../../demo/themes/contrast.css?inline';
import { dirOf, languageCodes } from '../languages.js';

const themes: Record<string, string> = { plain: '', cafe, contrast };
const schemes = { auto: 'light dark', light: 'light', dark: 'dark' };
const wishes = new URLSearchParams(location.search);

function choice(name: string, options: readonly string[], act: (value: string) => void): HTMLLabelElement {
  const label = document.createElement('label');
  const select = document.createElement('select');
  select.append(...options.map((option) => new Option(option, option)));
  select.value = wishes.get(name) ?? (options[0] as string);
  select.addEventListener('change', () => act(select.value));
  label.append(name, select);
  act(select.value);
  return label;
}

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

document.querySelector('#settings')?.append(
  choice('lang', languageCodes, (lang) => {
    document.documentElement.lang = lang;
    document.documentElement.dir = dirOf(lang);
  }),
  choice('theme', Object.keys(themes), (theme) => sheet.replaceSync(themes[theme] ?? '')),
  choice('scheme', Object.keys(schemes), (scheme) => {
    document.documentElement.style.colorScheme = schemes[scheme as keyof typeof schemes];
  }),
);

function build([tag, attributes]: Scene['element'], children: readonly Scene['element'][] = []): Tag {
  const element: Tag = document.createElement(tag as 'loyalite-lookup');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => build(child)));
  return element;
}

/** Puts a scene into the page and plays it; resolves when it has come to its state. */
async function show({ id, title, element: made, inside, fetch, act, state = 'idle', of }: Scene): Promise<void> {
  const figure = document.createElement('figure');
  figure.id = id;
  const caption = document.createElement('figcaption');
  caption.textContent = title;
  const element = build(made, inside);
  if (fetch) element.fetch = fetch;
  figure.append(caption, element);
  document.querySelector('#gallery')?.append(figure);
  await act?.(element);
  await reached(of ? (element.querySelector(of) as Tag) : element, state);
  await element.updateComplete;
}

/** The way to the scenes that need the page for themselves, and from there back to all. */
function link(to: string, text: string): HTMLAnchorElement {
  const address = new URL(location.href);
  if (to) address.searchParams.set('scene', to);
  else address.searchParams.delete('scene');
  return Object.assign(document.createElement('a'), { href: address.href, textContent: text });
}

const wanted = wishes.get('scene');
document
  .querySelector('#alone')
  ?.append(
    ...(wanted
      ? [link('', 'Every state')]
      : scenes.filter(({ isAlone }) => isAlone).map(({ id, title }) => link(id, title))),
  );
// A gallery writes no notes: another page's unfinished operations are none of its scenes.
for (const key of Object.keys(localStorage)) if (key.startsWith('loyalite:')) localStorage.removeItem(key);
await Promise.all(scenes.filter(({ id, isAlone }) => (wanted ? id === wanted : !isAlone)).map(show));
// A sale leads the focus on to its next step; whoever opens the whole gallery begins at its top.
if (!wanted) {
  (document.activeElement as HTMLElement).blur();
  scrollTo(0, 0);
}
document.documentElement.dataset.ready = '';
