/** What a command's exit code says. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
