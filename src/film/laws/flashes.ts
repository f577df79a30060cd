import type { Painter } from '../../render/paint/picture.ts';
import { luminance } from './contrast.ts';
import type { Finding } from './finding.ts';

/** Of relative luminance: a flash goes up and down by as much, its darker side below 0.8 (WCAG 2.2, general flash). */
const GENERAL = { turn: 0.1, darkest: 0.8 } as const;
/** Of (R − G − B) · 320 / 255: the same for saturated red. */
const RED = { turn: 20, darkest: Number.POSITIVE_INFINITY } as const;
const FLASHES_A_SECOND = 3;

type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Pixels along the side of a block: of 16 × 9, four are the 2.8 % of the picture that a quarter of ten degrees of the field of
 * view are (341 × 256 of 1024 × 768 pixels).
 */
const BLOCK = 2;

/** (R − G − B) · 320 / 255 of a saturated red, 0 of anything else. */
function redness([red, green, blue]: Rgb): number {
  const all = red + green + blue;
  return all > 0 && red / all >= 0.8 ? Math.max(0, ((red - green - blue) * 320) / 255) : 0;
}

/** Counts, block by block, how often a quantity has turned round within a second. */
function turning(size: number, { turn, darkest }: { readonly turn: number; readonly darkest: number }) {
  const extremes = new Float64Array(size);
  const rising = new Int8Array(size);
  const turns: (readonly number[])[] = Array.from({ length: size }, () => []);
  return (i: number, value: number, frame: number, fps: number): boolean => {
    const extreme = extremes[i] ?? 0;
    const way = Math.sign(value - extreme);
    if (frame === 0) extremes[i] = value;
    else if (Math.abs(value - extreme) >= turn && way !== rising[i] && Math.min(value, extreme) < darkest) {
      rising[i] = way;
      extremes[i] = value;
      turns[i] = [...(turns[i] ?? []).filter((at) => at > frame - fps), frame];
    } else if (way === rising[i]) extremes[i] = value;
    const recent = turns[i] ?? [];
    // A flash is two turns: there and back.
    return recent.length > 2 * FLASHES_A_SECOND && (recent[0] ?? 0) > frame - fps;
  };
}

/** The means of all blocks of a picture: what moves within a block, as points do, is no flash. */
function blockMeans(values: readonly number[], width: number, height: number): readonly number[] {
  const means: number[] = [];
  for (let top = 0; top + BLOCK <= height; top += 1)
    for (let left = 0; left + BLOCK <= width; left += 1) {
      let sum = 0;
      for (let y = top; y < top + BLOCK; y += 1)
        for (let x = left; x < left + BLOCK; x += 1) sum += values[y * width + x] ?? 0;
      means.push(sum / (BLOCK * BLOCK));
    }
  return means;
}

/** Looks at one picture again and again. */
export interface FlashWatch {
  /** Looks at the frame that has been painted. Tells of the first at which there are too many flashes. */
  readonly watch: (frame: number) => readonly Finding[];
  /** Whether nowhere in the picture as it is painted now brightness or red has turned since the frame watched last. */
  readonly steady: () => boolean;
}

/**
 * Watches a picture, frame by frame, for flashes: more than three a second, in luminance or in saturated red, of a quarter of
 * ten degrees of the field of view, which is a third of the picture (WCAG 2.2, success criterion 2.3.1).
 *
 * @param painter of the picture, its longer side about 16 pixels
 */
export function flashWatch({ width, height, pixels: painted }: Painter, fps: number): FlashWatch {
  const blocks = (width - BLOCK + 1) * (height - BLOCK + 1);
  const [light, red] = [turning(blocks, GENERAL), turning(blocks, RED)];
  let told = false;
  let last: readonly (readonly number[])[] = [];
  /** Luminance and red of each block. */
  const seen = (): readonly [readonly number[], readonly number[]] => {
    const pixels = painted();
    const colours = Array.from(
      { length: width * height },
      (_, i): Rgb => [pixels[4 * i] ?? 0, pixels[4 * i + 1] ?? 0, pixels[4 * i + 2] ?? 0],
    );
    const means = (quantity: (colour: Rgb) => number) => blockMeans(colours.map(quantity), width, height);
    return [means(luminance), means(redness)];
  };
  const watch = (frame: number): readonly Finding[] => {
    const now = seen();
    const [lights, reds] = now;
    last = now;
    let flashing = 0;
    for (const [i, luminous] of lights.entries()) {
      const often = light(i, luminous, frame, fps);
      if (red(i, reds[i] ?? 0, frame, fps) || often) flashing += 1;
    }
    if (told || flashing === 0) return [];
    told = true;
    return [
      {
        law: 9,
        frame,
        what: `${((100 * flashing) / blocks).toFixed(0)} % of the picture flash more than ${FLASHES_A_SECOND} times a second`,
        todo: 'change brightness more slowly: flashes can trigger seizures',
      },
    ];
  };
  const steady = (): boolean =>
    seen().every((values, quantity) => {
      const turn = [GENERAL, RED][quantity]?.turn ?? 0;
      return values.every((value, i) => Math.abs(value - (last[quantity]?.[i] ?? value)) < turn);
    });
  return { watch, steady };
}
