import { writeFile } from 'node:fs/promises';
import { bytesHash } from '../../cache/hash.ts';
import type { FrameRange } from '../../story/clock.ts';
import { EXACT } from './encoder.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { fetchPiece, type Piece, type PieceKeeper } from './pieces.ts';

const AAC = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2', '-map_metadata', '-1', ...EXACT];

/**
 * Encodes the part of a film's sound for a range of frames, unless it is cached.
 *
 * @param wav the whole film's sound
 * @param file to write the encoded sound to; the WAV for FFmpeg is written next to it
 * @throws Error, one line; the signal's reason if aborted
 */
export async function encodeSound(
  wav: Uint8Array,
  file: string,
  { range, fps }: { readonly range: FrameRange; readonly fps: number },
  keeper: PieceKeeper | undefined,
  signal: AbortSignal,
): Promise<Piece> {
  const [start, length] = [range.start / fps, (range.end - range.start) / fps];
  const cut = ['-ss', start.toFixed(6), '-t', length.toFixed(6)];
  const make = async (): Promise<void> => {
    await writeFile(`${file}.wav`, wav);
    await runFfmpeg([...cut, '-i', `${file}.wav`, ...AAC, '-y', file], { signal });
  };
  const content = { wav: bytesHash(wav), arguments: [...cut, ...AAC] };
  return fetchPiece(keeper, { content, file, make });
}
