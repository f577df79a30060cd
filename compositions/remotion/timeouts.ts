/**
 * Milliseconds that a page may take to train what a film shows, or to synthesize its sound, a day: the largest networks
 * that the params allow take hours. Remotion's own limit for everything that a page does is 30 s.
 */
export const COMPUTING_TIMEOUT = 24 * 3_600_000;

/** Milliseconds that a page may take to fetch the typefaces. */
export const TYPEFACES_TIMEOUT = 30_000;
