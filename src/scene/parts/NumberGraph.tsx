import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import { overlap, type Place, type Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Glow } from './Glow.tsx';
import { Box, Dot, Line } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** A unit of a small network, with its name beside it and its number in it. */
export interface NumberUnit {
  readonly name: string;
  readonly value: string;
  readonly colour: Colour;
  /** Light around it, 0 … 1. */
  readonly lit?: number;
  /** A second number, on its rim: its slope. */
  readonly tag?: string;
}

/** A connection into a unit, with its number on it. */
export interface NumberEdge {
  readonly words: string;
  readonly colour: Colour;
  readonly width: number;
  readonly dash?: string;
  /** Whether its words stay where there is no room for those of all. */
  readonly active?: boolean;
}

/** A number under way along a connection. */
export interface Traveller {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
  /** 0 at the one unit, 1 at the other; backwards from 1 to 0. */
  readonly at: number;
  /** What carries it along the whole connection: where, how large, and how much of it is seen. */
  readonly packet: { readonly at: number; readonly r: number; readonly shown: number };
  readonly words: string;
  readonly colour: Colour;
  readonly shown: number;
  /** How far the numbers that stand between the same layers have made room, 0 … 1: all before this one is seen. */
  readonly cleared: number;
}

/** Where a network is drawn: from left to right, or from the bottom up. */
export interface GraphGround {
  readonly rect: Rect;
  readonly upwards: boolean;
  /** Units, layer by layer. */
  readonly counts: readonly number[];
  /** Distance of the last layer from the one before, relative to the others. */
  readonly last: number;
}

/** Space that a number on a connection takes. */
const ROOM = { width: 104, height: 50 } as const;
const LARGEST = 60;
/** Share of a connection after which its number stands if it leads sideways. */
const SOON = 0.4;

/** Distances of a ground: between layers, between units of the widest layer, and a unit's radius. */
function measures({ rect, upwards, counts, last }: GraphGround) {
  const [along, across] = upwards ? [rect.height, rect.width] : [rect.width, rect.height];
  // Names need room beyond the units: above them, or at their right.
  const step = (along - 2 * LARGEST - 10) / Math.max(1, counts.length - 2 + last);
  const apart = across / Math.max(...counts);
  return { step, apart, r: Math.min(LARGEST, step * 0.25, apart * 0.36) };
}

/** Where a unit is. */
export function numberPlace(ground: GraphGround, layer: number, unit: number): Place {
  const { rect, upwards, counts, last } = ground;
  const { step, apart } = measures(ground);
  const along = step * (layer === counts.length - 1 ? layer - 1 + last : layer) + LARGEST + 5;
  const across = apart * (unit - ((counts[layer] ?? 1) - 1) / 2);
  return upwards
    ? [rect.x + rect.width / 2 + across, rect.y + rect.height - along]
    : [rect.x + along, rect.y + rect.height / 2 + across];
}

const between = ([x0, y0]: Place, [x1, y1]: Place, t: number): Place => [lerp(x0, x1, t), lerp(y0, y1, t)];

/** Where the number of a connection stands: beyond its first unit; if it leads sideways soon, away from where others cross. */
export function edgePlace(ground: GraphGround, layer: number, from: number, to: number): Place {
  const { step, r } = measures(ground);
  const [start, end] = [numberPlace(ground, layer, from), numberPlace(ground, layer + 1, to)];
  const axis = ground.upwards ? 0 : 1;
  const sideways = Math.abs(end[axis] - start[axis]) * SOON > r;
  const half = ground.upwards ? 24 : 60;
  return between(start, end, sideways ? SOON : Math.min(0.5, (r + half) / step));
}

/** Whether the numbers of all connections into a layer have room beside each other. */
function haveRoom(ground: GraphGround, layer: number): boolean {
  const all = Array.from({ length: ground.counts[layer] ?? 0 }, (_, from) =>
    Array.from({ length: ground.counts[layer + 1] ?? 0 }, (__, to) => edgePlace(ground, layer, from, to)),
  ).flat();
  return all.every(([x, y], i) =>
    all.slice(0, i).every(([a, b]) => Math.abs(x - a) >= ROOM.width || Math.abs(y - b) >= ROOM.height),
  );
}

/** Size of the number in a unit. */
const VALUE = 36;
const STYLE = { size: SIZE.small, anchor: 'middle' } as const;
/** Height of its figures. */
const CAPITALS = 24;

/** The room of words on a connection. */
function edgeBox(stage: Stage, words: string, [x, y]: Place, bold: boolean): Rect {
  const width = textWidth(stage, words, { ...STYLE, bold }) + 10;
  return { x: x - width / 2, y: y - 19, width, height: 38 };
}

/** Words on a connection, with the background behind them. */
function onEdge(stage: Stage, words: string, [x, y]: Place, colour: Colour, opacity = 1, bold = false) {
  if (words === '' || opacity <= 0) return null;
  return (
    <g>
      <Box
        rect={edgeBox(stage, words, [x, y], bold)}
        rx={6}
        fill={stage.theme.background}
        opacity={Math.min(1, opacity)}
      />
      {text(stage, words, [x, y + 12], { ...STYLE, bold, fill: colour, opacity })}
    </g>
  );
}

/** At which share of its connection the words of a number under way clear both units; `null` if there is no such place. */
function wordsAt(
  stage: Stage,
  ground: GraphGround,
  { layer, from, to, at, words }: Traveller,
): number | null {
  const { r } = measures(ground);
  const [start, end] = [numberPlace(ground, layer, from), numberPlace(ground, layer + 1, to)];
  const [along, across] = ground.upwards ? ([1, 0] as const) : ([0, 1] as const);
  const reach = ground.upwards ? CAPITALS / 2 : textWidth(stage, words, { ...STYLE, bold: true }) / 2;
  const margin = (r + reach) / Math.abs(end[along] - start[along]);
  if (margin <= 0.5) return clamp(at, margin, 1 - margin);
  return Math.abs(end[across] - start[across]) > r ? 0.5 : null;
}

/**
 * A small network with its numbers: in each unit what it is worth, on each connection what it multiplies by, and numbers
 * that travel along connections.
 *
 * @param props.edge the connection from a unit of a layer to one of the next
 */
export function NumberGraph(props: {
  readonly stage: Stage;
  readonly ground: GraphGround;
  readonly units: readonly (readonly NumberUnit[])[];
  readonly edge: (layer: number, from: number, to: number) => NumberEdge;
  readonly travellers?: readonly Traveller[];
}): ReactElement {
  const { stage, ground, units, edge, travellers = [] } = props;
  const { r, apart } = measures(ground);
  const edges = units
    .slice(1)
    .flatMap((layer, l) =>
      (units[l] ?? []).flatMap((_, from) =>
        layer.map((__, to) => ({ layer: l, from, to, ...edge(l, from, to) })),
      ),
    );
  /** How much of the connections' own numbers is seen while others travel between the same layers. */
  const free = (layer: number): number =>
    1 - Math.max(0, ...travellers.filter((one) => one.layer === layer).map(({ cleared }) => cleared));
  const tagged = (layer: number): boolean =>
    [units[layer], units[layer + 1]].some((own) => own?.some(({ tag }) => tag !== undefined));
  const roomy = units.map((_, l) => haveRoom(ground, l));
  const tags = units.flatMap((layer, l) =>
    layer.flatMap(({ tag = '', colour }, unit) => {
      const [x, y] = numberPlace(ground, l, unit);
      const below = 2 * unit >= layer.length && unit > 0 && !ground.upwards;
      return tag === '' ? [] : [{ words: tag, colour, at: [x, below ? y - r - 3 : y + r + 3] as const }];
    }),
  );
  // A weight makes room for the slopes beside it.
  const taken = tags.map(({ words, at }) => edgeBox(stage, words, at, true));
  return (
    <g>
      {each(edges, ({ layer, from, to, colour, width, dash }) => (
        <Line
          from={numberPlace(ground, layer, from)}
          to={numberPlace(ground, layer + 1, to)}
          stroke={colour}
          width={width}
          {...(dash ? { dash } : {})}
        />
      ))}
      {each(travellers, ({ layer, from, to, colour, packet }) => {
        const at = between(numberPlace(ground, layer, from), numberPlace(ground, layer + 1, to), packet.at);
        return (
          <g>
            <Glow at={at} r={packet.r} colour={colour} strength={packet.shown} />
            <Dot at={at} r={packet.r} fill={colour} opacity={packet.shown} />
          </g>
        );
      })}
      {each(units, (layer, l) =>
        each(layer, ({ name, value, colour, lit = 0, tag = '' }, unit) => {
          const at = numberPlace(ground, l, unit);
          const below = 2 * unit >= layer.length && unit > 0;
          return (
            <g>
              {lit > 0 && <Glow at={at} r={r * 0.7} colour={colour} strength={lit} />}
              <Dot at={at} r={r} fill={stage.theme.panel} stroke={colour} width={4} />
              {text(stage, value, [at[0], at[1] + 12], {
                ...STYLE,
                size: VALUE,
                bold: true,
                fill: tag === '' ? colour : 'text',
                width: 2 * r - 4,
              })}
              {(tag === '' || below || unit === 0 || ground.upwards || apart - 2 * r > 84) &&
                named(stage, ground, name, at, below ? -r : r)}
            </g>
          );
        }),
      )}
      {each(tags, ({ words, at, colour }) => onEdge(stage, words, at, colour, 1, true))}
      {each(edges, ({ layer, from, to, words, colour, active = false }) => {
        const at = edgePlace(ground, layer, from, to);
        const box = edgeBox(stage, words, at, false);
        const hidden = (apart - 2 * r <= 84 && tagged(layer)) || !(roomy[layer] || active);
        return hidden || taken.some((tag) => overlap(tag, box))
          ? null
          : onEdge(stage, words, at, colour, free(layer));
      })}
      {each(travellers, (traveller) => {
        const { layer, from, to, words, colour, shown } = traveller;
        const at = wordsAt(stage, ground, traveller);
        const ends = [numberPlace(ground, layer, from), numberPlace(ground, layer + 1, to)] as const;
        return at === null ? null : onEdge(stage, words, between(...ends, at), colour, shown, true);
      })}
    </g>
  );
}

/** The name of a unit: above it, below it if r is negative, or beside it if the network goes upwards. */
const named = (
  stage: Stage,
  { upwards }: GraphGround,
  name: string,
  [x, y]: Place,
  r: number,
): ReactElement | null =>
  upwards
    ? text(stage, name, [x + Math.abs(r) + 12, y + 12], { size: SIZE.small, fill: 'quiet' })
    : text(stage, name, [x, r < 0 ? y - r + 36 : y - r - 14], { ...STYLE, fill: 'quiet' });
