/** What the tests use of jsdom, which brings no types. */
declare module 'jsdom' {
  export class VirtualConsole {
    on(event: 'jsdomError', listener: (error: unknown) => void): this;
  }
  export class JSDOM {
    constructor(markup: string, options: { url: string; virtualConsole: VirtualConsole });
    readonly window: unknown;
  }
}
