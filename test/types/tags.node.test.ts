/** The events that frameworks' types know of each tag are those of the manifest. Their own checkers are asked in `stacks/`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { tags } from '../../docs/site/manifest.js';

const file = new URL('../../src/types/tags.ts', import.meta.url);
const source = ts.createSourceFile('tags.ts', readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);

/** The names in a union of texts; one type may stand for several. */
function namesOf(type: ts.TypeNode | undefined): string[] {
  if (!type) return [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(namesOf);
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  if (!ts.isTypeReferenceNode(type)) return [];
  const name = type.typeName.getText(source);
  return namesOf(source.statements.filter(ts.isTypeAliasDeclaration).find((one) => one.name.text === name)?.type);
}

describe('the types for frameworks', () => {
  const [events] = source.statements.filter(ts.isInterfaceDeclaration).filter(({ name }) => name.text === 'EventsOf');
  const known = new Map(
    events?.members.map((member) => [
      (member.name as ts.StringLiteral).text,
      namesOf((member as ts.PropertySignature).type),
    ]),
  );

  // A checkout hears what bubbles up to it: all there is.
  for (const { tagName, events: fired } of tags.filter((tag) => tag.tagName !== 'loyalite-checkout'))
    it(`know every event that ${tagName} fires, and no other`, () => {
      assert.deepEqual(known.get(tagName)?.toSorted(), fired?.map(({ name }) => name).toSorted());
    });
});
