import type { ReactElement } from 'react';
import { CAPTION, type Caption, captionLines } from '../story/captions.ts';
import { SIZE, type Stage } from './stage.ts';
import { Words } from './Words.tsx';

/** The caption of a frame in its own band: it appears and goes at once, never cross-fading with its neighbour. */
export function CaptionBand({
  stage,
  captions,
  frame,
  word,
}: {
  readonly stage: Stage;
  readonly captions: readonly Caption[];
  readonly frame: number;
  readonly word: (caption: Caption) => string;
}): ReactElement | null {
  const caption = captions.find(({ start, end }) => frame >= start && frame < end);
  if (caption === undefined || !stage.burnCaptions) return null;
  const limit = CAPTION.lineLength[stage.format === 'landscape' ? 'wide' : 'narrow'];
  const lines = captionLines(word(caption), limit);
  const leading = SIZE.caption * 1.25;
  const { x, y, width, height } = stage.captions;
  const cap = stage.type.semibold.capHeight * SIZE.caption;
  const top = y + (height - cap - leading * (lines.length - 1)) / 2 + cap;
  return (
    <g>
      {lines.map((words, i) => (
        <Words
          key={words}
          stage={stage}
          words={words}
          x={x + width / 2}
          y={top + i * leading}
          size={SIZE.caption}
          weight="semibold"
          fill={stage.theme.caption}
          anchor="middle"
        />
      ))}
    </g>
  );
}
