import { backdrop } from './backdrop.ts';
import { type DisplayList, type DisplayOp, isOpen, opBounds } from './display-list.ts';
import type { Painter } from './picture.ts';
import { markAll, TILE, type TileGrid, tileGrid, touches } from './tiles.ts';

/** What painting an operation costs, in pixels filled with one colour: at least, and for each pixel of a gradient or a layer. */
const COST = { operation: 20_000, gradient: 20, layer: 4 } as const;

/** An underlay is painted as soon as doing without has cost this many times the pixels of the picture. */
const WORTH = 2;

/** What it costs to paint the operations from one to another into the marked tiles. */
function costOf(
  ops: readonly DisplayOp[],
  only: TileGrid,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  let [cost, at] = [0, 0];
  const add = (op: DisplayOp): void => {
    if (isOpen(op)) {
      for (const child of op.children) add(child);
      return;
    }
    at += 1;
    if (at <= from || at > to || !touches(only, op)) return;
    const box = opBounds(op) ?? { left: 0, top: 0, right: 0, bottom: 0 };
    const wide = Math.min(only.width, box.right * only.scale) - Math.max(0, box.left * only.scale);
    const high = Math.min(only.height, box.bottom * only.scale) - Math.max(0, box.top * only.scale);
    const shaded = op.kind === 'shape' && (op.fill ?? op.stroke?.ink)?.gradient !== undefined;
    const each = op.kind === 'group' ? COST.layer : shaded || op.kind === 'image' ? COST.gradient : 1;
    cost += COST.operation + Math.max(0, wide) * Math.max(0, high) * each;
  };
  for (const op of ops) add(op);
  return cost;
}

/** Copies the marked tiles of one RGBA picture to another of the same size. */
function copyPixels(from: Uint8Array, to: Uint8Array, only: TileGrid): void {
  const { width, height } = only;
  const words = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, width * height);
  const [source, target] = [words(from), words(to)];
  for (let row = 0; row < only.rows; row += 1) {
    const bottom = Math.min(height, (row + 1) * TILE);
    for (const [left, right] of only.runs(row)) {
      for (let y = row * TILE; y < bottom; y += 1)
        target.set(source.subarray(y * width + left, y * width + right), y * width + left);
    }
  }
}

/**
 * Paints the frames of one stream, and keeps a copy of the picture as it is before the first operation that changes from
 * frame to frame: what lies below everything that moves is painted once, not wherever something moves over it. The
 * operations are painted in the same order onto the same pixels either way, so the picture is the same to the bit.
 *
 * @returns paints a frame's marked tiles, `unchanged` of its first operations being those of the frame before
 */
export function createUnderlay(
  painter: Painter,
  scale: number,
): (list: DisplayList, only: TileGrid, unchanged: number) => void {
  const { width, height } = painter;
  const everywhere = tileGrid(width, height, scale);
  markAll(everywhere);
  // How many operations the copy holds; and how many have been the same since what doing without has cost is summed.
  let [held, lasting, spent] = [0, 0, 0];
  let copy: Uint8Array | undefined;
  const keep = (list: DisplayList): void => {
    if (held > 0 && copy !== undefined) painter.pixels().set(copy);
    painter.paint(list, everywhere, { from: held, to: lasting });
    copy ??= new Uint8Array(width * height * 4);
    copy.set(painter.pixels());
    [held, spent] = [lasting, 0];
  };
  return (list, only, unchanged) => {
    if (unchanged < held) [held, lasting, spent] = [0, unchanged, 0];
    lasting = Math.min(lasting, unchanged);
    // The backdrop costs nothing: it is filled in.
    const from = Math.max(held, backdrop(list) === undefined ? 0 : 1);
    if (lasting > from) spent += costOf(list.ops, only, { from, to: lasting });
    else [lasting, spent] = [unchanged, 0];
    if (spent > WORTH * width * height) keep(list);
    else if (held > 0 && copy !== undefined) copyPixels(copy, painter.pixels(), only);
    painter.paint(list, only, { from: held, to: Number.POSITIVE_INFINITY });
  };
}
