import type { ReactElement } from 'react';
import { SHAPE_TRUTHS } from '../../sim/data/two-class-shapes.ts';
import { layerWeights } from '../../sim/network/hidden-units.ts';
import type { Network } from '../../sim/network/network.ts';
import { MAP_REACH } from '../../sim/network/two-classes.ts';
import { remember } from '../../sim/remember.ts';
import type { BoundaryTrace } from '../../sim/trainings/width-ladder.ts';
import { cutEnds, cutsOf, judged, mapOf } from '../../story/boundary/networks.ts';
import { playheadOf } from '../../story/playhead.ts';
import { movedApart } from '../apart.ts';
import { contourPath, type Grid } from '../contour.ts';
import { wholeMap } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import { DecisionRegions, LabelledPoints } from '../parts/DecisionMap.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { areaOf } from '../parts/LearnedMap.tsx';
import { Dot, Line, Path } from '../parts/shapes.tsx';
import type { Place, Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { onMap } from './boundary-layout.ts';
import { SumBands } from './SumBands.tsx';

/** Units whose cuts have their numbers on the map: more would not be told apart. */
const NUMBERED = 5;
/** Side of the square that a number takes. */
const NUMBER = 44;
/** Samples along a side of the truth. */
const TRUE_SIDE = 81;

/** What of the map of a network is there, 0 … 1 each. */
interface MapShown {
  /** What it predicts; the points' rings where they are wrong. */
  readonly regions?: number;
  readonly rings?: number;
  readonly cuts?: number;
  readonly truth?: number;
  /** The output as bands instead of regions. */
  readonly bands?: number;
  /** The unit that is spoken of. */
  readonly lit?: number | null;
}

/** What a network predicts everywhere, the points, and the cuts of its first layer. @param id unique within the frame */
export function networkMap(
  m: Moment,
  trace: BoundaryTrace,
  rect: Rect,
  id: string,
  network: Network,
  { regions = 1, rings = 1, cuts = 1, truth = 0, bands = 0, lit = null }: MapShown,
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const view = wholeMap(rect);
  const place = onMap(rect);
  const lines = cuts > 0 ? cutsOf(network).map((cut) => cutEnds(cut)) : [];
  const truthField = truth > 0 ? truthOf(trace) : null;
  const { weights: [row = []] = [], biases = [] } = layerWeights(network).at(-1) ?? {};
  const most = [...row, ...biases].reduce((sum, one) => sum + Math.abs(one), 0);
  const numbers =
    lines.length > NUMBERED
      ? []
      : movedApart(
          lines.map((ends) => (ends === null ? null : numberPlace(place(ends[0]), place(ends[1]), rect))),
          rect,
          NUMBER,
          4,
        );
  return (
    <g>
      <Fade in={bands < 1 ? regions : 0}>
        <DecisionRegions
          stage={stage}
          id={`${id}-regions`}
          view={view}
          maps={[mapOf(network)]}
          head={playheadOf(0, 1)}
          width={6}
        />
      </Fade>
      <Fade in={bands}>
        {bands > 0 && (
          <SumBands
            stage={stage}
            id={`${id}-bands`}
            rect={rect}
            map={mapOf(network, 1e5)}
            step={bandOf(trace, most)}
          />
        )}
      </Fade>
      <Clipped id={`${id}-inside`} rect={rect}>
        {truthField !== null && (
          <Path
            d={contourPath(truthField, 0, (column, row) => [
              rect.x + (column * rect.width) / (TRUE_SIDE - 1),
              rect.y + rect.height - (row * rect.height) / (TRUE_SIDE - 1),
            ])}
            stroke={theme.text}
            width={4}
            dash="4 11"
            round
            opacity={truth}
          />
        )}
        {each(lines, (ends, unit) =>
          ends === null ? null : (
            <Line
              from={place(ends[0])}
              to={place(ends[1])}
              stroke={unit === lit ? theme.focus : theme.quiet}
              width={unit === lit ? 5 : 3}
              opacity={cuts}
            />
          ),
        )}
        <LabelledPoints
          stage={stage}
          area={areaOf(view)}
          points={judged(trace, network)}
          rings={rings}
          count={trace.facts.data.length}
          size={1.15}
        />
      </Clipped>
      {each(numbers, (at, unit) =>
        at === null ? null : <Fade in={cuts}>{unitNumber(m, at, unit, unit === lit)}</Fade>,
      )}
    </g>
  );
}

/** Height of a band, in hundredths: the same for all sums of a network's pushes. */
const bandOf = ({ runs: [main] }: BoundaryTrace, most: number): number => {
  const units = main?.hidden.at(-1) ?? 1;
  const all = main?.points.at(-1)?.slice(-units - 1) ?? [];
  return (
    12 *
    Math.max(
      all.reduce((sum, one) => sum + Math.abs(one), 0),
      most,
      1e-3,
    )
  );
};

/** The truth as a field to draw its boundary from; `null` for a file. */
const truthOf = remember(({ params: { data } }: BoundaryTrace): Grid | null => {
  if (data.file !== undefined) return null;
  const truth = SHAPE_TRUTHS[data.shape];
  const at = (cell: number): number => MAP_REACH * ((2 * cell) / (TRUE_SIDE - 1) - 1);
  const values = Array.from({ length: TRUE_SIDE * TRUE_SIDE }, (_, i) =>
    truth(at(i % TRUE_SIDE), at(Math.floor(i / TRUE_SIDE))),
  );
  return { columns: TRUE_SIDE, rows: TRUE_SIDE, values };
});

/** Where the number of a cut stands: at the end that is farther up, a little inside. */
function numberPlace(a: Place, b: Place, rect: Rect): Place {
  const [near, far] = a[1] <= b[1] ? [a, b] : [b, a];
  const [dx, dy] = [far[0] - near[0], far[1] - near[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  const share = Math.min(0.3, (0.06 * rect.width) / Math.max(length, 1));
  return [near[0] + dx * share, near[1] + dy * share];
}

/** The number of a unit in a disc. */
export const unitNumber = (m: Moment, at: Place, unit: number, lit: boolean): ReactElement => (
  <g>
    <Dot
      at={at}
      r={NUMBER / 2 - 1}
      fill={m.stage.theme.background}
      stroke={lit ? m.stage.theme.focus : m.stage.theme.line}
      width={lit ? 4 : 2}
    />
    {m.text(String(unit + 1), [at[0], at[1] + SIZE.small * 0.36], {
      size: SIZE.small,
      bold: true,
      anchor: 'middle',
      fill: lit ? 'focus' : 'text',
    })}
  </g>
);
