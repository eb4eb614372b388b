/** What was recorded, by the name of its file. */
export function recorded(): Record<string, { command: string; date: string; commit: string }>;
export function figures(template: string, all: Readonly<Record<string, object>>): string;
export function page(): string;
