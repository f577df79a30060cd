import { cut } from './arrange.ts';
import { mixRect, type Rect } from './rect.ts';

/**
 * Places of cards in a row or a column: as long as there is room for, no longer than `most`, all together in the middle.
 */
export function cardRow(
  room: Rect,
  count: number,
  { along, gap, most }: { readonly along: 'x' | 'y'; readonly gap: number; readonly most: number },
): readonly Rect[] {
  const whole = along === 'x' ? room.width : room.height;
  const used = Math.min(whole, count * (most + gap) - gap);
  const before = (whole - used) / 2;
  const inner =
    along === 'x'
      ? { ...room, x: room.x + before, width: used }
      : { ...room, y: room.y + before, height: used };
  return cut(inner, Array<number>(count).fill(1), gap, along);
}

/**
 * Places of cards of which some are still to come: those that are there make room for each as it grows.
 *
 * @param row the places of a number of cards, as {@link cardRow} gives them
 * @param grown how much of each card is there, 0 … 1; each only grows once those before it have
 */
export function growingCards(
  row: (count: number) => readonly Rect[],
  grown: readonly number[],
): readonly Rect[] {
  const there = Math.max(1, grown.filter((share) => share >= 1).length);
  const [before, after] = [row(there), row(Math.min(there + 1, grown.length))];
  const t = grown[there] ?? 0;
  return grown.map((_, i) => {
    const [to, from] = [after[i], before[i]];
    if (to === undefined) return after.at(-1) ?? before[0] ?? { x: 0, y: 0, width: 0, height: 0 };
    return from === undefined ? to : mixRect(from, to, t);
  });
}
