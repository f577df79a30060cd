import type { ReactElement } from 'react';
import type { DescentTrace } from '../../sim/descents.ts';
import { doubleWellValue } from '../../sim/objectives/double-well.ts';
import { rateText } from '../../story/descent/commentary.ts';
import { trialUpTo } from '../../story/descent/scan.ts';
import type { Moment } from '../moment.ts';
import { Arrow } from '../parts/Arrow.tsx';
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

/** States of a trial that are seen on the landscape. */
const SHOWN = 8;

/** Where the run of one rate ends: its last states, the older the fainter. */
export function trial(m: Moment, trace: DescentTrace, reach: number, area: CurveArea): ReactElement {
  const last = (trialUpTo(trace, reach)?.last ?? []).slice(-SHOWN);
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

/** A run that has flown off: its rate in the sky, on the side away from the start, with an arrow upwards. */
export function flown(m: Moment, trace: DescentTrace, index: number, { rect }: CurveArea): ReactElement {
  const before = trace.runs.slice(0, index).filter(({ status }) => status === 'diverged').length;
  const right = trace.params.start < 0;
  const { safe, theme } = m.stage;
  const [x, y] = [right ? safe.x + safe.width - 20 : safe.x + 20, rect.y + 110 + 64 * before];
  const colour = runColour(theme, index);
  const words = `${rateText(trace, index)}: ${m.say('sweepZone', { kind: 'gone' })}`;
  return (
    <g>
      <Arrow from={[x, y + 8]} to={[x, y - 44]} colour={colour} width={8} />
      {m.text(words, [right ? x - 30 : x + 30, y], {
        bold: true,
        fill: colour,
        anchor: right ? 'end' : 'start',
      })}
    </g>
  );
}
