/** Server-sent events: a page gets a snapshot at once, and a new one whenever it differs. */

/** Pages that watch something. */
export interface Live {
  /** The event stream of one page. `snapshot` may take its time, and may say `undefined` for "nothing to tell". */
  watch(snapshot: () => unknown): Response;
  /** Something may have changed. */
  changed(): void;
  close(): void;
}

/** Tells the pages at every `changed()`, and once a second for what changes with time alone. */
export function createLive(): Live {
  const watchers = new Set<() => void>();
  const changed = (): void => watchers.forEach((tell) => tell());
  const tick = setInterval(changed, 1000);
  tick.unref();
  return {
    changed,
    watch: (snapshot) => stream(snapshot, watchers),
    close: () => clearInterval(tick),
  };
}

function stream(snapshot: () => unknown, watchers: Set<() => void>): Response {
  let last = '';
  let tell = (): void => undefined;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      tell = () => {
        void Promise.resolve(snapshot()).then((value) => {
          const text = JSON.stringify(value);
          if (value === undefined || text === last || !watchers.has(tell)) return;
          last = text;
          controller.enqueue(encoder.encode(`data: ${text}\n\n`));
        });
      };
      watchers.add(tell);
      tell();
    },
    cancel: () => void watchers.delete(tell),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
