/** The hand scanner as one module, so that it is loaded in one piece. */
export { awaiting, isLikely } from './wedge/awaited.js';
export { wedgeOf } from './wedge/keyboard-wedge.js';
export { layoutNames } from './wedge/layouts.js';
export type {
  ScanClaim,
  HandScan,
  OtherScan,
  ScanListener,
  ScannerSettings,
  ScanRefusal,
} from './wedge/scan-listener.js';
