import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { mixColour } from '../../src/scene/ramp.ts';
import type { Place } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { STAR_DIRECTIONS } from '../../src/sim/projections/star.ts';
import { random } from '../../src/sim/random.ts';
import { remember } from '../../src/sim/remember.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import { LABEL_SIZE, labelsAt } from './labels.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import { pointAt, type View } from './view.ts';

/** Coordinates of points are drawn in tenths of a scene unit; these are their strings. */
const TENTHS = Array.from({ length: 19_201 }, (_, tenth) => String(tenth / 10));

const tenths = (value: number): string =>
  TENTHS[Math.round(value * 10)] ?? String(Math.round(value * 10) / 10);

/** Layers of points, from the farthest to the nearest. */
const LAYERS = 10;

/** In the plane no class is in front: each point has a layer by lot. */
const lotsOf = remember(({ labels, seed }: FeatureTrace): readonly number[] => {
  const next = random(seed, 'painting order');
  return labels.map(() => next());
});

/** Path data by layer and class. */
type Layered = readonly string[][];
const layered = (): string[][] => Array.from({ length: LAYERS }, () => Array<string>(CLASSES).fill(''));

/** Epochs that a point's trail goes back. */
const TRAIL = 0.4;

/**
 * The points as path data by layer and class, with correctly and wrongly classified ones separate: each point a
 * zero-length stroke with round caps.
 */
function dotsAt(trace: FeatureTrace, view: View, head: Playhead, trailing: boolean) {
  const { predictions, labels } = trace;
  const [right, wrong] = [layered(), layered()];
  const trails = Array<string>(CLASSES).fill('');
  const guesses = predictions[head.done] ?? [];
  const before = playheadOf(Math.max(0, head.step + head.t - TRAIL), predictions.length);
  const lots = lotsOf(trace);
  labels.forEach((label, i) => {
    const [x, y, depth] = pointAt(trace, view, i, head);
    const lot = (1 - view.solid) * (lots[i] ?? 0) + view.solid * (0.5 + 0.5 * depth);
    const layer = clamp(Math.floor(lot * LAYERS), 0, LAYERS - 1);
    const dots = (guesses[i] === label ? right : wrong)[layer];
    if (dots === undefined) return;
    dots[label] += `M${tenths(x)} ${tenths(y)}h.01`;
    if (!trailing) return;
    const [fromX, fromY] = pointAt(trace, view, i, before);
    trails[label] += `M${tenths(fromX)} ${tenths(fromY)}L${tenths(x)} ${tenths(y)}`;
  });
  return { right, wrong, trails };
}

/** Width of the ring around a misclassified point, and its opacity. */
const [RING, RINGED] = [2.2, 0.85];
const DIMMED = 0.13;
/** In space the nearest points are this much larger than those in the middle, and the farthest this much paler. */
const [GROWN, PALED] = [0.4, 0.62];

/** How the cloud is shown. */
export interface Showing {
  /** The highlighted class, `null` for all; how far the others have faded, and how far it has itself not, 0 to 1. */
  readonly focus?: number | null;
  readonly dim?: number;
  readonly lit?: number;
  /** Opacity of the rings, and of the trails of points on their way, 0 to 1. */
  readonly rings?: number;
  readonly trails?: number;
  /** Size of the points relative to the default. */
  readonly size?: number;
}

/** All test images as points, coloured by their true class; a ring means that the network misclassifies it. */
export function cloud(
  m: Moment,
  trace: FeatureTrace,
  view: View,
  head: Playhead,
  { focus = null, dim = 0, lit = 1, rings = 0, trails = 0, size = 1 }: Showing,
): ReactElement {
  const { theme } = m.stage;
  const dots = dotsAt(trace, view, head, trails > 0);
  // The more points, the smaller.
  const width = size * clamp(10 * Math.sqrt(1000 / trace.labels.length), 4, 14);
  const strength = (digit: number): number => 1 - (1 - DIMMED) * dim * (digit === focus ? 1 - lit : 1);
  const path = (d: string, stroke: string, shown: number) =>
    d !== '' &&
    shown > 0 && <path d={d} stroke={stroke} {...(shown < 1 ? { strokeOpacity: px(shown) } : {})} />;
  const classes = [...Array(CLASSES).keys()];
  const shade = (digit: number, layer: number): string => {
    const far = view.solid * PALED * (1 - (layer + 0.5) / LAYERS);
    return mixColour(classColour(theme, digit), theme.background, far);
  };
  /** One layer of some classes: the right ones, then the wrong ones on their rings. */
  const layerOf = (layer: number, own: readonly number[], ring: number): ReactElement => {
    const grown = width * (1 + view.solid * GROWN * ((2 * layer + 1) / LAYERS - 1));
    const [right = [], wrong = []] = [dots.right[layer], dots.wrong[layer]];
    // Which class comes first changes from layer to layer.
    const order = own.toSorted((a, b) => ((a + 3 * layer) % CLASSES) - ((b + 3 * layer) % CLASSES));
    const ringed = order.map((digit) => wrong[digit] ?? '').join('');
    const drawn = (by: readonly string[]): ReactElement =>
      each(order, (digit) => path(by[digit] ?? '', shade(digit, layer), strength(digit)));
    return (
      <g strokeWidth={px(grown)}>
        {drawn(right)}
        <g strokeWidth={px(grown + 2 * RING)}>{path(ringed, theme.text, RINGED * ring)}</g>
        {drawn(wrong)}
      </g>
    );
  };
  const layers = [...Array(LAYERS).keys()];
  // A highlighted class is drawn last, in its own light.
  const others = dim > 0 ? classes.filter((digit) => digit !== focus) : classes;
  const own = dim > 0 && focus !== null ? [focus] : [];
  const lightOf = (digit: number): string =>
    dots.right.map((by: Layered[number]) => by[digit] ?? '').join('');
  return (
    <g fill="none" strokeLinecap="round">
      <g strokeWidth={px(0.35 * width)}>
        {each(classes, (digit) =>
          path(dots.trails[digit] ?? '', classColour(theme, digit), 0.5 * trails * strength(digit)),
        )}
      </g>
      {each(layers, (layer) => layerOf(layer, others, rings * (1 - dim)))}
      <g strokeWidth={px(2.8 * width)}>
        {each(own, (digit) => path(lightOf(digit), classColour(theme, digit), 0.1 * dim * lit))}
      </g>
      {own.length > 0 && each(layers, (layer) => layerOf(layer, own, rings * lit))}
    </g>
  );
}

/** Places at which a label would cover what is shown there, and how far from it labels are clear. */
const COVERED = [26, 60] as const;

/**
 * Class labels at their clusters, each as soon as it is clear of the others.
 *
 * @param strength how visible the label of a class is, 0 to 1
 * @param keep a place that labels give way to
 */
export function clusterLabels(
  m: Moment,
  trace: FeatureTrace,
  view: View,
  head: Playhead,
  strength: (digit: number) => number,
  keep?: Place,
): ReactElement {
  const { theme } = m.stage;
  const size = SIZE.large * 0.95;
  const away = ([x, y]: Place): number => {
    if (keep === undefined) return 1;
    const distance = Math.sqrt((x - keep[0]) * (x - keep[0]) + (y - keep[1]) * (y - keep[1]));
    return clamp((distance - COVERED[0]) / (COVERED[1] - COVERED[0]), 0, 1);
  };
  return each(labelsAt(trace, view, head), ({ digit, at, opacity }) => {
    const colour = classColour(theme, digit);
    return (
      <Fade in={opacity * away(at) * strength(digit)}>
        <Dot at={at} r={LABEL_SIZE / 2 - 2} fill={theme.background} stroke={colour} width={3} />
        {m.text(String(digit), [at[0], at[1] + 0.36 * size], {
          size,
          bold: true,
          fill: colour,
          anchor: 'middle',
        })}
      </Fade>
    );
  });
}

/** The ten axes of star coordinates, faint, if the points are placed by them. */
export function starAxes({ stage }: Moment, { params }: FeatureTrace, { at }: View): ReactElement | null {
  if (params.projection.kind !== 'star') return null;
  const [x, y] = at(0, 0, 0);
  const ends = STAR_DIRECTIONS.map(([dx, dy]) => at(dx, dy, 0));
  const d = ends.map(([ex, ey]) => `M${px(x)} ${px(y)}L${px(ex)} ${px(ey)}`).join('');
  return <Path d={d} stroke={stage.theme.line} opacity={0.6} />;
}
