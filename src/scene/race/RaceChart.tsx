import type { ReactElement } from 'react';
import type { StepClock } from '../../story/clock.ts';
import type { Moment } from '../moment.ts';
import { LineChart } from '../parts/LineChart.tsx';
import { focusLast } from '../parts/Trails.tsx';
import type { Rect } from '../rect.ts';
import { runColour, runDash } from '../theme.ts';
import { EPSILON, type RaceView } from './race-view.ts';

/**
 * Excess loss against step, all runs at once, the one in focus on top.
 *
 * @param back how much the others are toned down
 */
export const raceChart = (
  m: Moment,
  clock: StepClock,
  { runs, steps, excess, excesses }: RaceView,
  rect: Rect,
  focus: number,
  back: number,
): ReactElement => (
  <LineChart
    stage={m.stage}
    rect={rect}
    id={`${m.part.id}-chart`}
    x={{ label: m.say('steps', { n: steps }), domain: [0, steps] }}
    y={{ label: m.say('raceChart', { epsilon: EPSILON }), domain: [excess[0], 1.3 * excess[1]], log: true }}
    series={focusLast(runs, focus).map(([i, { lane }]) => {
      const head = m.head(clock, excesses[i]?.length);
      return {
        values: excesses[i] ?? [],
        upTo: head.step + head.t,
        run: lane,
        colour: runColour(m.stage.theme, lane),
        ...(i === focus ? {} : { dash: runDash(lane), width: 3.5, opacity: 1 - 0.5 * back }),
      };
    })}
  />
);
