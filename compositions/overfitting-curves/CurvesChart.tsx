import type { ReactElement } from 'react';
import { type Place, polyline } from '../../src/scene/curve.ts';
import { Marker } from '../../src/scene/Marker.tsx';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { type Interval, linearScale, ticks } from '../../src/scene/scale.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { type Anchor, Words } from '../../src/scene/Words.tsx';
import { trainColour, validationColour } from './colours.ts';
import { type Playhead, valueAt } from './playhead.ts';
import type { Series } from './statistics.ts';
import { say, word } from './text.ts';
import type { Curves, Losses } from './view.ts';

/** An epoch that is pointed out. */
export interface Mark {
  readonly epoch: number;
  readonly words: string;
  readonly colour: string;
}

const LEGEND_ROW = 44;

/**
 * Training and validation loss over the epochs: single runs as ghosts, their mean with a band of one standard
 * deviation. All of it is there from the start; the film uncovers it as far as it has come.
 */
export function CurvesChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly losses: Losses;
  /** The validation loss without a remedy, to be compared with. */
  readonly without?: Series;
  readonly head: Playhead;
  readonly epochs: number;
  readonly domain: Interval;
  readonly marks?: readonly Mark[];
  readonly note: string;
}): ReactElement {
  const { stage, rect, losses, without, head, epochs, domain, marks = [], note } = props;
  const { theme, language } = stage;
  const signs = [
    { run: 0, name: word(say('train'), language), colour: trainColour(theme) },
    { run: 1, name: word(say('validation'), language), colour: validationColour(theme) },
    ...(without === undefined
      ? []
      : [{ run: -1, name: word(say('without'), language), colour: theme.quiet }]),
    { run: -2, name: note, colour: theme.quiet },
  ];
  const placed = placeSigns(stage, rect, signs);
  const legendHeight = placed.rows * LEGEND_ROW;
  const inside = insidePanel({ ...rect, y: rect.y + legendHeight, height: rect.height - legendHeight });
  const area: PlotArea = {
    id: 'curves',
    rect: inside,
    x: linearScale([0, epochs], [inside.x, inside.x + inside.width]),
    y: linearScale(domain, [inside.y + inside.height, inside.y]),
  };
  const at = head.epoch + head.t;
  const uncovered = {
    ...area,
    rect: { ...inside, width: Math.max(area.x(at) - inside.x, 0.01) },
  };
  const plain = without && polyline(places(without, area));
  const [train, validation] = [valueAt(losses.train.mean, head), valueAt(losses.validation.mean, head)];
  const x = area.x(at);
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={ticks([0, epochs], Math.min(5, Math.floor(inside.width / 110))).filter(Number.isInteger)}
        yTicks={ticks(domain, Math.min(5, Math.floor(inside.height / 60)))}
        xLabel={word(say('epoch'), language)}
        yLabel={word(say('loss'), language)}
      />
      {placed.signs.map((sign) => (
        <Sign key={sign.name} stage={stage} {...sign} />
      ))}
      {plain !== undefined && (
        <path d={plain} fill="none" stroke={theme.quiet} strokeWidth={4} strokeDasharray="10 8" />
      )}
      <Clipped area={uncovered}>
        <Band curves={losses.train} area={area} colour={trainColour(theme)} />
        <Band curves={losses.validation} area={area} colour={validationColour(theme)} />
      </Clipped>
      <Marks stage={stage} area={area} marks={marks} />
      <line
        x1={px(x)}
        y1={px(area.y(train))}
        x2={px(x)}
        y2={px(area.y(validation))}
        stroke={theme.text}
        strokeWidth={3}
      />
      <Marker run={0} x={x} y={area.y(train)} r={10} fill={trainColour(theme)} />
      <Marker run={1} x={x} y={area.y(validation)} r={10} fill={validationColour(theme)} />
    </g>
  );
}

const places = (series: Series, area: PlotArea): readonly Place[] =>
  series.map((value, k) => [area.x(k), area.y(value)]);

/** One loss of all runs: ghosts, band, mean. */
function Band({
  curves,
  area,
  colour,
}: {
  readonly curves: Curves;
  readonly area: PlotArea;
  readonly colour: string;
}) {
  const { mean, deviation, runs } = curves;
  const edge = (sign: 1 | -1) =>
    places(
      mean.map((value, k) => value + sign * (deviation[k] ?? 0)),
      area,
    );
  return (
    <g fill="none" stroke={colour} strokeLinejoin="round">
      <path
        d={`${polyline([...edge(1), ...[...edge(-1)].reverse()])}Z`}
        fill={colour}
        fillOpacity={0.2}
        stroke="none"
      />
      <path
        d={runs.map((run) => polyline(places(run, area))).join('')}
        strokeWidth={1.5}
        strokeOpacity={0.45}
      />
      <path d={polyline(places(mean, area))} strokeWidth={5} />
    </g>
  );
}

interface Lettered extends Mark {
  readonly x: number;
  readonly anchor: Anchor;
  readonly row: number;
}

/** Lines at the epochs pointed out, their words at the foot of the chart, where no curve runs. */
function Marks(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly marks: readonly Mark[];
}): ReactElement {
  const { stage, area, marks } = props;
  const { x: left, y: top, width, height } = area.rect;
  const widthOf = (words: string): number => measure(stage.type.semibold, words, SIZE.small) + 14;
  const lettered = marks.map((mark, i): Lettered => {
    const x = area.x(mark.epoch);
    const [before, after] = [x - left, left + width - x];
    const room = widthOf(mark.words);
    const ends = i === 0 ? before >= room : after < room;
    return { ...mark, x, anchor: ends ? 'end' : 'start', row: 0 };
  });
  const [first, second] = lettered;
  const apart = second === undefined || (first?.anchor === 'end' && second.anchor === 'start');
  return (
    <g>
      {lettered.map(({ words, colour, x, anchor, row }, i) => (
        <g key={words}>
          <line
            x1={px(x)}
            y1={px(top)}
            x2={px(x)}
            y2={px(top + height)}
            stroke={colour}
            strokeWidth={3}
            strokeDasharray="8 7"
          />
          <Words
            stage={stage}
            words={words}
            x={anchor === 'end' ? x - 12 : x + 12}
            y={top + height - 14 - 36 * (row + (apart ? 0 : i))}
            size={SIZE.small}
            weight="semibold"
            fill={colour}
            anchor={anchor}
          />
        </g>
      ))}
    </g>
  );
}

interface LegendSign {
  /** Index of a run's marker; −1 a dashed line, −2 none. */
  readonly run: number;
  readonly name: string;
  readonly colour: string;
}

interface PlacedSign extends LegendSign {
  readonly x: number;
  readonly y: number;
}

const signWidth = (stage: Stage, { run, name }: LegendSign): number =>
  (run === -2 ? 0 : run === -1 ? 56 : 34) + measure(stage.type.semibold, name, SIZE.small);

/** Sets the legend in as many rows as it needs. */
function placeSigns(stage: Stage, rect: Rect, signs: readonly LegendSign[]) {
  let [x, rows] = [rect.x, 1];
  const placed = signs.map((sign): PlacedSign => {
    const width = signWidth(stage, sign);
    if (x > rect.x && x + width > rect.x + rect.width) {
      x = rect.x;
      rows += 1;
    }
    const at = x;
    x += width + 34;
    return { ...sign, x: at, y: rect.y + (rows - 1) * LEGEND_ROW + 30 };
  });
  return { signs: placed, rows };
}

function Sign({ stage, run, name, colour, x, y }: PlacedSign & { readonly stage: Stage }): ReactElement {
  const words = run === -2 ? x : run === -1 ? x + 56 : x + 34;
  return (
    <g>
      {run >= 0 && <Marker run={run} x={x + 11} y={y - 10} r={10} fill={colour} />}
      {run === -1 && (
        <line
          x1={px(x)}
          y1={px(y - 10)}
          x2={px(x + 44)}
          y2={px(y - 10)}
          stroke={colour}
          strokeWidth={4}
          strokeDasharray="10 7"
        />
      )}
      <Words
        stage={stage}
        words={name}
        x={words}
        y={y}
        size={SIZE.small}
        weight={run === -2 ? 'regular' : 'semibold'}
        fill={colour}
      />
    </g>
  );
}
