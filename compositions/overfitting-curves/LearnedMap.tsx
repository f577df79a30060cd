import type { ReactElement } from 'react';
import type { MapView } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { LearnedMap } from '../../src/scene/parts/LearnedMap.tsx';
import type { ShownTraining } from '../../src/sim/trainings/remedies.ts';
import { type Playhead, playheadOf } from '../../src/story/playhead.ts';
import type { OverfittingTrace } from './simulation.ts';

type Options = Partial<Parameters<typeof LearnedMap>[0]>;

/** The map of a training at a playhead, with the true boundary and the run's points. */
export const learnedMap = (
  { stage }: Moment,
  id: string,
  view: MapView,
  training: Partial<ShownTraining> | undefined,
  head: Playhead,
  { points, params }: OverfittingTrace,
  options: Options = {},
): ReactElement => (
  <LearnedMap
    stage={stage}
    id={id}
    view={view}
    boundary={params.data.truth}
    maps={training?.maps ?? []}
    believed={training?.believed ?? []}
    head={head}
    points={training?.points ?? points.train}
    test={{ points: points.test, passed: training?.passed ?? [] }}
    {...options}
  />
);

/** The last epoch. */
export const ended = ({ params: { epochs } }: OverfittingTrace): Playhead => playheadOf(epochs, epochs + 1);
