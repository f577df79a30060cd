import type { ReactElement } from 'react';
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import { columnsAt, drawnIn } from '../../story/race/columns.ts';
import { type RaceRun, type RaceTrace, runsOf, SCALES, type Scale } from '../../story/race/races.ts';
import { END, isOut, placeOf, standings } from '../../story/standings.ts';
import type { Moment } from '../moment.ts';
import { BumpChart, type BumpColumn } from '../parts/BumpChart.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { runName } from '../parts/RunName.tsx';
import { SIZE } from '../stage.ts';
import { lossWords, named as nameOf, placeWords } from './RaceBoard.tsx';

/** The standings of one race at one scale of its rates. */
interface Column extends BumpColumn {
  readonly race: number;
  readonly scale: Scale;
  readonly ranking: readonly RaceRun[];
}

const HEADING = 152;
/** Three names of surfaces are too wide for one line of a narrow picture: the middle one stands above. */
const STAGGER = 40;
const LONGEST_ROW = { landscape: 104, portrait: 140, square: 104 } as const;
/** Share of the width for the names beside the first and last column, and their space to it. */
const NAMES = { share: 0.27, longest: 330, gap: 30 } as const;

/** Everybody's place in every race at every rate, joined by lines: what changes with the rate is seen at a glance. */
export function placesChart(m: Moment, trace: RaceTrace): ReactElement {
  const { body, format } = m.stage;
  const { races } = trace.params;
  const crowded = races.length > 2 && format !== 'landscape';
  const heading = HEADING + (crowded ? STAGGER : 0);
  const rows = Math.max(...races.map(({ optimizers }) => optimizers.length));
  const row = Math.min(LONGEST_ROW[format], (body.height - heading) / rows);
  const top = body.y + (body.height - heading - rows * row) / 2 + heading;
  const y = (slot: number): number => top + (slot + 0.5) * row;
  const names = Math.min(NAMES.longest, body.width * NAMES.share);
  const [first, last] = [body.x + names, body.x + body.width - names];
  const gaps = columnsAt(races.length).at(-1) ?? 1;
  const columns = races.flatMap((_, race) =>
    SCALES.map((scale, s): Column => {
      const ranking = standings(runsOf(trace, race, scale), END);
      const places = ranking.map((run) => placeOf(ranking, run, END).place);
      const entries = ranking.map((run, i) => ({
        lane: run.lane,
        equal: places[i] === places[i - 1],
        out: isOut(run, END),
      }));
      const x = first + ((last - first) * (race * (SCALES.length + 0.5) + s)) / gaps;
      return { x, entries, joined: s > 0, race, scale, ranking };
    }),
  );
  const { from, seconds } = drawnIn(columns.length);
  const drawn = (last - first + 60) * m.between(from, seconds);
  const reach = first - 30 + drawn;
  const clip = { x: first - 30, y: body.y, width: Math.max(drawn, 0.01), height: body.height };
  const focus = toldOf(m, runsOf(trace, 0));
  /** The runs' names beside an outer column, below each its place and loss. */
  const named = ({ x, ranking }: Column, anchor: 'start' | 'end') =>
    each(ranking, (run, slot) => {
      const at = x + (anchor === 'end' ? -NAMES.gap : NAMES.gap);
      const width = names - NAMES.gap;
      const loss = lossWords(m, run, END);
      const words = isOut(run, END) ? loss : `${placeWords(m, ranking, run, END)} · ${loss}`;
      const quiet = { size: SIZE.small, fill: 'quiet', anchor, width } as const;
      return (
        <g>
          {runName(m.stage, nameOf(run), [at, y(slot) + 2], { size: SIZE.medium, width, anchor })}
          {m.text(words, [at, y(slot) + 36], quiet)}
        </g>
      );
    });
  return (
    <>
      {each(races, ({ surface, steps }, race) => {
        const [left = 0, , right = 0] = columns.filter((column) => column.race === race).map(({ x }) => x);
        const above = top - 108 - (crowded && race % 2 === 1 ? STAGGER : 0);
        const middle = (left + right) / 2;
        const style = { size: SIZE.medium, bold: true, anchor: 'middle' } as const;
        const quiet = { size: SIZE.small, fill: 'quiet', anchor: 'middle' } as const;
        return (
          <g>
            {m.text(m.say('surfaceShort', { surface }), [middle, above], style)}
            {!crowded && m.text(m.say('steps', { n: steps }), [middle, above + 44], quiet)}
          </g>
        );
      })}
      {each(columns, ({ x, scale }) => {
        const style = { size: SIZE.small, fill: 'quiet', anchor: 'middle' } as const;
        return m.text(m.say(crowded ? 'scaleFactor' : 'scaleShort', { scale }), [x, top - 18], style);
      })}
      {m.text(
        m.say('placesHeading', { excess: races.some(({ surface }) => SURFACES[surface].leastLoss !== 0) }),
        [first - NAMES.gap, top - 62],
        {
          ...{ size: SIZE.small, fill: 'quiet', anchor: 'end' },
          width: names - NAMES.gap,
        },
      )}
      <BumpChart
        stage={m.stage}
        id={`${m.part.id}-places`}
        rect={clip}
        columns={columns}
        y={y}
        {...(focus === null ? {} : { focus })}
      />
      {each(columns.slice(0, 1), (column) => named(column, 'end'))}
      <Fade in={reach >= last ? Math.min(1, (reach - last) / 30) : 0}>
        {each(columns.slice(-1), (column) => named(column, 'start'))}
      </Fade>
    </>
  );
}

/** The lane of the run that the caption on show names, and how much of it is there. */
function toldOf(
  m: Moment,
  runs: readonly RaceRun[],
): { readonly lane: number; readonly strength: number } | null {
  const fade = Math.round(0.3 * m.story.fps);
  const told = m.story.captions.find(({ start, end }) => start <= m.frame && m.frame < end);
  const run = runs.find(({ label }) => label === told?.message.values.name);
  if (told === undefined || run === undefined || told.start < m.part.start) return null;
  const strength = Math.min(1, (m.frame - told.start) / fade, (told.end - m.frame) / fade);
  return { lane: run.lane, strength };
}
