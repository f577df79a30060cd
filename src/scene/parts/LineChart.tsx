import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { decade } from '../../story/numbers.ts';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, logScale, logTicks, type Scale, ticks } from '../scale.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Arrow } from './Arrow.tsx';
import { Axes, Clipped, insidePanel, type PlotArea } from './Axes.tsx';
import { axisNumbers, fitsAxis } from './axis-numbers.ts';
import { ChartMarks, type Mark } from './ChartMarks.tsx';
import { each } from './each.tsx';
import { Glow } from './Glow.tsx';
import { type LegendEntry, legend, sign } from './Legend.tsx';
import { bandOf, dotsOf, endOf, type Ground, headOf, type LinePoints, lineOf } from './line-paths.ts';
import { Marker } from './Marker.tsx';
import { Cross, Dot, Line, Path } from './shapes.tsx';

/** A line of the chart: all its values, of which the film reveals only those reached so far. */
export interface Series extends LinePoints {
  /** Marks each value by a dot: for lines of few values. */
  readonly dots?: boolean;
  /** Light around its marker, 0 … 1: the line is moving. */
  readonly glow?: number;
  /** Crosses the marker out: no value follows. */
  readonly out?: boolean;
  readonly colour: Colour;
  /** The run whose marker is at its end. A line without one is drawn behind the others, for comparison. */
  readonly run?: number;
  /** Name in the legend. */
  readonly name?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly opacity?: number;
  /** Half-width of a band around it, per step. */
  readonly band?: readonly number[];
  /** Individual runs, drawn behind their mean. */
  readonly ghosts?: readonly (readonly number[])[];
}

/** A ring that spreads from a place on a line. */
export interface Ring {
  readonly at: Place;
  readonly colour: Colour;
  /** 0 … 1; nothing is drawn at the ends. */
  readonly spread: number;
}

interface Axis {
  readonly label: string;
  readonly domain: Interval;
  /** Logarithmic; the domain is > 0. */
  readonly log?: boolean;
}

/** Values beyond this multiple of a logarithmic axis's end are clamped to it: huge numbers must not get into the markup. */
const BEYOND = 1e4;
/** How far markers at the ends of lines may overlap the plot's edges. */
const EDGE = 14;
/** Values further out are drawn as if they were this large: differences stay finite. */
const LARGEST = 8e307;
/** How far a ring spreads. */
const RING = 60;

/**
 * Lines over steps, revealed progressively, with their bands and markers, a legend above, and highlighted steps.
 *
 * @param props.id unique within the frame
 * @param props.x with the range of steps as its domain
 * @param props.more legend entries besides the names of the series
 * @param props.link draws a connection between the ends of the first two lines
 */
export function LineChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly id: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
  /** Has the words of the marks above the chart, however few there are. */
  readonly high?: boolean;
  readonly rings?: readonly Ring[];
  readonly more?: readonly LegendEntry[];
  readonly link?: boolean;
}): ReactElement {
  const { stage, rect, id, x, y, series, marks = [], high, rings = [], more = [], link = false } = props;
  const named = series.flatMap(({ name, colour, run, dash }): LegendEntry[] => {
    if (name === undefined) return [];
    const mark = run === undefined ? sign.line(colour, dash) : sign.marker(run, colour);
    return [{ sign: mark, words: name, fill: colour, bold: true }];
  });
  const above = legend(stage, rect, [...named, ...more]);
  const inside = insidePanel({ ...rect, y: rect.y + above.height, height: rect.height - above.height });
  const upwards: Interval = [inside.y + inside.height, inside.y];
  const area: PlotArea = {
    rect: inside,
    x: (x.log ? logScale : linearScale)(x.domain, [inside.x, inside.x + inside.width]),
    y: y.log ? logScale(y.domain, upwards, BEYOND) : withinDoubles(linearScale(y.domain, upwards)),
  };
  const key = [inside.x, inside.y, inside.width, inside.height, x.domain, x.log, y.domain, y.log].join();
  const steps = Math.min(5, Math.floor(inside.width / 110));
  const rows = Math.min(5, Math.floor(inside.height / 60));
  const rounded = y.log ? logTicks(y.domain, Math.floor(inside.height / 38)) : ticks(y.domain, rows);
  const numbers = y.log ? { yLabel: y.label, yText: decade } : axisNumbers(stage, rounded, y.label);
  const fitting = rounded.filter((tick) => fitsAxis(stage, numbers.yText(tick)));
  const yTicks = fitting.length > 0 ? fitting : rounded;
  const lines = series.map((line, i) => ({ ...line, clip: `${id}-${i}`, head: headOf(line, area) }));
  const drawn = lines.toSorted((a, b) => Number(a.run !== undefined) - Number(b.run !== undefined));
  const [first, second] = lines;
  return (
    <g>
      {above.element}
      <Axes
        stage={stage}
        area={area}
        xTicks={x.log ? logTicks(x.domain, steps) : wholeTicks(x.domain, steps)}
        yTicks={yTicks}
        xLabel={x.label}
        {...numbers}
      />
      {each(drawn, (line) => {
        // A band may extend beyond the plot: it is clipped.
        const edge = line.band ? 0 : EDGE;
        const clip = {
          x: inside.x - edge,
          y: inside.y - edge,
          // The head of a line that has a gap before it is behind what is drawn.
          width: Math.max(Math.min(endOf(line, area) - inside.x, inside.width) + edge, 0.01),
          height: inside.height + 2 * edge,
        };
        return (
          <g {...(line.opacity === undefined ? {} : { opacity: px(line.opacity) })}>
            <Clipped id={line.clip} rect={clip}>
              {strokes(line, { area, key })}
            </Clipped>
          </g>
        );
      })}
      <ChartMarks stage={stage} area={area} marks={marks} {...(high ? { high } : {})} />
      {link && first?.head && second?.head && isBetween(first.head, inside) && (
        <Line from={first.head} to={second.head} stroke={stage.theme.text} width={3} />
      )}
      {each(
        lines,
        (line) =>
          line.head && isBetween(line.head, inside) && head(line, line.head, { top: inside.y, stage }),
      )}
      {each(rings, ({ at, colour, spread }) =>
        spread <= 0 || spread >= 1 ? null : (
          <Dot
            at={[area.x(at[0]), area.y(at[1])]}
            r={lerp(10, RING, spread)}
            stroke={colour}
            width={5}
            opacity={1 - spread}
          />
        ),
      )}
    </g>
  );
}

/** A scale of values whose distance from each other may be no number any more. */
const withinDoubles =
  (scale: Scale): Scale =>
  (value) =>
    scale(clamp(value, -LARGEST, LARGEST));

/** Whether a place is between the left and the right edge of a plot, or no further out than a marker may be. */
const isBetween = ([at]: Place, { x, width }: Rect): boolean => at >= x - EDGE && at <= x + width + EDGE;

/** Whole numbers for the axis of steps; of an axis of fractions these. */
function wholeTicks(domain: Interval, count: number): readonly number[] {
  const all = ticks(domain, count);
  const whole = all.filter(Number.isInteger);
  return whole.length >= 2 ? whole : all;
}

/** Band, individual runs and the line itself. */
function strokes(line: Series, own: Ground): ReactElement {
  const { values, steps, colour, width = 5, dash, dots = false, band, ghosts = [] } = line;
  // Two lines may share their values and not their steps.
  const ground = {
    ...own,
    key: `${own.key},${steps?.length},${steps?.[0]},${steps?.at(-1)}`,
    ...(steps ? { steps } : {}),
  };
  return (
    <g>
      {band && <path d={bandOf(band, { ...ground, values })} fill={colour} fillOpacity={0.2} />}
      {ghosts.length > 0 && (
        <g strokeOpacity={0.45}>
          <Path
            d={ghosts.map((ghost) => lineOf(ghost, { ...ground, values: ghost })).join('')}
            stroke={colour}
            width={1.5}
          />
        </g>
      )}
      <g strokeLinejoin="round">
        <Path
          d={lineOf(values, { ...ground, values })}
          stroke={colour}
          width={width}
          {...(dash ? { dash } : {})}
        />
      </g>
      {dots && <Path d={dotsOf(values, { ...ground, values })} fill={colour} />}
    </g>
  );
}

/** The end of a line: its run's marker, or an arrow if it has left through the top. */
function head(
  { run, colour, width = 5, opacity = 1, out = false, glow = 0 }: Series,
  at: Place,
  { top, stage }: { readonly top: number; readonly stage: Stage },
): ReactElement | null {
  if (run === undefined) return null;
  if (out) {
    const fill = stage.theme.background;
    return (
      <g>
        <Marker run={run} at={at} r={16} fill={fill} stroke={colour} width={4} opacity={opacity} />
        <Cross at={at} r={9} stroke={colour} />
      </g>
    );
  }
  const [x, y] = at;
  if (y < top - 6)
    return <Arrow from={[x, top + 40]} to={[x, top]} colour={colour} width={6} opacity={opacity} />;
  const marker = <Marker run={run} at={at} r={width < 5 ? 8 : 10} fill={colour} opacity={opacity} />;
  if (glow <= 0) return marker;
  return (
    <g>
      <Glow at={at} r={12} colour={colour} strength={glow * opacity} />
      {marker}
    </g>
  );
}
