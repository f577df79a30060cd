import { parentPort, workerData } from 'node:worker_threads';
import type { CueSheet } from './cue-sheet.ts';
import { synthesize } from './synthesize.ts';
import { encodeWav } from './wav.ts';

// Receives a cue sheet and answers once with the bytes of its WAV. A failure ends the thread and reaches its parent.
const wav = encodeWav(await synthesize(workerData as CueSheet));
parentPort?.postMessage(wav, [wav.buffer]);
