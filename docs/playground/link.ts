/**
 * What is set on the workbench, as the query of an address and back, so that it can be handed on. What a visit begins with is
 * left out, and so is what belongs to one visit or may name a person. Knows no DOM.
 */
import { faultList, magic, seededCustomers, type Fault, type Preset } from 'loyalite-elements/sandbox';
import { languageCodes } from '../languages.js';
import { initialValues, knobsOf, stages, tagsOn, withValue, type Values } from './knobs.js';

/** What surrounds the tags. */
export interface Bench {
  readonly stage: string;
  readonly preset: Preset;
  readonly fault: Fault | 'none';
  readonly customer: string;
  readonly language: string;
  readonly theme: string;
  readonly scheme: string;
}

/** Everything that is set. */
export interface Setting {
  readonly bench: Bench;
  readonly values: Values;
  readonly properties: Readonly<Record<string, string>>;
}

/** What each choice can be, the first one to begin with. */
export const options: Readonly<Record<keyof Bench, readonly string[]>> = {
  stage: stages,
  preset: ['balanced', 'standard', 'strict'],
  fault: ['none', ...faultList.map(({ fault }) => fault)],
  customer: [
    ...seededCustomers.map(({ code }) => code),
    ...magic.filter(({ kind }) => kind === 'customer').map(({ value }) => value),
  ],
  language: languageCodes,
  theme: ['plain', 'cafe', 'contrast'],
  scheme: ['light dark', 'light', 'dark'],
};

const choices = Object.keys(options) as readonly (keyof Bench)[];

/** How a visit begins. */
export const initialBench = Object.fromEntries(
  Object.entries(options).map(([name, [first]]) => [name, first]),
) as unknown as Bench;

/** An order is booked once and each visit has its own; the others hold what somebody typed or scanned. */
const unsaid = new Set(['order-id', 'external-id', 'value', 'customer-code', 'coupon']);
/** A coupon that is empty asks for one, and says nothing of any. */
const isSaid = (name: string, value: string | null): boolean =>
  !unsaid.has(name) || (name === 'coupon' && value === '');
const leftOut = 'without';

/** The query: `stage=loyalite-earn&loyalite-earn.amount=12.00`; empty where nothing was changed. */
export function queryOf({ bench, values, properties }: Setting): string {
  const query = new URLSearchParams();
  for (const name of choices) {
    const value = bench[name];
    if (value !== initialBench[name] && options[name].includes(value)) query.set(name, value);
  }
  const initial = initialValues(bench.stage);
  for (const { tagName } of tagsOn(bench.stage)) {
    for (const [name, value] of Object.entries(values[tagName] ?? {})) {
      if (!isSaid(name, value) || value === (initial[tagName]?.[name] ?? null)) continue;
      if (value === null) query.append(leftOut, `${tagName}.${name}`);
      else query.set(`${tagName}.${name}`, value);
    }
  }
  for (const [name, value] of Object.entries(properties)) if (value) query.set(name, value);
  return query.toString();
}

/** What a query says; what it says of a name or a choice that is not there is passed over. */
export function settingOf(text: string, customProperties: readonly string[]): Setting {
  const query = new URLSearchParams(text);
  const chosen = Object.entries(options).map(([name, known]) => {
    const wish = query.get(name);
    return [name, wish !== null && known.includes(wish) ? wish : known[0]];
  });
  const bench = Object.fromEntries(chosen) as Bench;
  const absent = query.getAll(leftOut);
  let values = initialValues(bench.stage);
  for (const tag of tagsOn(bench.stage)) {
    for (const { name } of knobsOf(tag)) {
      const key = `${tag.tagName}.${name}`;
      const value = absent.includes(key) ? null : query.get(key);
      if (isSaid(name, value) && (value !== null || absent.includes(key)))
        values = withValue(values, tag.tagName, name, value);
    }
  }
  const set = customProperties.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  return { bench, values, properties: Object.fromEntries(set) as Record<string, string> };
}
