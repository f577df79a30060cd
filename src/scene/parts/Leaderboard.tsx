import type { ReactElement } from 'react';
import { type BoardUpdate, boardAt } from '../../story/board.ts';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Marker } from './Marker.tsx';
import { type NamedRun, runName } from './RunName.tsx';
import { Box, Cross, Line } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

const HEADING = 44;
const ROW = 43;
/** Columns: place, marker, name, and the value if there is space. */
const PLACE = 56;
const MARK = 32;
const GAP = 14;
const VALUE = 150;
const WITH_VALUES = 440;
const SMALL = { size: SIZE.small, fill: 'quiet' } as const;

/** The height of a leaderboard of so many runs. */
export const leaderboardHeight = (runs: number): number => HEADING + runs * ROW;

const rowMiddle = (rect: Rect, row: number): number => rect.y + HEADING + (row + 0.5) * ROW;

/** How the names of a field fit into a rectangle: one size for all, and the space available. */
interface Lettering {
  readonly size: number;
  readonly room: number;
}

const nameWidth = (stage: Stage, { label }: NamedRun, size: number): number =>
  textWidth(stage, label, { size, bold: true });

function letteringOf(stage: Stage, rect: Rect, runs: readonly NamedRun[]): Lettering {
  const room = rect.width - PLACE - (rect.width >= WITH_VALUES ? VALUE : 0);
  const fits = runs.every((run) => MARK + nameWidth(stage, run, SIZE.medium) <= room);
  return { size: fits ? SIZE.medium : SIZE.small, room };
}

/** A run's marker and name in its row. */
function nameRow(
  stage: Stage,
  rect: Rect,
  run: NamedRun,
  { size, room }: Lettering,
  at: number,
): ReactElement {
  const [x, y] = [rect.x + PLACE, rowMiddle(rect, at)];
  return (
    <g>
      <Marker run={run.lane} at={[x + 12, y]} r={11} fill={runColour(stage.theme, run.lane)} />
      {runName(stage, run, [x + MARK, y + size * 0.36], { size, width: room - MARK })}
    </g>
  );
}

const headingRow = (stage: Stage, { x, y, width }: Rect, left: string, right: string): ReactElement => (
  <g>
    {text(stage, left, [x, y + 28], SMALL)}
    {text(stage, right, [x + width, y + 28], { ...SMALL, anchor: 'end' })}
    <Line from={[x, y + 40]} to={[x + width, y + 40]} stroke={stage.theme.line} width={1.5} />
  </g>
);

/**
 * The field before a race: who takes part, and a value of each if there is space for all of them.
 *
 * @param props.values one for each run, quiet
 * @param props.heading above the names and above the values
 * @param props.shown opacity of the values, 0 to 1
 */
export function LineUp(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly runs: readonly NamedRun[];
  readonly values: readonly string[];
  readonly heading: readonly [string, string];
  readonly shown: number;
}): ReactElement {
  const { stage, rect, runs, values, heading, shown } = props;
  const lettering = letteringOf(stage, rect, runs);
  const fits = runs.every((run, i) => {
    const name = nameWidth(stage, run, lettering.size);
    return MARK + name + 2 * GAP + textWidth(stage, values[i] ?? '', SMALL) <= rect.width - PLACE;
  });
  return (
    <g>
      {headingRow(stage, rect, heading[0], fits ? heading[1] : '')}
      {each(runs, (run, i) => (
        <g>
          {nameRow(stage, rect, run, lettering, i)}
          {fits && (
            <Fade in={shown}>
              {text(stage, values[i] ?? '', [rect.x + rect.width, rowMiddle(rect, i) + 10], {
                ...SMALL,
                anchor: 'end',
              })}
            </Fade>
          )}
        </g>
      ))}
    </g>
  );
}

/** What is printed of a run in its row. */
export interface Standing {
  readonly place: string;
  readonly value: string;
  /** Out of the race: it has no place. */
  readonly out: boolean;
}

/**
 * A live ranking: places, and values if there is space. Order and numbers always belong to one state; a run that has climbed
 * is lit up.
 *
 * @param props.board when it is brought up to date, see `boardAtEachStep`
 * @param props.state the step that the film has come to
 * @param props.fps frames per second, divided by the pace
 * @param props.heading after so many steps: above the names and above the values
 * @param props.standing of a run, by index, after so many steps
 * @param props.focus index of the run in focus
 * @param props.back how much the others are toned down, 0 to 1
 */
export function Leaderboard(props: {
  readonly stage: Stage;
  readonly frame: number;
  readonly fps: number;
  readonly rect: Rect;
  readonly runs: readonly NamedRun[];
  readonly board: readonly BoardUpdate[];
  readonly state?: number;
  readonly heading: (steps: number) => readonly [string, string];
  readonly standing: (run: number, steps: number) => Standing;
  readonly focus?: number;
  readonly back?: number;
}): ReactElement {
  const { stage, rect, runs, focus = -1, back = 0 } = props;
  const { order, rows, ...shown } = boardAt(props.board, props.frame, props.fps);
  const state = props.state ?? shown.state;
  const lettering = letteringOf(stage, rect, runs);
  const withValues = rect.width >= WITH_VALUES;
  const right = rect.x + rect.width;
  const [names, values] = props.heading(state);
  return (
    <g>
      {headingRow(stage, rect, names, withValues ? values : '')}
      {each(order, (index, slot) => {
        const [run, at] = [runs[index], rows[index]];
        if (run === undefined || at === undefined) return null;
        const { place, value, out } = props.standing(index, state);
        const colour = runColour(stage.theme, run.lane);
        const y = rowMiddle(rect, slot);
        const loss = { size: SIZE.small, bold: true, anchor: 'end', fill: out ? colour : 'text' } as const;
        const band = { x: rect.x, y: y - ROW / 2 + 2, width: rect.width, height: ROW - 4 };
        return (
          <g>
            {at.lit > 0 && props.state === undefined && (
              <Box rect={band} rx={8} fill={colour} opacity={0.22 * at.lit} />
            )}
            <Fade in={at.words}>
              {!out && text(stage, place, [rect.x + PLACE - 12, y + 11], { fill: 'quiet', anchor: 'end' })}
              <Fade in={index === focus ? 1 : 1 - 0.3 * back}>
                {nameRow(stage, rect, run, lettering, at.at)}
              </Fade>
              {withValues && text(stage, value, [right, y + 10], loss)}
              {!withValues && out && <Cross at={[right - 14, y]} r={9} stroke={colour} />}
            </Fade>
          </g>
        );
      })}
    </g>
  );
}
