import type { ReactElement } from 'react';
import { titleOf } from '../../sim/optimizers/offers.ts';
import type { StepClock } from '../../story/clock.ts';
import { stepOnShow } from '../../story/on-show.ts';
import type { RaceRun } from '../../story/race/races.ts';
import type { Moment } from '../moment.ts';
import { UpdateCard } from '../parts/UpdateCard.tsx';
import type { Rect } from '../rect.ts';

/** The update in focus, which moves from a large rectangle to a small one. @param shown opacity of its words */
export function update(
  m: Moment,
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
        symbols: m.say('optimizerSymbols', { kind }),
      }}
      {...rects}
    />
  );
}
