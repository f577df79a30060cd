import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Observations } from '../../sim/objectives/least-squares.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { Spread } from '../../sim/spread.ts';
import { polyline } from '../curve.ts';
import { contains, type Place, type Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Clipped, type PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { GlowingPath } from './Glow.tsx';
import { Dot, Line, Path } from './shapes.tsx';

/** Values further out than so many heights of the plot are drawn there: huge numbers must not get into the markup. */
const BEYOND = 3;

/** Places of a curve, kept within a few heights of its plot. */
function places(
  { rect, x, y }: PlotArea,
  xs: readonly number[],
  values: readonly number[],
): readonly Place[] {
  const [top, bottom] = [rect.y - BEYOND * rect.height, rect.y + (1 + BEYOND) * rect.height];
  return xs.map((at, i) => [x(at), Math.min(bottom, Math.max(top, y(values[i] ?? 0)))]);
}

interface Ground {
  readonly area: PlotArea;
  readonly x: readonly number[];
  readonly key: string;
}
/** What an area's places depend on: two values of each axis, as drawn. Rounded, a path would be that of another frame. */
const corners = ({ rect, x, y }: PlotArea): readonly number[] => [
  rect.y,
  rect.height,
  x(0),
  x(1),
  y(0),
  y(1),
];

const pathOf = rememberFor(
  (values: readonly number[], { area, x }: Ground): string => polyline(places(area, x, values)),
  ({ key }) => key,
);

/** A fit that stands out, with the sample that it was made to. */
export interface LatestFit {
  readonly values: readonly number[];
  readonly sample: Observations;
  /** How much of the curve is seen, and of the sample, 0 … 1. */
  readonly shown: number;
  readonly dots?: number;
  /** How far the noise is drawn, from the truth to each point, 0 … 1. */
  readonly noise?: number;
  /** The truth at the points, for the noise. */
  readonly truth?: readonly number[];
  /** New observations where the curve is given, how far they have come, and how far their errors are drawn, 0 … 1; opacity 1 if not given. */
  readonly fresh?: {
    readonly y: readonly number[];
    readonly come: number;
    readonly errors: number;
    readonly shown?: number;
  };
}

/**
 * Many fits of one model as thin lines, their mean with a band of one standard deviation, the truth as a dashed line, and the
 * area between the mean and the truth. Fits are clipped to the plot.
 *
 * @param props.id unique within the frame; @param props.x where all curves are given
 * @param props.mean how much of the mean and its band is seen, 0 … 1; @param props.gap of the area to the truth
 */
export function FittedCurves(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly id: string;
  readonly x: readonly number[];
  readonly truth: { readonly values: readonly number[]; readonly shown: number };
  readonly fits: readonly (readonly number[])[];
  readonly latest?: readonly LatestFit[];
  readonly spread?: Spread;
  readonly mean?: number;
  readonly band?: number;
  readonly gap?: number;
  readonly colours: { readonly fit: Colour; readonly mean: Colour; readonly gap: Colour };
}): ReactElement {
  const {
    stage,
    area,
    id,
    x,
    truth,
    fits,
    latest = [],
    spread,
    mean = 0,
    band = mean,
    gap = 0,
    colours,
  } = props;
  const { theme } = stage;
  const { rect } = area;
  const ground: Ground = { area, x, key: corners(area).join() };
  const middle = spread ? places(area, x, spread.mean) : [];
  const edge = (side: 1 | -1): readonly Place[] =>
    spread
      ? places(
          area,
          x,
          spread.mean.map((value, i) => value + side * (spread.deviation[i] ?? 0)),
        )
      : [];
  const truly = places(area, x, truth.values);
  return (
    <g>
      <Clipped id={id} rect={rect}>
        {fits.length > 0 && (
          <g strokeOpacity={0.3} strokeLinejoin="round">
            <Path d={fits.map((one) => pathOf(one, ground)).join('')} stroke={colours.fit} width={2} />
          </g>
        )}
        {spread && band > 0 && (
          <path
            d={`${polyline([...edge(1), ...edge(-1).toReversed()])}Z`}
            fill={colours.fit}
            fillOpacity={0.24 * band}
          />
        )}
        {spread && gap > 0 && (
          <path
            d={`${polyline([...middle, ...truly.toReversed()])}Z`}
            fill={colours.gap}
            fillOpacity={0.6 * gap}
          />
        )}
        <Path
          d={pathOf(truth.values, ground)}
          stroke={theme.text}
          width={4}
          dash="14 10"
          opacity={truth.shown}
        />
        {each(latest, ({ values, shown }) => (
          <Fade in={shown}>
            <GlowingPath d={pathOf(values, ground)} stroke={colours.fit} width={4} />
          </Fade>
        ))}
        {spread && mean > 0 && (
          <Fade in={mean}>
            <Path d={polyline(middle)} stroke={theme.background} width={9} round />
            <Path d={polyline(middle)} stroke={colours.mean} width={5} round />
          </Fade>
        )}
      </Clipped>
      {each(latest, ({ values, fresh }) => fresh && <Fresh {...{ stage, area, x, values, fresh }} />)}
      {each(latest, ({ sample, shown, dots = shown, noise = 0, truth: right = [] }) => (
        <Fade in={dots}>
          {noise > 0 &&
            each(sample.x, (at, i) => {
              const [from, to] = [area.y(right[i] ?? 0), area.y(sample.y[i] ?? 0)];
              return (
                <Line
                  from={[area.x(at), from]}
                  to={[area.x(at), from + (to - from) * noise]}
                  stroke={theme.train}
                  width={3}
                />
              );
            })}
          {each(sample.x, (at, i) => {
            const place: Place = [area.x(at), area.y(sample.y[i] ?? 0)];
            return (
              contains(rect, place) && (
                <Dot
                  at={place}
                  r={radius(rect, sample)}
                  fill={theme.train}
                  stroke={theme.background}
                  width={2}
                />
              )
            );
          })}
        </Fade>
      ))}
    </g>
  );
}

/** How much later the last new point sets out than the first, in shares of the way that each takes. */
const LATER = 2;

/** New observations that drop in one after the other, and their errors, as lines from the curve to them. */
function Fresh(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly x: readonly number[];
  readonly values: readonly number[];
  readonly fresh: NonNullable<LatestFit['fresh']>;
}): ReactElement {
  const { stage, area, x, values, fresh } = props;
  const { rect } = area;
  const count = fresh.y.length;
  const inside = (at: number): number => clamp(at, rect.y, rect.y + rect.height);
  // Curves may be given at more places than the points are.
  const indexOf = (i: number): number => Math.round((i * (x.length - 1)) / Math.max(1, count - 1));
  const points = each(fresh.y, (y, i) => {
    const own = clamp(fresh.come * (1 + LATER) - (LATER * i) / count, 0, 1);
    const k = indexOf(i);
    const [at, end] = [area.x(x[k] ?? 0), area.y(y)];
    const curve = area.y(values[k] ?? 0);
    const falls = rect.y + (end - rect.y) * own * own;
    if (own <= 0 || end < rect.y || end > rect.y + rect.height) return null;
    return (
      <g>
        {fresh.errors > 0 && (
          <Line
            from={[at, inside(curve)]}
            to={[at, inside(curve + (end - curve) * fresh.errors)]}
            stroke={stage.theme.validation}
            width={3}
          />
        )}
        <Dot at={[at, falls]} r={7} fill={stage.theme.validation} opacity={Math.min(1, 3 * own)} />
      </g>
    );
  });
  return <Fade in={fresh.shown ?? 1}>{points}</Fade>;
}

/** Radius of the points of a sample: smaller in a small plot, and where they are many. */
const radius = ({ width, height }: Rect, { x }: Observations): number =>
  Math.max(3.5, Math.min(10, 2 + height / 45, (0.4 * width) / Math.max(1, x.length)));
