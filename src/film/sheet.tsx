import type { ReactElement } from 'react';
import { nodeTypefaces } from '../render/paint/fonts.ts';
import { openPixels, still } from '../render/still.ts';
import { text } from '../scene/parts/Text.tsx';
import { createStage, type Format, SIZE } from '../scene/stage.ts';
import { brandedTypefaces } from '../scene/type/branded-typefaces.ts';
import { UsageError } from './errors.ts';
import { frameSource } from './frame-source.ts';
import { clockTime } from './sidecars/clock-time.ts';
import type { ToldFilm } from './told-film.ts';

/** Width of a sheet in scene units; margins and gaps; what is kept below a picture for its time. */
const WIDTH = 2400;
const GAP = 24;
const TIME = 52;
/** Pixels. */
const TALLEST = 16_384;

/** Pictures in a row, by format. */
export const SHEET_COLUMNS: Readonly<Record<Format, number>> = { landscape: 5, portrait: 8, square: 6 };

/** The frames of a sheet: one every so many seconds, from the first on. @param seconds > 0 */
export const sheetFrames = (frames: number, fps: number, seconds: number): readonly number[] =>
  Array.from({ length: Math.ceil(frames / (seconds * fps)) }, (_, i) => Math.floor(i * seconds * fps));

/**
 * A contact sheet: frames of a film in rows, below each its time.
 *
 * @param frames which ones
 * @param layout pictures in a row, and pixels a scene unit of the sheet, which is 2400 wide
 * @returns the PNG
 * @throws UsageError if it would be taller than a PNG can be drawn
 */
export async function contactSheet(
  told: ToldFilm,
  frames: readonly number[],
  { columns, scale }: { readonly columns: number; readonly scale: number },
): Promise<Uint8Array> {
  const { job } = told;
  const source = frameSource(told);
  const stage = createStage(job.format, job.look, brandedTypefaces(nodeTypefaces(), job.look.brand));
  const width = (WIDTH - GAP * (columns + 1)) / columns;
  const height = (width * source.height) / source.width;
  const rows = Math.ceil(frames.length / columns);
  const size = { width: WIDTH, height: Math.ceil(GAP + rows * (height + TIME)) };
  if (size.height * scale > TALLEST)
    throw new UsageError(
      `a sheet of ${frames.length} pictures would be ${Math.round(size.height * scale)} pixels tall, and may be ${TALLEST}: a longer --every, more --columns, or a smaller --scale`,
    );
  const pixels = await openPixels(source, (scale * width) / source.width);
  const cells: ReactElement[] = [];
  try {
    for (const [i, frame] of frames.entries()) {
      const [x, y] = [GAP + (i % columns) * (width + GAP), GAP + Math.floor(i / columns) * (height + TIME)];
      const picture = Buffer.from(pixels.png(frame)).toString('base64');
      cells.push(
        <g key={frame}>
          <image href={`data:image/png;base64,${picture}`} x={x} y={y} width={width} height={height} />
          {text(stage, clockTime(frame / job.fps), [x, y + height + 36], { size: SIZE.small, fill: 'quiet' })}
        </g>,
      );
    }
  } finally {
    pixels.close();
  }
  const sheet = (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${size.width} ${size.height}`}>
      <rect x={0} y={0} width={size.width} height={size.height} fill={stage.theme.panel} />
      {cells}
    </svg>
  );
  return still({ ...size, fps: job.fps, frames: 1, element: () => sheet }, 0, scale);
}
