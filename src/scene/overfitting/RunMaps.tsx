import type { ReactElement } from 'react';
import type { RemedyTrace } from '../../sim/trainings/remedies.ts';
import { playheadOf } from '../../story/playhead.ts';
import { cells } from '../arrange.ts';
import { wholeMap } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { type Rect, squareIn } from '../rect.ts';
import { trainingMap } from './TrainingMap.tsx';

/** As many small maps as there are runs, in the place of one. */
export const runCells = (rect: Rect, runs: number): readonly Rect[] =>
  cells(rect, runs, Math.ceil(Math.sqrt(runs)), runs > 16 ? 6 : 12).map(squareIn);

/**
 * How each run ended without a remedy, except for the one that is shown.
 *
 * @param shown how much is there of the map that comes at a share of the way, 0 … 1
 */
export const runMaps = (
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  shown: (share: number) => number,
): ReactElement => {
  const { endings, facts } = trace;
  const places = runCells(rect, endings.length);
  return each(endings, ({ points, map }, i) =>
    i === facts.shown.run ? null : (
      <Fade in={shown(i / endings.length)}>
        {trainingMap(m, `run-${i}`, wholeMap(places[i] ?? rect), { maps: [map] }, playheadOf(0, 1), trace, {
          points,
          width: 3,
        })}
      </Fade>
    ),
  );
};
