import { viewOf } from '../../src/scene/bias-variance/bias-variance-view.ts';
import { placesOf } from '../../src/scene/bias-variance/places.ts';
import type { Moment } from '../../src/scene/moment.ts';
import type { Rect } from '../../src/scene/rect.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { BiasVarianceTrace, ModelRun } from '../../src/sim/regression/redrawn-fits.ts';
import { modelsOf } from '../../src/story/bias-variance/models.ts';
import { plain, scientific } from '../../src/story/numbers.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { finalists, nameOf } from './commentary.ts';
import type { BiasVariancePart } from './story.ts';

/** Models side by side: their bars, and one of them in the panel. */
export interface Lineup {
  readonly runs: readonly ModelRun[];
  /** Up to which place on the list bars have grown, and the place of the one in the panel. */
  readonly grown: number;
  readonly at: number;
  readonly live: Playhead;
  readonly domain: Interval;
  readonly label: (run: ModelRun) => readonly string[];
  readonly xLabel: string;
  /** What is written in the panel's corner. */
  readonly corner: (run: ModelRun) => string;
  readonly groups?: readonly string[];
  /** How much of what was measured is seen, of new points, of trends through bars, and of the level of the noise, 0 … 1. */
  readonly checked?: number;
  readonly fresh?: number;
  readonly trends?: number;
  readonly level?: number;
  /** Where the panel comes from as the part begins. */
  readonly from?: Rect;
  /** Instead of the parts of the error: the sizes of coefficients, by place on the list. */
  readonly sizes?: readonly (readonly number[])[];
}

/** A penalty, short enough to stand below its bar. */
function penaltyName(lambda: number): string {
  const written = plain(lambda);
  return written.length > 5 ? scientific(lambda, 0).replace('1 × ', '') : written;
}

/** The models that a part compares, at a moment. */
export function lineupOf(
  m: Moment,
  part: BiasVariancePart<'degrees' | 'data' | 'ridge' | 'answer'>,
  trace: BiasVarianceTrace,
): Lineup {
  const models = modelsOf(trace);
  const { errors, closer } = viewOf(trace);
  const live = m.head(part.live);
  const points = ({ size }: ModelRun): string => m.say('timesPoints', { points: size });
  const common = { live, domain: errors, corner: points };
  if (part.kind === 'answer') {
    const { runs, large } = finalists(trace);
    const floor = m.through(part.floor);
    return {
      ...common,
      runs,
      grown: runs.length,
      at: lerp(runs.indexOf(models.over), runs.indexOf(large), floor),
      label: (run) => [
        m.word(nameOf(trace, run)),
        run.group === 'ridge'
          ? m.say('lambdaIs', { lambda: run.lambda })
          : m.say('sizeName', { points: run.size }),
      ],
      xLabel: '',
      level: floor,
    };
  }
  const { step, t } = m.head(part.clock);
  const grown = step + t;
  const best = m.through(part.best);
  switch (part.kind) {
    case 'degrees': {
      const [check, closely] = [m.through(part.check), m.through(part.closer)];
      return {
        ...common,
        runs: models.degrees,
        grown,
        at: lerp(grown, models.degrees.indexOf(models.right), best),
        domain: [lerp(errors[0], closer[0], closely), lerp(errors[1], closer[1], closely)],
        label: ({ degree }) => [String(degree)],
        xLabel: m.say('degree'),
        from: placesOf(m.stage).four('under'),
        checked: check,
        fresh: check,
        trends: m.enter(0.6, 0.6) * (1 - closely),
      };
    }
    case 'data': {
      const runs = [...models.moreOver, ...models.moreUnder];
      return {
        ...common,
        runs,
        grown,
        at: lerp(grown, models.moreOver.length - 1, best),
        label: ({ size }) => [String(size)],
        xLabel: m.say('points'),
        groups: [models.over, models.under].map((run) => m.word(nameOf(trace, run))),
      };
    }
    case 'ridge':
      return {
        ...common,
        runs: models.ridge,
        grown,
        at: lerp(grown, models.ridge.indexOf(models.bestRidge), best),
        label: ({ lambda }) => [lambda === 0 ? m.say('none') : penaltyName(lambda)],
        xLabel: m.say('penalty'),
        corner: (run) => (run.lambda === 0 ? points(run) : m.say('lambdaIs', { lambda: run.lambda })),
        sizes: trace.facts.sizes,
      };
  }
}
