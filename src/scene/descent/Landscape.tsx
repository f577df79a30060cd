import type { ReactElement } from 'react';
import type { DescentTrace } from '../../sim/descents.ts';
import { doubleWellValue } from '../../sim/objectives/double-well.ts';
import type { Moment } from '../moment.ts';
import { type CurveArea, type CurveWindow, LossCurve } from '../parts/LossCurve.tsx';
import type { Place } from '../rect.ts';
import { type DescentView, viewOf } from './descent-view.ts';

/** All of the landscape, with space below for names, or in a compact plot without. */
export const wholeWindow = (view: DescentView, compact = false): CurveWindow => ({
  x: view.x,
  loss: compact ? view.compactLoss : view.loss,
});

/** The landscape with its minima; see {@link LossCurve}. */
export function landscape(
  m: Moment,
  trace: DescentTrace,
  area: CurveArea,
  shown: { readonly shown?: number; readonly named?: number; readonly ball?: Place },
): ReactElement {
  const { globalMinimum, localMinimum, equalMinima } = trace.facts;
  const minima = [...globalMinimum, ...(localMinimum ?? [])].map((at, i) => {
    const full = i === 0 || equalMinima;
    const name = m.say(localMinimum === null ? 'onlyMinimum' : full ? 'globalMinimum' : 'localMinimum');
    return { at, full, name, detail: '' };
  });
  return (
    <LossCurve
      stage={m.stage}
      area={area}
      value={(x) => doubleWellValue(trace.params.objective, x)}
      labels={{ x: m.say('parameter'), y: m.say('loss') }}
      heights={viewOf(trace).loss}
      minima={minima}
      {...shown}
    />
  );
}
