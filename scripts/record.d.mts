export function record(name: string, command: string, figures: Readonly<Record<string, unknown>>): void;
