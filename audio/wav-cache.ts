import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CueSheet } from './cue-sheet.ts';
import { cueSheetHash, validateCueSheet } from './cue-sheet-checks.ts';
import { installWebAudio } from './node-web-audio.js';
import { synthesize } from './synthesize.ts';
import { encodeWav, WAV_HEADER_BYTES, wavDefect } from './wav.ts';

/**
 * The path `<directory>/<hash>.wav` of a sheet's sound, which exists and is whole when the promise resolves. It is
 * synthesized in this thread unless it is there already; a file with the wrong size or header is made anew. It is
 * written beside its place and renamed, so any number of processes may ask for it at once.
 *
 * @throws Error naming the field when the sheet is not valid, or when the directory cannot be written
 */
export function ensureWav(sheet: CueSheet, directory: string): Promise<string> {
  return ensure(sheet, directory, synthesizeHere);
}

/**
 * The same as {@link ensureWav}, but synthesizes in a thread of its own, which ends with the work. Aborting ends
 * the thread at once, rejects with the signal's reason and leaves no file behind.
 */
export function ensureWavInWorker(sheet: CueSheet, directory: string, signal?: AbortSignal): Promise<string> {
  return ensure(sheet, directory, (wanted) => synthesizeInWorker(wanted, signal), signal);
}

async function ensure(
  sheet: CueSheet,
  directory: string,
  make: (sheet: CueSheet) => Promise<Uint8Array>,
  signal?: AbortSignal,
): Promise<string> {
  signal?.throwIfAborted();
  validateCueSheet(sheet);
  const path = join(directory, `${cueSheetHash(sheet)}.wav`);
  if (await isWhole(path, sheet.samples)) return path;
  const bytes = await make(sheet);
  await mkdir(directory, { recursive: true });
  const beside = join(directory, `.${randomUUID()}.tmp`);
  try {
    await writeFile(beside, bytes, { signal });
    signal?.throwIfAborted();
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return path;
}

async function isWhole(path: string, samples: number): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return false;
  try {
    const header = new Uint8Array(WAV_HEADER_BYTES);
    await file.read(header, 0, WAV_HEADER_BYTES, 0);
    return wavDefect(header, (await file.stat()).size, samples) === undefined;
  } finally {
    await file.close();
  }
}

async function synthesizeHere(sheet: CueSheet): Promise<Uint8Array> {
  await installWebAudio();
  return encodeWav(await synthesize(sheet));
}

function synthesizeInWorker(sheet: CueSheet, signal?: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sound-worker.js', import.meta.url), {
      workerData: sheet,
      execArgv: [], // the owner's own loaders would only slow it down
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
