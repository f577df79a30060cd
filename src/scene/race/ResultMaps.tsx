import type { ReactElement } from 'react';
import type { FrameRange, StepClock } from '../../story/clock.ts';
import { contenders } from '../../story/race/contenders.ts';
import { type RaceTrace, raceAt, runsOf, type Scale } from '../../story/race/races.ts';
import { cut } from '../arrange.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Marker } from '../parts/Marker.tsx';
import { runName } from '../parts/RunName.tsx';
import { mapArea } from '../parts/SurfaceMap.tsx';
import { Box } from '../parts/shapes.tsx';
import { Trails } from '../parts/Trails.tsx';
import { SIZE } from '../stage.ts';
import { runColour } from '../theme.ts';
import { named } from './RaceBoard.tsx';
import { raceMap } from './RaceMap.tsx';
import { closeShot } from './race-shot.ts';
import { viewOf } from './race-view.ts';

/** One race at one scale of its rates, and when it is seen who wins it. */
interface Cell {
  readonly race: number;
  readonly scale: Scale;
  readonly mark: FrameRange;
}

/** Heights of the line above a row of maps and of the one below, and the space between maps. */
const ABOVE = 44;
const BELOW = 50;
const GAP = 26;

/** Every race at each scale of its rates, one row for each race, all running at once; below each map who wins. */
export function resultMaps(
  m: Moment,
  trace: RaceTrace,
  clocks: readonly StepClock[],
  cells: readonly Cell[],
): ReactElement {
  const rows = cut(
    m.stage.body,
    clocks.map(() => 1),
    GAP,
    'y',
  );
  return each(rows, (row, race) => {
    const own = cells.filter((cell) => cell.race === race);
    const columns = cut(
      row,
      own.map(() => 1),
      GAP,
      'x',
    );
    const view = viewOf(trace, race);
    const clock = clocks[race];
    const { surface } = raceAt(trace, race);
    return each(own, ({ scale, mark }, i) => {
      const cell = columns[i];
      if (cell === undefined || clock === undefined) return null;
      const rect = { ...cell, y: cell.y + ABOVE, height: cell.height - ABOVE - BELOW };
      const runs = runsOf(trace, race, scale);
      const close = contenders(trace, race, scale);
      const [winner] = close.length === 1 ? close : [];
      const marked = m.through(mark);
      const colour = winner === undefined ? m.stage.theme.quiet : runColour(m.stage.theme, winner.lane);
      const area = mapArea(view, rect, closeShot(view, rect, mapArea(view, rect)));
      const id = `result-${race}-${i}`;
      const scaled = m.say('scaleShort', { scale });
      const name = i === 0 ? `${m.say('surfaceShort', { surface })} ${scaled}` : scaled;
      const bottom = cell.y + cell.height - 12;
      return (
        <g>
          {m.text(name, [cell.x, cell.y + 30], { size: SIZE.small, bold: true, width: cell.width })}
          {raceMap(m, view, area, { id })}
          <Trails
            m={m}
            id={`${m.part.id}-${id}-paths`}
            area={area}
            clock={clock}
            runs={runs}
            focus={winner === undefined || marked === 0 ? -1 : runs.indexOf(winner)}
            back={marked}
            size={0.7}
          />
          <Fade in={marked}>
            <Box rect={rect} stroke={colour} width={4} />
            {winner === undefined ? (
              m.text(m.say('nobodyWins', { close: close.length }), [cell.x, bottom], {
                ...{ size: SIZE.small, fill: 'quiet', width: cell.width },
              })
            ) : (
              <g>
                <Marker run={winner.lane} at={[cell.x + 14, bottom - 11]} r={12} fill={colour} />
                {runName(m.stage, named(winner), [cell.x + 40, bottom], {
                  size: SIZE.medium,
                  width: cell.width - 40,
                })}
              </g>
            )}
          </Fade>
        </g>
      );
    });
  });
}
