/** Small servers and bundles for tests of the scanner that need real headers, origins and picture formats. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** What a server answers for a path. */
export interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves answers on a port of its own. */
export async function serve(
  answer: (path: string) => Promise<Answer | undefined> | Answer | undefined,
): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    void Promise.resolve(answer(request.url ?? '/')).then((found) => {
      response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain', ...found?.headers });
      response.end(found?.body ?? 'not found');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A file with all it imports as one module. */
export async function bundleFile(entry: string): Promise<Answer> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return { type: 'text/javascript', body: outputFiles[0]!.contents };
}

/** The same for a module that a test writes; a worker that it starts stays a file of its own. */
export async function bundle(contents: string): Promise<Answer> {
  const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' } as const;
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return { type: 'text/javascript', body: outputFiles[0]!.contents };
}
