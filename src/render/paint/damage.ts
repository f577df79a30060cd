import { countOps, type DisplayOp, isOpen, type ShapeOp } from './display-list.ts';
import { markDots } from './dots.ts';
import { mark, type TileGrid } from './tiles.ts';

/** How far ahead to look for an operation when lists differ by insertions. */
const LOOK_AHEAD = 12;

/** Deep equality of plain data. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i += 1) if (!equal(a[i], b[i])) return false;
    return true;
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  // Operations of one kind are created in one place and have the same keys; `text` draws nothing.
  for (const key in left) if (key !== 'text' && !equal(left[key], right[key])) return false;
  return true;
}

/** True when two operations draw the same. */
function same(a: DisplayOp, b: DisplayOp): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'shape' && b.kind === 'shape' && a.shape.kind !== b.shape.kind) return false;
  return equal(a, b);
}

/** True for two lines that differ in where they go and in nothing else. */
const onlyPlaces = (before: DisplayOp, after: DisplayOp): before is ShapeOp =>
  before.kind === 'shape' &&
  after.kind === 'shape' &&
  before.fill === undefined &&
  after.fill === undefined &&
  equal(before.stroke, after.stroke) &&
  equal(before.matrix, after.matrix);

/**
 * Handles an operation changed in place: within equal groups, only the differences count.
 *
 * @returns how many operations at their start are the same
 */
function change(before: DisplayOp, after: DisplayOp, grid: TileGrid): number {
  if (isOpen(before) && isOpen(after) && equal(before.clip, after.clip))
    return markDifference(before.children, after.children, grid);
  if (onlyPlaces(before, after) && after.kind === 'shape' && markDots(before, after, grid)) return 0;
  mark(grid, before);
  mark(grid, after);
  return 0;
}

/** Nothing can be marked that is not: of a picture of one tile that is known at the first difference. */
const isMarked = ({ marks }: TileGrid): boolean => marks.length === 1 && marks[0] === 1;

/**
 * Marks every tile whose pixels may differ between two frames: those of operations that are not in both, or not in
 * the same order. In unmarked tiles the sequence of operations is the same, so the pixels are equal.
 *
 * @returns how many operations at the start draw the same in both frames, counted as {@link countOps} does
 */
export function markDifference(
  before: readonly DisplayOp[],
  after: readonly DisplayOp[],
  grid: TileGrid,
): number {
  let [endBefore, endAfter] = [before.length, after.length];
  let [i, j] = [0, 0];
  const at = (ops: readonly DisplayOp[], index: number) => ops[index] as DisplayOp;
  while (i < endBefore && j < endAfter && same(at(before, i), at(after, j))) {
    i += 1;
    j += 1;
  }
  const first = i;
  let unchanged = countOps(after.slice(0, first));
  while (endBefore > i && endAfter > j && same(at(before, endBefore - 1), at(after, endAfter - 1))) {
    endBefore -= 1;
    endAfter -= 1;
  }
  while (i < endBefore && j < endAfter) {
    if (same(at(before, i), at(after, j))) {
      i += 1;
      j += 1;
      continue;
    }
    let ahead = 0;
    for (let k = 1; k <= LOOK_AHEAD && ahead === 0; k += 1) {
      if (i + k < endBefore && j + k < endAfter && same(at(before, i + k), at(after, j + k))) break;
      if (j + k < endAfter && same(at(before, i), at(after, j + k))) ahead = k;
      else if (i + k < endBefore && same(at(before, i + k), at(after, j))) ahead = -k;
    }
    if (ahead === 0) {
      const start = change(at(before, i), at(after, j), grid);
      if (i === first && j === first) unchanged += start;
      if (isMarked(grid)) return unchanged;
      i += 1;
      j += 1;
    }
    for (; ahead > 0; ahead -= 1, j += 1) mark(grid, at(after, j));
    for (; ahead < 0; ahead += 1, i += 1) mark(grid, at(before, i));
  }
  for (; i < endBefore; i += 1) mark(grid, at(before, i));
  for (; j < endAfter; j += 1) mark(grid, at(after, j));
  return unchanged;
}
