import type { ReactElement } from 'react';
import type { RemedyTrace, ShownTraining } from '../../sim/trainings/remedies.ts';
import { type Playhead, playheadOf } from '../../story/playhead.ts';
import type { MapView } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import { areaOf, LearnedMap } from '../parts/LearnedMap.tsx';
import { legend, sign } from '../parts/Legend.tsx';
import { Tag } from '../parts/Pointer.tsx';
import type { Rect } from '../rect.ts';
import { askedPoint } from './overfitting-view.ts';

type Options = Partial<Parameters<typeof LearnedMap>[0]>;

/** The map of a training at a playhead, with the true boundary and the run's points. */
export const trainingMap = (
  { stage }: Moment,
  id: string,
  view: MapView,
  training: Partial<ShownTraining> | undefined,
  head: Playhead,
  { points, params }: RemedyTrace,
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
    {...options}
  />
);

/** The last epoch. */
export const ended = ({ params: { epochs } }: RemedyTrace): Playhead => playheadOf(epochs, epochs + 1);

/** What the lines and rings of the map mean, and how many wrong labels the network gives. */
export function mapLegend(m: Moment, rect: Rect, believed: readonly boolean[] = []): ReactElement {
  const { theme } = m.stage;
  const wrong = believed.length;
  const n = believed.filter(Boolean).length;
  return legend(m.stage, { ...rect, y: rect.y + 8 }, [
    { sign: sign.line(theme.text, '4 11', 3), words: m.say('truth') },
    { sign: sign.line(theme.curve, '', 5), words: m.say('boundary') },
    ...(wrong > 0
      ? [
          { sign: sign.ring(theme.text), words: m.say('wrongLabel') },
          {
            sign: sign.ring(theme.focus),
            words: m.say('believed', { n, wrong }),
            fill: 'focus' as const,
            bold: true,
          },
        ]
      : []),
  ]).element;
}

/** The name of the label asked about, beside its ring; within what of the map is in the safe area. */
export function wrongLabel(m: Moment, trace: RemedyTrace, view: MapView, shown: number): ReactElement | null {
  const point = askedPoint(trace);
  if (point === undefined) return null;
  const { clip, square } = view;
  const { safe } = m.stage;
  const area = areaOf(view);
  const [x, y] = [Math.max(clip.x, safe.x), Math.max(clip.y, safe.y)];
  const within = {
    x,
    y,
    width: Math.min(clip.x + clip.width, safe.x + safe.width) - x,
    height: Math.min(clip.y + clip.height, safe.y + safe.height) - y,
  };
  return (
    <Tag
      stage={m.stage}
      at={[area.x(point.x), area.y(point.y)]}
      words={m.say('wrongLabel')}
      away={0.05 * square.width}
      within={within}
      shown={shown}
    />
  );
}
