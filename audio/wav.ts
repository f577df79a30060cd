// Our own, for determinism: defines rounding and every byte of the header, in Node and in browsers.

import { SAMPLE_RATE } from './cue-sheet.ts';
import type { Channels } from './loudness.ts';

/** Bytes before the first sample. */
const WAV_HEADER_BYTES = 44;
const FRAME_BYTES = 4;
/** The same for floating-point samples, with the chunk that tells their number. */
const FLOAT_HEADER_BYTES = 58;

/**
 * A 48 kHz, 16-bit, stereo PCM WAV. Each sample is x · 32768, rounded to the nearest whole number (halves away
 * from zero) and clamped to −32768 … 32767; no dither, so equal samples give equal bytes.
 */
export function encodeWav({ left, right }: Channels): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(WAV_HEADER_BYTES + left.length * FRAME_BYTES);
  const view = new DataView(bytes.buffer);
  writeHeader(view, left.length);
  for (let i = 0; i < left.length; i++) {
    const at = WAV_HEADER_BYTES + i * FRAME_BYTES;
    view.setInt16(at, quantise(left[i] ?? 0), true);
    view.setInt16(at + 2, quantise(right[i] ?? 0), true);
  }
  return bytes;
}

/**
 * A 48 kHz, 32-bit floating-point, stereo WAV: nothing is rounded, and what is added up elsewhere is exact.
 */
export function encodeFloatWav({ left, right }: Channels): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(FLOAT_HEADER_BYTES + left.length * 2 * FRAME_BYTES);
  const view = new DataView(bytes.buffer);
  const data = left.length * 2 * FRAME_BYTES;
  writeText(view, 0, 'RIFF');
  view.setUint32(4, FLOAT_HEADER_BYTES - 8 + data, true);
  writeText(view, 8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, 3, true); // IEEE floating point
  view.setUint16(22, 2, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * 2 * FRAME_BYTES, true);
  view.setUint16(32, 2 * FRAME_BYTES, true);
  view.setUint16(34, 32, true);
  writeText(view, 38, 'fact'); // all but PCM tell the number of samples
  view.setUint32(42, 4, true);
  view.setUint32(46, left.length, true);
  writeText(view, 50, 'data');
  view.setUint32(54, data, true);
  for (let i = 0; i < left.length; i++) {
    const at = FLOAT_HEADER_BYTES + i * 2 * FRAME_BYTES;
    view.setFloat32(at, left[i] ?? 0, true);
    view.setFloat32(at + FRAME_BYTES, right[i] ?? 0, true);
  }
  return bytes;
}

/**
 * The samples of a WAV as written by {@link encodeWav}, each divided by 32768.
 *
 * @throws Error saying what is wrong if the bytes are not such a WAV, or incomplete
 */
export function decodeWav(bytes: Uint8Array): Channels {
  const samples = (bytes.length - WAV_HEADER_BYTES) / FRAME_BYTES;
  const wrong = wavDefect(bytes.subarray(0, WAV_HEADER_BYTES), bytes.length, samples);
  if (wrong !== undefined) throw new Error(`WAV: ${wrong}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const left = new Float32Array(samples);
  const right = new Float32Array(samples);
  for (let i = 0; i < samples; i++) {
    const at = WAV_HEADER_BYTES + i * FRAME_BYTES;
    left[i] = view.getInt16(at, true) / 32_768;
    right[i] = view.getInt16(at + 2, true) / 32_768;
  }
  return { left, right };
}

/** Why a file is not a WAV of `samples` samples, by its header and size; undefined if it is. */
function wavDefect(header: Uint8Array, fileBytes: number, samples: number): string | undefined {
  if (!Number.isInteger(samples) || fileBytes !== WAV_HEADER_BYTES + samples * FRAME_BYTES)
    return `${fileBytes} bytes do not hold a header and ${samples} samples`;
  const expected = new Uint8Array(WAV_HEADER_BYTES);
  writeHeader(new DataView(expected.buffer), samples);
  const at = expected.findIndex((byte, i) => byte !== header[i]);
  return at < 0 ? undefined : `the header is wrong at byte ${at}`;
}

function quantise(x: number): number {
  const scaled = Math.abs(x) * 32_768;
  const rounded = Math.floor(scaled + 0.5);
  return x < 0 ? -Math.min(rounded, 32_768) : Math.min(rounded, 32_767);
}

function writeText(view: DataView, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
}

function writeHeader(view: DataView, samples: number): void {
  const data = samples * FRAME_BYTES;
  writeText(view, 0, 'RIFF');
  view.setUint32(4, WAV_HEADER_BYTES - 8 + data, true);
  writeText(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 2, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * FRAME_BYTES, true);
  view.setUint16(32, FRAME_BYTES, true);
  view.setUint16(34, 16, true);
  writeText(view, 36, 'data');
  view.setUint32(40, data, true);
}
