import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { Words } from '../../src/scene/Words.tsx';
import { STAR_DIRECTIONS } from '../../src/sim/projections/star.ts';
import { say, word } from './text.ts';

/** Where no probability is, as a share of the radius: the polygon of ten zeros can still be seen. */
const HUB = 0.1;
/** Digits stand this far outside the rim. */
const LABEL_GAP = 30;

/** Room that a star of radius `r` takes to each side of its middle. */
export const starReach = (r: number): number => r + LABEL_GAP + 0.5 * SIZE.medium;

/**
 * Ten probabilities as a star: each along its own axis, from the hub (0) to the rim (1).
 *
 * @param props.said the digit that stands out: the likeliest
 */
export function StarGraph(props: {
  readonly stage: Stage;
  readonly probabilities: readonly number[];
  readonly said: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}): ReactElement {
  const { stage, probabilities, said, x, y, r } = props;
  const { theme } = stage;
  const at = (k: number, share: number): readonly [number, number] => {
    const [dx, dy] = STAR_DIRECTIONS[k] ?? [0, 0];
    const reach = r * (HUB + (1 - HUB) * share);
    return [x + dx * reach, y - dy * reach];
  };
  const spokes = STAR_DIRECTIONS.map((_, k) => {
    const [[x0, y0], [x1, y1]] = [at(k, 0), at(k, 1)];
    return `M${px(x0)} ${px(y0)}L${px(x1)} ${px(y1)}`;
  }).join('');
  const corners = STAR_DIRECTIONS.map((_, k) => {
    const [cx, cy] = at(k, probabilities[k] ?? 0);
    return `${px(cx)} ${px(cy)}`;
  });
  const colour = classColour(theme, said);
  const [tipX, tipY] = at(said, probabilities[said] ?? 0);
  return (
    <g>
      <g fill="none" stroke={theme.line} strokeWidth={2}>
        <path d={spokes} strokeOpacity={0.7} />
        {[0, 0.5, 1].map((share) => (
          <circle
            key={share}
            cx={px(x)}
            cy={px(y)}
            r={px(r * (HUB + (1 - HUB) * share))}
            strokeOpacity={share === 1 ? 0.9 : 0.45}
          />
        ))}
      </g>
      <path
        d={`M${corners.join('L')}Z`}
        fill={colour}
        fillOpacity={0.35}
        stroke={colour}
        strokeWidth={4}
        strokeLinejoin="round"
      />
      <circle cx={px(tipX)} cy={px(tipY)} r={8} fill={colour} />
      {STAR_DIRECTIONS.map(([dx, dy], k) => (
        <Words
          key={k}
          stage={stage}
          words={word(say('digit', { digit: k }), stage.language)}
          x={x + dx * (r + LABEL_GAP)}
          y={y - dy * (r + LABEL_GAP) + SIZE.medium * 0.36}
          size={SIZE.medium}
          weight={k === said ? 'semibold' : 'regular'}
          fill={classColour(theme, k)}
          anchor="middle"
        />
      ))}
    </g>
  );
}
