import { mixRect, type Place, type Rect } from './rect.ts';

/** What is seen of a square map: the square as large as it is drawn, and the rectangle that cuts it off. */
export interface MapView {
  readonly square: Rect;
  readonly clip: Rect;
}

/** All of a map. */
export const wholeMap = (rect: Rect): MapView => ({ square: rect, clip: rect });

/** The view at a fraction of the way from one to another. */
export const mixView = (from: MapView, to: MapView, t: number): MapView => ({
  square: mixRect(from.square, to.square, t),
  clip: mixRect(from.clip, to.clip, t),
});

/**
 * A view in which a place is as near the middle as the edges of the map allow.
 *
 * @param side of the square, at least as long as both sides of the clip
 * @param place in shares of the square, from its upper left corner
 */
export function nearView(clip: Rect, side: number, [x, y]: Place): MapView {
  const along = (start: number, length: number, share: number): number =>
    Math.min(start, Math.max(start + length - side, start + length / 2 - share * side));
  return {
    clip,
    square: { x: along(clip.x, clip.width, x), y: along(clip.y, clip.height, y), width: side, height: side },
  };
}
