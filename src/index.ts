/** The elements as classes, and all public types. It registers nothing and is safe to import on a server. */
export * from './classes.js';
export { english } from './words/english.js';
