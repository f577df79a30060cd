import type { ReactElement } from 'react';
import { loadCanvasKit } from './canvaskit.ts';
import { markDifference } from './damage.ts';
import { type DisplayList, displayList } from './display-list.ts';
import { createPainter } from './painter.ts';
import { markAll, tileGrid } from './tiles.ts';
import { createUnderlay } from './underlay.ts';
import { copyTiles, toYuv, yuvSize } from './yuv.ts';

/** A film from the engine's point of view: the element tree of every frame. */
export interface FrameSource {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  /** The frame's `<svg>`; a pure function. */
  readonly element: (frame: number) => ReactElement;
}

/** Frames of one film as yuv420p, painted for one encoder. */
export interface FrameStream {
  readonly width: number;
  readonly height: number;
  /**
   * The frame's picture. Its bytes never depend on the frames painted before, in this stream or another. The returned
   * memory is left untouched by the next call, and overwritten by the one after that.
   *
   * @param list what the frame draws, where that is known already
   */
  readonly paint: (frame: number, list?: DisplayList) => Uint8Array;
}

/** Paints the frames of one film. */
export interface FramePainter {
  /** Opens a stream, which remembers its last frame; all streams share one surface. */
  readonly stream: () => FrameStream;
  readonly dispose: () => void;
}

/**
 * A painter that paints and converts only what differs from the frame its stream painted last.
 *
 * @param scale pixels per scene unit
 */
export async function createFramePainter(source: FrameSource, scale: number): Promise<FramePainter> {
  const painter = createPainter(await loadCanvasKit(), { width: source.width, height: source.height, scale });
  const { width, height } = painter;
  const stream = (): FrameStream => {
    let [latest, spare] = [new Uint8Array(yuvSize(width, height)), new Uint8Array(yuvSize(width, height))];
    let [grid, before] = [
      tileGrid(width, height, width / source.width),
      tileGrid(width, height, width / source.width),
    ];
    const paintOver = createUnderlay(painter, width / source.width);
    let previous: DisplayList | undefined;
    // How many operations at the start are those of the frame that was painted last; others changed nothing visible.
    let unchanged = Number.POSITIVE_INFINITY;
    return {
      width,
      height,
      paint: (frame, list = displayList(source.element(frame))) => {
        grid.marks.fill(0);
        if (previous === undefined) markAll(grid);
        const same = previous === undefined ? 0 : markDifference(previous.ops, list.ops, grid);
        unchanged = Math.min(unchanged, same);
        previous = list;
        if (!grid.marks.includes(1)) return latest;
        // The spare picture is two frames old: it lacks what changed last time, and what changes now.
        copyTiles(latest, spare, before);
        paintOver(list, grid, unchanged);
        unchanged = Number.POSITIVE_INFINITY;
        toYuv(painter.pixels(), spare, grid);
        [latest, spare] = [spare, latest];
        [grid, before] = [before, grid];
        return latest;
      },
    };
  };
  return { stream, dispose: painter.dispose };
}
