import { Worker } from 'node:worker_threads';
import type { CueSheet } from './cue-sheet.ts';
import type { Channels } from './loudness.ts';
import type { Stereo } from './mix.ts';
import { installWebAudio } from './node-web-audio.js';
import { type SoundReport, soundReport } from './promises.ts';
import type { Stem } from './synthesize.ts';
import * as synthesizer from './synthesize.ts';

/** `synthesize` of synthesize.ts, in Node. Blocks the thread; {@link synthesizeWav} does not. */
export async function synthesize(
  sheet: CueSheet,
  bed?: Channels,
  narration?: readonly Channels[],
): Promise<Stereo> {
  await installWebAudio();
  return synthesizer.synthesize(sheet, bed, narration);
}

/** `synthesizeStems` of synthesize.ts, in Node. */
export async function synthesizeStems(
  sheet: CueSheet,
  bed?: Channels,
  narration?: readonly Channels[],
): Promise<readonly Stem[]> {
  await installWebAudio();
  return synthesizer.synthesizeStems(sheet, bed, narration);
}

/** Synthesizes a sheet and measures it, in Node: what of all that is promised of a film's sound it keeps. */
export async function measureSound(sheet: CueSheet): Promise<SoundReport> {
  await installWebAudio();
  const parts = await synthesizer.synthesizeParts(sheet);
  return soundReport(sheet, parts, await synthesizer.mixParts(sheet, parts));
}

/** `synthesizeStem` of synthesize.ts, in Node. */
export async function synthesizeStem(sheet: CueSheet, voiceId: string): Promise<Float32Array> {
  await installWebAudio();
  return synthesizer.synthesizeStem(sheet, voiceId);
}

/**
 * The bytes of a sheet's WAV, synthesized in a separate thread, which ends with the work. Aborting ends it at once.
 *
 * @param options a bed of music and the recordings of a narration at 48 kHz; the signal
 * @throws Error naming the field if the sheet is not valid; the signal's reason if aborted
 */
export function synthesizeWav(
  sheet: CueSheet,
  {
    bed,
    narration,
    signal,
  }: {
    readonly bed?: Channels | undefined;
    readonly narration?: readonly Channels[];
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./sound-worker.js', import.meta.url), {
      workerData: { sheet, bed, narration },
      execArgv: [], // the parent's loaders would only slow it down
    });
    const abort = () => {
      reject(signal?.reason);
      void worker.terminate();
    };
    signal?.addEventListener('abort', abort, { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      reject(new Error(`sound: the worker ended with code ${code} and no sound`));
    });
  });
}
