import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { polyline } from '../curve.ts';
import type { Cell, Cut } from '../cuts.ts';
import type { Spot } from '../orbit.ts';
import { mixColour } from '../ramp.ts';
import type { Stage } from '../stage.ts';
import { classMark } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
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

/** Opacity of a pane in the light of one class. */
const LIGHT = 0.26;
/** How many panes come at a time, as a share of all. */
const TOGETHER = 0.3;

/**
 * The borders between classes as flat panes, each in the light of both, and the edges in which they meet.
 *
 * @param props.shown how many of them are there, one after the other, 0 … 1
 * @param props.lit how much a class's cell is lit up by its panes, 0 … 1
 */
export const CutPanes = (props: {
  readonly stage: Stage;
  readonly cuts: readonly Cut[];
  readonly at: At;
  readonly shown?: number;
  readonly lit?: (own: number) => number;
}): ReactElement => {
  const { stage, cuts, at, shown = 1, lit = () => 0 } = props;
  const { theme } = stage;
  const share = (i: number): number =>
    clamp((shown - ((1 - TOGETHER) * i) / Math.max(1, cuts.length)) / TOGETHER, 0, 1);
  return each(cuts, ({ between: [a, b], corners, edges }, i) => (
    <Fade in={share(i)}>
      <g fillOpacity={0.08}>
        <Path
          d={`${outline(at, corners)}Z`}
          fill={mixColour(classMark(theme, a), classMark(theme, b), 0.5)}
        />
      </g>
      <Path d={edges.map((edge) => outline(at, edge)).join('')} stroke={theme.text} width={2} opacity={0.3} />
      {each([a, b], (own) =>
        lit(own) > 0 ? (
          <Fade in={LIGHT * lit(own)}>
            <Path d={`${outline(at, corners)}Z`} fill={classMark(theme, own)} />
          </Fade>
        ) : null,
      )}
    </Fade>
  ));
};

/** The cells of a flat section, each in its class's colour. */
export const FlatCells = (props: {
  readonly stage: Stage;
  readonly cells: readonly Cell[];
  readonly at: At;
}): ReactElement => {
  const { stage, cells, at } = props;
  return each(cells, ({ own, corners }) => {
    const d = `${outline(at, corners)}Z`;
    return (
      <g>
        <g fillOpacity={0.2}>
          <Path d={d} fill={classMark(stage.theme, own)} />
        </g>
        <Path d={d} stroke={stage.theme.text} width={2} opacity={0.25} />
      </g>
    );
  });
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
      <g fillOpacity={0.1}>
        <Path d={d} fill={stage.theme.text} />
      </g>
      <GlowingPath d={d} stroke={stage.theme.text} width={4} />
    </g>
  );
}
