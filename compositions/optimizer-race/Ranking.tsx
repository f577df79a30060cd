import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Cross, Line } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { graded } from '../../src/story/numbers.ts';
import { runName } from './Runner.tsx';
import { type Standing, standingsAt } from './ranking.ts';
import { isOut, type RaceRun } from './simulation.ts';
import type { RacePart } from './story.ts';
import type { View } from './view.ts';

const HEADING = 44;
const ROW = 43;
/** Columns: place, marker, name, and the value if there is space. */
const PLACE = 36;
const MARK = 32;
const GAP = 14;
const VALUE = 150;
const WITH_VALUES = 520;

export const rankingHeight = (runs: readonly RaceRun[]): number => HEADING + runs.length * ROW;

const rowMiddle = (rect: Rect, place: number): number => rect.y + HEADING + (place + 0.5) * ROW;
const SMALL = { size: SIZE.small, fill: 'quiet' } as const;

/** How the names of a field fit into a rectangle: one size for all, their widths, and the space available. */
interface Lettering {
  readonly size: number;
  readonly widths: readonly number[];
  readonly room: number;
}

function letteringOf(stage: Stage, rect: Rect, runs: readonly RaceRun[]): Lettering {
  const room = rect.width - PLACE - (rect.width >= WITH_VALUES ? VALUE : 0);
  const widthsAt = (size: number): readonly number[] =>
    runs.map(({ label }) => textWidth(stage, label, { size, bold: true }));
  const widths = widthsAt(SIZE.medium);
  const [first = 0, second = 0] = widths.toSorted((p, q) => q - p);
  return first + second + 2 * MARK + GAP <= room
    ? { size: SIZE.medium, widths, room }
    : { size: SIZE.small, widths: widthsAt(SIZE.small), room };
}

/**
 * A run's marker and name at its standing. A climbing run moves sideways and passes the other's name; if two names do
 * not fit side by side, only its marker passes.
 */
function row(
  m: Moment,
  rect: Rect,
  run: RaceRun,
  width: number,
  { size, widths, room }: Lettering,
  { place, aside, passes }: Pick<Standing, 'place' | 'aside' | 'passes'>,
): ReactElement {
  const besides = MARK + (passes === null ? 0 : (widths[passes] ?? 0)) + GAP;
  const [x, y] = [rect.x + PLACE + aside * besides, rowMiddle(rect, place)];
  const fits = passes === null || besides + MARK + width <= room;
  return (
    <g>
      <Marker run={run.lane} at={[x + 12, y]} r={11} fill={runColour(m.stage.theme, run.lane)} />
      {fits && runName(m, run, [x + MARK, y + size * 0.36], { size, width: room - MARK })}
    </g>
  );
}

const heading = (m: Moment, { x, y, width }: Rect, left: string, right: string): ReactElement => (
  <g>
    {m.text(left, [x, y + 28], SMALL)}
    {m.text(right, [x + width, y + 28], { ...SMALL, anchor: 'end' })}
    <Line from={[x, y + 40]} to={[x + width, y + 40]} stroke={m.stage.theme.line} width={1.5} />
  </g>
);

/** The field before the race: who takes part, and with which learning rate if there is space. */
export function lineUp(m: Moment, rect: Rect, runs: readonly RaceRun[], shown: number): ReactElement {
  const lettering = letteringOf(m.stage, rect, runs);
  return (
    <Fade in={shown}>
      {heading(m, rect, m.say('field'), '')}
      {each(runs, (run, i) => {
        const rate = m.say('rate', { rate: run.optimizer.learningRate });
        const width = lettering.widths[i] ?? 0;
        const fits = MARK + width + 2 * GAP + textWidth(m.stage, rate, SMALL) <= rect.width - PLACE;
        return (
          <g>
            {row(m, rect, run, width, lettering, { place: i, aside: 0, passes: null })}
            {fits &&
              m.text(rate, [rect.x + rect.width, rowMiddle(rect, i) + 10], { ...SMALL, anchor: 'end' })}
          </g>
        );
      })}
    </Fade>
  );
}

/**
 * The live ranking: who is ahead now, and with what loss.
 *
 * @param back how much the runs not in focus are toned down, 0 to 1
 */
export function ranking(
  m: Moment,
  { clock, turns }: RacePart<'race'>,
  { runs, surface: { leastLoss } }: View,
  rect: Rect,
  focus: number,
  back: number,
): ReactElement {
  const standings = standingsAt(turns, runs.length, m.frame);
  const lettering = letteringOf(m.stage, rect, runs);
  const withValues = rect.width >= WITH_VALUES;
  const right = rect.x + rect.width;
  const value = m.say(leastLoss === 0 ? 'loss' : 'excess');
  return (
    <g>
      {heading(m, rect, m.say('ranking'), withValues ? value : '')}
      {each(runs, (run, i) => {
        const standing = standings[i] ?? { place: i, aside: 0, passes: null, rank: i };
        const head = m.head(clock, run.losses.length);
        const out = isOut(run, head.done);
        const colour = runColour(m.stage.theme, run.lane);
        // Numbers are drawn at the old or new row; they do not move with the run.
        const y = rowMiddle(rect, standing.rank);
        const loss = graded(Math.max((run.losses[head.step] ?? 0) - leastLoss, 0));
        const style = { size: SIZE.small, bold: true, anchor: 'end' } as const;
        return (
          <g>
            {m.text(String(i + 1), [rect.x, rowMiddle(rect, i) + 11], { fill: 'quiet' })}
            <Fade in={i === focus ? 1 : 1 - 0.3 * back}>
              {row(m, rect, run, lettering.widths[i] ?? 0, lettering, standing)}
            </Fade>
            {withValues &&
              m.text(out ? m.say('out') : loss, [right, y + 10], { ...style, fill: out ? colour : 'text' })}
            {!withValues && out && <Cross at={[right - 14, y]} r={9} stroke={colour} />}
          </g>
        );
      })}
    </g>
  );
}
