import { createHash } from 'node:crypto';
import { loadCanvasKit } from './paint/canvaskit.ts';
import { displayList } from './paint/display-list.ts';
import type { FrameSource } from './paint/frame-painter.ts';
import { createPainter } from './paint/painter.ts';
import type { Painter } from './paint/picture.ts';

/** Access to complete pictures of single frames. */
export interface Pixels {
  /** The frame as PNG. */
  readonly png: (frame: number) => Uint8Array;
  /** SHA-256 of the frame's RGBA pixels, as 64 hexadecimal digits. */
  readonly hash: (frame: number) => string;
  /** Frees the memory. */
  readonly close: () => void;
}

/** A painter of the native engine, which several laws look with. @param size in scene units, and pixels per unit (`scale`) */
export const openPainter = async (size: {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}): Promise<Painter> => createPainter(await loadCanvasKit(), size);

/** Opens a film for single frames. @param scale pixels a scene unit */
export async function openPixels(source: FrameSource, scale = 1): Promise<Pixels> {
  const { width, height } = source;
  const painter = await openPainter({ width, height, scale });
  const paint = (frame: number) => painter.paint(displayList(source.element(frame)));
  return {
    png: (frame) => {
      paint(frame);
      return painter.png();
    },
    hash: (frame) => {
      paint(frame);
      return createHash('sha256').update(painter.pixels()).digest('hex');
    },
    close: painter.dispose,
  };
}

/** One frame as PNG. @param scale pixels per scene unit */
export async function still(source: FrameSource, frame: number, scale = 1): Promise<Uint8Array> {
  const pixels = await openPixels(source, scale);
  try {
    return pixels.png(frame);
  } finally {
    pixels.close();
  }
}
