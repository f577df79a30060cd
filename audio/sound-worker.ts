import { parentPort, workerData } from 'node:worker_threads';
import type { CueSheet } from './cue-sheet.ts';
import type { Channels } from './loudness.ts';
import { installWebAudio } from './node-web-audio.js';
import { synthesize } from './synthesize.ts';
import { encodeWav } from './wav.ts';

/** What the thread is given. */
interface Work {
  readonly sheet: CueSheet;
  readonly bed?: Channels | undefined;
  readonly narration?: readonly Channels[] | undefined;
}

// Given a cue sheet, and what it is mixed with, answers once with the bytes of its WAV. A failure ends the thread and reaches its owner.
await installWebAudio();
const { sheet, bed, narration } = workerData as Work;
const wav = encodeWav(await synthesize(sheet, bed, narration));
parentPort?.postMessage(wav, [wav.buffer]);
