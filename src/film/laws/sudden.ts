import {
  type Box,
  type DisplayList,
  type DisplayOp,
  opBounds,
  union,
} from '../../render/paint/display-list.ts';
import type { Painter } from '../../render/paint/picture.ts';

/** Share of the frame from which a mark must not come or go at once. */
export const LARGE = 0.01;
/** Share of the frame below which marks are not looked at. */
const SPECK = 0.001;
/** Opacity below which a mark may come and go as it likes. */
const FAINT = 0.1;
/** Difference in a channel, 0 to 255, from which a pixel counts. */
export const NOTICEABLE = 8;
/** Of the box of words, what letters that can be seen cover at least. */
const LETTERS = 0.03;

/** Something that is drawn: a shape, an image, or the letters of a text together. */
export interface Mark {
  readonly kind: string;
  /** Of a text, without its digits, which change while it stands. */
  readonly words: string | undefined;
  readonly colour: string;
  /** In scene units, within clip and frame. */
  readonly box: Box;
  /** All opacities from the root down. */
  readonly opacity: number;
  /** What draws it. */
  readonly ops: ReadonlySet<DisplayOp>;
}

const areaOf = ({ left, top, right, bottom }: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

const common = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** The marks of a frame that are more than specks. */
export function marksOf({ width, height, ops }: DisplayList): readonly Mark[] {
  const frame = { left: 0, top: 0, right: width, bottom: height };
  const least = SPECK * width * height;
  const marks: Mark[] = [];
  const texts = new Map<
    object,
    { words: string; colour: string; opacity: number; boxes: Box[]; ops: Set<DisplayOp> }
  >();
  const add = (mark: Mark): void => {
    if (areaOf(mark.box) >= least && mark.opacity > 0) marks.push(mark);
  };
  const look = (op: DisplayOp, within: Box, opacity: number): void => {
    if (op.kind === 'group') {
      // A clip is the box of its group, as far as can be told.
      const inside = op.clip === undefined ? undefined : opBounds(op);
      if (op.clip !== undefined && inside === undefined) return;
      for (const child of op.children)
        look(child, inside === undefined ? within : common(within, inside), opacity * op.opacity);
      return;
    }
    const bounds = opBounds(op);
    if (bounds === undefined) return;
    const inks = op.kind === 'image' ? [] : [op.fill, op.stroke?.ink].flatMap((ink) => ink ?? []);
    const alphas = inks.map(({ alpha, colour }) => alpha * (colour?.[3] ?? 1));
    const own = op.kind === 'image' ? op.alpha : Math.max(0, ...alphas);
    const colour = inks.map((ink) => ink.colour?.slice(0, 3).join() ?? 'gradient').join(' ');
    const box = common(bounds, within);
    if (op.text === undefined) {
      const kind = op.kind === 'image' ? 'image' : op.shape.kind;
      add({ kind, words: undefined, colour, box, opacity: opacity * own, ops: new Set([op]) });
      return;
    }
    const text = texts.get(op.text) ?? {
      words: op.text.words,
      colour,
      opacity: 0,
      boxes: [],
      ops: new Set(),
    };
    text.opacity = Math.max(text.opacity, opacity * own);
    text.boxes.push(box);
    text.ops.add(op);
    texts.set(op.text, text);
  };
  for (const op of ops) look(op, frame, 1);
  for (const { words, colour, opacity, boxes, ops: letters } of texts.values()) {
    const box = union(boxes);
    if (box !== undefined) add({ kind: 'text', words, colour, box, opacity, ops: letters });
  }
  return marks;
}

const withoutDigits = (words = ''): string => words.replace(/[\d.,·×⁰¹²³⁴⁵⁶⁷⁸⁹⁻−%]+/g, '#');

/** Whether a mark is the same thing as another in the next frame: it may have moved, grown or changed its colour. */
function akin(a: Mark, b: Mark, reach: number): boolean {
  if (a.kind !== b.kind || withoutDigits(a.words) !== withoutDigits(b.words)) return false;
  const [here, there] = [areaOf(a.box), areaOf(b.box)];
  const alike = Math.min(here, there) / Math.max(here, there);
  const shared = areaOf(common(a.box, b.box)) / Math.min(here, there);
  if (shared > 0.5 && alike > 0.2) return true;
  const [dx, dy] = [a.box.left + a.box.right, a.box.top + a.box.bottom].map(
    (sum, i) => sum - (i === 0 ? b.box.left + b.box.right : b.box.top + b.box.bottom),
  );
  const moved = Math.max(Math.abs(dx ?? 0), Math.abs(dy ?? 0)) / 2;
  return a.colour === b.colour && alike > 0.5 && moved < reach;
}

/** A frame's marks, and how it is drawn. */
export interface Seen {
  readonly list: DisplayList;
  readonly marks: readonly Mark[];
}

const without = (ops: readonly DisplayOp[], gone: ReadonlySet<DisplayOp>): readonly DisplayOp[] =>
  ops.flatMap((op): readonly DisplayOp[] => {
    if (gone.has(op)) return [];
    return op.kind === 'group' ? [{ ...op, children: without(op.children, gone) }] : [op];
  });

const pixelsOf = (painter: Painter, list: DisplayList): Uint8Array => {
  painter.paint(list);
  return painter.pixels().slice();
};

/** Whether a pixel differs noticeably between two pictures. */
function differs(one: Uint8Array, other: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 3; i += 1)
    if (Math.abs((one[i] ?? 0) - (other[i] ?? 0)) > NOTICEABLE) return true;
  return false;
}

/** Scene units that a mark may move from one look to the next, as a share of the frame's width. */
const REACH = 0.15;

const isLarge = (mark: Mark, { width, height }: DisplayList): boolean =>
  areaOf(mark.box) >= LARGE * width * height && mark.opacity >= FAINT;

/** The large marks of one frame that are nowhere in another. */
const missing = (before: Seen, now: Seen): readonly Mark[] =>
  now.marks.filter(
    (mark) =>
      isLarge(mark, now.list) && !before.marks.some((other) => akin(mark, other, REACH * now.list.width)),
  );

/** Whether all that is large in one of two frames is in the other, too. */
export const alike = (a: Seen, b: Seen): boolean =>
  a === b || (missing(a, b).length === 0 && missing(b, a).length === 0);

/**
 * The large marks that come at once: not there in one frame, and in the next with more than half the opacity that they
 * have a moment later. Largest first. Only what can be seen of a mark counts, and was not to be seen before. Of marks that go at
 * once, asked backwards.
 *
 * @param before one frame, `now` the next, `later` a moment after
 * @param painter of the frame's format
 */
export function sudden(before: Seen, now: Seen, later: Seen, painter: Painter): readonly Mark[] {
  const { width, height } = now.list;
  const frame = width * height;
  const candidates = missing(before, now).filter((mark) => {
    const then = later.marks
      .filter((other) => akin(mark, other, REACH * width))
      .map(({ opacity }) => opacity);
    return mark.opacity > 0.5 * Math.max(mark.opacity, ...then);
  });
  if (candidates.length === 0) return [];
  const unit = (width / painter.width) * (height / painter.height);
  const [old, whole] = [pixelsOf(painter, before.list), pixelsOf(painter, now.list)];
  return candidates
    .filter(({ kind, box, ops }) => {
      const rest = pixelsOf(painter, { ...now.list, ops: without(now.list.ops, ops) });
      let seen = 0;
      for (let at = 0; at < whole.length; at += 4)
        if (differs(whole, rest, at) && differs(whole, old, at)) seen += unit;
      return seen >= (kind === 'text' ? LETTERS * areaOf(box) : LARGE * frame);
    })
    .sort((a, b) => areaOf(b.box) - areaOf(a.box));
}
