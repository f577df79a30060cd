import type { ReactElement } from 'react';
import { polyline } from '../curve.ts';
import type { Cut } from '../cuts.ts';
import type { Spot } from '../orbit.ts';
import { mixColour } from '../ramp.ts';
import type { Stage } from '../stage.ts';
import { classMark } from '../theme.ts';
import { each } from './each.tsx';
import { GlowingPath } from './Glow.tsx';
import { Path } from './shapes.tsx';

/** Where a view shows a spot in space. */
type At = (x: number, y: number, z: number) => Spot;

const outline = (at: At, corners: readonly Spot[]): string =>
  polyline(
    corners.map((corner) => {
      const [x, y] = at(...corner);
      return [x, y];
    }),
  );

/** The borders between classes as flat panes, each in the light of both, and the edges in which they meet. */
export const CutPanes = (props: {
  readonly stage: Stage;
  readonly cuts: readonly Cut[];
  readonly at: At;
}): ReactElement => {
  const { stage, cuts, at } = props;
  const { theme } = stage;
  return each(cuts, ({ between: [a, b], corners, edges }) => (
    <g>
      <g fillOpacity={0.1}>
        <Path
          d={`${outline(at, corners)}Z`}
          fill={mixColour(classMark(theme, a), classMark(theme, b), 0.5)}
        />
      </g>
      <Path
        d={edges.map((edge) => outline(at, edge)).join('')}
        stroke={theme.focus}
        width={2.5}
        opacity={0.5}
      />
    </g>
  ));
};

/** One plane, in the light of attention; nothing if it has no corners. */
export function CutPlane(props: {
  readonly stage: Stage;
  readonly corners: readonly Spot[];
  readonly at: At;
}): ReactElement | null {
  const { stage, corners, at } = props;
  if (corners.length === 0) return null;
  const d = `${outline(at, corners)}Z`;
  return (
    <g>
      <g fillOpacity={0.16}>
        <Path d={d} fill={stage.theme.focus} />
      </g>
      <GlowingPath d={d} stroke={stage.theme.focus} width={4} />
    </g>
  );
}
