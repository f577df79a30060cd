import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { decade } from '../../story/numbers.ts';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, logScale, logTicks, type Scale, ticks, wholeTicks } from '../scale.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from './Axes.tsx';
import { axisNumbers, fitsAxis } from './axis-numbers.ts';
import { shadeBetween } from './between-lines.tsx';
import { ChartMarks, type Mark } from './ChartMarks.tsx';
import { groundBelow, head, type Series, strokes } from './chart-line.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { HeadLabels, labelRoom } from './HeadLabels.tsx';
import { hatching } from './hatching.tsx';
import { type LegendEntry, legend, sign } from './Legend.tsx';
import { endOf, headOf } from './line-paths.ts';
import { Dot, Line } from './shapes.tsx';
import { text } from './Text.tsx';

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
  /** It shows a part of a longer axis: what lies below it is drawn there, out of the picture, and not at its end. */
  readonly part?: boolean;
}

/** Values beyond this multiple of an axis's end or length are clamped to it: huge numbers must not get into the markup. */
const BEYOND = 1e4;
/** Values further out are drawn as if they were this large: differences stay finite. */
const LARGEST = 8e307;
/** How far markers at the ends of lines may overlap the plot's edges. */
const EDGE = 14;
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
  /** Leaves out numbers of the x axis between which there is no space. */
  readonly apart?: boolean;
  readonly rings?: readonly Ring[];
  readonly more?: readonly LegendEntry[];
  readonly link?: boolean;
  /** Stretches of steps that have no number: hatched. `shown`: 0 … 1. */
  readonly without?: readonly { readonly from: number; readonly to: number; readonly shown: number }[];
  /** The step from which on the rest is hidden: a question mark stands there. `shown`: 0 … 1. */
  readonly asked?: { readonly from: number; readonly shown: number };
  /** Shades the area between the lines of these indices, as far as both have come. */
  readonly between?: { readonly lines: readonly [number, number]; readonly fill: Colour };
}): ReactElement {
  const {
    stage,
    rect,
    id,
    x,
    y,
    series,
    marks = [],
    high,
    rings = [],
    more = [],
    link = false,
    between,
    without = [],
    asked,
    apart = false,
  } = props;
  const named = series.flatMap(({ name, colour, run, dash }): LegendEntry[] => {
    if (name === undefined) return [];
    const mark = run === undefined ? sign.line(colour, dash) : sign.marker(run, colour);
    return [{ sign: mark, words: name, fill: colour, bold: true }];
  });
  const above = legend(stage, rect, [...named, ...more]);
  const inside = insidePanel({ ...rect, y: rect.y + above.height, height: rect.height - above.height });
  const room = labelRoom(stage, series);
  const upwards: Interval = [inside.y + inside.height, inside.y];
  const area: PlotArea = {
    rect: inside,
    x: (x.log ? logScale : linearScale)(x.domain, [inside.x, inside.x + inside.width - room]),
    y: y.log
      ? logScale(y.domain, upwards, BEYOND, y.part ? BEYOND : 1)
      : clamped(linearScale(y.domain, upwards), y.domain),
  };
  const key = [
    inside.x,
    inside.y,
    inside.width - room,
    inside.height,
    x.domain,
    x.log,
    y.domain,
    y.log,
  ].join();
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
        apart={apart}
        {...numbers}
      />
      {each(without, ({ from, to, shown }) => (
        <Fade in={shown}>{hatching(stage, inside, [area.x(from), area.x(to)])}</Fade>
      ))}
      {asked && <Fade in={asked.shown}>{hiddenPart(stage, inside, area.x(asked.from))}</Fade>}
      {between && shadeBetween(between, lines, { area, key }, `${id}-between`)}
      {each(drawn, (line) => groundBelow(line, { area, key }, `${line.clip}-ground`))}
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
          line.head &&
          isBetween(line.head, inside) &&
          (!y.part || line.head[1] <= inside.y + inside.height + EDGE) &&
          head(line, line.head, { top: inside.y, stage }),
      )}
      <HeadLabels stage={stage} area={area} labels={lines} />
      {each(rings, ({ at, colour, spread }) =>
        spread <= 0 || spread >= 1 || (y.part && !isInside([area.x(at[0]), area.y(at[1])], inside)) ? null : (
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

/** The question mark over what is hidden, if there is room for it. */
const QUESTION = { size: 200, least: 180, comes: 80 } as const;

/** What is hidden: lighter than the rest of the plot, with a question mark. */
function hiddenPart(stage: Stage, { x, y, width, height }: Rect, from: number): ReactElement | null {
  const left = clamp(from, x, x + width);
  const room = x + width - left;
  if (height < 1.5 * QUESTION.size) return null;
  const style = { size: QUESTION.size, bold: true, fill: 'quiet', anchor: 'middle' } as const;
  return (
    <g>
      <rect
        x={px(left)}
        y={px(y)}
        width={px(room)}
        height={px(height)}
        fill={stage.theme.quiet}
        fillOpacity={0.09}
      />
      <Fade in={clamp((room - QUESTION.least) / QUESTION.comes, 0, 1)}>
        {text(stage, '?', [left + room / 2, y + height / 2 + QUESTION.size * 0.36], style)}
      </Fade>
    </g>
  );
}

/** A scale that draws values far beyond its domain no further out than so many times its length. */
const clamped = (scale: Scale, [low, high]: Interval): Scale => {
  const far = BEYOND * (high - low);
  const [lowest, highest] = [Math.max(low - far, -LARGEST), Math.min(high + far, LARGEST)];
  return (value) => scale(clamp(value, lowest, highest));
};

/** Whether a place is between the left and the right edge of a plot, or no further out than a marker may be. */
const isBetween = ([at]: Place, { x, width }: Rect): boolean => at >= x - EDGE && at <= x + width + EDGE;

/** Whether a place is inside a plot. */
const isInside = ([left, top]: Place, { x, y, width, height }: Rect): boolean =>
  left >= x - 1 && left <= x + width + 1 && top >= y - 1 && top <= y + height + 1;
