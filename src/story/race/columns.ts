/** When the results of all races are drawn: a column for each race at each of its rates, from left to right. */
import { easeInOut } from '../ease.ts';
import { SCALES } from './races.ts';

/** The second at which the lines begin to be drawn, and how many they take. */
export const drawnIn = (columns: number) => ({ from: 0.35, seconds: 0.5 + 0.3 * columns });

/** Where the columns are, in units of the distance of two scales: between two races there is half as much again. */
export const columnsAt = (races: number): readonly number[] =>
  Array.from({ length: races }, (_, race) => SCALES.map((__, s) => race * (SCALES.length + 0.5) + s)).flat();

/** The frames of the part at which the lines reach each column. */
export function columnFrames(races: number, fps: number): readonly number[] {
  const at = columnsAt(races);
  const { from, seconds } = drawnIn(at.length);
  const length = Math.round(seconds * fps);
  return at.map((place) => {
    const reach = (place + 0.2) / ((at.at(-1) ?? 0) + 0.4);
    const frame = Array.from({ length }, (_, i) => easeInOut(i / length)).findIndex(
      (drawn) => drawn >= reach,
    );
    return Math.round(from * fps) + (frame < 0 ? length : frame);
  });
}
