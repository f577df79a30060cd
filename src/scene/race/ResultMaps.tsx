import type { ReactElement } from 'react';
import type { FrameRange, StepClock } from '../../story/clock.ts';
import { contenders } from '../../story/race/contenders.ts';
import { type RaceTrace, raceAt, runsOf, SCALES, type Scale } from '../../story/race/races.ts';
import { END, isOut } from '../../story/standings.ts';
import { cut } from '../arrange.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Marker, RunMarker } from '../parts/Marker.tsx';
import { runName } from '../parts/RunName.tsx';
import { mapArea } from '../parts/SurfaceMap.tsx';
import { Box } from '../parts/shapes.tsx';
import { Trails } from '../parts/Trails.tsx';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { runColour } from '../theme.ts';
import { named } from './RaceBoard.tsx';
import { raceMap } from './RaceMap.tsx';
import { closeShot } from './race-shot.ts';
import { type RaceView, viewOf } from './race-view.ts';

/** One race at one scale of its rates, and when it is seen who wins it. */
interface Cell {
  readonly race: number;
  readonly scale: Scale;
  readonly mark: FrameRange;
}

/** Height of the line above the maps and of the one below each, the space between maps, and the width of a row's name. */
const [ABOVE, BELOW, GAP, NAME] = [46, 52, 22, 226] as const;

/** Every race at each scale of its rates, one row for each race, all running at once; below each map who wins, and who is out. */
export function resultMaps(
  m: Moment,
  trace: RaceTrace,
  clocks: readonly StepClock[],
  cells: readonly Cell[],
): ReactElement {
  const { body, format } = m.stage;
  // The names of rows stand left of them where there is space, else above.
  const beside = format === 'landscape' ? NAME : 0;
  const grid = {
    ...body,
    x: body.x + beside,
    y: body.y + ABOVE,
    width: body.width - beside,
    height: body.height - ABOVE,
  };
  const style = { size: SIZE.medium, bold: true } as const;
  const columns = cut(
    grid,
    SCALES.map(() => 1),
    GAP,
    'x',
  );
  const rows = cut(
    grid,
    clocks.map(() => 1),
    GAP,
    'y',
  );
  return (
    <g>
      {each(SCALES, (scale, i) => {
        const at = columns[i] ?? body;
        return m.text(m.say('scaleShort', { scale }), [at.x + at.width / 2, body.y + 30], {
          ...style,
          anchor: 'middle',
        });
      })}
      {each(rows, (row, race) => {
        const [view, clock] = [viewOf(trace, race), clocks[race]];
        const above = beside > 0 ? 0 : ABOVE;
        const name = m.say('surfaceShort', { surface: raceAt(trace, race).surface });
        return (
          <g>
            {m.text(name, beside > 0 ? [body.x, row.y + row.height / 2] : [body.x, row.y + 32], style)}
            {clock !== undefined &&
              each(
                cells.filter((cell) => cell.race === race),
                (cell, i) => {
                  const { x, width } = columns[i] ?? row;
                  const rect = { x, y: row.y + above, width, height: row.height - above - BELOW };
                  return tile(m, trace, view, clock, cell, rect);
                },
              )}
          </g>
        );
      })}
    </g>
  );
}

/** One race at one scale: the winner's path, or all where nobody wins; below it the winner, and the markers of those who are out. */
function tile(
  m: Moment,
  trace: RaceTrace,
  view: RaceView,
  clock: StepClock,
  { race, scale, mark }: Cell,
  rect: Rect,
): ReactElement {
  const { theme } = m.stage;
  const runs = runsOf(trace, race, scale);
  const close = contenders(trace, race, scale);
  const [winner] = close.length === 1 ? close : [];
  const drawn = winner === undefined ? runs : [winner];
  const out = runs.filter((run) => isOut(run, END));
  const marked = m.through(mark);
  const area = mapArea(view, rect, closeShot({ ...view, runs: drawn }, rect, mapArea(view, rect)));
  const id = `result-${race}-${scale}`;
  const bottom = rect.y + rect.height + 40;
  const colour = winner === undefined ? theme.quiet : runColour(theme, winner.lane);
  const right = rect.x + rect.width - 16;
  return (
    <g>
      {raceMap(m, view, area, { id })}
      <Trails
        m={m}
        id={`${m.part.id}-${id}-paths`}
        area={area}
        clock={clock}
        runs={drawn}
        focus={drawn.length === 1 ? 0 : -1}
      />
      <Fade in={marked}>
        <Box rect={rect} stroke={colour} width={5} />
        {winner === undefined ? (
          m.text(m.say('nobodyWins', { close: close.length }), [rect.x, bottom], {
            fill: 'quiet',
            width: rect.width,
          })
        ) : (
          <g>
            <Marker run={winner.lane} at={[rect.x + 14, bottom - 12]} r={13} fill={colour} />
            {runName(m.stage, named(winner), [rect.x + 40, bottom], {
              size: SIZE.medium,
              width: rect.width - 40 - 44 * out.length,
            })}
          </g>
        )}
        {each(out, ({ lane }, i) => (
          <RunMarker stage={m.stage} run={lane} at={[right - 44 * i, bottom - 12]} r={13} out />
        ))}
      </Fade>
    </g>
  );
}
