import type { ReactElement } from 'react';
import type { LowerThird as Shown } from '../../story/brand.ts';
import { brandText } from '../../story/brand.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { Fade } from './Fade.tsx';
import { text, textWidth } from './Text.tsx';

const [PADDING, BAR] = [26, 10];
const [NAME, TEXT] = [SIZE.large, SIZE.small];

const wordsOf = ({ language }: Stage, { name, text: below }: Shown) =>
  [brandText(name, language), brandText(below, language)] as const;

/** How large it is, with its words on a panel of their own. */
export function lowerThirdSize(stage: Stage, shown: Shown): Pick<Rect, 'width' | 'height'> {
  const [name, below] = wordsOf(stage, shown);
  const longest = Math.max(
    textWidth(stage, name, { size: NAME, bold: true }),
    textWidth(stage, below, { size: TEXT }),
  );
  return {
    width: Math.min(stage.body.width, BAR + 2 * PADDING + longest),
    height: 2 * PADDING + NAME * 0.8 + (below === '' ? 0 : TEXT * 1.35),
  };
}

/** A name, and a text below it, on a panel. @param props.at where, of the size of {@link lowerThirdSize} */
export function LowerThird(props: {
  readonly stage: Stage;
  readonly shown: Shown;
  readonly at: Rect;
  readonly in: number;
}): ReactElement {
  const { stage, shown, at } = props;
  const { x, y, width, height } = at;
  const [name, below] = wordsOf(stage, shown);
  const left = x + BAR + PADDING;
  const room = width - BAR - 2 * PADDING;
  const base = y + PADDING + NAME * 0.75;
  return (
    <Fade in={props.in}>
      <rect x={px(x)} y={px(y)} width={px(width)} height={px(height)} fill={stage.theme.panel} />
      <rect x={px(x)} y={px(y)} width={BAR} height={px(height)} fill={stage.theme.focus} />
      {text(stage, name, [left, base], { size: NAME, bold: true, width: room })}
      {text(stage, below, [left, base + TEXT * 1.35], { size: TEXT, fill: 'quiet', width: room })}
    </Fade>
  );
}
