import type { ReactElement } from 'react';
import { titleOf } from '../../sim/optimizers/offers.ts';
import type { StepClock } from '../../story/clock.ts';
import { stepOnShow } from '../../story/on-show.ts';
import type { RaceRun } from '../../story/race/races.ts';
import { grownTo } from '../growing-path.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import type { MapArea } from '../parts/SurfaceMap.tsx';
import { pathOf } from '../parts/Trails.tsx';
import { mixSketch, sketchOf, UpdateArrows } from '../parts/UpdateArrows.tsx';
import { UpdateCard } from '../parts/UpdateCard.tsx';
import type { Rect } from '../rect.ts';
import { runColour } from '../theme.ts';

/** Length of the longest arrow, as a share of the map's shorter side. */
const LONGEST = 0.3;

/** What the update of a run is made of, in words. */
export function lessonCard(m: Moment, run: RaceRun, clock: StepClock, rect: Rect): ReactElement {
  const { kind } = run.optimizer;
  const { step } = stepOnShow(clock, m.frame, m.story.fps);
  return (
    <UpdateCard
      stage={m.stage}
      rect={rect}
      run={{ ...run, short: titleOf(kind), kind }}
      remembers={run.updates.some(({ memory }) => memory !== null)}
      words={{
        gradient: m.say('partGradient'),
        memory: m.say('partMemory'),
        scale: m.say('partScale'),
        step: m.say('partStep', { step: Math.min(step, run.updates.length - 1) + 1 }),
        symbols: m.say('optimizerSymbols', { kind }),
      }}
    />
  );
}

/** The update of a run as arrows, on the map where the run is. */
export function lessonArrows(m: Moment, run: RaceRun, clock: StepClock, area: MapArea): ReactElement | null {
  const { step, before, share } = stepOnShow(clock, m.frame, m.story.fps);
  const last = run.updates.length - 1;
  const [former, next] = [run.updates[Math.min(before, last)], run.updates[Math.min(step, last)]];
  if (former === undefined || next === undefined) return null;
  const head = m.head(clock, run.points.length);
  return (
    <Clipped id={`${m.part.id}-update`} rect={area.rect}>
      <UpdateArrows
        stage={m.stage}
        at={grownTo(pathOf(run.points, area), head.step, head.t).head}
        radius={LONGEST * Math.min(area.rect.width, area.rect.height)}
        sketch={mixSketch(sketchOf(former), sketchOf(next), share)}
        colour={runColour(m.stage.theme, run.lane)}
      />
    </Clipped>
  );
}
