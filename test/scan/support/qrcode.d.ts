/** What the tests use of the `qrcode` package, which comes without types. */
declare module 'qrcode' {
  interface Segment {
    readonly mode: 'byte' | 'kanji' | 'numeric' | 'alphanumeric';
    readonly data: string | Uint8Array;
  }
  interface Matrix {
    readonly version: number;
    readonly modules: { readonly size: number; readonly data: Uint8Array };
  }
  const qrcode: {
    create(
      text: string | readonly Segment[],
      options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H'; version?: number },
    ): Matrix;
  };
  export default qrcode;
}
