import type { ReactElement } from 'react';
import { Marker } from '../../src/scene/Marker.tsx';
import { Clipped } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { fitted } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { lossText } from './figures.ts';
import { fittedName } from './fitted-name.ts';
import { Cross } from './Paths.tsx';
import type { RaceRun, RaceTrace } from './simulation.ts';
import type { CompareBeat } from './story.ts';
import { say, word } from './text.ts';

interface Column {
  readonly x: number;
  readonly ranking: readonly RaceRun[];
}

/** Room for names at both ends, and beside the first column for the places. */
const PLACES = 60;
const HEADING = 64;
const LONGEST_ROW = { landscape: 104, portrait: 140, square: 104 } as const;

/** The places of every optimizer in every race, joined by lines: who changes places can be seen at once. */
export function CompareScene(props: {
  readonly stage: Stage;
  readonly trace: RaceTrace;
  readonly beat: CompareBeat;
  readonly frame: number;
  readonly fps: number;
}): ReactElement {
  const { stage, trace, beat, frame, fps } = props;
  const { body, theme, language } = stage;
  const { races } = trace.facts;
  const rows = Math.max(...races.map(({ ranking }) => ranking.length));
  const row = Math.min(LONGEST_ROW[stage.format], (body.height - HEADING) / rows);
  const top = body.y + (body.height - HEADING - rows * row) / 2 + HEADING;
  const names = Math.min(280, body.width * 0.25);
  const first = body.x + PLACES + names;
  const last = body.x + body.width - names;
  const columns = races.map(
    (race, r): Column => ({
      x: races.length === 1 ? first : first + ((last - first) * r) / (races.length - 1),
      ranking: race.ranking.flatMap((id) => trace.runs.filter((run) => run.id === id)),
    }),
  );
  const y = (place: number): number => top + (place + 0.5) * row;
  const entered = (delay: number, length: number): number => {
    const start = beat.start + Math.round(delay * fps);
    return easeInOut(progress({ start, end: start + Math.round(length * fps) }, frame));
  };
  const drawn = entered(0.7, 0.7 + 0.8 * (columns.length - 1));
  const reach = first - 20 + (last - first + 40) * drawn;
  const area: Rect = {
    x: first - 20,
    y: body.y,
    width: Math.max(reach - first + 20, 0),
    height: body.height,
  };
  const scale = linearScale([0, 1], [0, 1]);
  const shown = entered(0, 0.6);
  const arrived = (column: Column): boolean =>
    columns.length === 1 || reach >= column.x + 20 || column.x === first;
  return (
    <g {...(shown < 1 ? { opacity: px(shown) } : {})}>
      {Array.from({ length: rows }, (_, place) => (
        <Words
          key={place}
          stage={stage}
          words={word(say('place', { place: place + 1 }), language)}
          x={body.x}
          y={y(place) + 12}
          size={SIZE.large}
          fill={theme.quiet}
        />
      ))}
      {columns.map((_, r) => (
        <ColumnHeading key={r} stage={stage} trace={trace} race={r} columns={columns} y={top - 30} />
      ))}
      <Clipped area={{ id: 'places', rect: area, x: scale, y: scale }}>
        {columns.slice(1).map((column, r) => (
          <Links key={column.x} stage={stage} from={columns[r]} to={column} y={y} />
        ))}
      </Clipped>
      {columns.filter(arrived).map((column, r) => (
        <Names
          key={column.x}
          stage={stage}
          trace={trace}
          column={column}
          y={y}
          side={columns.length === 1 ? 'alone' : r === 0 ? 'first' : column.x === last ? 'last' : 'between'}
          width={names - 40}
        />
      ))}
    </g>
  );
}

/** The surface's name above its column, at the sides where they end. */
function ColumnHeading(props: {
  readonly stage: Stage;
  readonly trace: RaceTrace;
  readonly race: number;
  readonly columns: readonly Column[];
  readonly y: number;
}): ReactElement | null {
  const { stage, trace, race, columns, y } = props;
  const column = columns[race];
  const surface = trace.facts.races[race]?.surface;
  if (column === undefined || surface === undefined) return null;
  const { body } = stage;
  const words = word(say('surface', { surface }), stage.language);
  const alone = columns.length === 1;
  // Names end at the first column and begin at the last one: so do their headings.
  const [anchor, x] =
    alone || (race > 0 && race === columns.length - 1)
      ? (['start', column.x - 15] as const)
      : race === 0
        ? (['end', column.x + 15] as const)
        : (['middle', column.x] as const);
  const room = anchor === 'middle' ? 260 : anchor === 'end' ? x - body.x : body.x + body.width - x;
  return (
    <Words
      stage={stage}
      words={words}
      x={x}
      y={y}
      size={Math.max(SIZE.small, fitted(stage.type.regular, words, SIZE.medium, room))}
      fill={stage.theme.quiet}
      anchor={anchor}
    />
  );
}

/** Lines from the places in one race to those in the next. */
function Links(props: {
  readonly stage: Stage;
  readonly from: Column | undefined;
  readonly to: Column;
  readonly y: (place: number) => number;
}): ReactElement {
  const { stage, from, to, y } = props;
  return (
    <g>
      {(from?.ranking ?? []).flatMap((run, before) => {
        const after = to.ranking.findIndex(({ lane }) => lane === run.lane);
        if (from === undefined || after < 0) return [];
        const middle = (from.x + to.x) / 2;
        const dash = runDash(run.lane);
        return [
          <path
            key={run.lane}
            d={`M${px(from.x)} ${px(y(before))}C${px(middle)} ${px(y(before))} ${px(middle)} ${px(y(after))} ${px(to.x)} ${px(y(after))}`}
            fill="none"
            stroke={runColour(stage.theme, run.lane)}
            strokeWidth={before === 0 || after === 0 ? 8 : 5}
            {...(dash === '' ? {} : { strokeDasharray: dash })}
          />,
        ];
      })}
    </g>
  );
}

/** The markers of a column and, at the ends, the names. */
function Names(props: {
  readonly stage: Stage;
  readonly trace: RaceTrace;
  readonly column: Column;
  readonly y: (place: number) => number;
  readonly side: 'first' | 'last' | 'between' | 'alone';
  readonly width: number;
}): ReactElement {
  const { stage, trace, column, y, side, width } = props;
  const right = side !== 'first';
  // A row may be tall enough for the loss below the name.
  const roomy = y(1) - y(0) >= 84 && side !== 'alone';
  const excessOf = (run: RaceRun): number =>
    Math.max((run.losses.at(-1) ?? 0) - (trace.facts.races[run.race]?.leastLoss ?? 0), 0);
  return (
    <g>
      {column.ranking.map((run, place) => {
        const colour = runColour(stage.theme, run.lane);
        const out = run.outSince !== null;
        const name = fittedName(stage, run, SIZE.large, width);
        return (
          <g key={run.id}>
            <Marker
              run={run.lane}
              x={column.x}
              y={y(place)}
              r={15}
              fill={out ? stage.theme.background : colour}
              stroke={out ? colour : stage.theme.background}
              strokeWidth={3}
            />
            {out && <Cross x={column.x} y={y(place)} r={9} colour={colour} />}
            {side !== 'between' && (
              <Words
                stage={stage}
                words={name.words}
                x={column.x + (right ? 34 : -34)}
                y={y(place) + (roomy ? 4 : 13)}
                size={name.size}
                weight="semibold"
                fill={colour}
                anchor={right ? 'start' : 'end'}
              />
            )}
            {roomy && side !== 'between' && (
              <Words
                stage={stage}
                words={out ? word(say('out'), stage.language) : lossText(excessOf(run))}
                x={column.x + (right ? 34 : -34)}
                y={y(place) + 42}
                size={SIZE.small}
                fill={stage.theme.quiet}
                anchor={right ? 'start' : 'end'}
              />
            )}
            {side === 'alone' && (
              <Words
                stage={stage}
                words={out ? word(say('out'), stage.language) : lossText(excessOf(run))}
                x={stage.body.x + stage.body.width}
                y={y(place) + 13}
                size={SIZE.large}
                fill={stage.theme.text}
                anchor="end"
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
