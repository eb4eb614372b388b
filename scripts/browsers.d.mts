/** Types of browsers.mjs, which must run without any tool. */
export const cacheFolder: string;
export const chromiumArguments: string[];
export function findChromium(options?: { hasWindows?: boolean }): string | undefined;
export function findFirefox(): string | undefined;
export function findWebKit(): { driver: string; screen: string; browser: string } | undefined;
