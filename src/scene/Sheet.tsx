import type { ReactElement, ReactNode } from 'react';
import type { Caption, Wording } from '../story/captions.ts';
import { CaptionBand } from './Caption.tsx';
import { SIZE, type Stage } from './stage.ts';
import { fitted, measure } from './type/typeface.ts';
import { Words } from './Words.tsx';

/** What a frame of a film is drawn on: the background below everything, the caption of the moment above it. */
export function Sheet(props: {
  readonly stage: Stage;
  readonly captions: readonly Caption[];
  readonly frame: number;
  readonly word: Wording;
  readonly children: ReactNode;
}): ReactElement {
  const { stage, captions, frame, word, children } = props;
  const { width, height, theme, language } = stage;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect x={0} y={0} width={width} height={height} fill={theme.background} />
      {children}
      <CaptionBand
        stage={stage}
        captions={captions}
        frame={frame}
        word={({ message }) => word(message, language)}
      />
    </svg>
  );
}

/** Room between a heading and what stands beside it. */
const GAP = 40;

/** What a part of the film is called, in the header, and beside it how far it is. */
export function Heading(props: {
  readonly stage: Stage;
  readonly words: string;
  /** At the right end. */
  readonly aside?: string;
  /** The widest that `aside` gets: the heading leaves room for it, and keeps its size. */
  readonly widest?: string;
}): ReactElement {
  const { stage, words, aside = '', widest = aside } = props;
  const { header, theme, type } = stage;
  const room = widest === '' ? 0 : GAP + measure(type.regular, widest, SIZE.medium);
  return (
    <g>
      <Words
        stage={stage}
        words={words}
        x={header.x}
        y={header.y + 52}
        size={fitted(type.semibold, words, SIZE.heading, header.width - room)}
        weight="semibold"
        fill={theme.text}
      />
      <Words
        stage={stage}
        words={aside}
        x={header.x + header.width}
        y={header.y + 52}
        size={SIZE.medium}
        fill={theme.quiet}
        anchor="end"
      />
    </g>
  );
}
