import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import type { Part } from '../../src/story/story.ts';
import type en from './en.json';
import { LEAVE } from './layout.ts';
import { printedLoss } from './loss.ts';
import { runName, runner } from './Runner.tsx';
import { type RaceRun, type RaceTrace, runsOf, SCALES, type Scale } from './simulation.ts';
import { excessAt, placeOf, standings } from './standings.ts';

type M = Moment<Part, keyof typeof en>;

/** The standings of one race at one scale of its rates. */
interface Column {
  readonly x: number;
  readonly race: number;
  readonly scale: Scale;
  readonly ranking: readonly RaceRun[];
}

const END = Number.POSITIVE_INFINITY;
const HEADING = 108;
/** Three names of surfaces are too wide for one line of a narrow picture: the middle one stands above. */
const STAGGER = 40;
const LONGEST_ROW = { landscape: 104, portrait: 140, square: 104 } as const;
/** Share of the width for the names beside the first and last column, and their space to it. */
const NAMES = { share: 0.27, longest: 330, gap: 30 } as const;

/** Everybody's place in every race at every rate, joined by lines: what changes with the rate is seen at a glance. */
export function compareScene(m: M, trace: RaceTrace): ReactElement {
  const { body, format } = m.stage;
  const { races } = trace.params;
  const crowded = races.length > 2 && format !== 'landscape';
  const heading = HEADING + (crowded ? STAGGER : 0);
  const rows = Math.max(...races.map(({ optimizers }) => optimizers.length));
  const row = Math.min(LONGEST_ROW[format], (body.height - heading) / rows);
  const top = body.y + (body.height - heading - rows * row) / 2 + heading;
  const names = Math.min(NAMES.longest, body.width * NAMES.share);
  const [first, last] = [body.x + names, body.x + body.width - names];
  // Between two races there is half a column more than between two scales of one.
  const gaps = races.length * (SCALES.length - 1) + 1.5 * (races.length - 1);
  const columns = races.flatMap((_, race) =>
    SCALES.map(
      (scale, s): Column => ({
        x: first + ((last - first) * (race * (SCALES.length + 0.5) + s)) / gaps,
        race,
        scale,
        ranking: standings(runsOf(trace, race, scale), END),
      }),
    ),
  );
  const y = (slot: number): number => top + (slot + 0.5) * row;
  const drawn = (last - first + 60) * m.between(0.5, 0.5 + 0.3 * columns.length);
  const reach = first - 30 + drawn;
  return (
    <Fade in={m.between(LEAVE, 0.4)}>
      {each(races, ({ surface }, race) =>
        surfaceName(
          m,
          columns.filter((column) => column.race === race),
          surface,
          top - 66 - (crowded && race % 2 === 1 ? STAGGER : 0),
        ),
      )}
      {each(columns, ({ x, scale }) =>
        m.text(m.say(crowded ? 'scaleFactor' : 'scaleShort', { scale }), [x, top - 18], {
          size: SIZE.small,
          fill: 'quiet',
          anchor: 'middle',
        }),
      )}
      <Clipped
        id={`${m.part.id}-places`}
        rect={{ x: first - 30, y: body.y, width: Math.max(drawn, 0.01), height: body.height }}
      >
        {each(columns.slice(1), (column, c) => {
          const before = columns[c];
          return before === undefined || before.race !== column.race ? null : links(m, before, column, y);
        })}
        {each(columns, ({ x, ranking }) =>
          each(ranking, (run, slot) => (
            <g>
              {equals(ranking, slot) && equalSign(m, x, (y(slot - 1) + y(slot)) / 2)}
              {runner(m, run, [x, y(slot)], 15, { out: run.outSince !== null })}
            </g>
          )),
        )}
      </Clipped>
      {each(columns.slice(0, 1), (column) =>
        each(column.ranking, (run, slot) => named(m, column, run, y(slot), names, 'end')),
      )}
      <Fade in={reach >= last ? Math.min(1, (reach - last) / 30) : 0}>
        {each(columns.slice(-1), (column) =>
          each(column.ranking, (run, slot) => named(m, column, run, y(slot), names, 'start')),
        )}
      </Fade>
    </Fade>
  );
}

/** True if a run's loss reads the same as that of the one above it. */
function equals(ranking: readonly RaceRun[], slot: number): boolean {
  const [above, run] = [ranking[slot - 1], ranking[slot]];
  return (
    above !== undefined &&
    run !== undefined &&
    placeOf(ranking, above, END).place === placeOf(ranking, run, END).place
  );
}

const equalSign = (m: M, x: number, y: number): ReactElement => (
  <Path
    d={`M${px(x - 8)} ${px(y - 4)}h16M${px(x - 8)} ${px(y + 4)}h16`}
    stroke={m.stage.theme.text}
    width={3}
  />
);

/** A surface's name above its columns. */
function surfaceName(m: M, columns: readonly Column[], surface: string, y: number): ReactElement | null {
  const [left = 0, right = 0] = [columns[0]?.x, columns.at(-1)?.x];
  return m.text(m.say('surfaceShort', { surface }), [(left + right) / 2, y], {
    size: SIZE.medium,
    bold: true,
    anchor: 'middle',
  });
}

/** Lines from the standings at one scale to those at the next. */
function links(m: M, from: Column, to: Column, y: (slot: number) => number): ReactElement {
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

/** A run's name beside its place in an outer column, and below it its place and loss. */
function named(
  m: M,
  { x, ranking }: Column,
  run: RaceRun,
  y: number,
  width: number,
  anchor: 'start' | 'end',
): ReactElement {
  const out = run.outSince !== null;
  const { place, sharing } = placeOf(ranking, run, END);
  const number = sharing > 1 ? m.say('equalPlace', { place }) : String(place);
  const words = out ? m.say('out') : `${number}: ${printedLoss(excessAt(run, END)).words}`;
  const at = x + (anchor === 'end' ? -NAMES.gap : NAMES.gap);
  return (
    <g>
      {runName(m, run, [at, y + 2], { size: SIZE.medium, width: width - NAMES.gap, anchor })}
      {m.text(words, [at, y + 36], { size: SIZE.small, fill: 'quiet', anchor, width: width - NAMES.gap })}
    </g>
  );
}
