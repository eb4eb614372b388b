/**
 * The shapes of the events' details, read from the types that the package ships: a page of the site can then say no more
 * and no less than the compiler. It knows TypeScript and nothing of HTML.
 */
import ts from 'typescript';
import { root } from './pages.js';

/** One field of a detail. */
export interface Field {
  /** With the names around it: `coupon.id`. */
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly description: string;
}

/** A detail: one shape, or several of which one comes. */
export interface Detail {
  readonly name: string;
  readonly shapes: readonly { readonly name: string; readonly fields: readonly Field[] }[];
}

const file = `${root}src/elements/events.ts`;

function openChecker(): { checker: ts.TypeChecker; source: ts.SourceFile } {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram([file], { ...options, types: [] });
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${file} is not there`);
  return { checker: program.getTypeChecker(), source };
}

/** The detail of each event type by its name: `LoyaliteFoundEvent`. */
export function readDetails(): Map<string, Detail> {
  const { checker, source } = openChecker();
  const aliases = source.statements.filter(ts.isTypeAliasDeclaration);
  return new Map(
    aliases.map(({ name, type }) => {
      const [inner] = (ts.isTypeReferenceNode(type) && type.typeArguments) || [];
      return [name.text, inner ? detailOf(checker, inner) : { name: '', shapes: [] }];
    }),
  );
}

function detailOf(checker: ts.TypeChecker, node: ts.TypeNode): Detail {
  const shapes = namedShapes(checker, node)
    .map((shape) => ({ name: shape.getText(), fields: allFields(checker, checker.getTypeFromTypeNode(shape)) }))
    .filter(({ fields }) => fields.length > 0);
  return { name: node.getText(), shapes };
}

/** The names that a type is a choice of; its own where it is none. */
function namedShapes(checker: ts.TypeChecker, node: ts.TypeNode): ts.TypeNode[] {
  if (!ts.isTypeReferenceNode(node)) return [];
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const declared = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const alias = declared?.declarations?.find(ts.isTypeAliasDeclaration)?.type;
  return alias && ts.isUnionTypeNode(alias) && alias.types.every(ts.isTypeReferenceNode) ? [...alias.types] : [node];
}

/** Every field that a value of the type may have; those of a part of its forms are optional. */
function allFields(checker: ts.TypeChecker, type: ts.Type): Field[] {
  const forms = (type.isUnion() ? type.types : [type])
    .filter((form) => form.isClassOrInterface() || form.isIntersection())
    .map((form) => fieldsOf(checker, form, ''));
  const names = new Set(forms.flatMap((fields) => fields.map(({ name }) => name)));
  return [...names].map((name) => {
    const found = forms.flatMap((fields) => fields.filter((field) => field.name === name));
    const types = new Set(found.map((field) => field.type));
    const isOptional = found.length < forms.length || found.some((field) => field.isOptional);
    const description = found.find((field) => field.description)?.description ?? '';
    return { name, isOptional, type: [...types].join(' | '), description };
  });
}

/** What the platform gives every error is left out, but for what is worth reading. */
function isTold(property: ts.Symbol): boolean {
  const own = property.declarations?.some((declaration) => !declaration.getSourceFile().isDeclarationFile);
  return Boolean(own) || property.name === 'message' || property.name === 'cause';
}

function fieldsOf(checker: ts.TypeChecker, type: ts.Type, before: string): Field[] {
  return checker
    .getPropertiesOfType(type)
    .filter(isTold)
    .flatMap((property) => {
      const isOptional = Boolean(property.flags & ts.SymbolFlags.Optional);
      const whole = checker.getTypeOfSymbol(property);
      const inner = isOptional ? checker.getNonNullableType(whole) : whole;
      const name = before + property.name;
      const description = ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll('\n', ' ');
      const field = {
        name,
        isOptional,
        type: checker.typeToString(inner, undefined, ts.TypeFormatFlags.NoTruncation),
        description,
      };
      return [field, ...(isOwnObject(inner) ? fieldsOf(checker, inner, `${name}.`) : [])];
    });
}

function isOwnObject(type: ts.Type): boolean {
  return (
    type.isClassOrInterface() &&
    Boolean(type.symbol.declarations?.some((declaration) => !declaration.getSourceFile().isDeclarationFile))
  );
}
