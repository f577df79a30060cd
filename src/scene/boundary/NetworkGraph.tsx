import type { ReactElement } from 'react';
import { hiddenUnits, layerWeights } from '../../sim/network/hidden-units.ts';
import type { Network } from '../../sim/network/network.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import type { BoundaryTrace } from '../../sim/trainings/width-ladder.ts';
import { pushesAt, unitSums } from '../../story/boundary/networks.ts';
import { fixed } from '../../story/numbers.ts';
import type { Moment } from '../moment.ts';
import { classInk } from '../parts/DecisionMap.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { type GraphLayer, unitPlace, WeightedLinks } from '../parts/Graph.tsx';
import { Box, Dot, Line } from '../parts/shapes.tsx';
import { textWidth } from '../parts/Text.tsx';
import { UnitMap } from '../parts/UnitMap.tsx';
import { overlap, type Place, type Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { classColour } from '../theme.ts';
import { graphPlace, onMap, outlet } from './boundary-layout.ts';
import { unitNumber } from './NetworkMap.tsx';

/** Largest side of a unit's map, and its share of the space between two. */
const TILE = { largest: 236, share: 0.86 } as const;
/** Units whose pushes are written beside them, and the smallest map that has its number. */
const [WRITTEN, NUMBERED] = [4, 70] as const;

/** Room that a push takes, how the bias and the sum are set, and a number as wide as theirs. */
const PUSH = { width: 92, height: 48 } as const;
const BIAS = { size: SIZE.small } as const;
const TOTAL = { size: SIZE.medium, bold: true } as const;
const WIDEST = '−00.0';

/** Where the units of a network are, and how large their maps. */
function layout(m: Moment, network: Network) {
  const rect = graphPlace(m.stage);
  const hidden = network.sizes.slice(1, -1);
  const step = Math.min(rect.height / Math.max(2, ...hidden), TILE.largest / TILE.share);
  const tile = Math.min(step * TILE.share, (rect.width / (hidden.length + 2)) * 0.86);
  const layers: readonly GraphLayer[] = network.sizes.map((units) => ({ units, colour: '#000000' }));
  const r = Math.min(34, step / 3);
  // Inputs and output need less room than the maps between them: as far out as they stay inside.
  const columns = network.sizes.length;
  const wider = Math.min(0.1, (0.5 / columns - (r + 4) / rect.width) / (1 - 1 / columns));
  const wide = { ...rect, x: rect.x - wider * rect.width, width: (1 + 2 * wider) * rect.width };
  const places = network.sizes.map((units, layer) =>
    Array.from({ length: units }, (_, unit) => unitPlace(wide, layers, layer, unit, step)),
  );
  return { places, tile, r };
}

/** The map of a unit of the network. */
function tileOf(m: Moment, network: Network, layer: number, unit: number): Rect {
  const { places, tile } = layout(m, network);
  const [x, y] = places[layer + 1]?.[unit] ?? [0, 0];
  return { x: x - tile / 2, y: y - tile / 2, width: tile, height: tile };
}

/** A unit as a map of its push on what follows: in the colour of the class that it pushes to. @param rect where, if not in the network */
export function unitTile(
  m: Moment,
  trace: BoundaryTrace,
  network: Network,
  at: { readonly layer: number; readonly unit: number },
  id: string,
  rect = tileOf(m, network, at.layer, at.unit),
): ReactElement {
  const { stage } = m;
  const [up, down] = [classInk(stage.theme, 1), classInk(stage.theme, 0)];
  const out = layerWeights(network)[at.layer + 1]?.weights ?? [];
  const against = at.layer === network.sizes.length - 3 && (out[0]?.[at.unit] ?? 0) < 0;
  return (
    <UnitMap
      stage={stage}
      id={id}
      rect={rect}
      sums={unitSums(network, at)}
      activation={trace.params.activation}
      colours={against ? [down, up] : [up, down]}
      width={rect.width > 100 ? 4 : 2}
    />
  );
}

/** Where the map of a unit of the last hidden layer is. */
export const lastTile = (m: Moment, network: Network, unit: number): Rect =>
  tileOf(m, network, network.sizes.length - 3, unit);

/**
 * The network: x and y, each hidden unit as a map of its push, and the output, with links as wide as their weights.
 *
 * @param shown.probe a place at which the pushes of the last hidden layer are written out; @param shown.lit the unit spoken of
 * @param shown.added how much of each unit of the last hidden layer is added up, 0 … 1
 */
export function networkGraph(
  m: Moment,
  trace: BoundaryTrace,
  network: Network,
  shown: {
    readonly probe?: Place2 | null;
    readonly lit?: number | null;
    readonly added?: readonly number[];
  } = {},
): ReactElement {
  const { probe = null, lit = null, added = [] } = shown;
  const { stage } = m;
  const { theme } = stage;
  const { places, tile, r } = layout(m, network);
  const output = places.at(-1)?.[0] ?? [0, 0];
  const last = network.sizes.length - 3;
  const to = outlet(stage);
  return (
    <g>
      <WeightedLinks
        places={places}
        weights={layerWeights(network).map(({ weights }) => weights)}
        colours={{ positive: theme.train, negative: theme.validation }}
      />
      {to && <Line from={output} to={to} stroke={theme.curve} width={4} />}
      {each(hiddenUnits(network), (at) => {
        const { layer, unit } = at;
        const box = tileOf(m, network, layer, unit);
        const isLit = layer === last && unit === lit;
        const share = layer === last ? (added[unit] ?? 1) : 1;
        return (
          <g>
            {unitTile(m, trace, network, at, `unit-${layer}-${unit}`)}
            {share < 1 && <Box rect={box} fill={theme.panel} opacity={0.85 * (1 - share)} />}
            <Box rect={box} stroke={isLit ? theme.focus : theme.line} width={isLit ? 6 : 2} />
            {layer === 0 && tile > NUMBERED && unitNumber(m, [box.x, box.y], unit, isLit)}
          </g>
        );
      })}
      {each(places[0] ?? [], (at, i) => node(m, at, r, i === 0 ? 'x' : 'y'))}
      {node(m, output, r, 'Σ')}
      {probe !== null && pushes(m, network, probe, output, r)}
    </g>
  );
}

/** Where the push of each unit of the last hidden layer stands: beside its map, or below it where the output is near; `null` without room. */
function pushPlaces(m: Moment, network: Network, output: Place, r: number): readonly Place[] | null {
  const units = network.sizes.at(-2) ?? 0;
  if (units > WRITTEN) return null;
  const taken = sumRects(m, output, r, [m.say('bias', { b: WIDEST }), `Σ ${WIDEST}`]);
  const boxes = Array.from({ length: units }, (_, unit) => lastTile(m, network, unit));
  const beside = boxes.every((box) => output[0] - r - box.x - box.width > PUSH.width);
  const places = boxes.map(
    ({ x, y, width, height }): Place =>
      beside ? [x + width + 4, y + height / 2 - 52] : [x + (width - PUSH.width) / 2, y + height + 3],
  );
  const free = places.every(([x, y]) => taken.every((rect) => !overlap(rect, { x, y, ...PUSH })));
  return free ? places : null;
}

/** The rooms of the bias above the output and of the sum below it, which end where it does. */
const sumRects = (m: Moment, [x, y]: Place, r: number, [bias, total]: readonly [string, string]) =>
  (
    [
      [bias, BIAS, y - r - 24],
      [total, TOTAL, y + r + 54],
    ] as const
  ).map(([words, style, base]): Rect => {
    const width = textWidth(m.stage, words, style) + 8;
    return { x: x + r - width + 4, y: base - 0.85 * style.size, width, height: 1.1 * style.size };
  });

/** What each unit adds at a place, at its map, and the bias and what all come to at the output. */
function pushes(m: Moment, network: Network, probe: Place2, output: Place, r: number): ReactElement {
  const { theme } = m.stage;
  const all = pushesAt(network, probe);
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${fixed(value, 1)}`;
  const ink = (value: number) => classColour(theme, value > 0 ? 4 : 2);
  // As written: the sum of what stands beside it.
  const total = all.reduce((sum, push) => sum + Number(push.toFixed(1)), 0);
  const written = [m.say('bias', { b: signed(all.at(-1) ?? 0) }), `Σ ${signed(total)}`] as const;
  return (
    <g>
      {each(pushPlaces(m, network, output, r) ?? [], ([x, y], unit) => {
        const push = all[unit] ?? 0;
        return (
          <g>
            <Dot
              at={onMap(lastTile(m, network, unit))(probe)}
              r={10}
              fill={theme.focus}
              stroke={theme.background}
              width={3}
            />
            <Box rect={{ x, y, ...PUSH }} fill={theme.background} />
            {m.text(signed(push), [x + 6, y + 36], { bold: true, fill: ink(push) })}
          </g>
        );
      })}
      {each(sumRects(m, output, r, written), (rect) => (
        <Box rect={rect} fill={theme.background} />
      ))}
      {m.text(written[0], [output[0] + r, output[1] - r - 24], { ...BIAS, fill: 'quiet', anchor: 'end' })}
      {m.text(written[1], [output[0] + r, output[1] + r + 54], {
        ...TOTAL,
        fill: ink(total),
        anchor: 'end',
      })}
    </g>
  );
}

const node = (m: Moment, at: Place, r: number, words: string): ReactElement => (
  <Fade in={1}>
    <Dot at={at} r={r} fill={m.stage.theme.panel} stroke={m.stage.theme.line} width={3} />
    {m.text(words, [at[0], at[1] + SIZE.medium * 0.36], { bold: true, anchor: 'middle' })}
  </Fade>
);
