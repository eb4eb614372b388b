/** Every test file below a folder, in the same order each time. */
export function testFiles(folder: string): string[];
