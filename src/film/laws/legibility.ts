import {
  type Box,
  type DisplayList,
  type DisplayOp,
  displayList,
  type TextGroup,
  textBoxes,
} from '../../render/paint/display-list.ts';
import type { Painter } from '../../render/paint/picture.ts';
import { channels } from '../../scene/ramp.ts';
import type { Rect } from '../../scene/rect.ts';
import type { Stage } from '../../scene/stage.ts';
import type { Colour } from '../../scene/theme.ts';
import { contrast, luminance } from './contrast.ts';
import type { Finding, Subject } from './subject.ts';

/** Below this opacity text is fading in or out and need not be legible. */
const VISIBLE = 0.2;
/** Scene units. */
const SMALLEST = 26;
const SMALLEST_CAPTION = 46;
const TEXT_CONTRAST = 4.5;
/** Tolerance for overlaps and overhangs, in scene units. */
const SLACK = 0.5;

interface Placed {
  readonly text: TextGroup;
  readonly box: Box;
}

const outside = ({ left, top, right, bottom }: Box, { x, y, width, height }: Rect): boolean =>
  left < x - SLACK || top < y - SLACK || right > x + width + SLACK || bottom > y + height + SLACK;

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

/** A frame as a display list. Law 6: detects whatever cannot be drawn or is not portable SVG. */
function listed({ film, trace, story }: Subject, stage: Stage, frame: number): DisplayList | Finding {
  try {
    return displayList(film.Scene({ trace, story, frame, stage }));
  } catch (error) {
    const what = `cannot be drawn: ${error instanceof Error ? error.message : String(error)}`;
    return {
      law: 6,
      frame,
      what,
      todo: 'fix what it names; draw portable SVG only, and words with text()',
    };
  }
}

/** Checks each frame's display list and visible words; a frame that cannot be drawn is a finding itself. */
function findings(
  subject: Subject,
  stage: Stage,
  frames: readonly number[],
  find: (list: DisplayList, texts: readonly Placed[]) => readonly Omit<Finding, 'law' | 'frame'>[],
): readonly Finding[] {
  return frames.flatMap((frame): readonly Finding[] => {
    const list = listed(subject, stage, frame);
    if ('law' in list) return [list];
    const texts = textBoxes(list).filter(({ text }) => text.opacity >= VISIBLE);
    return find(list, texts).map((finding) => ({ law: 5, frame, ...finding }));
  });
}

/** Law 5: visible text is inside the safe area, overlaps no other text, stays out of the captions' band and is large enough. */
export const legibleWords = (subject: Subject, stage: Stage, frames: readonly number[]): readonly Finding[] =>
  findings(subject, stage, frames, (_, texts) => {
    const captioned = texts.some(
      ({ text, box }) => (text.size ?? 0) >= SMALLEST_CAPTION && box.top >= stage.captions.y,
    );
    return texts.flatMap(({ text, box }, i) => {
      const size = text.size ?? 0;
      const words = `"${text.words}"`;
      const inBand = captioned && box.bottom > stage.captions.y + SLACK && size < SMALLEST_CAPTION;
      const { format } = stage;
      return [
        ...(outside(box, stage.safe)
          ? [
              {
                what: `${words} leaves the safe area (${format})`,
                todo: 'place it within stage.body or stage.safe',
              },
            ]
          : []),
        ...(size < SMALLEST
          ? [
              {
                what: `${words} is ${size.toFixed(1)} px (${format})`,
                todo: `set it at ${SMALLEST} or more, or shorten it`,
              },
            ]
          : []),
        ...(inBand
          ? [{ what: `${words} enters the captions’ band (${format})`, todo: 'stay within stage.body' }]
          : []),
        ...texts
          .slice(i + 1)
          .filter((other) => overlap(box, other.box))
          .map((other) => ({
            what: `${words} overlaps "${other.text.words}" (${format})`,
            todo: 'move them apart, or set one of them smaller',
          })),
      ];
    });
  });

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
 */
export const contrastingWords = (
  subject: Subject,
  stage: Stage,
  frames: readonly number[],
  painter: Painter,
): readonly Finding[] =>
  findings(subject, stage, frames, (list, texts) => {
    painter.paint({ ...list, ops: withoutWords(list.ops) });
    const pixels = painter.pixels();
    const scale = painter.width / stage.width;
    return texts
      .filter(({ text }) => text.opacity === 1)
      .flatMap(({ text, box }) => {
        let [sum, count] = [0, 0];
        for (let y = Math.floor(box.top * scale); y < box.bottom * scale; y += 1) {
          for (let x = Math.floor(box.left * scale); x < box.right * scale; x += 1) {
            const at = 4 * (y * painter.width + x);
            sum += luminance([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]);
            count += 1;
          }
        }
        const ratio = contrast(luminance(channels(text.fill as Colour)), sum / count);
        const what = `"${text.words}" has a contrast of ${ratio.toFixed(1)} (${stage.theme.name})`;
        return ratio < TEXT_CONTRAST ? [{ what, todo: 'use a colour of the theme, by role' }] : [];
      });
  });
