import type { Painter } from '../../render/paint/picture.ts';
import { luminance } from './contrast.ts';
import type { Finding } from './finding.ts';

/** Of relative luminance: a flash goes up and down by as much, its darker side below 0.8 (WCAG 2.2, general flash). */
const GENERAL = { turn: 0.1, darkest: 0.8 } as const;
/** Of (R − G − B) · 320 / 255: the same for saturated red. */
const RED = { turn: 20, darkest: Number.POSITIVE_INFINITY } as const;
const FLASHES_A_SECOND = 3;
/** Share of the picture: a quarter of ten degrees of the field of view. */
const AREA = 0.028;

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

/**
 * Watches a picture, frame by frame, for flashes: more than three a second, in luminance or in saturated red, on more than
 * a quarter of ten degrees of the field of view (WCAG 2.2, success criterion 2.3.1).
 *
 * @param painter of the picture, as small as can be
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
    let flashing = 0;
    for (let i = 0; i < size; i += 1) {
      const [r = 0, g = 0, b = 0] = [pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]];
      const often = light(i, luminance([r, g, b]), frame, fps);
      if (red(i, redness(r, g, b), frame, fps) || often) flashing += 1;
    }
    if (told || flashing < AREA * size) return [];
    told = true;
    const share = ((100 * flashing) / size).toFixed(0);
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
