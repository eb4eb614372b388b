/** The hand scanner as one module, so that it is loaded in one piece. */
export { awaiting, isLikely } from './wedge/awaited.js';
export { armHandScanner, type HandScan, type ScanRefusal } from './wedge/hand-scanner.js';
export { layoutNames } from './wedge/layouts.js';
