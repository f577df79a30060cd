import { planSegments } from '../../render/encode/segments.ts';
import { createFramePainter, type FrameSource } from '../../render/paint/frame-painter.ts';
import type { FrameRange } from '../../story/clock.ts';
import { firstAndLast, rangeText } from '../frame-range.ts';
import { type Check, checkThat } from './check.ts';
import { decodedPictures } from './decode.ts';
import { shadeDifference } from './shade.ts';
import { type Plane, type Similarity, similarityOf } from './ssim.ts';

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

/**
 * How far the mean of a cell of 8 × 8 pixels may lie from the painted one's. Measured on every fifth frame of whole films in
 * all qualities and both engines: at crf 18 at most 8 of brightness and 3.4 of colour; at crf 28, 40 and 51 11 and 4, 31 and
 * 7, 60 and 23. A white square on the dark theme is 200 away; colour removed is 20 to 90 away.
 */
export function maxShade(crf: number): { readonly brightness: number; readonly colour: number } {
  const beyond = Math.max(0, (crf - 18) / (COARSEST_CRF - 18));
  return { brightness: 20 + 80 * beyond, colour: 8 + 32 * beyond };
}

/** How two pictures differ. */
interface Difference extends Similarity {
  /** Greatest difference of a cell's mean in luma, and in chroma. */
  readonly brightness: number;
  readonly colour: number;
}

/** The planes of a yuv420p picture: luma, and both of chroma. */
function planesOf(data: Uint8Array, width: number, height: number): readonly [Plane, Plane, Plane] {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const [first, size] = [width * height, half.width * half.height];
  const chroma = (from: number): Plane => ({ ...half, data: data.subarray(from, from + size) });
  return [{ width, height, data }, chroma(first), chroma(first + size)];
}

/** How a yuv420p picture differs from another. */
function differenceOf(shown: Uint8Array, painted: Uint8Array, width: number, height: number): Difference {
  const [a, b] = [planesOf(shown, width, height), planesOf(painted, width, height)];
  const [brightness, ...colours] = [0, 1, 2].map((i) => shadeDifference(a[i] ?? a[0], b[i] ?? b[0]).most);
  return { ...similarityOf(a[0], b[0]), brightness: brightness ?? 0, colour: Math.max(...colours) };
}

/** What is wrong with a frame, in words; `undefined` if it is right. */
function faultOf(found: Difference, crf: number, shortSide: number): string | undefined {
  const [like, shade] = [minSimilarity(crf, shortSide), maxShade(crf)];
  if (found.mean < like.mean) return `SSIM ${found.mean.toFixed(2)}`;
  if (found.worstBlock < like.block)
    return `SSIM ${found.worstBlock.toFixed(2)} around pixel ${found.at.join(', ')}`;
  if (found.brightness > shade.brightness)
    return `a spot is ${found.brightness.toFixed(0)} of 255 brighter or darker`;
  if (found.colour > shade.colour) return `a spot's colour is ${found.colour.toFixed(0)} of 255 away`;
  return undefined;
}

/** What is wrong with a picture of a size, encoded with a crf; `undefined` if it is the painted one. Both are yuv420p. */
export const pictureFault = (
  shown: Uint8Array,
  painted: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  crf: number,
): string | undefined => faultOf(differenceOf(shown, painted, width, height), crf, Math.min(width, height));

/** A run of consecutive wrong frames. */
interface Stretch extends FrameRange {
  readonly worst: Difference;
  /** What is wrong with the worst. */
  readonly how: string;
}

/** Adds a wrong frame to the preceding stretches. */
function extended(
  stretches: readonly Stretch[],
  frame: number,
  found: Pick<Stretch, 'worst' | 'how'>,
): readonly Stretch[] {
  const open = stretches.at(-1);
  if (open?.end !== frame) return [...stretches, { start: frame, end: frame + 1, ...found }];
  const { worst, how } = found.worst.mean < open.worst.mean ? found : open;
  return [...stretches.slice(0, -1), { start: open.start, end: frame + 1, worst, how }];
}

/**
 * Compares the decoded pictures of an MP4 with freshly painted frames: the luma by structural similarity, all planes by the
 * shade of each cell.
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
    let [frame, compared, mean, block, brightness, colour] = [range.start, 0, 1, 1, 0, 0];
    let wrong: readonly Stretch[] = [];
    for await (const shown of decodedPictures(file, { width, height })) {
      if (sample.has(frame)) {
        const found = differenceOf(shown, stream.paint(frame), width, height);
        compared += 1;
        [mean, block] = [Math.min(mean, found.mean), Math.min(block, found.worstBlock)];
        [brightness, colour] = [Math.max(brightness, found.brightness), Math.max(colour, found.colour)];
        const how = faultOf(found, crf, Math.min(width, height));
        if (how !== undefined) wrong = extended(wrong, frame, { worst: found, how });
        onProgress?.(compared, sample.size);
      }
      frame += 1;
    }
    const decoded = frame - range.start;
    const measured = { compared, decoded, ssim: mean, blockSsim: block, brightness, colour };
    const whole = checkThat(
      'pictures',
      '.mp4',
      compared === sample.size,
      {
        ok: `${compared} frames match the film (SSIM at least ${mean.toFixed(4)}, ${block.toFixed(4)} in any block)`,
        failed: `only ${decoded} frames can be decoded`,
      },
      measured,
    );
    const failures = wrong.map(told);
    return failures.length > 0 && whole.status === 'ok' ? failures : [whole, ...failures];
  } finally {
    painter.dispose();
  }
}

function told({ worst, how, ...range }: Stretch): Check {
  const { mean, worstBlock, brightness, colour } = worst;
  return {
    id: 'pictures',
    file: '.mp4',
    status: 'failed',
    says: `${rangeText(range)}: picture differs from the film (${how})`,
    measured: { ...firstAndLast(range), ssim: mean, blockSsim: worstBlock, brightness, colour },
  };
}
