import type { Canvas, CanvasKit, Paint, Path } from 'canvaskit-wasm';
import { backdrop, fillGround } from './backdrop.ts';
import { bandsOf } from './bands.ts';
import { IDENTITY, type Matrix } from './display/matrix.ts';
import type { Box, ClipShape, DisplayOp, GroupOp, ImageOp, Ink, Shape, ShapeOp } from './display-list.ts';
import { countOps, isOpen, opBounds, shapeBounds } from './display-list.ts';
import { dotsIn, dotsOf } from './dots.ts';
import { encodePng } from './encode-png.ts';
import { createNatives, nine, roundedRectangle } from './natives.ts';
import { type PaintedPart, type Painter, scaledSize } from './picture.ts';
import { type TileGrid, touches } from './tiles.ts';

/** The whole pixels that a box touches. */
const outwards = ({ left, top, right, bottom }: Box): Box => ({
  left: Math.floor(left),
  top: Math.floor(top),
  right: Math.ceil(right),
  bottom: Math.ceil(bottom),
});

const WHOLE: PaintedPart = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * A painter for pictures of a fixed size.
 *
 * @param width of the display lists, in their units
 * @param scale pixels per unit; the size is rounded to even numbers
 */
export function createPainter(
  ck: CanvasKit,
  size: { readonly width: number; readonly height: number; readonly scale: number },
): Painter {
  const [width, height] = [scaledSize(size.width, size.scale), scaledSize(size.height, size.scale)];
  const memory = ck.Malloc(Uint8Array, width * height * 4);
  const info = {
    width,
    height,
    colorType: ck.ColorType.RGBA_8888,
    alphaType: ck.AlphaType.Premul,
    colorSpace: ck.ColorSpace.SRGB,
  };
  const surface = ck.MakeRasterDirectSurface(info, memory, width * 4);
  if (surface === null) throw new Error(`not enough memory for a picture of ${width}×${height} pixels`);
  const canvas: Canvas = surface.getCanvas();
  const view = () => memory.toTypedArray() as Uint8Array;
  const [scaleX, scaleY] = [width / size.width, height / size.height];

  const fillPaint = new ck.Paint();
  const strokePaint = new ck.Paint();
  strokePaint.setStyle(ck.PaintStyle.Stroke);
  for (const paint of [fillPaint, strokePaint]) paint.setAntiAlias(true);
  const layerPaint = new ck.Paint();
  const CAPS = { butt: ck.StrokeCap.Butt, round: ck.StrokeCap.Round, square: ck.StrokeCap.Square };
  const JOINS = { miter: ck.StrokeJoin.Miter, round: ck.StrokeJoin.Round, bevel: ck.StrokeJoin.Bevel };
  const FILLS = { nonzero: ck.FillType.Winding, evenodd: ck.FillType.EvenOdd };

  const natives = createNatives(ck);

  function prepare(paint: Paint, { colour, gradient, alpha }: Ink): Paint {
    if (gradient !== undefined) {
      paint.setShader(natives.shader(gradient));
      paint.setColorComponents(0, 0, 0, alpha);
    } else if (colour !== undefined) {
      paint.setShader(null);
      paint.setColorComponents(colour[0] / 255, colour[1] / 255, colour[2] / 255, colour[3] * alpha);
    }
    return paint;
  }

  function drawShape(shape: Shape, paint: Paint, rule: keyof typeof FILLS, dashed = false): void {
    if (shape.kind === 'path') {
      const path = natives.path(shape.d);
      path.setFillType(FILLS[rule]);
      canvas.drawPath(path, paint);
    } else if (shape.kind === 'ellipse') {
      const { cx, cy, rx, ry } = shape;
      canvas.drawOval([cx - rx, cy - ry, cx + rx, cy + ry], paint);
    } else {
      const { x, y, width: w, height: h, rx, ry } = shape;
      if (rx > 0 && ry > 0 && dashed) canvas.drawPath(natives.path(roundedRectangle(shape)), paint);
      else if (rx > 0 && ry > 0) canvas.drawRRect(ck.RRectXY([x, y, x + w, y + h], rx, ry), paint);
      else canvas.drawRect4f(x, y, x + w, y + h, paint);
    }
  }

  function shapeOp(op: ShapeOp, only: TileGrid | undefined): void {
    const { shape, fill, fillRule, stroke } = op;
    if (fill !== undefined && !fillBands(op)) drawShape(shape, prepare(fillPaint, fill), fillRule);
    if (stroke === undefined) return;
    const paint = prepare(strokePaint, stroke.ink);
    paint.setStrokeWidth(stroke.width);
    paint.setStrokeCap(CAPS[stroke.cap]);
    paint.setStrokeJoin(JOINS[stroke.join]);
    paint.setStrokeMiter(stroke.miterLimit);
    paint.setPathEffect(natives.dashes(stroke));
    const dots = dotsOf(shape, stroke);
    if (dots === undefined) drawShape(shape, paint, fillRule, stroke.dashes.length > 0);
    else {
      const wanted = only === undefined ? dots : dotsIn(dots, op, only);
      if (wanted.length > 0) canvas.drawPoints(ck.PointMode.Points, wanted, paint);
    }
  }

  function imageOp({ href, x, y, width: w, height: h, stretch, alpha, matrix }: ImageOp): void {
    const image = natives.image(href);
    const [iw, ih] = [image.width(), image.height()];
    const fit = Math.min(w / iw, h / ih);
    const [dw, dh] = stretch ? [w, h] : [iw * fit, ih * fit];
    const [left, top] = [x + (w - dw) / 2, y + (h - dh) / 2];
    const smaller = dw * Math.abs(matrix[0]) * scaleX < iw;
    fillPaint.setShader(null);
    fillPaint.setColorComponents(0, 0, 0, alpha);
    canvas.drawImageRectOptions(
      image,
      [0, 0, iw, ih],
      [left, top, left + dw, top + dh],
      ck.FilterMode.Linear,
      smaller ? ck.MipmapMode.Linear : ck.MipmapMode.None,
      fillPaint,
    );
  }

  /** One clip shape as a path in device units; the caller deletes it. */
  function clipPath({ shape, matrix, rule }: ClipShape): Path {
    const builder = new ck.PathBuilder();
    if (shape.kind === 'path') builder.addPath(natives.path(shape.d));
    else if (shape.kind === 'ellipse') {
      const { cx, cy, rx, ry } = shape;
      builder.addOval([cx - rx, cy - ry, cx + rx, cy + ry]);
    } else {
      const box = [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height];
      if (shape.rx > 0 && shape.ry > 0) builder.addRRect(ck.RRectXY(box, shape.rx, shape.ry));
      else builder.addRect(box);
    }
    builder.transform(nine(matrix));
    const path = builder.detachAndDelete();
    path.setFillType(FILLS[rule]);
    return path;
  }

  function clip(shapes: readonly ClipShape[]): void {
    const [first, ...others] = shapes.map(clipPath);
    if (first === undefined) return;
    let whole = first;
    for (const other of others) {
      const joined = ck.Path.MakeFromOp(whole, other, ck.PathOp.Union);
      if (joined === null) throw new Error('<clipPath>: its shapes cannot be united');
      whole.delete();
      other.delete();
      whole = joined;
    }
    canvas.clipPath(whole, ck.ClipOp.Intersect, true);
    whole.delete();
  }

  /** Fills a shape with a gradient along an axis, band by band. False if that would not be faster than Skia's own way. */
  function fillBands({ shape, fill, fillRule, matrix }: ShapeOp): boolean {
    if (fill?.gradient === undefined) return false;
    const [a, b, c, d, e, f] = matrix;
    const toPixels: Matrix = [a * scaleX, b * scaleY, c * scaleX, d * scaleY, e * scaleX, f * scaleY];
    const box = shapeBounds(shape, toPixels);
    const found = box && bandsOf(fill, toPixels, { width, height }, box);
    if (box === undefined || found === undefined) return false;
    const plain = shape.kind === 'rect' && !(shape.rx > 0 && shape.ry > 0);
    canvas.save();
    // The shape's edges are those of the clip; a rectangle has its own.
    if (!plain) clip([{ shape, matrix: IDENTITY, rule: fillRule }]);
    const { left, top, right, bottom } = plain ? box : outwards(box);
    fillPaint.setShader(null);
    for (const { from, to, colour } of found.bands) {
      const [x0, x1] = found.axis === 'x' ? [Math.max(left, from), Math.min(right, to)] : [left, right];
      const [y0, y1] = found.axis === 'y' ? [Math.max(top, from), Math.min(bottom, to)] : [top, bottom];
      // Back into the units of the shape, in which the canvas draws.
      const [ax, bx] = [(x0 - toPixels[4]) / toPixels[0], (x1 - toPixels[4]) / toPixels[0]];
      const [ay, by] = [(y0 - toPixels[5]) / toPixels[3], (y1 - toPixels[5]) / toPixels[3]];
      fillPaint.setColorComponents(colour[0] / 255, colour[1] / 255, colour[2] / 255, colour[3]);
      canvas.drawRect4f(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), fillPaint);
    }
    canvas.restore();
    return true;
  }

  function groupOp(group: GroupOp, only: TileGrid | undefined): void {
    canvas.save();
    if (group.clip !== undefined) clip(group.clip);
    if (group.opacity < 1) {
      // The layer's box is that of the whole group, whichever tiles are requested: the pixels are the same either way.
      const box = opBounds(group, true) ?? { left: 0, top: 0, right: 0, bottom: 0 };
      layerPaint.setAlphaf(group.opacity);
      canvas.saveLayer(layerPaint, [box.left - 2, box.top - 2, box.right + 2, box.bottom + 2]);
    }
    for (const child of group.children) op(child, only);
    if (group.opacity < 1) canvas.restore();
    canvas.restore();
  }

  function op(next: DisplayOp, only: TileGrid | undefined): void {
    if (only !== undefined && !touches(only, next)) return;
    if (next.kind === 'group') {
      groupOp(next, only);
      return;
    }
    const [a, b, c, d, e, f] = next.matrix;
    const moved = a !== 1 || b !== 0 || c !== 0 || d !== 1 || e !== 0 || f !== 0;
    if (moved) {
      canvas.save();
      canvas.concat(nine(next.matrix));
    }
    if (next.kind === 'image') imageOp(next);
    else shapeOp(next, only);
    if (moved) canvas.restore();
  }

  /** Paints those operations that are in a part. @param before how many come before them */
  function partOf(
    ops: readonly DisplayOp[],
    only: TileGrid | undefined,
    part: PaintedPart,
    before: number,
  ): void {
    let at = before;
    for (const next of ops) {
      if (at >= part.to) return;
      const count = isOpen(next) ? countOps(next.children) : 1;
      const inside = at >= part.from && at + count <= part.to;
      if (inside) op(next, only);
      else if (at + count > part.from && isOpen(next)) {
        canvas.save();
        if (next.clip !== undefined) clip(next.clip);
        partOf(next.children, only, part, at);
        canvas.restore();
      }
      at += count;
    }
  }

  return {
    width,
    height,
    paint: (list, only, part = WHOLE) => {
      const ground = backdrop(list);
      if (part.from === 0) fillGround(view(), width, height, ground ?? 0, only);
      canvas.save();
      canvas.scale(scaleX, scaleY);
      const painted = part.from === 0 && ground !== undefined ? 1 : part.from;
      partOf(list.ops, only, { from: painted, to: part.to }, 0);
      canvas.restore();
    },
    pixels: view,
    png: () => encodePng(view(), width, height),
    dispose: () => {
      natives.dispose();
      for (const paint of [fillPaint, strokePaint, layerPaint]) paint.delete();
      surface.delete();
      ck.Free(memory);
    },
  };
}
