/** A stream of server-sent events that rests while nobody looks: browsers allow six connections to a server in all. */

/** Hands over every message, read from its JSON, until it is stopped. */
export function watch(address: string, receive: (message: unknown) => void): () => void {
  let source: EventSource | undefined;
  const rest = (): void => {
    source?.close();
    source = undefined;
  };
  const follow = (): void => {
    if (document.hidden) return rest();
    source ??= new EventSource(address);
    source.onmessage = ({ data }: MessageEvent<string>) => receive(JSON.parse(data));
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    rest();
  };
}
