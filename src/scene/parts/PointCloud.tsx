import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Spot } from '../orbit.ts';
import { px } from '../px.ts';
import { mixColour } from '../ramp.ts';
import type { Stage } from '../stage.ts';
import { classMark } from '../theme.ts';
import { each } from './each.tsx';

/** Coordinates of points are drawn in tenths of a scene unit; these are their strings. */
const TENTHS = Array.from({ length: 19_201 }, (_, tenth) => String(tenth / 10));

const tenths = (value: number): string =>
  TENTHS[Math.round(value * 10)] ?? String(Math.round(value * 10) / 10);

/** Layers of points, from the farthest to the nearest. */
const LAYERS = 10;
/** Width of a point where there are a thousand; the more points, the smaller, within these bounds. */
const [WIDTH, THINNEST, WIDEST] = [10, 4, 14];
/** Space between a marked point and its ring, and the ring's own width. */
const [SPACE, RING] = [1.8, 2.6];
/** What is left of a class that is not highlighted. */
const DIMMED = 0.13;
/** In space the nearest points are this much larger than those in the middle, and the farthest this much paler. */
const [GROWN, PALED] = [0.4, 0.62];

/** How a cloud of points is shown. */
export interface CloudShowing {
  /** 1: in space, with depth. 0: in a plane, where no point is in front of another but by lot. */
  readonly solid?: number;
  /** The highlighted classes, none for all; how far the others have faded, and how far it has itself not, 0 to 1. */
  readonly focus?: readonly number[];
  readonly dim?: number;
  readonly lit?: number;
  /** Opacity of the rings, and of the trails of points on their way, 0 to 1. */
  readonly rings?: number;
  readonly trails?: number;
  /** Size of the points relative to the default. */
  readonly size?: number;
  /** Which points there are, all by default. */
  readonly only?: (index: number) => boolean;
}

/**
 * Thousands of points, coloured by class. Each is a zero-length stroke with round caps; a class shares one path in each of
 * ten layers of depth, and which class comes first changes from layer to layer.
 *
 * @param props.classes of each point, from 0
 * @param props.marked whether a point is ringed
 * @param props.at the place of a point, and its depth from −1 (far) to 1 (near)
 * @param props.from where its trail begins
 * @param props.lots a number from 0 to 1 for each point: its depth in a plane
 */
export function PointCloud(
  props: CloudShowing & {
    readonly stage: Stage;
    readonly classes: readonly number[];
    readonly marked: (index: number) => boolean;
    readonly at: (index: number) => Spot;
    readonly from?: (index: number) => Spot;
    readonly lots: readonly number[];
  },
): ReactElement {
  const { stage, classes, marked, at, from = at, lots } = props;
  const { solid = 0, focus = [], dim = 0, lit = 1, rings = 0, trails = 0, size = 1, only } = props;
  const { theme } = stage;
  const count = theme.classMarks.length;
  const layered = (): string[][] => Array.from({ length: LAYERS }, () => Array<string>(count).fill(''));
  const [plain, ringed] = [layered(), layered()];
  const trailed = Array<string>(count).fill('');
  classes.forEach((own, i) => {
    if (only?.(i) === false) return;
    const [x, y, depth] = at(i);
    const lot = (1 - solid) * (lots[i] ?? 0) + solid * (0.5 + 0.5 * depth);
    const dots = (marked(i) ? ringed : plain)[clamp(Math.floor(lot * LAYERS), 0, LAYERS - 1)];
    if (dots === undefined) return;
    dots[own] += `M${tenths(x)} ${tenths(y)}h.01`;
    if (trails === 0) return;
    const [fromX, fromY] = from(i);
    trailed[own] += `M${tenths(fromX)} ${tenths(fromY)}L${tenths(x)} ${tenths(y)}`;
  });

  const width = size * clamp(WIDTH * Math.sqrt(1000 / classes.length), THINNEST, WIDEST);
  const all = [...Array(count).keys()];
  const strength = (own: number): number => 1 - (1 - DIMMED) * dim * (focus.includes(own) ? 1 - lit : 1);
  const path = (d: string, stroke: string, shown: number) =>
    d !== '' &&
    shown > 0 && <path d={d} stroke={stroke} {...(shown < 1 ? { strokeOpacity: px(shown) } : {})} />;
  const shade = (own: number, layer: number): string =>
    mixColour(classMark(theme, own), theme.background, solid * PALED * (1 - (layer + 0.5) / LAYERS));
  /** One layer of some classes: the plain points, then the marked ones on their rings. */
  const layerOf = (layer: number, some: readonly number[], ring: number): ReactElement => {
    const grown = width * (1 + solid * GROWN * ((2 * layer + 1) / LAYERS - 1));
    const order = some.toSorted((a, b) => ((a + 3 * layer) % count) - ((b + 3 * layer) % count));
    const around = order.map((own) => ringed[layer]?.[own] ?? '').join('');
    const drawn = (by: readonly string[] = []): ReactElement =>
      each(order, (own) => path(by[own] ?? '', shade(own, layer), strength(own)));
    return (
      <g strokeWidth={px(grown)}>
        {drawn(plain[layer])}
        <g strokeWidth={px(grown + 2 * (SPACE + RING))}>{path(around, theme.text, ring)}</g>
        <g strokeWidth={px(grown + 2 * SPACE)}>{path(around, theme.background, ring)}</g>
        {drawn(ringed[layer])}
      </g>
    );
  };
  const layers = [...Array(LAYERS).keys()];
  // Highlighted classes are drawn last, in their own light.
  const own = dim > 0 ? focus : [];
  const others = all.filter((each) => !own.includes(each));
  return (
    <g fill="none" strokeLinecap="round">
      <g strokeWidth={px(0.35 * width)}>
        {each(all, (one) => path(trailed[one] ?? '', classMark(theme, one), 0.5 * trails * strength(one)))}
      </g>
      {each(layers, (layer) => layerOf(layer, others, rings * (1 - dim)))}
      <g strokeWidth={px(2.8 * width)}>
        {each(own, (one) =>
          path(plain.map((by) => by[one] ?? '').join(''), classMark(theme, one), 0.1 * dim * lit),
        )}
      </g>
      {own.length > 0 && each(layers, (layer) => layerOf(layer, own, rings * lit))}
    </g>
  );
}
