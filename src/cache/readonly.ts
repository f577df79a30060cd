/** Set where the cache is only read from: nothing is kept, marked as used, cleaned up or evicted, in any thread of this process. */
export const READONLY_VARIABLE = 'LOSSREEL_CACHE_READONLY';

export const isReadonly = (): boolean => (process.env[READONLY_VARIABLE] ?? '') !== '';
