/**
 * Gives Node what Tone.js needs, the Web Audio classes of the pure-JavaScript package `web-audio-api`, and loads
 * Tone. To be awaited before anything of synthesize.ts is called in Node; again and again costs nothing.
 */
export function installWebAudio(): Promise<void>;
