/** The sound, for code that runs in both Node and browsers. Node-only code is in node.ts. @module lossreel/audio */
export * from './cue-sheet.ts';
export { canonicalJson, cueSheetHash, validateCueSheet } from './cue-sheet-checks.ts';
export { TIMBRE_COUNT } from './instruments.ts';
export type { Channels } from './loudness.ts';
export { measure, PEAK_CEILING, type Stereo, TARGET_LOUDNESS } from './mix.ts';
export { inTune, panOf, type Scoring, type Song, scoring } from './scoring.ts';
export { type Stem, synthesize, synthesizeStem, synthesizeStems } from './synthesize.ts';
export { decodeWav, encodeFloatWav, encodeWav } from './wav.ts';
