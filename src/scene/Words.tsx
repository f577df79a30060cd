import type { ReactElement } from 'react';
import { written } from '../story/numbers.ts';
import { factor, px } from './px.ts';
import type { Stage } from './stage.ts';
import { measure, UNITS_PER_EM, type Weight } from './type/typeface.ts';

export type Anchor = 'start' | 'middle' | 'end';

export interface WordsProps {
  readonly stage: Stage;
  readonly words: string;
  /** Anchor and baseline in scene units. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: Anchor;
  readonly weight?: Weight;
  readonly opacity?: number;
}

const SHARE: Readonly<Record<Anchor, number>> = { start: 0, middle: 0.5, end: 1 };

/**
 * One line of type, drawn as glyph outlines. The words stand in `data-text`, so that a frame can be searched. Numbers
 * get the decimal mark of the stage's language here; comma and point are equally wide, so what was measured fits.
 */
export function Words(props: WordsProps): ReactElement | null {
  const { stage, x, y, size, fill, anchor = 'start', weight = 'regular', opacity = 1 } = props;
  if (props.words === '' || opacity <= 0) return null;
  const words = written(props.words, stage.language);
  const { d, advance } = stage.type[weight].line(words);
  const scale = size / UNITS_PER_EM;
  const left = x - SHARE[anchor] * advance * scale;
  return (
    <g
      data-text={words}
      data-size={size}
      transform={`translate(${px(left)} ${px(y)}) scale(${factor(scale)})`}
      fill={fill}
      {...(opacity < 1 ? { opacity: px(opacity) } : {})}
    >
      <path d={d} />
    </g>
  );
}

export interface Part {
  readonly words: string;
  readonly fill: string;
  readonly weight?: Weight;
}

/** Width in scene units of parts set one behind the other. */
export const rowWidth = (stage: Stage, parts: readonly Part[], size: number): number =>
  parts.reduce((sum, { words, weight = 'regular' }) => sum + measure(stage.type[weight], words, size), 0);

/** Parts of one line in different colours, one behind the other. */
export function WordRow(
  props: Omit<WordsProps, 'words' | 'fill' | 'weight'> & { readonly parts: readonly Part[] },
) {
  const { stage, parts, x, y, size, anchor = 'start', opacity = 1 } = props;
  let left = x - SHARE[anchor] * rowWidth(stage, parts, size);
  return (
    <>
      {parts.map(({ words, fill, weight = 'regular' }, i) => {
        const at = left;
        left += measure(stage.type[weight], words, size);
        return <Words key={i} {...{ stage, words, y, size, fill, weight, opacity }} x={at} />;
      })}
    </>
  );
}
