import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { fixed } from '../../story/numbers.ts';
import { px } from '../px.ts';
import { inset, type Place, type Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { Glow } from './Glow.tsx';
import { Panel } from './Panel.tsx';
import { Dot, Line, Path } from './shapes.tsx';
import { text } from './Text.tsx';

/** How far from 0 the curve is drawn, and of how many points. */
const [FAR, POINTS] = [5, 80] as const;

/**
 * A function with its tangent running along it, and how steep that is.
 *
 * @param props.sign how the function is written; @param props.span the values that are drawn
 * @param props.t 0 … 1: from the left to the right, and back to `steepest`
 */
export function SlopeCurve(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly of: (z: number) => number;
  readonly sign: string;
  readonly span: readonly [number, number];
  readonly steepest: number;
  readonly t: number;
}): ReactElement {
  const { stage, rect, of, sign, span, steepest, t } = props;
  const { theme } = stage;
  const own = inset(rect, 24);
  const x = linearScale([-FAR, FAR], [own.x, own.x + own.width]);
  const y = linearScale(span, [own.y + own.height, own.y + 40]);
  const z = t < 0.6 ? lerp(-4.6, 4.6, t / 0.6) : lerp(4.6, steepest, (t - 0.6) / 0.4);
  const slope = (of(z + 1e-4) - of(z - 1e-4)) / 2e-4;
  const at: Place = [x(z), y(of(z))];
  const steep = slope * ((y(0) - y(1)) / (x(1) - x(0)));
  const reach = 90 / Math.sqrt(1 + steep * steep);
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const one = lerp(-FAR, FAR, i / POINTS);
    return `${px(x(one))} ${px(y(of(one)))}`;
  });
  return (
    <Panel stage={stage} rect={rect}>
      <Line from={[own.x, y(0)]} to={[own.x + own.width, y(0)]} stroke={theme.line} width={2} />
      <Path d={`M${points.join('L')}`} stroke={theme.quiet} width={5} round />
      <Line
        from={[at[0] - reach, at[1] + reach * steep]}
        to={[at[0] + reach, at[1] - reach * steep]}
        stroke={theme.gradient}
        width={6}
      />
      <Glow at={at} r={12} colour={theme.gradient} strength={0.6} />
      <Dot at={at} r={10} fill={theme.gradient} />
      {text(stage, `${sign}′ = ${fixed(slope, 2)}`, [own.x, own.y + 30], {
        bold: true,
        fill: 'gradient',
      })}
    </Panel>
  );
}
