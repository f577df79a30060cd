import type { ReactElement } from 'react';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { type LanedSearch, reachedTrials, SearchChart } from '../../src/scene/parts/SearchChart.tsx';
import type { MapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { trail } from '../../src/scene/parts/Trails.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { runColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { createOptimizer } from '../../src/sim/optimizers/registry.ts';
import { simulate } from '../../src/sim/trace.ts';
import type { RaceMoment, View } from './view.ts';

/** The runs' searches. */
const searchesOf = ({ runs, searches }: View): readonly LanedSearch[] =>
  (searches ?? []).map((search, i) => ({ ...search, lane: runs[i]?.lane ?? i }));

/** The search for the rates of a race. @param at progress of the scan */
export const searchChart = (m: RaceMoment, view: View, rect: Rect, at: number): ReactElement => (
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
  m: RaceMoment,
  view: View,
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
