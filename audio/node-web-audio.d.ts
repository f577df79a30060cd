/**
 * Provides the Web Audio classes that Tone.js needs in Node, from the pure-JavaScript package `web-audio-api`, and loads
 * Tone. Must be awaited before anything in synthesize.ts is called in Node; repeated calls cost nothing.
 */
export function installWebAudio(): Promise<void>;
