import type { ReactElement } from 'react';
import type { Moment } from '../moment.ts';
import { type MapArea, SurfaceMap } from '../parts/SurfaceMap.tsx';
import type { RaceView } from './race-view.ts';

/**
 * The surface of a race from above.
 *
 * @param axes opacity of axes and colour scale
 * @param start opacity of the start's mark
 * @param named introduces the start with its name
 * @param id unique in the part
 */
export const raceMap = (
  m: Moment,
  view: RaceView,
  area: MapArea,
  { axes = 0, start = 1, named = false, id = 'map' } = {},
): ReactElement => (
  <SurfaceMap
    stage={m.stage}
    relief={view}
    area={area}
    id={`${m.part.id}-${id}`}
    axes={axes}
    scale={{ low: m.say('surfaceLow'), high: m.say('surfaceHigh') }}
    start={{ at: view.start, shown: start, ...(named ? { name: m.say('start') } : {}) }}
  />
);
