import { sum } from 'd3-array';
import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { polyline } from '../curve.ts';
import { type Cell, type Cut, clipped } from '../cuts.ts';
import type { Spot } from '../orbit.ts';
import { mixColour } from '../ramp.ts';
import type { Place, Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { classMark } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { GlowingPath } from './Glow.tsx';
import { Path } from './shapes.tsx';
import { text } from './Text.tsx';

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
const LIGHT = 0.13;
/** Size of the digit in a cell. */
const DIGIT = 1.6 * SIZE.large;
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

/** From this area on a cell is written in, and from that on clearly. */
const [SMALL, AMPLE] = [9_000, 20_000];
/** What must not be written over is as far as this from a digit. */
const CLEAR = 70;

/** Where a cell's digit is written, and how clearly: in the middle of what is seen of it. */
function written(corners: readonly Spot[], within: Rect, keep: readonly Place[]) {
  const seen = [
    ([x]: Spot) => x - within.x,
    ([x]: Spot) => within.x + within.width - x,
    ([, y]: Spot) => y - within.y,
    ([, y]: Spot) => within.y + within.height - y,
  ].reduce(clipped, corners);
  // The centroid: each side's triangle with the origin, weighted by its area.
  const sides = seen.map(([x, y], i) => {
    const [toX, toY] = seen[(i + 1) % seen.length] ?? [x, y];
    return { twice: x * toY - toX * y, x: x + toX, y: y + toY };
  });
  const twice = sum(sides, (side) => side.twice);
  if (Math.abs(twice) < 2 * SMALL) return null;
  const middle = (axis: 'x' | 'y'): number => sum(sides, (side) => side[axis] * side.twice) / (3 * twice);
  const at: Place = [middle('x'), middle('y')];
  const far = keep.map(([x, y]) => Math.sqrt((x - at[0]) * (x - at[0]) + (y - at[1]) * (y - at[1])));
  const grown = (Math.abs(twice) / 2 - SMALL) / (AMPLE - SMALL);
  return { at, clear: clamp(Math.min(grown, ...far.map((distance) => distance / CLEAR - 0.5)), 0, 1) };
}

/**
 * The cells of a flat section, each in its class's colour.
 *
 * @param props.within where their digits are written, if anywhere; @param props.named how clearly, 0 … 1; @param props.keep places not to write over
 */
export const FlatCells = (props: {
  readonly stage: Stage;
  readonly cells: readonly Cell[];
  readonly at: At;
  readonly within?: Rect | null;
  readonly named?: number;
  readonly keep?: readonly Place[];
}): ReactElement => {
  const { stage, cells, at, within = null, named = 1, keep = [] } = props;
  return each(cells, ({ own, corners }) => {
    const d = `${outline(at, corners)}Z`;
    const spots = corners.map((corner) => at(...corner));
    const label = within && written(spots, within, keep);
    return (
      <g>
        <g fillOpacity={0.2}>
          <Path d={d} fill={classMark(stage.theme, own)} />
        </g>
        <Path d={d} stroke={stage.theme.text} width={2} opacity={0.25} />
        {label && label.clear > 0 && (
          <Fade in={named * label.clear}>
            {text(stage, String(own), [label.at[0], label.at[1] + 0.36 * DIGIT], {
              size: DIGIT,
              bold: true,
              anchor: 'middle',
            })}
          </Fade>
        )}
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
