/** The module of painting threads. */
export const WORKER = new URL('./segment-worker.ts', import.meta.url);
