/** Of an encoder that has no types of its own; it is an earlier version of the one that has. */
declare module 'esc-pos-encoder' {
  export { default } from '@point-of-sale/receipt-printer-encoder';
}
