import { describe, expect, it } from 'vitest';
import { loadCanvasKit } from '../../src/render/canvaskit.ts';
import { createPainter } from '../../src/render/painter.ts';
import {
  type Box,
  type DisplayList,
  type DisplayOp,
  displayList,
  type TextGroup,
  textBoxes,
} from '../../src/scene/display-list.ts';
import type { Rect, Stage } from '../../src/scene/stage.ts';
import type { Story } from '../../src/story/story.ts';
import { channels, contrast, luminance } from '../helpers/contrast.ts';
import {
  colouredStages,
  isDefault,
  placedStages,
  type Sample,
  samples,
  samplesIn,
  settledFrames,
  tell,
  telltaleFrames,
} from '../helpers/films.ts';

/** Below this a text is on its way in or out and need not be legible. */
const VISIBLE = 0.2;
const SMALLEST = 26;
const SMALLEST_CAPTION = 46;
const TEXT_CONTRAST = 4.5;
/** Letters may touch the edge of a box or of each other by less than this, in scene units. */
const SLACK = 0.5;
/** Contrast is measured on a small picture without words. */
const SCALE = 0.25;

const outside = ({ left, top, right, bottom }: Box, { x, y, width, height }: Rect): boolean =>
  left < x - SLACK || top < y - SLACK || right > x + width + SLACK || bottom > y + height + SLACK;

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

const withoutWords = (ops: readonly DisplayOp[]): readonly DisplayOp[] =>
  ops.flatMap((op): readonly DisplayOp[] =>
    op.kind === 'group'
      ? [{ ...op, children: withoutWords(op.children) }]
      : op.text === undefined
        ? [op]
        : [],
  );

interface Placed {
  readonly text: TextGroup;
  readonly box: Box;
}

type Judge = (list: DisplayList, texts: readonly Placed[]) => readonly string[];

const visibleTexts = (list: DisplayList): readonly Placed[] =>
  textBoxes(list).filter(({ text }) => text.opacity >= VISIBLE);

/** What is wrong with the places and sizes of a frame's words. */
function misplaced(texts: readonly Placed[], stage: Stage): readonly string[] {
  const captioned = texts.some(
    ({ text, box }) => (text.size ?? 0) >= SMALLEST_CAPTION && box.top >= stage.captions.y,
  );
  return texts.flatMap(({ text, box }, i) => {
    const size = text.size ?? 0;
    return [
      ...(outside(box, stage.safe) ? [`"${text.words}" leaves the safe area`] : []),
      ...(size < SMALLEST ? [`"${text.words}" is ${size} px`] : []),
      ...(captioned && box.bottom > stage.captions.y + SLACK && size < SMALLEST_CAPTION
        ? [`"${text.words}" enters the captions' band`]
        : []),
      ...texts
        .slice(i + 1)
        .flatMap((other) =>
          overlap(box, other.box) ? [`"${text.words}" overlaps "${other.text.words}"`] : [],
        ),
    ];
  });
}

const ck = await loadCanvasKit();

/** Complaints about frames of a sample. */
function complaints(
  sample: Sample,
  stage: Stage,
  framesOf: (story: Story) => readonly number[],
  judge: Judge,
): string {
  const { trace, story } = tell(sample);
  return framesOf(story)
    .flatMap((frame) => {
      const list = displayList(sample.film.Scene({ trace, story, frame, stage }));
      return judge(list, visibleTexts(list)).map((complaint) => `frame ${frame}: ${complaint}`);
    })
    .join('\n');
}

describe.each(placedStages)('law 5 on a stage of $name', (stage) => {
  it.each(samplesIn(stage.language))('$name: words are inside, apart and large enough', (sample) => {
    const judge: Judge = (_, texts) => misplaced(texts, stage);
    expect(
      complaints(sample, stage, (story) => telltaleFrames(story, isDefault(sample) ? 1 : 2), judge),
    ).toBe('');
  });
});

describe.each(colouredStages)('law 5 on a stage of $name', (stage) => {
  const painter = createPainter(ck, { width: stage.width, height: stage.height, scale: SCALE });

  /** Words of too little contrast with what is painted behind them. */
  const faint: Judge = (list, texts) => {
    painter.paint({ ...list, ops: withoutWords(list.ops) });
    const pixels = painter.pixels();
    return texts
      .filter(({ text }) => text.opacity === 1)
      .flatMap(({ text, box }) => {
        const [red, green, blue] = channels(text.fill);
        const ink = luminance(red, green, blue);
        let [sum, count] = [0, 0];
        for (let y = Math.floor(box.top * SCALE); y < box.bottom * SCALE; y += 1) {
          for (let x = Math.floor(box.left * SCALE); x < box.right * SCALE; x += 1) {
            const at = 4 * (y * painter.width + x);
            sum += luminance(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
            count += 1;
          }
        }
        const ratio = contrast(ink, sum / count);
        return ratio < TEXT_CONTRAST ? [`"${text.words}" has a contrast of ${ratio.toFixed(1)}`] : [];
      });
  };

  const judged = samples.filter(
    (sample) => isDefault(sample) || (stage.format === 'landscape' && stage.theme.name === 'dark'),
  );
  it.each(judged)('$name: words are in contrast', (sample) => {
    expect(complaints(sample, stage, settledFrames, faint)).toBe('');
  });
});
