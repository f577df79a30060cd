import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { type Anchor, sizeOf } from '../../src/scene/parts/Text.tsx';
import { px } from '../../src/scene/px.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { graded } from '../../src/story/numbers.ts';
import { runName, runner } from './Runner.tsx';
import type { RaceRun, RaceTrace } from './simulation.ts';
import { viewOf } from './view.ts';

/** The standings of one race. */
interface Column {
  readonly x: number;
  readonly ranking: readonly RaceRun[];
  /** Where labels go: left of the first column, right of the last one or of a single one. */
  readonly anchor: Anchor;
  readonly alone: boolean;
}

/** Space for the place numbers, and for the surfaces' names. */
const PLACES = 60;
const HEADING = 64;
const LONGEST_ROW = { landscape: 104, portrait: 140, square: 104 } as const;

/** The place of every optimizer in every race, joined by lines: changes in rank are obvious at a glance. */
export function compareScene(m: Moment, trace: RaceTrace): ReactElement {
  const { body, format } = m.stage;
  const { races } = trace.facts;
  const rows = Math.max(...races.map(({ ranking }) => ranking.length));
  const row = Math.min(LONGEST_ROW[format], (body.height - HEADING) / rows);
  const top = body.y + (body.height - HEADING - rows * row) / 2 + HEADING;
  const names = Math.min(280, body.width * 0.25);
  const [first, last] = [body.x + PLACES + names, body.x + body.width - names];
  const alone = races.length === 1;
  const columns = races.map(
    ({ ranking }, r): Column => ({
      x: alone ? first : first + ((last - first) * r) / (races.length - 1),
      ranking: ranking.flatMap((id) => trace.runs.filter((run) => run.id === id)),
      anchor: alone || (r > 0 && r === races.length - 1) ? 'start' : r === 0 ? 'end' : 'middle',
      alone,
    }),
  );
  const y = (place: number): number => top + (place + 0.5) * row;
  const drawn = (last - first + 40) * m.between(0.7, 0.7 + 0.8 * (races.length - 1));
  const arrived = ({ x }: Column): boolean => alone || x === first || first - 20 + drawn >= x + 20;
  return (
    <Fade in={m.between(0, 0.6)}>
      {each(Array(rows).keys(), (place) =>
        m.text(String(place + 1), [body.x, y(place) + 12], { size: SIZE.large, fill: 'quiet' }),
      )}
      {each(columns, (column, r) => columnHeading(m, column, viewOf(trace, r).name, top - 30))}
      <Clipped id="places" rect={{ x: first - 20, y: body.y, width: drawn, height: body.height }}>
        {each(columns.slice(1), (column, r) => links(m, columns[r] ?? column, column, y))}
      </Clipped>
      {each(columns.filter(arrived), (column) =>
        each(column.ranking, (run, place) => placed(m, trace, column, run, y(place), names - 40)),
      )}
    </Fade>
  );
}

/** The surface's name above its column, aligned like the labels: ending at the first column, starting at the last. */
function columnHeading(m: Moment, { x, anchor }: Column, surface: string, y: number): ReactElement | null {
  const { body } = m.stage;
  const words = m.say('surfaceTitle', { surface: m.say('surface', { surface }) });
  const at = x + { start: -15, middle: 0, end: 15 }[anchor];
  const width = { start: body.x + body.width - at, middle: 260, end: at - body.x }[anchor];
  const size = Math.max(SIZE.small, sizeOf(m.stage, words, { width }));
  return m.text(words, [at, y], { size, fill: 'quiet', anchor });
}

/** Lines from the standings of one race to those of the next. */
function links(m: Moment, from: Column, to: Column, y: (place: number) => number): ReactElement {
  const middle = px((from.x + to.x) / 2);
  return each(from.ranking, ({ lane }, before) => {
    const after = to.ranking.findIndex((run) => run.lane === lane);
    if (after < 0) return null;
    const [start, end] = [px(y(before)), px(y(after))];
    return (
      <Path
        d={`M${px(from.x)} ${start}C${middle} ${start} ${middle} ${end} ${px(to.x)} ${end}`}
        stroke={runColour(m.stage.theme, lane)}
        width={before === 0 || after === 0 ? 8 : 5}
        dash={runDash(lane)}
      />
    );
  });
}

/** A run at its place in a column; in the outer columns with its name and, below it or far right, its loss. */
function placed(
  m: Moment,
  trace: RaceTrace,
  { x, anchor, alone }: Column,
  run: RaceRun,
  y: number,
  width: number,
): ReactElement {
  const { body } = m.stage;
  const out = run.outSince !== null;
  const excess = (run.losses.at(-1) ?? 0) - viewOf(trace, run.race).surface.leastLoss;
  const loss = out ? m.say('out') : graded(Math.max(excess, 0));
  const left = x + (anchor === 'end' ? -34 : 34);
  return (
    <g>
      {runner(m, run, [x, y], 15, { out })}
      {anchor !== 'middle' &&
        runName(m, run, [left, y + (alone ? 13 : 4)], { size: SIZE.large, width, anchor })}
      {anchor !== 'middle' &&
        !alone &&
        m.text(loss, [left, y + 42], { size: SIZE.small, fill: 'quiet', anchor })}
      {alone && m.text(loss, [body.x + body.width, y + 13], { size: SIZE.large, anchor: 'end' })}
    </g>
  );
}
