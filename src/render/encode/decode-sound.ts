import { runFfmpeg } from './ffmpeg.ts';

/** Two channels at 48 kHz, −1 … 1. */
export interface Sound {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Bytes per 24-bit sample, and its full scale. */
const [BYTES, FULL] = [3, 2 ** 23];

/**
 * The sound of a file as a player would play it: with edit lists and start times applied.
 *
 * @param options seconds to decode at most; `strict` if damage to be passed over is a failure too
 * @throws Error, one line
 */
export async function decodedSound(
  file: string,
  { seconds, strict = false }: { readonly seconds?: number; readonly strict?: boolean } = {},
): Promise<Sound> {
  const arguments_ = [
    ...(seconds === undefined ? [] : ['-t', seconds.toFixed(6)]),
    ...['-i', file, '-map', '0:a:0', '-af', 'aresample=async=1:first_pts=0', '-ac', '2', '-ar', '48000'],
    ...['-c:a', 'pcm_s24le', '-map_metadata', '-1', '-bitexact', '-f', 'wav', '-'],
  ];
  const wav = await runFfmpeg(arguments_, { strict });
  const begin = wav.indexOf('data', 12) + 8;
  const samples = Math.floor((wav.length - begin) / (2 * BYTES));
  const [left, right] = [new Float32Array(samples), new Float32Array(samples)];
  for (let i = 0, at = begin; i < samples; i += 1, at += 2 * BYTES) {
    left[i] = wav.readIntLE(at, BYTES) / FULL;
    right[i] = wav.readIntLE(at + BYTES, BYTES) / FULL;
  }
  return { left, right };
}
