import type { Rect } from './stage.ts';

/** Cuts `share`s of a rectangle's height (or width) apart, with a gap between them. */
export function cut(rect: Rect, shares: readonly number[], gap: number, along: 'x' | 'y'): readonly Rect[] {
  const total = (along === 'y' ? rect.height : rect.width) - gap * (shares.length - 1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let at = along === 'y' ? rect.y : rect.x;
  return shares.map((share) => {
    const size = (total * share) / whole;
    const piece = along === 'y' ? { ...rect, y: at, height: size } : { ...rect, x: at, width: size };
    at += size + gap;
    return piece;
  });
}

/** One of the pieces. @throws RangeError when there is none */
export function piece(rects: readonly Rect[], index: number): Rect {
  const rect = rects[index];
  if (rect === undefined) throw new RangeError(`layout: no part ${index}`);
  return rect;
}

/** A rectangle without a margin on all sides. */
export const inset = ({ x, y, width, height }: Rect, margin: number): Rect => ({
  x: x + margin,
  y: y + margin,
  width: width - 2 * margin,
  height: height - 2 * margin,
});
