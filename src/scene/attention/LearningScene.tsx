import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { remember } from '../../sim/remember.ts';
import type { AttentionRun } from '../../sim/trainings/attention-trace.ts';
import { type AttentionFilmTrace, subjectsOf } from '../../story/attention/readings.ts';
import type { FrameRange, StepClock } from '../../story/clock.ts';
import { valueAt } from '../../story/playhead.ts';
import { cut } from '../arrange.ts';
import type { Moment } from '../moment.ts';
import { Fade } from '../parts/Fade.tsx';
import { LineChart } from '../parts/LineChart.tsx';
import { Readouts } from '../parts/Readouts.tsx';
import type { Rect } from '../rect.ts';
import { mainGrid, placesOf, tokens, trained } from './attention-layout.tsx';
import { HeadTable } from './HeadTable.tsx';
import { headsAt } from './heads-at.ts';

/** When the training runs, and when the picture goes back to its start. */
interface LearningTime {
  readonly clock: StepClock;
  readonly back: FrameRange;
}

/** One playhead: where each head looks from the same question, and how many answers are right. */
export function learnScene(m: Moment, part: LearningTime, trace: AttentionFilmTrace): ReactElement {
  const { step, t } = m.head(part.clock);
  const grid = mainGrid(m, trace);
  const back = m.through(part.back);
  const rows = headsAt(trace, step + t);
  const last = trained(trace);
  const now = rows[trace.facts.focus]?.weights ?? [];
  return (
    <g>
      {tokens(
        m,
        trace,
        grid,
        now.map((weight, k) => lerp(last[k] ?? 0, weight, back)),
      )}
      <Fade in={m.enter(0.1, 0.5)}>
        <HeadTable m={m} grid={grid} rows={rows} />
      </Fade>
      {besideLearning(m, part, trace, placesOf(m)('side'))}
    </g>
  );
}

/** The loss over the updates, and how many answers are right. */
function besideLearning(m: Moment, part: LearningTime, trace: AttentionFilmTrace, rect: Rect): ReactElement {
  const { accuracy, run } = subjectsOf(trace);
  const { theme } = m.stage;
  const head = m.head(part.clock);
  const last = run.updates.at(-1) ?? 1;
  const [numbers, chart] =
    m.stage.format === 'square'
      ? cut(rect, [1, 2.6], 24, 'x')
      : [
          { ...rect, height: 100 },
          { ...rect, y: rect.y + 112, height: rect.height - 112 },
        ];
  return (
    <Fade in={Math.min(m.enter(0.3, 0.5), m.leave(0.3))}>
      <Readouts
        stage={m.stage}
        rect={numbers ?? rect}
        readings={[
          { label: m.say('unseen'), value: m.say('share', { n: accuracy[head.done] ?? 0 }), share: 1 },
          {
            label: m.say('unseenLoss'),
            value: m.say('lossNow', { loss: run.losses[head.done] ?? 0 }),
            share: 1,
          },
        ]}
      />
      <LineChart
        stage={m.stage}
        rect={chart ?? rect}
        id="loss"
        x={{ label: m.say('updates'), domain: [0, last] }}
        y={{ label: m.say('loss'), domain: [0, Math.max(...run.losses)] }}
        series={[{ values: byUpdate(run), upTo: valueAt(run.updates, head), colour: theme.curve, run: 0 }]}
      />
    </Fade>
  );
}

/** The losses at every update, in a straight line from look to look. */
const byUpdate = remember(({ losses, updates }: AttentionRun): readonly number[] =>
  updates.flatMap((update, k) => {
    const [from = 0, to = 0] = [losses[k], losses[k + 1]];
    const count = (updates[k + 1] ?? update + 1) - update;
    return Array.from({ length: count }, (_, i) => lerp(from, to, i / count));
  }),
);
