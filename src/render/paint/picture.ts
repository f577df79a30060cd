import type { DisplayList } from './display-list.ts';
import type { TileGrid } from './tiles.ts';

/** Some of a frame's operations, in painting order. */
export interface PaintedPart {
  readonly from: number;
  readonly to: number;
}

/** Paints display lists into one block of memory. */
export interface Painter {
  /** Size of the picture in pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * Paints a frame. With a grid only its marked tiles are promised to hold the frame afterwards; they then hold
   * exactly what a whole painting would have put there.
   *
   * @param part of its operations, as `countOps` counts them: from (inclusive) to (exclusive). What is drawn before them
   *   has to be in the picture already
   */
  readonly paint: (list: DisplayList, only?: TileGrid, part?: PaintedPart) => void;
  /** The pixels as RGBA, premultiplied, row by row: valid until the next call of anything here. */
  readonly pixels: () => Uint8Array;
  /** The picture as PNG. */
  readonly png: () => Uint8Array;
  /** Frees the native memory; the painter is of no use afterwards. */
  readonly dispose: () => void;
}

/** Output size at a scale: whole, even, at least 2. */
export const scaledSize = (length: number, scale: number): number =>
  Math.max(2, Math.round((length * scale) / 2) * 2);
