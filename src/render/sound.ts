import { EXACT } from './encoder.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { fileHash } from './file-hash.ts';
import { fetchPiece, type Piece, type PieceKeeper } from './pieces.ts';
import type { FrameRange } from './segments.ts';

const AAC = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2', '-map_metadata', '-1', ...EXACT];

/**
 * Encodes the piece of a film's sound that belongs to a range of frames, unless it is kept.
 *
 * @param wav path of the whole film's sound
 * @param file where the encoded piece is written
 * @throws Error, one line; the signal's reason when aborted
 */
export async function encodeSound(
  wav: string,
  file: string,
  { range, fps }: { readonly range: FrameRange; readonly fps: number },
  keeper: PieceKeeper | undefined,
  signal: AbortSignal,
): Promise<Piece> {
  const [start, length] = [range.first / fps, (range.last + 1 - range.first) / fps];
  const cut = ['-ss', start.toFixed(6), '-t', length.toFixed(6)];
  const make = async (): Promise<void> => {
    await runFfmpeg([...cut, '-i', wav, ...AAC, '-y', file], { signal });
  };
  if (keeper === undefined) {
    await make();
    return { key: null, made: true };
  }
  const content = { wav: await fileHash(wav), arguments: [...cut, ...AAC] };
  return fetchPiece(keeper, 'sounds', { content, file, make });
}
