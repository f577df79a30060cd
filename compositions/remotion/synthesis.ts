/**
 * The version of the synthesis code, by which the page finds cached sounds; the bundler fills it in, see
 * synthesis-loader.js. Without it every sound is synthesized in the page.
 */
export const SYNTHESIS: string | null = null;

/** The version of what decodes a bed of music in Node, by which the page finds cached sounds that have one. */
export const DECODER: string | null = null;
