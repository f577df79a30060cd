import type { ReactElement } from 'react';
import { movedApart } from '../../src/scene/apart.ts';
import { contourPath } from '../../src/scene/contour.ts';
import { wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { classInk, DecisionRegions, LabelledPoints } from '../../src/scene/parts/DecisionMap.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { GlowingPath } from '../../src/scene/parts/Glow.tsx';
import { type GraphLayer, unitPlace, WeightedLinks } from '../../src/scene/parts/Graph.tsx';
import { areaOf } from '../../src/scene/parts/LearnedMap.tsx';
import { Box, Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { UnitMap } from '../../src/scene/parts/UnitMap.tsx';
import { px } from '../../src/scene/px.ts';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { hiddenUnits, layerWeights } from '../../src/sim/network/hidden-units.ts';
import type { Network } from '../../src/sim/network/network.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import type { BoundaryTrace } from './simulation.ts';
import { cutEnds, cutsOf, judged, mapOf, truthOf, unitSums } from './view.ts';

/** Units whose cuts have their numbers on the map: more would not be told apart. */
const NUMBERED = 5;
/** Side of the square that a number takes. */
const NUMBER = 44;

/** What of the map of a network is there, 0 … 1 each. */
interface MapShown {
  /** The points' rings where they are wrong. */
  readonly rings?: number;
  readonly points?: number;
  readonly cuts?: number;
  readonly truth?: number;
  /** Of each unit of the first layer; 1 by default. */
  readonly free?: readonly number[];
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
  { rings = 1, points = 1, cuts = 1, truth = 0, free = [], lit = null }: MapShown,
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const view = wholeMap(rect);
  const area = areaOf(view);
  const place = ([x, y]: readonly [number, number]): Place => [area.x(x), area.y(y)];
  const lines = cuts > 0 ? cutsOf(network).map((cut) => cutEnds(cut)) : [];
  const shown = (unit: number): number => cuts * (0.15 + 0.85 * (free[unit] ?? 1));
  const truthField = truth > 0 ? truthOf(trace) : null;
  const side = truthField === null ? 0 : truthField.columns - 1;
  const count = trace.facts.data.length;
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
      <DecisionRegions
        stage={stage}
        id={`${id}-regions`}
        view={view}
        maps={[mapOf(network)]}
        head={playheadOf(0, 1)}
        width={rect.width > 400 ? 6 : 3}
      />
      <Clipped id={`${id}-inside`} rect={rect}>
        {truthField !== null && (
          <Path
            d={contourPath(truthField, 0, (column, row) => [
              rect.x + (column * rect.width) / side,
              rect.y + rect.height - (row * rect.height) / side,
            ])}
            stroke={theme.text}
            width={3}
            dash="4 11"
            round
            opacity={truth}
          />
        )}
        {each(lines, (ends, unit) => {
          if (ends === null) return null;
          const [[x0, y0], [x1, y1]] = [place(ends[0]), place(ends[1])];
          const d = `M${px(x0)} ${px(y0)}L${px(x1)} ${px(y1)}`;
          return unit === lit ? (
            <Fade in={shown(unit)}>
              <GlowingPath d={d} stroke={theme.focus} width={4} />
            </Fade>
          ) : (
            <Path d={d} stroke={theme.text} width={3} dash="16 10" opacity={0.75 * shown(unit)} />
          );
        })}
        <Fade in={points}>
          <LabelledPoints
            stage={stage}
            area={area}
            points={judged(trace, network)}
            rings={rings}
            count={count}
          />
        </Fade>
      </Clipped>
      {each(numbers, (at, unit) =>
        at === null ? null : <Fade in={shown(unit)}>{unitNumber(m, at, unit, unit === lit)}</Fade>,
      )}
    </g>
  );
}

/** Where the number of a cut stands: at the end that is farther up, a little inside. */
function numberPlace(a: Place, b: Place, rect: Rect): Place {
  const [near, far] = a[1] <= b[1] ? [a, b] : [b, a];
  const [dx, dy] = [far[0] - near[0], far[1] - near[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  const share = Math.min(0.3, (0.06 * rect.width) / Math.max(length, 1));
  return [near[0] + dx * share, near[1] + dy * share];
}

/** The number of a unit in a disc. */
const unitNumber = (m: Moment, at: Place, unit: number, lit: boolean): ReactElement => (
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

/** Largest side of a unit's map, and its share of the space between two. */
const TILE = { largest: 236, share: 0.86 } as const;

/**
 * The network: x and y, each hidden unit as a map of its vote, and the output, with links as wide as their weights.
 *
 * @param to where the output goes on to: the edge of the map
 * @param free of each unit of the first layer, and the one that is spoken of
 */
export function networkGraph(
  m: Moment,
  trace: BoundaryTrace,
  rect: Rect,
  network: Network,
  to: Place | null,
  { free = [], lit = null }: Pick<MapShown, 'free' | 'lit'> = {},
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const hidden = network.sizes.slice(1, -1);
  const most = Math.max(2, ...hidden);
  const step = Math.min(rect.height / most, TILE.largest / TILE.share);
  const tile = Math.min(step * TILE.share, (rect.width / (hidden.length + 2)) * 0.86);
  const layers: readonly GraphLayer[] = network.sizes.map((units) => ({ units, colour: theme.line }));
  const r = Math.min(34, step / 3);
  // Inputs and output need less room than the maps between them: as far out as they stay inside.
  const columns = network.sizes.length;
  const wider = Math.min(0.1, (0.5 / columns - (r + 4) / rect.width) / (1 - 1 / columns));
  const wide = { ...rect, x: rect.x - wider * rect.width, width: (1 + 2 * wider) * rect.width };
  const places = network.sizes.map((units, layer) =>
    Array.from({ length: units }, (_, unit) => unitPlace(wide, layers, layer, unit, step)),
  );
  const [positive, negative] = [classInk(theme, 1), classInk(theme, 0)];
  const weights = layerWeights(network);
  const output = places.at(-1)?.[0] ?? [rect.x, rect.y];
  const votes = (layer: number, unit: number): readonly [typeof positive, typeof negative] => {
    const out = weights[layer + 1]?.weights ?? [];
    const isLast = layer === hidden.length - 1;
    return isLast && (out[0]?.[unit] ?? 0) < 0 ? [negative, positive] : [positive, negative];
  };
  return (
    <g>
      <WeightedLinks
        places={places}
        weights={weights.map(({ weights: rows }) => rows)}
        colours={{ positive, negative }}
      />
      {to && (
        <Path
          d={`M${px(output[0])} ${px(output[1])}L${px(to[0])} ${px(to[1])}`}
          stroke={theme.curve}
          width={4}
        />
      )}
      {each(hiddenUnits(network), ({ layer, unit }) => {
        const [x, y] = places[layer + 1]?.[unit] ?? [0, 0];
        const box: Rect = { x: x - tile / 2, y: y - tile / 2, width: tile, height: tile };
        const isLit = layer === 0 && unit === lit;
        const share = layer === 0 ? (free[unit] ?? 1) : 1;
        return (
          <g>
            <UnitMap
              stage={stage}
              id={`unit-${layer}-${unit}`}
              rect={box}
              sums={unitSums(network, { layer, unit })}
              activation={trace.params.activation}
              colours={votes(layer, unit)}
              width={tile > 100 ? 4 : 2}
            />
            {share < 1 && <Box rect={box} fill={theme.panel} opacity={0.85 * (1 - share)} />}
            <Box rect={box} stroke={isLit ? theme.focus : theme.line} width={isLit ? 6 : 2} />
            {layer === 0 && tile > 70 && unitNumber(m, [box.x, box.y], unit, isLit)}
          </g>
        );
      })}
      {each(places[0] ?? [], (at, i) => node(m, at, r, i === 0 ? 'x' : 'y'))}
      {node(m, output, r, 'Σ')}
    </g>
  );
}

const node = (m: Moment, at: Place, r: number, words: string): ReactElement => (
  <g>
    <Dot at={at} r={r} fill={m.stage.theme.panel} stroke={m.stage.theme.line} width={3} />
    {m.text(words, [at[0], at[1] + SIZE.medium * 0.36], { bold: true, anchor: 'middle' })}
  </g>
);
