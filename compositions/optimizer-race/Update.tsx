import type { ReactElement } from 'react';
import { UpdateCard } from '../../src/scene/parts/UpdateCard.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import type { StepClock } from '../../src/story/clock.ts';
import { stepOnShow } from '../../src/story/on-show.ts';
import type { RaceRun } from './simulation.ts';
import type { RaceMoment } from './view.ts';

/** The update in focus, which moves from a large rectangle to a small one. @param shown opacity of its words */
export function update(
  m: RaceMoment,
  run: RaceRun,
  clock: StepClock,
  rects: { large: Rect; small: Rect; settled: number; shown: number },
): ReactElement | null {
  const { step, before, share } = stepOnShow(clock, m.frame, m.story.fps);
  const last = run.updates.length - 1;
  const [former, next] = [run.updates[Math.min(before, last)], run.updates[Math.min(step, last)]];
  if (former === undefined || next === undefined) return null;
  const { kind } = run.optimizer;
  return (
    <UpdateCard
      stage={m.stage}
      run={{ ...run, short: titleOf(kind), kind }}
      updates={[former, next]}
      share={share}
      remembers={run.updates.some(({ memory }) => memory !== null)}
      words={{
        gradient: m.say('partGradient'),
        memory: m.say('partMemory'),
        scale: m.say('partScale'),
        step: m.say('partStep', { step: Math.min(step, last) + 1 }),
        symbols: m.say('symbols', { kind }),
      }}
      {...rects}
    />
  );
}
