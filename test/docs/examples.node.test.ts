/** What the public docstrings show: scripts compile in strict TypeScript, and markup has tags and attributes that there are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { root as folder } from './markdown.js';

interface Example {
  file: string;
  language: string;
  code: string;
}

const root = `${folder}/`;
const entries = ['index', 'headless', 'proxy', 'sandbox', 'scan', 'store-sqlite', 'store-redis', 'store-postgres'];

const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as {
  config: { compilerOptions: object };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);

/** Every example of what the public entries export, and of the elements. */
function examplesOf(): Example[] {
  const files = entries.map((name) => `${root}src/${name}.ts`);
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const symbols = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const module_ = source && checker.getSymbolAtLocation(source);
    return module_ ? checker.getExportsOfModule(module_) : [];
  });
  const targets = symbols.map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  );
  return [...new Set(targets)].flatMap((symbol) =>
    symbol
      .getJsDocTags(checker)
      .filter(({ name }) => name === 'example')
      .map(({ text }) => {
        const [, language = '', code = ''] = /^```(\w+)\n(.*)\n```$/s.exec(ts.displayPartsToString(text).trim()) ?? [];
        const file = symbol.declarations?.[0]?.getSourceFile().fileName.slice(root.length) ?? '';
        return { file, language, code };
      }),
  );
}

/** What the compiler says of a script that stands in the package's own folder. */
function complaints(code: string): string[] {
  const file = `${root}src/example-of-a-docstring.ts`;
  const settings: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    paths: { 'loyalite-elements': ['./src/index.ts'], 'loyalite-elements/*': ['./src/*.ts'] },
    pathsBasePath: root,
  };
  const host = ts.createCompilerHost(settings);
  // What the reader has: a request, a way to her sessions, and clients of her stores.
  const around = `declare const request: Request; declare function sessionOf(request: Request): string | null;\nexport {};\n`;
  const { getSourceFile } = host;
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  host.readFile = (name) => (name === file ? around + code : ts.sys.readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, around + code, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([file], settings, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const examples = examplesOf();

describe('the examples of the docstrings', () => {
  it('stand at the proxy, the sandbox, the sale in one call, the stores and every tag', () => {
    const files = examples.map(({ file }) => file);
    const tags = ['checkout', 'lookup', 'redeem', 'earn'].map((name) => `src/elements/loyalite-${name}.ts`);
    const stores = ['sqlite', 'redis', 'postgres'].map((name) => `src/stores/${name}.ts`);
    for (const file of ['src/proxy/proxy.ts', 'src/sandbox/sandbox.ts', 'src/headless/checkout.ts', ...stores, ...tags])
      assert.ok(files.includes(file), file);
  });

  for (const { file, language, code } of examples) {
    if (language === 'ts')
      it(`compile: ${file}`, () => {
        assert.deepEqual(complaints(code), []);
      });
    else
      it(`name tags and attributes that there are: ${file}`, () => {
        assert.equal(language, 'html');
        const { modules } = JSON.parse(readFileSync(`${root}custom-elements.json`, 'utf8')) as {
          modules: { declarations: { tagName?: string; attributes?: { name: string }[] }[] }[];
        };
        const known = new Map(
          modules
            .flatMap(({ declarations }) => declarations)
            .map(({ tagName, attributes = [] }) => [tagName, attributes.map(({ name }) => name)]),
        );
        const found = [...code.matchAll(/<([a-z-]+)([^>]*)>/g)];
        assert.ok(found.length > 0);
        for (const [, tag = '', rest = ''] of found)
          for (const [, name = ''] of rest.matchAll(/\s([\w-]+)="/g))
            assert.ok(known.get(tag)?.includes(name), `<${tag} ${name}>`);
      });
  }
});
