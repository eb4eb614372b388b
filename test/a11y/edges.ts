/** Runs in the page: how far the lines that make a control out stand out from what is behind them. */

/** Edges weaker than 3 : 1, and how many were looked at. */
export function weakEdges(): { weak: string[]; seen: number } {
  const canvas = document
    .createElement('canvas')
    .getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  /** Any colour that CSS knows, as its parts. */
  const parts = (colour: string): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = parts(colour).map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [high = 0, low = 0] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element: Element | null): string => {
    if (!element) return 'white';
    const { backgroundColor } = getComputedStyle(element);
    const above = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
    return parts(backgroundColor)[3] === 255 ? backgroundColor : ground((above as Element | undefined) ?? null);
  };
  const roots = [...document.querySelectorAll('figure *')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot] : [],
  );
  const deep = roots.flatMap((root) => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : [])),
  ]);
  const weak: string[] = [];
  let seen = 0;
  const judge = (root: ShadowRoot, element: Element, colour: string): void => {
    seen += 1;
    const behind = ground(element.parentElement);
    if (contrast(colour, behind) < 3)
      weak.push(
        `${root.host.closest('figure')?.id ?? ''} ${element.localName}.${element.getAttribute('class') ?? ''} ${colour} on ${behind}`,
      );
  };
  for (const root of deep) {
    // What cannot be used now need not stand out.
    const visible = [...root.querySelectorAll('*')].filter(
      (element) => element.checkVisibility() && !element.closest('[aria-disabled=true], :disabled'),
    );
    for (const element of visible) {
      const style = getComputedStyle(element);
      if (
        element.matches(
          'input[type=text]:not(.slots *, :read-only), .quiet, .over, .choice span, .slots i, .dots i, .coupon, .photo',
        )
      )
        judge(root, element, style.borderTopColor);
      else if (element.matches('button:not([part=pin-key])')) judge(root, element, style.backgroundColor);
      else if (element.matches('svg:not(.qr)')) judge(root, element, style.color);
    }
  }
  return { weak, seen };
}
