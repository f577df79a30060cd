import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import type { PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { STAR_DIRECTIONS } from '../../src/sim/projections/star.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { LABEL_SIZE, labelsAt } from './labels.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';

/** Coordinates of points are drawn in tenths of a scene unit; these are their strings. */
const TENTHS = Array.from({ length: 19_201 }, (_, tenth) => String(tenth / 10));

const tenths = (value: number): string =>
  TENTHS[Math.round(value * 10)] ?? String(Math.round(value * 10) / 10);

/**
 * The points as path data by class, with correctly and wrongly classified ones separate: one path per class, each point
 * a zero-length stroke with round caps.
 */
function dotsAt({ positions, predictions, labels }: FeatureTrace, area: PlotArea, head: Playhead) {
  const { step, t, done } = head;
  const right = Array<string>(CLASSES).fill('');
  const wrong = Array<string>(CLASSES).fill('');
  const from = positions[step] ?? [];
  const to = positions[step + 1] ?? from;
  const guesses = predictions[done] ?? [];
  for (let i = 0; i < from.length; i += 1) {
    const [start, end, label] = [from[i], to[i], labels[i]];
    if (start === undefined || end === undefined || label === undefined) continue;
    const x = start[0] + (end[0] - start[0]) * t;
    const y = start[1] + (end[1] - start[1]) * t;
    const dots = guesses[i] === label ? right : wrong;
    dots[label] += `M${tenths(area.x(x))} ${tenths(area.y(y))}h.01`;
  }
  return { right, wrong };
}

/** Width of the ring around a misclassified point. */
const RING = 2.4;
const DIMMED = 0.13;

/** How the cloud is shown. */
export interface Showing {
  /** The highlighted class, `null` for all, and how far the others have faded, 0 to 1. */
  readonly focus?: number | null;
  readonly dim?: number;
  /** Opacity of the rings, 0 to 1. */
  readonly rings?: number;
  readonly opacity?: number;
  /** Size of the points relative to the default. */
  readonly size?: number;
}

/** All test images as points, coloured by their true class; a ring means that the network misclassifies it. */
export function cloud(
  m: Moment,
  trace: FeatureTrace,
  area: PlotArea,
  head: Playhead,
  { focus = null, dim = 0, rings = 0, opacity = 1, size = 1 }: Showing,
): ReactElement {
  const { theme } = m.stage;
  const { right, wrong } = dotsAt(trace, area, head);
  // The more points, the smaller.
  const width = size * clamp(10 * Math.sqrt(1000 / trace.labels.length), 4, 14);
  const strength = (digit: number): number => opacity * (digit === focus ? 1 : 1 - (1 - DIMMED) * dim);
  // Highlighted points are drawn last.
  const order = [...right.keys()].sort((a, b) => Number(a === focus) - Number(b === focus) || a - b);
  const ringed = wrong.filter((_, digit) => strength(digit) >= 0.5).join('');
  const dots = (d: string, stroke: string, shown: number) =>
    d !== '' &&
    shown > 0 && <path d={d} stroke={stroke} {...(shown < 1 ? { strokeOpacity: px(shown) } : {})} />;
  const classes = (by: readonly string[]): ReactElement =>
    each(order, (digit) => dots(by[digit] ?? '', classColour(theme, digit), strength(digit)));
  return (
    <g fill="none" strokeLinecap="round" strokeWidth={px(width)}>
      {classes(right)}
      <g strokeWidth={px(width + 2 * RING)}>{dots(ringed, theme.text, rings * opacity)}</g>
      {classes(wrong)}
    </g>
  );
}

/** Class labels at their clusters, each as soon as it is clear of the others. */
export function clusterLabels(
  m: Moment,
  trace: FeatureTrace,
  area: PlotArea,
  head: Playhead,
  { focus, dim = 0 }: Showing,
): ReactElement {
  const { theme } = m.stage;
  const size = SIZE.large * 0.95;
  return each(labelsAt(trace, area, head), ({ digit, at, opacity }) => {
    const colour = classColour(theme, digit);
    return (
      <Fade in={opacity * (digit === focus ? 1 : 1 - 0.55 * dim)}>
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
export function starAxes({ stage }: Moment, area: PlotArea): ReactElement {
  const centre = `M${px(area.x(0))} ${px(area.y(0))}`;
  const d = STAR_DIRECTIONS.map(([x, y]) => `${centre}L${px(area.x(x))} ${px(area.y(y))}`).join('');
  return <Path d={d} stroke={stage.theme.line} opacity={0.6} />;
}
