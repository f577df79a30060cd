import { createFramePainter, type FrameSource } from '../../render/frame-painter.ts';
import { type FrameRange, planSegments } from '../../render/segments.ts';
import { type Check, judge } from './check.ts';
import { decodedPictures } from './decode.ts';
import { type Similarity, similarityOf } from './ssim.ts';

/** Frames compared beside the first of each segment. */
const SPREAD = 12;

/**
 * The frames that stand for a film: the first of each segment, which was encoded on its own, the last of all, and
 * twelve spread evenly.
 */
export function sampleFrames(frames: number, fps: number, range: FrameRange): readonly number[] {
  const length = range.last + 1 - range.first;
  const spread = Array.from(
    { length: SPREAD },
    (_, i) => range.first + Math.floor(((i + 0.5) * length) / SPREAD),
  );
  const firsts = planSegments(frames, fps, range).map(({ from }) => from);
  return [...new Set([...firsts, ...spread, range.last])].sort((a, b) => a - b);
}

const COARSEST_CRF = 51;
/** Pixels of a short side below which a picture counts as small: a fine point is then a part of a pixel. */
const SMALL = 360;

/**
 * The least similarity that a right frame has: on average, and in each block of 64 × 64 pixels. A coarser encoding
 * shows less of the film. Measured on every frame of whole films at crf 18, in final and draft quality: at least 0.992
 * and 0.94, or 0.980 for a cloud of points in small pictures; at crf 28, 40 and 51: 0.987 and 0.949, 0.892 and 0.766,
 * 0.758 and 0.418. Where something moves, the next frame has blocks from 0.08 on.
 *
 * @param shortSide of the picture, in pixels
 */
export function leastSimilarity(
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
  /** Pixels a scene unit. */
  readonly scale: number;
  /** Frames of the film that the file holds. */
  readonly range: FrameRange;
  /** Which of them to compare, in order. */
  readonly sample: readonly number[];
  readonly crf: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Frames of a film that follow each other and are not what they should be. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly worst: Similarity;
}

/** Adds a wrong frame to the stretches before it. */
function extended(stretches: readonly Stretch[], frame: number, found: Similarity): readonly Stretch[] {
  const open = stretches.at(-1);
  if (open?.last !== frame - 1) return [...stretches, { first: frame, last: frame, worst: found }];
  const worst = found.mean < open.worst.mean ? found : open.worst;
  return [...stretches.slice(0, -1), { first: open.first, last: frame, worst }];
}

/**
 * Compares the pictures of an MP4, decoded, with frames painted anew, by the luma's structural similarity.
 *
 * @throws Error when it cannot be decoded
 */
export async function checkPictures(file: string, comparison: PictureComparison): Promise<readonly Check[]> {
  const { source, scale, range, crf, onProgress } = comparison;
  const sample = new Set(comparison.sample);
  const painter = await createFramePainter(source, scale);
  try {
    const stream = painter.stream();
    const { width, height } = stream;
    const least = leastSimilarity(crf, Math.min(width, height));
    let [frame, compared, mean, block] = [range.first, 0, 1, 1];
    let wrong: readonly Stretch[] = [];
    for await (const shown of decodedPictures(file, { width, height })) {
      if (sample.has(frame)) {
        const painted = { width, height, data: stream.paint(frame) };
        const found = similarityOf({ width, height, data: shown }, painted);
        compared += 1;
        [mean, block] = [Math.min(mean, found.mean), Math.min(block, found.least)];
        if (found.mean < least.mean || found.least < least.block) wrong = extended(wrong, frame, found);
        onProgress?.(compared, sample.size);
      }
      frame += 1;
    }
    const measured = { compared, decoded: frame - range.first, ssim: mean, blockSsim: block };
    const whole = judge(
      'pictures',
      '.mp4',
      compared === sample.size,
      {
        ok: `${compared} frames are those of the film (SSIM at least ${mean.toFixed(4)}, ${block.toFixed(4)} in any block)`,
        failed: `only ${measured.decoded} frames can be decoded`,
      },
      measured,
    );
    const failures = wrong.map((stretch) => told(stretch, least.mean));
    return failures.length > 0 && whole.status === 'ok' ? failures : [whole, ...failures];
  } finally {
    painter.dispose();
  }
}

function told({ first, last, worst }: Stretch, leastMean: number): Check {
  const which = first === last ? `frame ${first}` : `frames ${first}-${last}`;
  const place = `SSIM ${worst.least.toFixed(2)} around pixel ${worst.at.join(', ')}`;
  const how = worst.mean < leastMean ? `SSIM ${worst.mean.toFixed(2)}` : place;
  return {
    id: 'pictures',
    file: '.mp4',
    status: 'failed',
    says: `${which}: picture differs from the film (${how})`,
    measured: { first, last, ssim: worst.mean, blockSsim: worst.least },
  };
}
