/**
 * Starts the decoding worker and speaks with it. A worker that cannot start, whatever the reason (policy, origin, an old browser),
 * is `null`, never an error: the page then decodes by itself.
 */
import { FRAME_BUDGET } from './decoder.js';
import type { CameraFrame, OpenDecoder } from './decoder.js';
import type { FrameMessage, WorkerAnswer } from './messages.js';
import { trustedScriptUrl } from './trusted-url.js';

/** A worker that has not answered by then is taken for blocked. */
const START_LIMIT = 10_000;

type WorkerConstructor = new (url: URL, options: WorkerOptions) => Worker;

interface Started {
  readonly worker: Worker;
  /** Frees what was needed for the start alone. */
  release(): void;
}

/** A script of another origin cannot be a worker, but a small one of this origin can import it. */
function shim(url: URL): string {
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
}

function start(url: URL, options: WorkerOptions): Started {
  const foreign = url.origin !== location.origin;
  const address = foreign ? shim(url) : url.href;
  const release = (): void => {
    if (foreign) URL.revokeObjectURL(address);
  };
  try {
    return { worker: new Worker(trustedScriptUrl(address), options), release };
  } catch (error) {
    release();
    throw error;
  }
}

function launch(): Started {
  let started: Started | undefined;
  const constructor = function (url: URL, options: WorkerOptions): Worker {
    started = start(url, options);
    return started.worker;
  } as unknown as WorkerConstructor;
  // Bundlers look for these very words to pack the worker; the constructor behind the name is the one above.
  const create = (Worker: WorkerConstructor): Worker =>
    new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
  create(constructor);
  return started!;
}

function answersOf(worker: Worker, signal: AbortSignal): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const options = { once: true, signal };
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => resolve(data), options);
    worker.addEventListener('error', () => reject(new Error('The decoding worker stopped')), options);
  });
}

async function nextAnswer(worker: Worker, send?: () => void, limit?: AbortSignal): Promise<WorkerAnswer> {
  const listening = new AbortController();
  const late = new Promise<never>((_, reject) => {
    limit?.addEventListener('abort', () => reject(new Error('The decoding worker does not start')), { once: true });
  });
  try {
    const answer = answersOf(worker, listening.signal);
    send?.();
    return await Promise.race([answer, late]);
  } finally {
    listening.abort();
  }
}

function decoderOf(worker: Worker): OpenDecoder {
  let settle: ((text: null) => void) | null = null;
  const ask = async (frame: CameraFrame): Promise<string | null> => {
    const message: FrameMessage = { frame, budgetMs: FRAME_BUDGET };
    const answer = await nextAnswer(worker, () => worker.postMessage(message, [frame]));
    if (answer.type === 'failed') throw new Error(answer.reason);
    return answer.type === 'decoded' ? answer.text : null;
  };
  return {
    kind: 'worker',
    decode: async (frame) => {
      if (settle) {
        frame.close();
        return null;
      }
      const closed = new Promise<null>((resolve) => (settle = resolve));
      try {
        return await Promise.race([ask(frame), closed]);
      } finally {
        settle = null;
      }
    },
    close: () => {
      worker.terminate();
      settle?.(null);
    },
  };
}

/** A decoder in a worker of its own, or `null` where none can be started. */
export async function openWorkerDecoder(limit = AbortSignal.timeout(START_LIMIT)): Promise<OpenDecoder | null> {
  let started: Started | undefined;
  try {
    started = launch();
    const answer = await nextAnswer(started.worker, undefined, limit);
    if (answer.type !== 'ready') throw new Error('The decoding worker cannot read frames');
    return decoderOf(started.worker);
  } catch {
    started?.worker.terminate();
    return null;
  } finally {
    started?.release();
  }
}
