import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { createOptimizer } from '../../sim/optimizers/registry.ts';
import { simulate } from '../../sim/trace.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { type LanedSearch, reachedTrials, SearchChart } from '../parts/SearchChart.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { Path } from '../parts/shapes.tsx';
import { trail } from '../parts/Trails.tsx';
import type { Rect } from '../rect.ts';
import { runColour } from '../theme.ts';
import type { RaceView } from './race-view.ts';

/** The runs' searches. */
const searchesOf = ({ runs, searches }: RaceView): readonly LanedSearch[] =>
  (searches ?? []).map((search, i) => ({ ...search, lane: runs[i]?.lane ?? i }));

/** The search for the rates of a race. @param at progress of the scan */
export const searchChart = (m: Moment, view: RaceView, rect: Rect, at: number): ReactElement => (
  <SearchChart
    stage={m.stage}
    rect={rect}
    id={`${m.part.id}-search`}
    searches={searchesOf(view)}
    highest={view.excess[1]}
    at={at}
    labels={{ rate: m.say('searchRate'), loss: m.say('searchLoss', { step: view.steps }) }}
  />
);

/** On the map, the path of the trial that every optimizer is at. @param shown opacity */
export function trialPaths(
  m: Moment,
  view: RaceView,
  area: MapArea,
  at: number,
  shown: number,
): ReactElement {
  const { surface, start, steps } = view;
  return (
    <Fade in={shown}>
      <Clipped id={`${m.part.id}-trials`} rect={area.rect}>
        {each(searchesOf(view), (search) => {
          const trial = reachedTrials(search, clamp(at, 0, 1)).at(-1);
          if (trial === undefined) return null;
          const { points } = simulate(surface, createOptimizer(trial.optimizer), start, steps);
          return (
            <Path
              d={trail(points, area)}
              stroke={runColour(m.stage.theme, search.lane)}
              width={4}
              strokeOpacity={trial.excess === null ? 0.22 : 0.85}
            />
          );
        })}
      </Clipped>
    </Fade>
  );
}
