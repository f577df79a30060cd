import { parentPort, workerData } from 'node:worker_threads';
import type { CueSheet } from './cue-sheet.ts';
import { installWebAudio } from './node-web-audio.js';
import { synthesize } from './synthesize.ts';
import { encodeWav } from './wav.ts';

// Given a cue sheet, answers once with the bytes of its WAV. A failure ends the thread and reaches its owner.
await installWebAudio();
const wav = encodeWav(await synthesize(workerData as CueSheet));
parentPort?.postMessage(wav, [wav.buffer]);
