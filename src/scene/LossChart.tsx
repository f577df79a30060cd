import type { ReactElement } from 'react';
import { Arrow } from './Arrow.tsx';
import { polyline } from './curve.ts';
import { Marker } from './Marker.tsx';
import { Axes, Clipped, insidePanel, type PlotArea } from './Plot.tsx';
import { decades, type Interval, linearScale, logScale, ticks } from './scale.ts';
import { type Rect, SIZE, type Stage } from './stage.ts';
import { runColour, runDash } from './theme.ts';
import { fitted, measure } from './type/typeface.ts';
import { Words } from './Words.tsx';

/** A run's line in the chart: all its values up to where the film has come. */
export interface ChartLine {
  readonly run: number;
  readonly name: string;
  /** One value a step, > 0, index = step. */
  readonly values: readonly number[];
  /** Where the line ends: whole steps and the share of the next. */
  readonly upTo: number;
  /** Instead of the run's colour, where colours mean something else. */
  readonly colour?: string;
  /** The run being told; the others stand back. */
  readonly inFocus: boolean;
}

/** Values this many times the axis' end are drawn as far outside: huge numbers have no place in the markup. */
const BEYOND = 1e6;

/** The places of a line up to a (fractional) step. */
function placesUpTo({ values, upTo }: ChartLine, { x, y }: PlotArea): readonly (readonly [number, number])[] {
  const last = Math.min(Math.floor(upTo), values.length - 1);
  const places = values.slice(0, last + 1).map((value, k) => [x(k), y(value)] as const);
  const share = upTo - last;
  const [from, to] = [values[last], values[last + 1]];
  if (share > 0 && from !== undefined && to !== undefined) {
    const [y0, y1] = [y(from), y(to)];
    places.push([x(last + share), y0 + (y1 - y0) * share]);
  }
  return places;
}

/** Loss against step on a logarithmic axis; each run's line draws itself and stays for comparison. */
export function LossChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly lines: readonly ChartLine[];
  readonly steps: number;
  readonly domain: Interval;
  readonly yLabel: string;
  readonly xLabel: string;
  /** False where one line alone needs no name. */
  readonly legend?: boolean;
}): ReactElement {
  const { stage, rect, lines, steps, domain, yLabel, xLabel, legend = true } = props;
  const legendHeight = legend ? 40 : 0;
  const inside = insidePanel({ ...rect, y: rect.y + legendHeight, height: rect.height - legendHeight });
  const area: PlotArea = {
    id: 'chart',
    rect: inside,
    x: linearScale([0, steps], [inside.x, inside.x + inside.width]),
    y: logScale(domain, [inside.y + inside.height, inside.y], BEYOND),
  };
  const labelsWidth = [xLabel, yLabel].reduce(
    (sum, words) => sum + measure(stage.type.regular, words, SIZE.small),
    0,
  );
  // A name too wide for the plot is set smaller, then begins further left.
  const nameRoom = inside.width + 20;
  const nameSize = Math.max(SIZE.smallest, fitted(stage.type.regular, yLabel, SIZE.small, nameRoom));
  const tooWide = Math.max(0, measure(stage.type.regular, yLabel, nameSize) - nameRoom);
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={ticks([0, steps], Math.min(4, Math.floor(inside.width / 120))).filter(Number.isInteger)}
        yTicks={decades(domain)}
      />
      <Words
        stage={stage}
        words={yLabel}
        x={inside.x - tooWide}
        y={inside.y - 18}
        size={nameSize}
        fill={stage.theme.quiet}
      />
      {labelsWidth + 30 <= inside.width && (
        <Words
          stage={stage}
          words={xLabel}
          x={inside.x + inside.width}
          y={inside.y - 18}
          size={SIZE.small}
          fill={stage.theme.quiet}
          anchor="end"
        />
      )}
      {legend && <Legend stage={stage} rect={rect} lines={lines} />}
      <Clipped
        area={{
          ...area,
          rect: {
            ...inside,
            x: inside.x - 14,
            y: inside.y - 8,
            width: inside.width + 28,
            height: inside.height + 16,
          },
        }}
      >
        {lines.map((line) => {
          const places = placesUpTo(line, area);
          const head = places.at(-1);
          const colour = line.colour ?? runColour(stage.theme, line.run);
          // Only what stands back is dashed: a dashed zigzag would show other peaks than it has.
          const dash = line.inFocus ? '' : runDash(line.run);
          return (
            <g key={line.run} {...(line.inFocus ? {} : { opacity: 0.55 })}>
              <path
                d={polyline(places)}
                fill="none"
                stroke={colour}
                strokeWidth={line.inFocus ? 5 : 4}
                strokeLinejoin="round"
                {...(dash === '' ? {} : { strokeDasharray: dash })}
              />
              {head !== undefined && <Head line={line} place={head} top={inside.y} colour={colour} />}
            </g>
          );
        })}
      </Clipped>
    </g>
  );
}

/** The end of a line: its run's marker, or an arrow where it has left through the top. */
function Head(props: {
  readonly line: ChartLine;
  readonly place: readonly [x: number, y: number];
  readonly top: number;
  readonly colour: string;
}): ReactElement {
  const { line, place, top, colour } = props;
  const [x, y] = place;
  if (y < top - 6) return <Arrow from={[x, top + 40]} to={[x, top]} colour={colour} width={6} />;
  return <Marker run={line.run} x={x} y={y} r={line.inFocus ? 10 : 8} fill={colour} />;
}

/** The runs' names beside their markers, as many of the newest as fit. */
function Legend(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly lines: readonly ChartLine[];
}): ReactElement {
  const { stage, rect, lines } = props;
  const widthOf = ({ name }: ChartLine): number => 34 + measure(stage.type.semibold, name, SIZE.small) + 26;
  let room = rect.width;
  const shown = lines.filter((_, i) => {
    room = rect.width - lines.slice(i).reduce((total, line) => total + widthOf(line), 0);
    return room >= -26;
  });
  let x = rect.x;
  return (
    <g>
      {shown.map((line) => {
        const at = x;
        x += widthOf(line);
        const colour = line.colour ?? runColour(stage.theme, line.run);
        return (
          <g key={line.run}>
            <Marker run={line.run} x={at + 10} y={rect.y + 20} r={10} fill={colour} />
            <Words
              stage={stage}
              words={line.name}
              x={at + 30}
              y={rect.y + 30}
              size={SIZE.small}
              weight="semibold"
              fill={colour}
            />
          </g>
        );
      })}
    </g>
  );
}
