import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { fitted, measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { say, word } from './text.ts';

const SIGN = 46;
const GAP = 34;

/** What the lines and rings of a map mean, in one row; in two where it is narrow. */
export function MapLegend(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  /** Whether any label is wrong, and whether anything has been learned. */
  readonly wrong: boolean;
  readonly learned: boolean;
  readonly opacity?: number;
}): ReactElement {
  const { stage, rect, wrong, learned, opacity = 1 } = props;
  const { theme, language, type } = stage;
  const items = [
    { sign: 'truth', words: word(say('truth'), language), shown: true },
    { sign: 'ring', words: word(say('wrongLabel'), language), shown: wrong },
    { sign: 'learned', words: word(say('boundary'), language), shown: learned },
  ].filter(({ shown }) => shown);
  const widthOf = (words: string): number => SIGN + measure(type.regular, words, SIZE.small) + GAP;
  let [x, y] = [rect.x, rect.y + 40];
  return (
    <g {...(opacity < 1 ? { opacity: px(opacity) } : {})}>
      {items.map(({ sign, words }) => {
        if (x > rect.x && x + widthOf(words) - GAP > rect.x + rect.width) {
          x = rect.x;
          y += 40;
        }
        const [at, base] = [x, y];
        x += widthOf(words);
        const middle = base - 10;
        return (
          <g key={sign}>
            {sign === 'ring' ? (
              <circle
                cx={px(at + 18)}
                cy={px(middle)}
                r={12}
                fill="none"
                stroke={theme.text}
                strokeWidth={3}
              />
            ) : (
              <line
                x1={px(at + 2)}
                y1={px(middle)}
                x2={px(at + 36)}
                y2={px(middle)}
                stroke={sign === 'truth' ? theme.text : theme.curve}
                strokeWidth={sign === 'truth' ? 3 : 5}
                strokeLinecap="round"
                {...(sign === 'truth' ? { strokeDasharray: '4 11' } : {})}
              />
            )}
            <Words
              stage={stage}
              words={words}
              x={at + SIGN}
              y={base}
              size={fitted(type.regular, words, SIZE.small, rect.width - SIGN)}
              fill={theme.quiet}
            />
          </g>
        );
      })}
    </g>
  );
}
