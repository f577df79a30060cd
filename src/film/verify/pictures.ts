import { planSegments } from '../../render/encode/segments.ts';
import { createFramePainter, type FrameSource } from '../../render/paint/frame-painter.ts';
import type { FrameRange } from '../../story/clock.ts';
import { firstAndLast, rangeText } from '../frame-range.ts';
import { type Check, checkThat } from './check.ts';
import { decodedPictures } from './decode.ts';
import { type Similarity, similarityOf } from './ssim.ts';

/** Frames compared in addition to the first of each segment. */
const SPREAD = 12;

/**
 * A sample of a film's frames: the first of each segment, as segments are encoded separately, the very last, and
 * twelve evenly spaced.
 */
export function sampleFrames(frames: number, fps: number, range: FrameRange): readonly number[] {
  const { start, end } = range;
  const spread = Array.from(
    { length: SPREAD },
    (_, i) => start + Math.floor(((i + 0.5) * (end - start)) / SPREAD),
  );
  const firsts = planSegments(frames, fps, range).map((segment) => segment.start);
  return [...new Set([...firsts, ...spread, end - 1])].sort((a, b) => a - b);
}

const COARSEST_CRF = 51;
/** Short side in pixels below which a picture counts as small: fine points are then smaller than a pixel. */
const SMALL = 360;

/**
 * The minimum similarity of a correct frame: on average, and in each block of 64 × 64 pixels. Coarser encodings are
 * less similar. Measured on every frame of whole films at crf 18, in final and draft quality: at least 0.992
 * and 0.94, or 0.980 for a cloud of points in small pictures; at crf 28, 40 and 51: 0.987 and 0.949, 0.892 and 0.766,
 * 0.758 and 0.418. By contrast, where something moves, the next frame has blocks as low as 0.08.
 *
 * @param shortSide of the picture, in pixels
 */
export function minSimilarity(
  crf: number,
  shortSide: number,
): { readonly mean: number; readonly block: number } {
  const beyond = (fine: number): number => Math.max(0, (crf - fine) / (COARSEST_CRF - fine));
  return {
    mean: (shortSide < SMALL ? 0.96 : 0.98) - 0.33 * beyond(23),
    block: 0.85 - 0.55 * beyond(18),
  };
}

export interface PictureComparison {
  readonly source: FrameSource;
  /** Pixels per scene unit. */
  readonly scale: number;
  /** The frames of the film that the file contains. */
  readonly range: FrameRange;
  /** Which of them to compare, in ascending order. */
  readonly sample: readonly number[];
  readonly crf: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A run of consecutive wrong frames. */
interface Stretch extends FrameRange {
  readonly worst: Similarity;
}

/** Adds a wrong frame to the preceding stretches. */
function extended(stretches: readonly Stretch[], frame: number, found: Similarity): readonly Stretch[] {
  const open = stretches.at(-1);
  if (open?.end !== frame) return [...stretches, { start: frame, end: frame + 1, worst: found }];
  const worst = found.mean < open.worst.mean ? found : open.worst;
  return [...stretches.slice(0, -1), { start: open.start, end: frame + 1, worst }];
}

/**
 * Compares the decoded pictures of an MP4 with freshly painted frames, by structural similarity of the luma.
 *
 * @throws Error if it cannot be decoded
 */
export async function checkPictures(file: string, comparison: PictureComparison): Promise<readonly Check[]> {
  const { source, scale, range, crf, onProgress } = comparison;
  const sample = new Set(comparison.sample);
  const painter = await createFramePainter(source, scale);
  try {
    const stream = painter.stream();
    const { width, height } = stream;
    const limit = minSimilarity(crf, Math.min(width, height));
    let [frame, compared, mean, block] = [range.start, 0, 1, 1];
    let wrong: readonly Stretch[] = [];
    for await (const shown of decodedPictures(file, { width, height })) {
      if (sample.has(frame)) {
        const painted = { width, height, data: stream.paint(frame) };
        const found = similarityOf({ width, height, data: shown }, painted);
        compared += 1;
        [mean, block] = [Math.min(mean, found.mean), Math.min(block, found.worstBlock)];
        if (found.mean < limit.mean || found.worstBlock < limit.block) wrong = extended(wrong, frame, found);
        onProgress?.(compared, sample.size);
      }
      frame += 1;
    }
    const measured = { compared, decoded: frame - range.start, ssim: mean, blockSsim: block };
    const whole = checkThat(
      'pictures',
      '.mp4',
      compared === sample.size,
      {
        ok: `${compared} frames match the film (SSIM at least ${mean.toFixed(4)}, ${block.toFixed(4)} in any block)`,
        failed: `only ${measured.decoded} frames can be decoded`,
      },
      measured,
    );
    const failures = wrong.map((stretch) => told(stretch, limit.mean));
    return failures.length > 0 && whole.status === 'ok' ? failures : [whole, ...failures];
  } finally {
    painter.dispose();
  }
}

function told({ worst, ...range }: Stretch, minMean: number): Check {
  const place = `SSIM ${worst.worstBlock.toFixed(2)} around pixel ${worst.at.join(', ')}`;
  const how = worst.mean < minMean ? `SSIM ${worst.mean.toFixed(2)}` : place;
  return {
    id: 'pictures',
    file: '.mp4',
    status: 'failed',
    says: `${rangeText(range)}: picture differs from the film (${how})`,
    measured: { ...firstAndLast(range), ssim: worst.mean, blockSsim: worst.worstBlock },
  };
}
