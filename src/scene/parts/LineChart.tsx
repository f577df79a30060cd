import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { rememberFor } from '../../sim/remember.ts';
import { decade, plain } from '../../story/numbers.ts';
import { polyline } from '../curve.ts';
import { growingPath } from '../growing-path.ts';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { type Interval, linearScale, logScale, logTicks, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Arrow } from './Arrow.tsx';
import { Axes, Clipped, insidePanel, type PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { type LegendEntry, legend, sign } from './Legend.tsx';
import { Marker } from './Marker.tsx';
import { Line, Path } from './shapes.tsx';
import { type Anchor, text, textWidth } from './Text.tsx';

/** A line of the chart: all its values, of which the film reveals only those reached so far. */
export interface Series {
  /** One value per step, index = step. The same array for the same line, so that its path is written once. */
  readonly values: readonly number[];
  /** Where the line ends: whole steps plus a fraction of the next. By default all of it is drawn. */
  readonly upTo?: number;
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

/** A highlighted step. */
export interface Mark {
  readonly at: number;
  readonly words: string;
  readonly colour: Colour;
}

interface Axis {
  readonly label: string;
  readonly domain: Interval;
}

/** Values beyond this multiple of a logarithmic axis's end are clamped to it: huge numbers must not get into the markup. */
const BEYOND = 1e4;
/** How far markers at the ends of lines may overlap the plot's edges. */
const EDGE = 14;

/** A plot area, and the key that identifies it. */
interface Ground {
  readonly area: PlotArea;
  readonly key: string;
}
const keyOf = ({ key }: Ground): string => key;

const lineOf = rememberFor(
  (values: readonly number[], { area: { x, y } }: Ground): string =>
    growingPath(values.map((value, k) => [x(k), y(value)] as const)).d,
  keyOf,
);

/** @param band half its width, step by step */
const bandOf = rememberFor(
  (band: readonly number[], { values, area: { x, y } }: Ground & Pick<Series, 'values'>): string => {
    const edge = (side: 1 | -1): readonly Place[] =>
      values.map((value, k) => [x(k), y(value + side * (band[k] ?? 0))] as const);
    return `${polyline([...edge(1), ...edge(-1).toReversed()])}Z`;
  },
  keyOf,
);

/** The end point of a line. */
function headOf({ values, upTo = values.length - 1 }: Series, { x, y }: PlotArea): Place {
  const step = Math.min(Math.floor(upTo), values.length - 1);
  const from = values[step] ?? 0;
  const to = values[step + 1];
  const t = to === undefined ? 0 : upTo - step;
  return [x(step + t), to === undefined ? y(from) : lerp(y(from), y(to), t)];
}

/**
 * Lines over steps, revealed progressively, with their bands and markers, a legend above, and highlighted steps.
 *
 * @param props.id unique within the frame
 * @param props.x with the range of steps as its domain
 * @param props.y linear, or logarithmic with a domain > 0
 * @param props.more legend entries besides the names of the series
 * @param props.link draws a connection between the ends of the first two lines
 */
export function LineChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly id: string;
  readonly x: Axis;
  readonly y: Axis & { readonly log?: boolean };
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
  readonly more?: readonly LegendEntry[];
  readonly link?: boolean;
}): ReactElement {
  const { stage, rect, id, x, y, series, marks = [], more = [], link = false } = props;
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
    x: linearScale(x.domain, [inside.x, inside.x + inside.width]),
    y: y.log ? logScale(y.domain, upwards, BEYOND) : linearScale(y.domain, upwards),
  };
  const key = [inside.x, inside.y, inside.width, inside.height, x.domain, y.domain, y.log].join();
  const steps = Math.min(5, Math.floor(inside.width / 110));
  const rows = Math.min(5, Math.floor(inside.height / 60));
  const lines = series.map((line, i) => ({ ...line, clip: `${id}-${i}`, head: headOf(line, area) }));
  const drawn = lines.toSorted((a, b) => Number(a.run !== undefined) - Number(b.run !== undefined));
  const [first, second] = lines;
  return (
    <g>
      {above.element}
      <Axes
        stage={stage}
        area={area}
        xTicks={ticks(x.domain, steps).filter(Number.isInteger)}
        yTicks={y.log ? logTicks(y.domain, Math.floor(inside.height / 38)) : ticks(y.domain, rows)}
        xLabel={x.label}
        yLabel={y.label}
        yText={y.log ? decade : plain}
      />
      {each(drawn, (line) => {
        // A band may extend beyond the plot: it is clipped.
        const edge = line.band ? 0 : EDGE;
        const clip = {
          x: inside.x - edge,
          y: inside.y - edge,
          width: Math.max(line.head[0] - inside.x + edge, 0.01),
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
      <Marks stage={stage} area={area} marks={marks} />
      {link && first && second && (
        <Line from={first.head} to={second.head} stroke={stage.theme.text} width={3} />
      )}
      {each(lines, (line) => head(line, line.head, inside.y))}
    </g>
  );
}

/** Band, individual runs and the line itself. */
function strokes(line: Series, ground: Ground): ReactElement {
  const { values, colour, width = 5, dash, band, ghosts = [] } = line;
  return (
    <g>
      {band && <path d={bandOf(band, { ...ground, values })} fill={colour} fillOpacity={0.2} />}
      {ghosts.length > 0 && (
        <g strokeOpacity={0.45}>
          <Path d={ghosts.map((ghost) => lineOf(ghost, ground)).join('')} stroke={colour} width={1.5} />
        </g>
      )}
      <g strokeLinejoin="round">
        <Path d={lineOf(values, ground)} stroke={colour} width={width} {...(dash ? { dash } : {})} />
      </g>
    </g>
  );
}

/** The end of a line: its run's marker, or an arrow if it has left through the top. */
function head({ run, colour, width = 5, opacity = 1 }: Series, at: Place, top: number): ReactElement | null {
  if (run === undefined) return null;
  const [x, y] = at;
  if (y < top - 6)
    return <Arrow from={[x, top + 40]} to={[x, top]} colour={colour} width={6} opacity={opacity} />;
  return <Marker run={run} at={at} r={width < 5 ? 8 : 10} fill={colour} opacity={opacity} />;
}

/** Lines at the highlighted steps, labelled at the bottom of the chart, where curves rarely run. */
function Marks(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly marks: readonly Mark[];
}): ReactElement {
  const { stage, area, marks } = props;
  const { x: left, y: top, width, height } = area.rect;
  const style = { size: SIZE.small, bold: true } as const;
  const lettered = marks.map((mark, i): Mark & { readonly x: number; readonly anchor: Anchor } => {
    const x = area.x(mark.at);
    const room = textWidth(stage, mark.words, style) + 14;
    const ends = i === 0 ? x - left >= room : left + width - x < room;
    return { ...mark, x, anchor: ends ? 'end' : 'start' };
  });
  const [first, second] = lettered;
  const apart = second === undefined || (first?.anchor === 'end' && second.anchor === 'start');
  return each(lettered, ({ words, colour, x, anchor }, i) => (
    <g>
      <Line from={[x, top]} to={[x, top + height]} stroke={colour} width={3} dash="8 7" />
      {text(stage, words, [anchor === 'end' ? x - 12 : x + 12, top + height - 14 - (apart ? 0 : 36 * i)], {
        ...style,
        fill: colour,
        anchor,
      })}
    </g>
  ));
}
