import type { ReactElement } from 'react';
import type { DescentTrace } from '../../sim/descents.ts';
import { doubleWellValue } from '../../sim/objectives/double-well.ts';
import { trialUpTo } from '../../story/descent/scan.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import type { CurveArea } from '../parts/LossCurve.tsx';
import { Dot } from '../parts/shapes.tsx';
import { contains as encloses, type Place } from '../rect.ts';
import { runColour } from '../theme.ts';
import { ball } from './Descent.tsx';

/** Where a run of the film has ended, as it goes. */
export function rested(
  m: Moment,
  trace: DescentTrace,
  x: number,
  run: number,
  area: CurveArea,
  shown: number,
): ReactElement | null {
  const at: Place = [area.x(x), area.y(doubleWellValue(trace.params.objective, x))];
  return encloses(area.rect, at)
    ? ball(m, at, 22 * Math.max(shown, 0.05), runColour(m.stage.theme, run), shown)
    : null;
}

/** Where the run of one rate ends: its last states, the older the fainter. */
export function trial(m: Moment, trace: DescentTrace, reach: number, area: CurveArea): ReactElement {
  const last = trialUpTo(trace, reach)?.last ?? [];
  const at = (x: number): Place => [area.x(x), area.y(doubleWellValue(trace.params.objective, x))];
  const { text } = m.stage.theme;
  return each(last, (x, i) =>
    i === last.length - 1 ? (
      ball(m, at(x), 18, text)
    ) : (
      <Dot at={at(x)} r={11} fill={text} opacity={0.12 + 0.08 * i} />
    ),
  );
}
