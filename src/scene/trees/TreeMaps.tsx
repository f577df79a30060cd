import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { MAP_REACH } from '../../sim/network/two-classes.ts';
import type { TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import type { LeafBox } from '../../sim/trees/index.ts';
import { featureName } from '../../story/trees/commentary.ts';
import { wholeMap } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import { Axes, Clipped } from '../parts/Axes.tsx';
import { classInk, LabelledPoints } from '../parts/DecisionMap.tsx';
import { each } from '../parts/each.tsx';
import { Heatmap } from '../parts/Heatmap.tsx';
import { areaOf } from '../parts/LearnedMap.tsx';
import { Box, Line, Path } from '../parts/shapes.tsx';
import { textWidth } from '../parts/Text.tsx';
import type { Raster } from '../png.ts';
import { factor, px } from '../px.ts';
import { mixColour } from '../ramp.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { SIZE } from '../stage.ts';
import type { Colour, Theme } from '../theme.ts';
import { type BoxedTree, boxEdges, fieldEdges, PATH_SIDE } from './fields.ts';

/** Strength of the tint where both classes are as likely, and where one is sure. */
const TINT = { even: 0.05, sure: 0.4 } as const;
const SMALL = { size: SIZE.small, fill: 'quiet' } as const;
/** Room that the numbers of an axis have beside the map. */
const NUMBERS = 68;

/** The colour of a place by the share of class 1 there. */
const shareColour =
  (theme: Theme) =>
  (share: number): Colour =>
    mixColour(
      theme.panel,
      classInk(theme, share > 0.5 ? 1 : 0),
      TINT.even + (TINT.sure - TINT.even) * Math.abs(2 * share - 1),
    );

/** Path data of the square of paths, drawn in a map. */
function onMap(rect: Rect, d: string, paint: Omit<Parameters<typeof Path>[0], 'd'>): ReactElement {
  const scale = rect.width / PATH_SIDE;
  // Lines of a small map are thinner, so that its boxes stay apart.
  const { width: given = 2, ...rest } = paint;
  const width = given * Math.min(1, 0.25 + rect.width / 500);
  return (
    <g transform={`translate(${px(rect.x)} ${px(rect.y)}) scale(${factor(scale)})`}>
      <Path d={d} {...rest} width={width / scale} />
    </g>
  );
}

/** A tree's boxes in the tint of their class, and the boundary between the classes. @param edge how much of that is there */
export function boxMap(
  m: Moment,
  rect: Rect,
  tree: BoxedTree,
  { edge = 1 }: { readonly edge?: number } = {},
): ReactElement {
  const { theme } = m.stage;
  const area = areaOf(wholeMap(rect));
  const colour = shareColour(theme);
  return (
    <g>
      {each(tree.boxes, ({ x, y }, i) => {
        const [left, top] = [area.x(x[0]), area.y(y[1])];
        return (
          <Box
            rect={{ x: left, y: top, width: area.x(x[1]) - left, height: area.y(y[0]) - top }}
            fill={colour(tree.shares[i] ?? 0)}
            stroke={theme.background}
            width={Math.min(3, rect.width / 150)}
          />
        );
      })}
      {edge > 0 && onMap(rect, boxEdges(tree), { stroke: theme.curve, width: 5, round: true, opacity: edge })}
    </g>
  );
}

/** What many trees say everywhere, and the boundary of their vote. @param edge how much of that is there */
export function fieldMap(m: Moment, rect: Rect, field: Raster, { edge = 1, width = 5 } = {}): ReactElement {
  const { theme } = m.stage;
  return (
    <g>
      <Heatmap raster={field} colour={shareColour(theme)} rect={rect} sharp={192} />
      {edge > 0 && onMap(rect, fieldEdges(field), { stroke: theme.curve, width, round: true, opacity: edge })}
    </g>
  );
}

/** The boundaries of single trees as thin lines. */
export const ghosts = (
  m: Moment,
  rect: Rect,
  trees: readonly (readonly [tree: BoxedTree, shown: number])[],
): ReactElement =>
  each(trees, ([tree, shown]) =>
    onMap(rect, boxEdges(tree), { stroke: m.stage.theme.curve, width: 2, opacity: 0.26 * shown }),
  );

/** A line through the plane, or through a box of it as far as it is cut. */
export function cutLine(
  m: Moment,
  rect: Rect,
  feature: number,
  at: number,
  box: LeafBox,
  share: number,
  paint: { readonly dash?: string },
): ReactElement {
  const area = areaOf(wholeMap(rect));
  const [from, to] = feature === 0 ? box.y : box.x;
  const end = lerp(from, to, share);
  const [start, stop]: readonly [Place, Place] =
    feature === 0
      ? [
          [area.x(at), area.y(from)],
          [area.x(at), area.y(end)],
        ]
      : [
          [area.x(from), area.y(at)],
          [area.x(end), area.y(at)],
        ];
  return <Line from={start} to={stop} stroke={m.stage.theme.focus} width={5} {...paint} />;
}

/** The points that are learned from. @param sizes of each, relative to the usual; @param shown opacity */
export function points(
  m: Moment,
  trace: TreesTrace,
  rect: Rect,
  id: string,
  { sizes, size = 1.15 }: { readonly sizes?: readonly number[]; readonly size?: number } = {},
): ReactElement {
  return (
    <Clipped id={`${id}-points`} rect={rect}>
      <LabelledPoints
        stage={m.stage}
        area={areaOf(wholeMap(rect))}
        points={trace.facts.points}
        size={size}
        {...(sizes ? { sizes } : {})}
      />
    </Clipped>
  );
}

/** The axes around a map, in the units of the data. @param key what the points' sizes mean, and how much of that is there */
export function mapAxes(
  m: Moment,
  trace: TreesTrace,
  rect: Rect,
  key: { readonly words: string; readonly shown: number } = { words: '', shown: 0 },
): ReactElement {
  const { stage } = m;
  const [x, y] = [0, 1].map((feature) => {
    const { from, to } = trace.facts.file?.axes[feature] ?? { from: -1, to: 1 };
    const [middle, half] = [(from + to) / 2, ((to - from) / 2) * MAP_REACH];
    return [middle - half, middle + half] as const;
  });
  if (x === undefined || y === undefined) return <g />;
  const fitting = (tick: number): boolean => textWidth(stage, String(tick), SMALL) <= NUMBERS;
  const name = featureName(trace, 1);
  const isRoomy = textWidth(stage, name, SMALL) + textWidth(stage, key.words, SMALL) + 20 < rect.width;
  return (
    <g>
      <Axes
        stage={stage}
        area={{
          rect,
          x: linearScale(x, [rect.x, rect.x + rect.width]),
          y: linearScale(y, [rect.y + rect.height, rect.y]),
        }}
        xTicks={ticks(x, 2)}
        yTicks={ticks(y, 2).filter(fitting)}
        xLabel={featureName(trace, 0)}
        apart
      />
      {m.text(name, [rect.x, rect.y - 12], {
        ...SMALL,
        opacity: isRoomy ? 1 : Math.max(0, 1 - 2 * key.shown),
      })}
      {m.text(key.words, [rect.x + rect.width, rect.y - 12], {
        ...SMALL,
        anchor: 'end',
        opacity: isRoomy ? key.shown : Math.max(0, 2 * key.shown - 1),
      })}
    </g>
  );
}
