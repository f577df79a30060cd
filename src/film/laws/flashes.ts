import type { Painter } from '../../render/paint/picture.ts';
import { luminance } from './contrast.ts';
import type { Finding } from './finding.ts';

/** Of relative luminance: a flash goes up and down by as much, its darker side below 0.8 (WCAG 2.2, general flash). */
const GENERAL = { turn: 0.1, darkest: 0.8 } as const;
/** Of (R − G − B) · 320 / 255: the same for saturated red. */
const RED = { turn: 20, darkest: Number.POSITIVE_INFINITY } as const;
const FLASHES_A_SECOND = 3;
/** Ten degrees of the field of view, as a share of each side of the picture, and how much of that may flash. */
const [FIELD, AREA] = [1 / 3, 0.25] as const;

/** (R − G − B) · 320 / 255 of a saturated red, 0 of anything else. */
function redness(red: number, green: number, blue: number): number {
  const all = red + green + blue;
  return all > 0 && red / all >= 0.8 ? Math.max(0, ((red - green - blue) * 320) / 255) : 0;
}

/** Counts, by pixel, how often a quantity has turned round within a second. */
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

/** The largest share of marked pixels in any ten degrees of the field of view. */
function densest(marked: readonly boolean[], width: number, height: number): number {
  const [across, down] = [width, height].map((side) => Math.max(1, Math.round(side * FIELD))) as [
    number,
    number,
  ];
  let most = 0;
  for (let top = 0; top + down <= height; top += 1)
    for (let left = 0; left + across <= width; left += 1) {
      let count = 0;
      for (let i = 0; i < across * down; i += 1)
        if (marked[(top + Math.floor(i / across)) * width + left + (i % across)]) count += 1;
      most = Math.max(most, count / (across * down));
    }
  return most;
}

/**
 * Watches a picture, frame by frame, for flashes: more than three a second, in luminance or in saturated red, on more than
 * a quarter of ten degrees of the field of view (WCAG 2.2, success criterion 2.3.1).
 *
 * @param painter of the picture, its pixels about two degrees wide: what moves within one is no flash
 * @returns what to call for each frame that has been painted: it tells of the first at which there are too many
 */
export function flashWatch(
  { width, height, pixels: painted }: Painter,
  fps: number,
): (frame: number) => readonly Finding[] {
  const size = width * height;
  const [light, red] = [turning(size, GENERAL), turning(size, RED)];
  let told = false;
  return (frame) => {
    const pixels = painted();
    const flashing: boolean[] = [];
    for (let i = 0; i < size; i += 1) {
      const [r = 0, g = 0, b = 0] = [pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]];
      const often = light(i, luminance([r, g, b]), frame, fps);
      flashing.push(red(i, redness(r, g, b), frame, fps) || often);
    }
    if (told || !flashing.includes(true) || densest(flashing, width, height) < AREA) return [];
    told = true;
    const share = ((100 * flashing.filter(Boolean).length) / size).toFixed(0);
    return [
      {
        law: 9,
        frame,
        what: `${share} % of the picture flash more than ${FLASHES_A_SECOND} times a second`,
        todo: 'change brightness more slowly: flashes can trigger seizures',
      },
    ];
  };
}
