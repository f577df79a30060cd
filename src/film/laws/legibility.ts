import {
  type Box,
  type DisplayList,
  type DisplayOp,
  type TextBox,
  textBoxes,
} from '../../render/paint/display-list.ts';
import type { Painter } from '../../render/paint/picture.ts';
import type { Rect } from '../../scene/rect.ts';
import type { Stage } from '../../scene/stage.ts';
import { contrast, luminance } from './contrast.ts';
import type { Finding } from './finding.ts';

/** Below this opacity text is fading in or out and need not be legible. */
const VISIBLE = 0.2;
/** Scene units. */
const SMALLEST = 32;
const SMALLEST_CAPTION = 46;
const TEXT_CONTRAST = 4.5;
/** Tolerance for overlaps and overhangs, in scene units. */
const SLACK = 0.5;

const outside = ({ left, top, right, bottom }: Box, { x, y, width, height }: Rect): boolean =>
  left < x - SLACK || top < y - SLACK || right > x + width + SLACK || bottom > y + height + SLACK;

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

const visibleTexts = (list: DisplayList): readonly TextBox[] =>
  textBoxes(list).filter(({ text }) => text.opacity >= VISIBLE);

/** Law 5: visible text is inside the safe area, overlaps no other text, stays out of the captions' band and is large enough. */
export function legibleWords(list: DisplayList, { safe, captions }: Stage): readonly Finding[] {
  const texts = visibleTexts(list);
  const captioned = texts.some(
    ({ text, box }) => (text.size ?? 0) >= SMALLEST_CAPTION && box.top >= captions.y,
  );
  return texts.flatMap(({ text, box }, i): readonly Finding[] => {
    const size = text.size ?? 0;
    const words = `"${text.words}"`;
    const inBand = captioned && box.bottom > captions.y + SLACK && size < SMALLEST_CAPTION;
    const told = (what: string, todo: string): Finding => ({ law: 5, what: `${words} ${what}`, todo });
    return [
      ...(outside(box, safe)
        ? [told('leaves the safe area', 'place it within stage.body or stage.safe')]
        : []),
      ...(size < SMALLEST
        ? [told(`is ${size.toFixed(1)} px`, `set it at ${SMALLEST} or more, or shorten it`)]
        : []),
      ...(inBand ? [told('enters the captions’ band', 'stay within stage.body')] : []),
      ...texts
        .slice(i + 1)
        .filter((other) => overlap(box, other.box))
        .map((other) =>
          told(`overlaps "${other.text.words}"`, 'move them apart, or set one of them smaller'),
        ),
    ];
  });
}

const withoutWords = (ops: readonly DisplayOp[]): readonly DisplayOp[] =>
  ops.flatMap((op): readonly DisplayOp[] =>
    op.kind === 'group'
      ? [{ ...op, children: withoutWords(op.children) }]
      : op.text === undefined
        ? [op]
        : [],
  );

/**
 * Law 5: all text has a contrast of at least 4.5 with what is painted behind it.
 *
 * @param painter of the stage's format, at a small scale
 * @param width of the stage, in scene units
 */
export function contrastingWords(list: DisplayList, painter: Painter, width: number): readonly Finding[] {
  painter.paint({ ...list, ops: withoutWords(list.ops) });
  const pixels = painter.pixels();
  const scale = painter.width / width;
  return visibleTexts(list)
    .filter(({ text }) => text.opacity === 1)
    .flatMap(({ text, box, inks }): readonly Finding[] => {
      let [sum, count] = [0, 0];
      for (let y = Math.floor(box.top * scale); y < box.bottom * scale; y += 1) {
        for (let x = Math.floor(box.left * scale); x < box.right * scale; x += 1) {
          const at = 4 * (y * painter.width + x);
          sum += luminance([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]);
          count += 1;
        }
      }
      // Letters of one text differ in colour where it is a formula or code. What is translucent is coming or going.
      const colours = inks.flatMap(({ colour, alpha }) =>
        colour !== undefined && alpha === 1 ? [colour] : [],
      );
      const ratio = Math.min(...colours.map((colour) => contrast(luminance(colour), sum / count)));
      const what = `"${text.words}" has a contrast of ${ratio.toFixed(1)}`;
      return ratio < TEXT_CONTRAST ? [{ law: 5, what, todo: 'use a colour of the theme, by role' }] : [];
    });
}
