import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { type CurveArea, type CurveWindow, LossCurve } from '../../src/scene/parts/LossCurve.tsx';
import type { Place } from '../../src/scene/rect.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { TrioTrace } from './simulation.ts';
import { type View, viewOf } from './view.ts';

/** All of the landscape, with space below for names, or in a compact plot without. */
export const wholeWindow = (view: View, compact = false): CurveWindow => ({
  x: view.x,
  loss: compact ? view.compactLoss : view.loss,
});

/** The landscape with its minima; see {@link LossCurve}. */
export function landscape(
  m: Moment,
  trace: TrioTrace,
  area: CurveArea,
  shown: { readonly shown?: number; readonly named?: number; readonly ball?: Place },
): ReactElement {
  const { globalMinimum, localMinimum, equalMinima } = trace.facts;
  const minima = [...globalMinimum, ...(localMinimum ?? [])].map((at, i) => {
    const full = i === 0 || equalMinima;
    const name = m.say(localMinimum === null ? 'onlyMinimum' : full ? 'globalMinimum' : 'localMinimum');
    return { at, full, name, detail: m.say('at', { x: at }) };
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
