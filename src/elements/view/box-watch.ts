/**
 * Tells when one of some boxes becomes larger or smaller. What changes once more within the frame that told of it (the page sets its
 * own boxes by ours, a layout needs a second pass) is an error that the browser reports to the page: so after a change nothing is
 * watched until the next frame. Test DOMs have no observer, and nothing is told there.
 */
export class BoxWatch {
  readonly #tell: () => void;
  #observer: ResizeObserver | undefined;
  #boxes: readonly Element[] = [];
  #sizes = '';

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  get isOn(): boolean {
    return this.#boxes.length > 0;
  }

  /** Watches these boxes of one document, and no others any more; tells once for what they are now. */
  start(boxes: readonly Element[]): void {
    this.stop();
    const view = boxes[0]?.ownerDocument.defaultView;
    const { ResizeObserver: Observer } = (view ?? {}) as Partial<typeof globalThis>;
    if (!view || !Observer) return;
    this.#boxes = boxes;
    this.#observer = new Observer(() => this.#onResize(view));
    this.#observe();
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#boxes = [];
    this.#sizes = '';
  }

  #observe(): void {
    for (const box of this.#boxes) this.#observer?.observe(box);
  }

  #onResize(view: Window): void {
    const sizes = this.#boxes
      .map((box) => box.getBoundingClientRect())
      .map(({ width, height }) => `${width} ${height}`)
      .join();
    // To be watched again is told as well.
    if (sizes === this.#sizes) return;
    this.#sizes = sizes;
    this.#observer?.disconnect();
    view.requestAnimationFrame(() => this.#observe());
    this.#tell();
  }
}
