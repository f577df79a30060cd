import type { CueSheet } from './cue-sheet.ts';
import type { Stereo } from './mix.ts';
import { installWebAudio } from './node-web-audio.js';
import * as synthesizer from './synthesize.ts';

export { ensureWav, ensureWavInWorker } from './wav-cache.ts';

/** `synthesize` of synthesize.ts, in Node. Keeps the thread busy; `ensureWavInWorker` does not. */
export async function synthesize(sheet: CueSheet): Promise<Stereo> {
  await installWebAudio();
  return synthesizer.synthesize(sheet);
}

/** `synthesizeStem` of synthesize.ts, in Node. */
export async function synthesizeStem(sheet: CueSheet, voiceId: string): Promise<Float32Array> {
  await installWebAudio();
  return synthesizer.synthesizeStem(sheet, voiceId);
}
